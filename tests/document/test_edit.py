"""Rows put behind a list: exact bytes, in every style and place, and every refusal."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from pia_cli.core.errors import JobError
from pia_cli.core.forbidden import FORBIDDEN
from pia_cli.document.decode import MAX_BYTES
from pia_cli.document.edit import append_entries
from pia_cli.document.emit import quoted_text, value_lines
from pia_cli.document.events import Engine, c_parser
from pia_cli.document.nodes import Mapping, Scalar, Sequence, node_at
from pia_cli.document.reader import parse

EXAMPLE = Path(__file__).resolve().parents[2] / "examples" / "koriyama_kaigo.yaml"
ENGINES: tuple[Engine, ...] = ("c", "pure") if c_parser() else ("pure",)
KEY = "変更箇所"
FULL = {"日": "令和8年", "前": "", "後": "a\n\nb"}
ROW = {"日": "令和8年"}


def add(text: str, entry: dict[str, str] = ROW, *more: dict[str, str]) -> str:
    return append_entries(text.encode(), "表", [entry, *more], ["別紙"]).decode()


def only_adds(old: str, new: str) -> bool:
    """Whether the old lines are all there, in their order, as in a diff without a minus.

    A last line without a line end may have got one; a BOM is no part of a line.
    """
    lines = iter(new.removeprefix("\ufeff").encode().splitlines(keepends=True))
    *first, last = old.removeprefix("\ufeff").encode().splitlines(keepends=True)
    return all(line in lines for line in first) and any(line.startswith(last) for line in lines)


PLACES = {
    "after the last row": ("表:\n  - 日: x\n別紙:\n", "表:\n  - 日: x\n  - 日: 令和8年\n別紙:\n"),
    "blank lines stay below": (
        "表:\n  - 日: x\n\n\n別紙:\n",
        "表:\n  - 日: x\n  - 日: 令和8年\n\n\n別紙:\n",
    ),
    "marks at the key": ("表:\n- 日: x\n別紙:\n", "表:\n- 日: x\n- 日: 令和8年\n別紙:\n"),
    "wide marks": (
        "表:\n    -   日: x\n        前: y\n",
        "表:\n    -   日: x\n        前: y\n    -   日: 令和8年\n",
    ),
    "row below its mark": (
        "表:\n  -\n    日: x\n別紙:\n",
        "表:\n  -\n    日: x\n  - 日: 令和8年\n別紙:\n",
    ),
    "row one column in": ("表:\n-\n 日: x\n", "表:\n-\n 日: x\n- 日: 令和8年\n"),
    "flow rows": ("表:\n  - {日: x}\n", "表:\n  - {日: x}\n  - 日: 令和8年\n"),
    "an empty row": ("表:\n  -\n別紙:\n", "表:\n  -\n  - 日: 令和8年\n別紙:\n"),
    "last value empty": (
        "表:\n  - 日: x\n    前:\n別紙:\n",
        "表:\n  - 日: x\n    前:\n  - 日: 令和8年\n別紙:\n",
    ),
    "last value over lines": (
        '表:\n  - 日: "x\n      y"  # c\n\n別紙:\n',
        '表:\n  - 日: "x\n      y"  # c\n  - 日: 令和8年\n\n別紙:\n',
    ),
    "indented document": ("  表:\n    - 日: x\n", "  表:\n    - 日: x\n    - 日: 令和8年\n"),
    "quoted key": ('"表":\n  - 日: x\n', '"表":\n  - 日: x\n  - 日: 令和8年\n'),
    "explicit key": ("? 表\n: - 日: x\n", "? 表\n: - 日: x\n  - 日: 令和8年\n"),
    "keep chomping": (
        "表:\n  - 日: |+\n      x\n\n別紙:\n",
        "表:\n  - 日: |+\n      x\n\n  - 日: 令和8年\n別紙:\n",
    ),
    "keep chomping, nothing kept": (
        "表:\n  - 日: |+\n      x\n別紙:\n",
        "表:\n  - 日: |+\n      x\n  - 日: 令和8年\n別紙:\n",
    ),
    "keep chomping at the end": (
        "表:\n  - 日: |+\n      x\n\n\n",
        "表:\n  - 日: |+\n      x\n\n\n  - 日: 令和8年\n",
    ),
    "keep chomping, spaces at the end": (
        "表:\n  - 日: |+\n      x\n\n  ",
        "表:\n  - 日: |+\n      x\n\n  - 日: 令和8年\n  ",
    ),
    "text of spaces at the end": (
        "表:\n  - 日: |-\n      x\n        ",
        "表:\n  - 日: |-\n      x\n        \n  - 日: 令和8年",
    ),
    "clip": (
        "表:\n  - 日: |\n      x\n\n\n別紙:\n",
        "表:\n  - 日: |\n      x\n  - 日: 令和8年\n\n\n別紙:\n",
    ),
    "block text that ends in spaces": (
        "表:\n  - 日: |-\n      x\n        \n別紙:\n",
        "表:\n  - 日: |-\n      x\n        \n  - 日: 令和8年\n別紙:\n",
    ),
    "no final line end": ("表:\n  - 日: x", "表:\n  - 日: x\n  - 日: 令和8年"),
    "spaces for a last line": ("表:\n  - 日: x\n  ", "表:\n  - 日: x\n  - 日: 令和8年\n  "),
    "CRLF": (
        "表:\r\n  - 日: x\r\n\r\n別紙:\r\n",
        "表:\r\n  - 日: x\r\n  - 日: 令和8年\r\n\r\n別紙:\r\n",
    ),
    "CRLF, no final line end": (
        "a: 1\r\n表:\r\n  - 日: x",
        "a: 1\r\n表:\r\n  - 日: x\r\n  - 日: 令和8年",
    ),
    "lone CR": ("表:\r  - 日: x\r別紙:\r", "表:\r  - 日: x\r  - 日: 令和8年\r別紙:\r"),
    "mixed line ends": (
        "a: 1\n表:\n  - 日: x\r\n別紙:\n",
        "a: 1\n表:\n  - 日: x\r\n  - 日: 令和8年\r\n別紙:\n",
    ),
    "BOM": ("\ufeff表:\n- 日: 𠮷\n", "\ufeff表:\n- 日: 𠮷\n- 日: 令和8年\n"),
    "document marks": (
        "---\n表:\n  - 日: x\n...\n---\n",
        "---\n表:\n  - 日: x\n  - 日: 令和8年\n...\n---\n",
    ),
    "own comment": (
        "表:\n  - 日: x\n  # c\n    # d\n# e\n別紙:\n",
        "表:\n  - 日: x\n  # c\n    # d\n  - 日: 令和8年\n# e\n別紙:\n",
    ),
    "comment further down": (
        "表:\n  - 日: x\n\n  # c\n別紙:\n",
        "表:\n  - 日: x\n  - 日: 令和8年\n\n  # c\n別紙:\n",
    ),
    "comment of the next key": (
        "表:\n- 日: x\n  # b\n# c\n別紙:\n",
        "表:\n- 日: x\n  # b\n- 日: 令和8年\n# c\n別紙:\n",
    ),
    "own comment at the key": (
        "表:\n- 日: x\n# c\n\n別紙:\n",
        "表:\n- 日: x\n# c\n- 日: 令和8年\n\n別紙:\n",
    ),
    "last comment": ("表:\n- 日: x\n# c", "表:\n- 日: x\n# c\n- 日: 令和8年"),
    "empty": ("表:\n別紙:\n", "表:\n  - 日: 令和8年\n別紙:\n"),
    "empty, comment": ("表: # c\n\n別紙:\n", "表: # c\n  - 日: 令和8年\n\n別紙:\n"),
    "empty, comments below": (
        "表:\n  # - 日:\n# c\n別紙:\n",
        "表:\n  # - 日:\n  - 日: 令和8年\n# c\n別紙:\n",
    ),
    "empty at the end": ("a: 1\n表:", "a: 1\n表:\n  - 日: 令和8年"),
    "empty before the end mark": ("表:\n...\n", "表:\n  - 日: 令和8年\n...\n"),
    "other lists at their key": (
        "a:\n-   b: 1\n表:\n",
        "a:\n-   b: 1\n表:\n-   日: 令和8年\n",
    ),
    "other lists far in": (
        "a:\n  b:\n      - c: 1\n表:\n",
        "a:\n  b:\n      - c: 1\n表:\n    - 日: 令和8年\n",
    ),
    "absent, 別紙": ("a: 1\n別紙:\n", "a: 1\n表:\n  - 日: 令和8年\n別紙:\n"),
    "absent, 別紙 apart": (
        "a: 1\n\n# c\n# d\n別紙:\n",
        "a: 1\n\n表:\n  - 日: 令和8年\n\n# c\n# d\n別紙:\n",
    ),
    "absent, 別紙 under an own comment": (
        "a:\n  b: 1\n  # b\n別紙:\n",
        "a:\n  b: 1\n  # b\n表:\n  - 日: 令和8年\n別紙:\n",
    ),
    "absent, 別紙 under a # of a text": (
        'a: "b\n# c"\n別紙:\n',
        'a: "b\n# c"\n表:\n  - 日: 令和8年\n別紙:\n',
    ),
    "absent, 別紙 first": ("---\n別紙:\n", "---\n表:\n  - 日: 令和8年\n別紙:\n"),
    "absent, 別紙 after kept blank lines": (
        "a: |+\n  x\n\n別紙: 1",
        "a: |+\n  x\n\n表:\n  - 日: 令和8年\n\n別紙: 1",
    ),
    "absent, CRLF and BOM": (
        "\ufeff別紙:\r\na: 1\r\n",
        "\ufeff表:\r\n  - 日: 令和8年\r\n別紙:\r\na: 1\r\n",
    ),
    "absent": ("a: 1\nb: 2\n", "a: 1\nb: 2\n表:\n  - 日: 令和8年\n"),
    "absent, no final line end": ("a: 1\n\nb: 2", "a: 1\n\nb: 2\n\n表:\n  - 日: 令和8年"),
    "absent, blank lines at the end": (
        "a: 1\n\n# c\nb: 2\n# d\n\n\n",
        "a: 1\n\n# c\nb: 2\n# d\n\n表:\n  - 日: 令和8年\n\n\n",
    ),
    "absent, end mark": (
        "a: 1\n# b\n\n... # c\n",
        "a: 1\n# b\n表:\n  - 日: 令和8年\n\n... # c\n",
    ),
    "absent, kept blank lines": (
        "a: 1\n\nb: |+\n  x\n\n\n",
        "a: 1\n\nb: |+\n  x\n\n\n表:\n  - 日: 令和8年\n",
    ),
    "absent, one kept blank line": (
        "a: 1\n\nb: |+\n  x\n\n",
        "a: 1\n\nb: |+\n  x\n\n表:\n  - 日: 令和8年\n\n",
    ),
    "absent, indented": ('  "a": 1\n', '  "a": 1\n  "表":\n    - 日: 令和8年\n'),
}


@pytest.mark.parametrize("name", PLACES)
def test_rows_go_where_the_list_ends(name: str) -> None:
    old, new = PLACES[name]
    assert add(old) == new
    assert only_adds(old, new)


REPLACED = {
    "brackets": ("表: []\n別紙:\n", "表:\n  - 日: 令和8年\n別紙:\n"),
    "spaces": ("表:   [  ]  \n別紙:\n", "表:\n  - 日: 令和8年\n別紙:\n"),
    "comment": ("表: []  # c\n別紙:\n", "表:  # c\n  - 日: 令和8年\n別紙:\n"),
    "line ends": ("表: [\r\n\r\n]\r\n別紙:\r\n", "表:\r\n  - 日: 令和8年\r\n別紙:\r\n"),
    "comment inside": ("表: [ # c\n  # d\n]\n", "表: # c\n  # d\n  - 日: 令和8年\n"),
    "below the key": ("表: # c\n  []\n別紙:\n", "表: # c\n  - 日: 令和8年\n別紙:\n"),
    "no final line end": ("表: []", "表:\n  - 日: 令和8年"),
    "null": ("表: ~ # c\n", "表: # c\n  - 日: 令和8年\n"),
    "quotes": ('表: ""\n別紙:\n', "表:\n  - 日: 令和8年\n別紙:\n"),
    "empty block": ("表: |-\n\n別紙:\n", "表:\n  - 日: 令和8年\n\n別紙:\n"),
    "comments below": ("表: []\n  # - 日:\n別紙:\n", "表:\n  # - 日:\n  - 日: 令和8年\n別紙:\n"),
}


@pytest.mark.parametrize("name", REPLACED)
def test_an_empty_value_makes_way(name: str) -> None:
    old, new = REPLACED[name]
    assert add(old) == new


STYLES = {
    "plain": ("- 日: x\n  前:\n", "- 日: 令和8年\n  前:\n  後: |-\n    a\n\n    b\n"),
    "double quotes": (
        '- "日": "x"\n  "前":\n  "後": |-\n    x\n    y\n',
        '- "日": "令和8年"\n  "前":\n  "後": |-\n    a\n\n    b\n',
    ),
    "single quotes": (
        "- 日: 'x'\n  前: ''\n",
        "- 日: '令和8年'\n  前: ''\n  後: |-\n    a\n\n    b\n",
    ),
    "some in quotes": (
        '- 日: "x"\n  前: y\n  後:\n',
        "- 日: 令和8年\n  前:\n  後: |-\n    a\n\n    b\n",
    ),
    "blanks left out": ("- 日: x\n", "- 日: 令和8年\n  後: |-\n    a\n\n    b\n"),
    "blanks left out last": (
        "- 日: x\n  前:\n- 日: x\n  後: y\n",
        "- 日: 令和8年\n  後: |-\n    a\n\n    b\n",
    ),
    "no blank": (
        "- 日: x\n  前:\n- 日: x\n  前: y\n  後: z\n",
        "- 日: 令和8年\n  前:\n  後: |-\n    a\n\n    b\n",
    ),
    "null": ("- 日: x\n  前: ~\n", "- 日: 令和8年\n  前: ~\n  後: |-\n    a\n\n    b\n"),
    "step of a block text": (
        "- 日: x\n  前:\n  後: |\n\n   x\n",
        "- 日: 令和8年\n  前:\n  後: |-\n   a\n\n   b\n",
    ),
    "step of a block text that says it": (
        "- 日: x\n  前:\n  後: >4-  # 5\n        x\n",
        "- 日: 令和8年\n  前:\n  後: |-\n      a\n\n      b\n",
    ),
    "step of another block text": (
        "- 日: x\n  前:\nz: |\n      x\n",
        "- 日: 令和8年\n  前:\n  後: |-\n        a\n\n        b\n",
    ),
    "far step": (
        "- 日: x\n  前:\nz: |\n               x\n",
        "- 日: 令和8年\n  前:\n  後: |-\n           a\n\n           b\n",
    ),
}


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("name", STYLES)
def test_rows_look_like_the_rows_there(name: str, end: str) -> None:
    there, row = STYLES[name]
    rows, mark, rest = there.partition("z:")
    old = f"表:\n{rows}{mark}{rest}".replace("\n", end)
    new = f"表:\n{rows}{row}{mark}{rest}".replace("\n", end)
    assert add(old, FULL) == new


def test_several_rows_keep_their_order() -> None:
    assert add("表:\n- 日: x\n", {"日": "1"}, {"日": "2"}) == "表:\n- 日: x\n- 日: 1\n- 日: 2\n"


def test_a_row_of_blanks_keeps_its_keys() -> None:
    old = "表:\n- 日: x\n"
    assert add(old, {"日": "", "前": ""}) == old + "- 日:\n  前:\n"


def test_a_key_that_is_kept_is_written_where_others_are_left_out() -> None:
    old = b"x:\n- a: 1\n  b: 2\n"
    new = append_entries(old, "x", [{"a": "3", "b": "", "c": ""}], kept={"b"})
    assert new == old + b"- a: 3\n  b:\n"


def test_no_rows_change_nothing() -> None:
    assert append_entries(b"a: 1\n", "b", []) == b"a: 1\n"


def test_a_text_that_ends_in_a_line_end_keeps_it_at_the_end_of_the_file() -> None:
    assert add("表:\n- 日: x", {"日": "a\nb\n"}) == "表:\n- 日: x\n- 日: |\n    a\n    b\n"


def test_the_first_of_the_keys_before_counts() -> None:
    new = append_entries(b"a: 1\nc: 2\nb: 3\n", "x", [{"k": "z"}], ["b", "none", "c"])
    assert new == b"a: 1\nx:\n  - k: z\nc: 2\nb: 3\n"


def test_rows_again_and_again_stay_readable() -> None:
    data = b"a: 1\n"
    for number in range(5):
        data = append_entries(data, "x", [{"n": f"{number}\n {number}", "e": ""}])
    root = parse(data, "").root
    assert root is not None
    rows = root.get("x")
    assert isinstance(rows, Sequence)
    assert len(rows.items) == 5


def test_the_example_gets_its_rows_and_keeps_every_byte() -> None:
    old = EXAMPLE.read_bytes()
    entries = [
        {
            "変更日": "令和8年2月4日",
            "項目": "Ⅱ-2-③対象となる本人の範囲",
            "変更前の記載": "-",
            "変更後の記載": "<情報照会>\n①被保険者: 40歳以上",
            "提出時期": "事前",
            "提出時期に係る説明": "",
        },
        {"変更日": "令和8年2月4日", "項目": "a: b", "変更前の記載": "", "変更後の記載": "（なし）"},
    ]
    new = append_entries(old, KEY, entries, ["別紙"])
    added = (
        "  - 変更日: 令和8年2月4日\n"
        "    項目: Ⅱ-2-③対象となる本人の範囲\n"
        '    変更前の記載: "-"\n'
        "    変更後の記載: |-\n"
        "      <情報照会>\n"
        "      ①被保険者: 40歳以上\n"
        "    提出時期: 事前\n"
        "    提出時期に係る説明:\n"
        "  - 変更日: 令和8年2月4日\n"
        '    項目: "a: b"\n'
        "    変更前の記載:\n"
        '    変更後の記載: "（なし）"\n'
    ).encode()
    at = old.index("\n# 欠落: 別紙1(提供先)".encode())
    assert new == old[:at] + added + old[at:]
    root = parse(new, "").root
    assert root is not None
    rows = root.get(KEY)
    assert isinstance(rows, Sequence)
    assert len(rows.items) == 26 + 2


REFUSALS = {
    "flow list": (b"x: [{y: 1}]\n", "「x」のリストが [ ] の中に書かれている", "f.yaml の 1 行目"),
    "text": (b"a: 1\nx: y\n", "「x」の値がリストではない", "f.yaml の 2 行目"),
    "mapping": (b"x:\n  y: 1\n", "「x」の値がリストではない", "f.yaml の 2 行目"),
    "empty mapping": (b"x: {}\n", "「x」の値がリストではない", "f.yaml の 1 行目"),
    "flow document": (b"{a: 1}\n", "文書の全体が { } で書かれている", "f.yaml の 1 行目"),
    "nothing": (b"", "文書に直すところがある", "ファイルに内容がありません"),
    "not UTF-8": ("x: 変更".encode("cp932"), "文書に直すところがある", "Shift_JIS"),
    "syntax": (b"a: 1\n b: [\n", "文書に直すところがある", "f.yaml の 2 行目"),
    "duplicate keys": (b"x:\n- y: 1\nx:\n- y: 2\n", "f.yaml の 3 行目", "重複しています"),
    "two documents": (b"x:\n---\ny: 1\n", "文書に直すところがある", "複数の文書"),
    "alias": (b"x:\n- &a y: 1\n", "文書に直すところがある", "アンカー"),
    "clip without a line end": (
        b"x:\n- y: |\n    z",
        "書き足すと、ほかの記載が変わってしまいます",
        "ファイルの最後の行を改行で終えてください",
    ),
    "explicit key without a colon": (b"? x\n", "書き足すと", "手で書き足してください"),
    "too large": (
        b"x:\n- y: 1\n#" + b"." * (MAX_BYTES - 13) + b"\n",
        "書き足すと文書が読めなくなります",
        "ファイルが大きすぎます",
    ),
}


@pytest.mark.parametrize("name", REFUSALS)
def test_a_document_that_cannot_take_rows_is_refused(name: str) -> None:
    data, *words = REFUSALS[name]
    with pytest.raises(JobError) as caught:
        append_entries(data, "x", [{"y": "z"}], name="f.yaml")
    assert caught.value.hint
    for word in words:
        assert word in caught.value.message + caught.value.hint


@pytest.mark.parametrize("bad", ["\x00", "\x85", "\u2028", "\ufeff", "\ud800", "\U0001ffff"])
def test_a_character_that_no_document_may_hold_is_refused(bad: str) -> None:
    with pytest.raises(JobError, match=f"U\\+{ord(bad):04X}"):
        append_entries(b"x:\n", "x", [{"y": f"a{bad}b"}])


def test_a_row_that_would_not_read_back_is_refused() -> None:
    with pytest.raises(JobError, match="読めなくなります"):
        append_entries(b"x:\n", "x", [{"": "z"}])
    with pytest.raises(JobError, match="変わってしまいます"):
        append_entries(b"x:\n", "x", [{}])


AWKWARD = """-|null|yes|令和8年|a: b|a #b|<情報照会>|①…|（なし）|*x|[x]| a|a |2026-02-04|1_000
~|---|...||'|"|\\|\t|a\rb|Null|0x1F|.5|+1|y|{}|&x|!x|%|@|`|?|, |a\tb|\u3000|\xa0|が|🍣"""
AWKWARD_TEXTS = AWKWARD.replace("\n", "|").split("|")
PIECES = st.sampled_from([*AWKWARD_TEXTS, "\n", "\n\n", " ", ":", ": ", "#", " #", "- ", "|-", ">"])
CHARACTERS = st.characters().filter(lambda char: not FORBIDDEN.match(char))
TEXTS = st.lists(PIECES | CHARACTERS, max_size=8).map("".join)


