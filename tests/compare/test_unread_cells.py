"""Rows of 変更箇所 with a list where a text belongs: a finding says that it cannot be read.

Its row tells what it names, without a 項目 nothing; all other rows are judged as they are.
"""

from __future__ import annotations

import re

import pytest

from compare.casefile import compared
from pia_cli.compare.committed.verify import verify
from pia_cli.compare.documents import Comparison
from pia_cli.compare.table import table
from pia_cli.compare.write import untold
from pia_cli.core.diagnostic import Diagnostic
from pia_cli.core.errors import JobError

DOCUMENT = """\
様式: 重点項目評価書
様式の版: 令和6年10月
特定個人情報ファイルの概要:
- 特定個人情報ファイル名: 介護ファイル
  特定個人情報ファイルの取扱いの委託:
    委託事項:
    - 委託事項: 保守
      委託内容: 介護保険のシステムを保守する。
      委託先名: {name}
      再委託の有無: {again}
    - 委託事項: 入力
      委託内容: 紙の届出書を端末から入力する。
      委託先名: 南データ株式会社
評価実施手続:
  基礎項目評価:
    実施日: {day}
変更箇所:
"""
OLD_NAME, NEW_NAME = "東システム株式会社", "西システム株式会社"
ITEM, OTHER = "Ⅱ-4-委託事項1-③委託先名", "Ⅱ-4-委託事項2-③委託先名"
DAY, NEW_DAY = "令和7年4月1日", "令和8年2月4日"


def row(item: str = ITEM, before: str = OLD_NAME, after: str = NEW_NAME, **cells: str) -> str:
    day, more = cells.pop("day", NEW_DAY), cells.pop("more", "")
    timing = cells.pop("timing", "事後")
    assert not cells
    return (
        f"- 変更日: {day}\n  項目: {item}\n  変更前の記載: {before}\n  変更後の記載: {after}\n"
        f"  提出時期: {timing}\n{more}"
    )


PUBLISHED = (
    row(OTHER, "旧データ株式会社", "南データ株式会社", day=DAY),
    row("Ⅱ-4-委託事項2-①委託内容", "入力する。", "紙の届出書を端末から入力する。", day=DAY),
)
FIRST = 18
"""The line of the first row."""


def found(
    *rows: str, published: tuple[str, ...] = PUBLISHED, old: str = "", again: str = "再委託しない"
) -> list[str]:
    """The codes with the line, less that of the first row, and the column."""
    before = DOCUMENT.format(name=OLD_NAME, again="再委託しない", day=DAY)
    after = DOCUMENT.format(name=NEW_NAME, again=again, day=NEW_DAY)
    comparison = compared(
        before + (old or "".join(PUBLISHED)), after + "".join((*published, *rows))
    )
    every = verify(comparison)
    _assert_write_agrees(every, comparison)
    return [f"{one.code} {one.span.line - FIRST}:{one.span.column}" for one in every if one.span]


def _assert_write_agrees(every: tuple[Diagnostic, ...], comparison: Comparison) -> None:
    """--write puts in what is missing, or refuses where --check tells a cell."""
    missing = sum(one.code == "H001" and "行がありません" in one.message for one in every)
    if any(re.search("(?:ため、|どの項目の行か)読めません", one.message) for one in every):
        with pytest.raises(JobError, match="が読めないため"):
            untold(table(comparison))
    else:
        assert len(untold(table(comparison))) == missing


H001 = f"H001 {9 - FIRST}:13"


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        (row(after=f"[{NEW_NAME}]"), ["H003 13:3"]),
        (row(before=f"[{OLD_NAME}]"), ["H002 12:3"]),
        (row(after="[北システム株式会社]"), ["H003 13:3"]),
        (row(after=f"{{{NEW_NAME}: a}}"), ["H003 13:3"]),
        (row(before="丁株式会社", after=f"[{NEW_NAME}]"), ["H003 13:3"]),
        (row(before=f"[{OLD_NAME}]", after="丁株式会社"), ["H002 12:3"]),
        (row(OTHER, after=f"[{NEW_NAME}]"), [H001, "H003 13:3"]),
        (row(f"[{ITEM}]"), [H001, "H005 11:3"]),
        (row(f"[{ITEM}]", after="丁株式会社"), [H001, "H005 11:3"]),
        (row(f"[{ITEM}]", after=f"[{NEW_NAME}]"), [H001, "H005 11:3", "H003 13:3"]),
        (row(f"[{ITEM}]", f"[{OLD_NAME}]", "[丁]"), [H001, "H005 11:3", "H002 12:3", "H003 13:3"]),
        (row("Ⅱ-4-委託事項1-⑧委託先名", after=f"[{NEW_NAME}]"), [H001, "H005 11:7", "H003 13:3"]),
        (row("Ⅱ-4-委託事項1", f"[{OLD_NAME}]", f"[{NEW_NAME}]"), ["H002 12:3", "H003 13:3"]),
    ],
)
def test_a_cell_that_cannot_be_read_is_told(written: str, expected: list[str]) -> None:
    assert found(written) == expected


