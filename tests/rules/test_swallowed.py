"""F021: which lines of a text are a key that has slipped into it, and which are its own words."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from pia_cli.check.engine import check

BASE = (Path(__file__).parents[1] / "cases" / "positive" / "base.yaml").read_text("utf-8")
STORED = "        届出書は施錠できる書庫に保管する。\n"
NOTE = "    備考:\n"


def codes(*changes: tuple[str, str]) -> list[tuple[str, int]]:
    """What is found in the document with some of its parts changed."""
    text = BASE
    for old, new in changes:
        assert text.count(old) == 1, old
        text = text.replace(old, new)
    found = check(text.encode(), "x", today=date(2025, 4, 1)).diagnostics
    return [(one.code, one.span.line) for one in found]


@pytest.mark.parametrize(
    "line",
    [
        "備考：紙の届出書は5年で廃棄する。",
        "備考:紙の届出書は5年で廃棄する。",
        "※備考: 紙の届出書は5年で廃棄する。",
        "備考のとおり。",
        "保管場所: 市役所",
        "委託先名: 市役所",
        "電話番号: 03-1234-5678",
    ],
)
def test_a_line_that_is_no_key_of_the_sections_around(line: str) -> None:
    assert codes((STORED, f"{STORED}        {line}\n"), (NOTE, "")) == []


def test_a_key_that_is_written_where_it_belongs() -> None:
    assert codes((STORED, f"{STORED}        備考: 紙の届出書は5年で廃棄する。\n")) == []


def test_a_key_that_is_deeper_than_the_text() -> None:
    assert codes((STORED + NOTE, f"{STORED}          備考: 紙の届出書は廃棄する。\n")) == [
        ("F021", 143)
    ]


def test_a_value_behind_its_own_key() -> None:
    usage = "使用方法: 届出の内容を確認し、資格の得喪及び給付の決定を行う。"
    assert codes((usage, '使用方法: "備考: 別紙のとおり"'), (NOTE, "")) == []


def test_rows_quote_items_that_the_document_lacks() -> None:
    after = "    変更後の記載: 保険年金課長\n"
    quoting = "    変更後の記載: |-\n      特記事項: なし\n      保険年金課長\n"
    found = codes((after, quoting), ("特記事項:\n", ""))
    assert [each for each in found if each[0] == "F021"] == []


def test_each_key_of_one_text_that_is_missing() -> None:
    found = codes(
        ("      ③保険税の賦課\n", "      ③保険税の賦課\n      対象人数: 10万人以上\n"),
        ("    対象人数: 10万人以上30万人未満\n", ""),
        (STORED + NOTE, f"{STORED}        備考: あり\n"),
    )
    assert found == [("F010", 19), ("F021", 143)]


def test_many_lines_of_one_key_are_one_finding() -> None:
    lines = "        備考: あり\n" * 10_000
    assert codes((STORED + NOTE, STORED + lines)) == [("F021", 143)]


def test_an_answer_that_a_condition_asks_for() -> None:
    allowed = (
        "          再委託の許諾方法: 書面による申請を受け、内容を確認した上で書面により許諾する。\n"
    )
    subject = "          再委託事項: システムの障害対応\n"
    block = allowed.replace(": ", ": |-\n            ")
    found = codes((allowed + subject, f"{block}  {subject}"))
    assert found == [("F012", 98)]