def texts_under(root: Mapping | None, *path: str | int) -> dict[str, str | None]:
    assert root is not None
    node = node_at(root, path)
    assert isinstance(node, Mapping)
    found = {}
    for key, entry in node.entries.items():
        assert isinstance(entry.value, Scalar)
        unquoted_null = entry.value.plain and entry.value.is_empty
        found[key] = None if unquoted_null else entry.value.value
    return found


@settings(max_examples=120)
@given(TEXTS, st.sampled_from(["", "'", '"']), st.integers(1, 9), st.sampled_from(["\n", "\r\n"]))
@example(" a\nb", "", 2, "\n")
@example("\n  a\n ", "", 9, "\r\n")
@example("\ta\nb", "'", 2, "\n")
@example("a\r\nb", "'", 2, "\n")
@example("a\n\n", "", 2, "\n")
def test_what_is_written_reads_back(text: str, quote: str, step: int, end: str) -> None:
    lines = value_lines(text, quote, 2, step)
    written = end.join(["x:", f"- a: {lines[0]}", *lines[1:], "  b: 1", ""]).encode()
    for engine in ENGINES:
        result = parse(written, "", engine=engine)
        assert not result.diagnostics
        assert texts_under(result.root, "x", 0)["a"] == text


@pytest.mark.parametrize("text", AWKWARD_TEXTS)
@pytest.mark.parametrize("quote", ["", "'", '"'])
def test_awkward_texts_stay_themselves(text: str, quote: str) -> None:
    root = parse(f"x:\n  a: {quoted_text(text, quote)}\n".encode(), "").root
    assert texts_under(root, "x") == {"a": text}