@pytest.mark.parametrize("more", ["  提出時期に係る説明: [あ]\n", "  メモ: [あ]\n"])
def test_cells_that_tell_nothing_do_not_matter(more: str) -> None:
    assert found(row(more=more)) == []
    assert found(row(before="丁", after="乙", more=more)) == ["H002 12:11", "H003 13:11"]
    assert found(row(OTHER, more=more)) == found(row(OTHER)) == ["H004 11:7", "H007 12:11"]
    assert found(row(more=more), published=()) == ["H006 -1:1"]


def test_a_row_of_a_day_that_cannot_be_read_is_judged_as_it_stands() -> None:
    assert found(row(day=f"[{NEW_DAY}]")) == []
    assert found(row(after="丁", day=f"[{NEW_DAY}]")) == ["H003 13:11"]
    assert found(row(), row(OTHER, "甲", "乙", day=f"[{NEW_DAY}]")) == ["H004 16:7"]


def test_other_rows_of_an_item_are_judged() -> None:
    wrong, open_row = row(before="丁", after="丙"), row(before=f"[{OLD_NAME}]", after="甲会社")
    assert found(open_row, wrong) == ["H002 12:3", "H002 17:11", "H003 18:11"]
    assert found(wrong, row(after="[あ]")) == ["H002 12:11", "H003 13:11", "H003 18:3"]
    assert found(row(), row(OTHER, "甲", "乙"), row(OTHER, "[甲]", "丙")) == [
        "H004 16:7",
        "H007 17:11",
        "H002 22:3",
    ]


def test_a_later_row_goes_on_from_what_can_be_read() -> None:
    between, day = "間のシステム株式会社", "令和8年1月4日"
    last = row(before=between)
    assert found(row(after=f"[{between}]", day=day), last) == ["H003 13:3"]
    first = row(before=f"[{OLD_NAME}]", after=between, day=day)
    assert found(first, last) == ["H002 12:3"]
    assert found(first, row(before="丁")) == ["H002 12:3", "H007 17:11"]
    assert found(row(after=between, day=day), row(before=f"[{between}]")) == ["H002 17:3"]


def test_what_goes_on_from_a_cell_that_cannot_be_read() -> None:
    between = "間のシステム株式会社"
    first, last = row(after=f"[{between}]"), row(before=between)
    assert found(first, last) == ["H003 13:3"]
    assert found(row(after=between), row(before=f"[{between}]")) == ["H002 17:3"]
    assert found(row(f"[{ITEM}]", after=between), last) == ["H005 11:3", "H002 17:11"]
    first = row(after=between)
    assert found(first, row(f"[{ITEM}]", before=between)) == ["H003 13:11", "H005 16:3"]
    first = row(after=f"[{between}]")
    assert found(first, row("同上", before=between)) == ["H003 13:3"]


def test_the_item_of_a_row_above_that_cannot_be_read() -> None:
    """同上 is not of the row before that; its texts tell what it is of."""
    rows = row(f"[{ITEM}]"), row("同上", "再委託しない", "再委託する")
    assert found(*rows, again="再委託する") == [H001, "H005 11:3"]
    rows = row(f"[{ITEM}]"), row("同上", "しない", "する")
    assert found(*rows, again="再委託する") == [H001, f"H001 {10 - FIRST}:15", "H005 11:3"]


def test_a_row_below_a_published_one_of_which_the_item_cannot_be_read() -> None:
    listed = row(f"[{ITEM}]", "初代システム株式会社", OLD_NAME, day=DAY)
    assert found(row("同上"), published=(listed,), old=listed) == []
    assert found(row("同上", after="丁"), published=(listed,), old=listed) == [H001]


def test_an_item_that_is_as_it_was_before_a_cell_that_cannot_be_read() -> None:
    name = "南データ株式会社"
    assert found(row(), row(OTHER, name, "甲"), row(OTHER, "甲", f"[{name}]")) == [
        "H004 16:7",
        "H003 23:3",
    ]
    assert found(row(), row(OTHER, name, "[甲]"), row(OTHER, "甲", name)) == [
        "H003 18:3",
        "H004 21:7",
    ]
    assert found(row(), row(OTHER, name, "甲"), row(f"[{OTHER}]", "甲", name)) == [
        "H004 16:7",
        "H005 21:3",
    ]
    thrice = row(OTHER, name, "甲"), row(OTHER, name, "甲"), row(OTHER, "甲", name)
    assert found(row(), *thrice) == []


