"""What is done for each row of a long table, counted: not for each pair of rows."""

from __future__ import annotations

import pytest

from compare.casefile import compared
from pia_cli.cells.rows import LogRow
from pia_cli.cells.written import Written
from pia_cli.compare import table as tables
from pia_cli.compare.change import Change
from pia_cli.compare.committed.verify import verify
from pia_cli.core.wareki import with_iso_dates
from pia_cli.forms import notation

MANY, ROWS, LINES = 60, 9, 11
HEAD = "様式: 重点項目評価書\n様式の版: 令和6年10月\n"


def sheets(count: int) -> str:
    """A document with so many 別紙."""
    entries = (f"  - 名称: 資料{at}\n    本文: 本文{at}\n" for at in range(count))
    return f"{HEAD}別紙:\n{''.join(entries)}"


def logged(word: str) -> str:
    """A document with a long 変更箇所."""
    rows = (
        f"  - 変更日: 令和6年3月29日\n    項目: Ⅱ-4-委託事項1-③委託先名\n"
        f"    変更前の記載: 旧{at}会社\n    変更後の記載: {word}{at}会社\n    提出時期: 事後\n"
        for at in range(MANY)
    )
    return f"{HEAD}変更箇所:\n{''.join(rows)}"


def test_a_row_is_held_against_the_entries_of_its_name(monkeypatch: pytest.MonkeyPatch) -> None:
    comparison, calls = compared(sheets(MANY), sheets(1)), []
    was = tables._moved_to

    def counted(change: Change, entry: str) -> bool:
        calls.append(entry)
        return was(change, entry)

    monkeypatch.setattr(tables, "_moved_to", counted)
    rows = tables.table(comparison).rows
    assert len(rows) >= MANY - 1
    assert len(calls) <= len(rows)


def test_a_row_that_was_rewritten_is_looked_up(monkeypatch: pytest.MonkeyPatch) -> None:
    comparison, hashed = compared(logged("新"), logged("改")), []

    def counted(row: LogRow) -> int:
        hashed.append(row)
        return tuple.__hash__(row)

    monkeypatch.setattr(LogRow, "__hash__", counted)
    assert [one.code for one in verify(comparison)] == ["H006"] * MANY
    assert len(hashed) <= 20 * MANY


def contracts(word: str, rows: int = 0) -> str:
    """A document with many 委託事項, and rows of their section with several lines."""
    entries = "".join(
        f"          - 委託事項の名称: 委託{at}\n            委託先名: {word}{at}株式会社\n"
        for at in range(MANY)
    )
    lines = "".join(
        f"      {word}{at}株式会社\n" for word in "甲乙" for at in range(LINES)
    ).splitlines(keepends=True)
    old, new = "".join(lines[:LINES]), "".join(lines[LINES:])
    logged = (
        f"  - 変更日: 令和6年3月{day}日\n    項目: Ⅱ-4\n    変更前の記載: |-\n{old}"
        f"    変更後の記載: |-\n{new}    提出時期: 事後\n"
        for day in range(1, rows + 1)
    )
    return (
        f"{HEAD}特定個人情報ファイルの概要:\n  - 特定個人情報ファイル名: 台帳\n"
        f"    特定個人情報ファイルの取扱いの委託:\n        委託事項:\n{entries}"
        f"変更箇所:\n{''.join(logged)}"
    )


def test_the_lines_of_a_row_are_held_against_a_change_once(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    comparison, calls = compared(contracts("甲"), contracts("乙", ROWS)), []
    was = Written.quotes

    def counted(self: Written, text: str) -> bool:
        calls.append(text)
        return was(self, text)

    monkeypatch.setattr(Written, "quotes", counted)
    assert {one.code for one in verify(comparison)} == {"H001"}
    assert len(calls) <= 1.5 * MANY * ROWS * LINES


def lines_of_one_item(word: str, rows: int = 0) -> str:
    """A document with a text of many lines, and a row for each."""
    lines = "".join(f"      行{at}を{word}とする。\n" for at in range(MANY))
    logged = (
        "  - 変更日: 令和8年2月4日\n    項目: Ⅰ-1-②事務の内容\n"
        f"    変更前の記載: 行{at}を旧とする。\n    変更後の記載: 行{at}を{word}とする。\n"
        "    提出時期: 事後\n"
        for at in range(rows)
    )
    return (
        f"{HEAD}基本情報:\n  特定個人情報ファイルを取り扱う事務:\n    事務の内容: |-\n{lines}"
        f"変更箇所:\n{''.join(logged)}"
    )


def test_each_row_of_an_item_asks_for_the_keys_of_its_texts_once(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    comparison, read = compared(lines_of_one_item("旧"), lines_of_one_item("新", MANY)), []
    whole = len("行1を旧とする。") * MANY

    def counted(text: str) -> str:
        read.extend([text] if len(text) > whole else [])
        return with_iso_dates(text)

    monkeypatch.setattr(notation, "with_iso_dates", counted)
    assert verify(comparison) == ()
    assert len(read) <= 20
