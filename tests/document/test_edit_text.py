"""Values changed in place: nothing else changes, and what cannot be done exactly is left."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pia_cli.document.edit_text import TextEdit, edit_texts

STYLES = [
    ("a: 一月 # 注\nb: 1\n", "a: 二月 # 注\nb: 1\n"),
    ("a: '一月'\r\nb: 1\r\n", "a: '二月'\r\nb: 1\r\n"),
    ('a: "一月"\nb: 1', 'a: "二月"\nb: 1'),
    ("﻿a: 一月\nb: 1\n", "﻿a: 二月\nb: 1\n"),
    ("{a: 一月, b: 1}\n", "{a: 二月, b: 1}\n"),
    ("b: 1\na: |-\n  一月\n# 後\n", "b: 1\na: |-\n  二月\n# 後\n"),
]


@pytest.mark.parametrize(("before", "after"), STYLES)
def test_every_other_byte_stays(before: str, after: str) -> None:
    edit = TextEdit(("a",), "一月", "二月")
    assert edit_texts(before.encode(), [edit]) == (after.encode(), (edit,))


def test_lines_of_a_block_text() -> None:
    before = "a:\n  - |\n    一行目 \n    同じ\n    一行目 \n  - 他\n"
    edit = TextEdit(("a", 0), "一行目 \n同じ\n一行目 \n", "一行目\n同じ\n一行目\n")
    after = before.replace("一行目 ", "一行目")
    assert edit_texts(before.encode(), [edit]) == (after.encode(), (edit,))


LEFT = [
    ('a: "\\u4e00月"\n', TextEdit(("a",), "一月", "二月")),
    ("a: >-\n  一月\n  二月\n", TextEdit(("a",), "一月 二月", "三月")),
    ("a: 一月\n", TextEdit(("a",), "一月", "#二月")),
    ("a: 一月\n", TextEdit(("a",), "一月", "二月: x")),
    ("a: 一月\n", TextEdit(("a",), "一月", "")),
    ("a: 一月\n", TextEdit(("a",), "一月", "null")),
    ("a: 一月\n", TextEdit(("a",), "他", "二月")),
    ("a: 一月\n", TextEdit(("b",), "一月", "二月")),
    ("a: [一月]\n", TextEdit(("a",), "一月", "二月")),
    ("a: 一月\na: 一月\n", TextEdit(("a",), "一月", "二月")),
    ("a: [\n", TextEdit(("a",), "一月", "二月")),
]


@pytest.mark.parametrize(("text", "edit"), LEFT)
def test_what_cannot_be_done_exactly_is_left(text: str, edit: TextEdit) -> None:
    assert edit_texts(text.encode(), [edit]) == (text.encode(), ())


def test_one_edit_that_fails_does_not_stop_the_others() -> None:
    text = 'a: "\\u4e00月"\nb: 一月\nc: 一月\n'
    edits = [
        TextEdit(("a",), "一月", "二月"),
        TextEdit(("b",), "一月", "x: #"),
        TextEdit(("c",), "一月", "二月"),
    ]
    assert edit_texts(text.encode(), edits) == (
        text.replace("c: 一月", "c: 二月").encode(),
        (edits[2],),
    )


@given(st.lists(st.text("一月 #:'\"\\-\n。", min_size=1), min_size=1, max_size=4), st.data())
def test_no_edit_changes_another_value(values: list[str], data: st.DataObject) -> None:
    import json

    from pia_cli.document.reader import parse

    text = "".join(f"k{n}: {json.dumps(value)}\n" for n, value in enumerate(values))
    at = data.draw(st.integers(0, len(values) - 1))
    edit = TextEdit((f"k{at}",), values[at], data.draw(st.text("一月 #:'\"\\-\n。")))
    written, made = edit_texts(text.encode(), [edit])
    root = parse(written, "").root
    assert root is not None
    for n, value in enumerate(values):
        node = root.get(f"k{n}")
        assert getattr(node, "value", None) == (edit.new if made and n == at else value)
    assert made or written == text.encode()