def test_a_published_row_with_a_list_is_perhaps_as_it_was() -> None:
    one, other = PUBLISHED
    listed = one.replace("旧データ株式会社", "[別の会社]")
    assert found(row(), published=(listed, other)) == ["H002 2:3"]
    assert found(row(), published=(one.replace(OTHER, f"[{OTHER}]"), other)) == ["H005 1:3"]
    assert found(row(), published=(one.replace(DAY, f"[{DAY}]"), other)) == ["H006 0:3"]
    assert found(row(), published=(one.replace("事後", "[事後]"), other)) == ["H006 4:3"]
    rewritten = listed.replace("南データ", "南テータ"), other
    assert found(row(), published=rewritten) == ["H006 -1:1", "H002 2:3"]


@pytest.mark.parametrize("item", [ITEM, "Ⅱ-4-委託事項1-⑧委託先名"])
def test_a_published_row_without_a_day_is_not_taken_for_a_new_one(item: str) -> None:
    was = row(item, "初代システム株式会社", OLD_NAME, day=DAY)
    listed = was.replace(DAY, f"[{DAY}]")
    assert found(row(), published=(listed,), old=was) == ["H006 0:3"]


def test_a_list_where_nothing_was_is_no_row_of_before() -> None:
    blank = row(OTHER, "", "南データ株式会社", day=DAY)
    listed = blank.replace("変更前の記載: ", "変更前の記載: [あ]")
    assert found(row(), published=(listed,), old=blank) == ["H002 2:3"]
    assert found(row(), published=(listed,), old=listed) == []
    assert found(row(), published=(blank,), old=listed) == []


@pytest.mark.parametrize("cell", ["項目", "変更前の記載", "変更後の記載", "変更日"])
def test_a_published_row_as_it_was_says_nothing_of_what_goes_on_from_it(cell: str) -> None:
    was = row(before="初代システム株式会社", after="二代目システム株式会社", day=DAY)
    listed = re.sub(rf"({cell}: )(.*)", r"\1[\2]", was)
    expected = ["H007 7:11"] if cell == "変更前の記載" else []
    assert found(row(), published=(listed,), old=listed) == expected


def test_one_row_that_cannot_be_read_excuses_one_that_is_gone() -> None:
    assert found(row(), "- あとで書く\n", published=PUBLISHED[:1]) == ["H005 10:3"]
    assert found(row(), "- あとで書く\n", published=()) == ["H006 -1:1", "H005 5:3"]
    assert found(row(after=f"[{NEW_NAME}]"), published=PUBLISHED[:1]) == ["H006 -1:1", "H003 8:3"]


def test_a_row_of_the_old_version_that_could_not_be_read_and_is_gone() -> None:
    listed = row("[甲]", "乙", "丙", day=DAY)
    assert found(row(), published=(), old=listed) == ["H006 -1:1"]
    assert found(row(), published=(row("甲", "乙", "丙", day=DAY),), old=listed) == []


def test_nothing_is_written_where_nobody_knows_what_is_missing() -> None:
    old = DOCUMENT.format(name=OLD_NAME, again="再委託しない", day=DAY)
    new = DOCUMENT.format(name=NEW_NAME, again="再委託しない", day=NEW_DAY)
    found = compared(f"{old}  []\n", new + row(f"[{ITEM}]", after=f"[{NEW_NAME}]"))
    with pytest.raises(JobError) as caught:
        untold(table(found))
    assert "別添2-1 項目 ほか 1 か所が読めない" in caught.value.message
    assert f"{FIRST + 1} 行目" in caught.value.message


@pytest.mark.parametrize(
    ("written", "message"),
    [
        (row(after="[あ]"), "変更後の記載がリストになっているため、読めません"),
        (row(before="{あ: い}"), "変更前の記載がキーの組になっているため、読めません"),
        (row("[あ]", after="丁"), "項目がリストになっているため、どの項目の行か読めません"),
        ("- あとで書く\n", "行が文字だけになっているため、何の変更の行か読めません"),
        ("- [あ]\n", "行がリストになっているため、何の変更の行か読めません"),
    ],
)
def test_what_is_said_of_a_cell_is_true(written: str, message: str) -> None:
    old = DOCUMENT.format(name=OLD_NAME, again="再委託しない", day=DAY)
    new = DOCUMENT.format(name=NEW_NAME, again="再委託しない", day=NEW_DAY)
    assert message in {one.message for one in verify(compared(f"{old}  []\n", new + written))}