HEADS = st.sampled_from(
    (
        "表:",
        "表: []",
        "表: [\n] # c",
        "表: # c",
        "a: 1\n\nb: |+\n  x\n\n",
        "別紙: |\n  # x",
        "表:\n- 日: 'x'\n  後: ''",
        '表:\n  -   日: "x"\n      前: |2-\n         y',
        "表:\n- 日: |+\n   x\n",
        "表:\n- 日: x\n  前: ~\n# c",
        "表:\n  - {日: x}\n  # c\n",
        "a:\n    - b: |\n         c\n表:",
    )
)
TAILS = st.sampled_from(
    ["", "\n", "\n\n\n", "\n# d\n\n別紙:\n", "\n\n# d\n別紙:", "\n...\n", "\n  "]
)
ENTRIES = st.lists(
    st.fixed_dictionaries({"日": TEXTS, "前": TEXTS, "後": TEXTS}), min_size=1, max_size=3
)


@settings(max_examples=120)
@given(HEADS, TAILS, ENTRIES, st.sampled_from(["\n", "\r\n", "\r"]), st.booleans())
def test_rows_read_back_in_every_style(
    head: str, tail: str, entries: list[dict[str, str]], end: str, bom: bool
) -> None:
    text = "\ufeff" * bom + (head + tail).replace("\n", end)
    assume(not parse(text.encode(), "").diagnostics)  # 別紙 twice
    assume("|\n" not in head or tail)  # the line end that it gets would change the text
    new = append_entries(text.encode(), "表", entries, ["別紙"])
    assert "[" in head or only_adds(text, new.decode())
    root = parse(new, "").root
    assert root is not None
    rows = root.get("表")
    assert isinstance(rows, Sequence)
    for at, entry in enumerate(entries, len(rows.items) - len(entries)):
        written = texts_under(root, "表", at)
        assert {key: written.get(key) or "" for key in entry} == entry


ODD_BYTES = st.lists(PIECES | st.sampled_from(["表:", "\n  ", "\n- ", "\r\n"]), max_size=15)


@settings(max_examples=120)
@given(st.binary(max_size=40) | ODD_BYTES.map(lambda pieces: "".join(pieces).encode()))
def test_nothing_but_a_job_error_for_any_bytes(data: bytes) -> None:
    with suppress(JobError):
        assert parse(append_entries(data, "表", [FULL], ["別紙"]), "").root is not None
