"""``--write`` and ``--check`` on boxes that are foreign to the form (F030)."""

from __future__ import annotations

from typing import Any

import pytest

from compare.casefile import compared
from compare.test_write_laws import dumped
from pia_cli.compare.committed.verify import verify
from pia_cli.compare.table import RowOptions, table
from pia_cli.compare.write import untold, with_rows

FOREIGN: tuple[Any, ...] = (
    "フラッシュメモリ、甲乙", "甲乙", "紙、専用線", "紙（甲）", "「紙」", "[　]専用線", "□専用線",
    "紙 削除", "甲を追加した。", "甲\n[○]専用線", "", "なし", "…", "（略）",
    {"甲": "乙"}, {"紙": "甲"},
)  # fmt: skip
ODD = ("[○]専用線", "□専用線", "甲\n[○]専用線", "…", "、", "追加した")


def document(marks: list[Any]) -> str:
    use = {"入手方法": marks}
    file = {"特定個人情報ファイル名": "介護ファイル", "特定個人情報の入手・使用": use}
    head = {"様式": "重点項目評価書", "様式の版": "令和6年10月"}
    return dumped({**head, "特定個人情報ファイルの概要": [file]})


def assert_written_once(old: str, new: str) -> None:
    comparison = compared(old, new)
    rows = untold(table(comparison, RowOptions(date="令和9年1月1日")))
    assert len(rows) == 1
    text = with_rows(new.encode(), comparison, rows).decode()
    again = compared(old, text)
    assert untold(table(again)) == ()
    assert [f"{one.code} {one.message}" for one in verify(again)] == []


@pytest.mark.parametrize("label", FOREIGN, ids=repr)
@pytest.mark.parametrize("beside", ["紙", "フラッシュメモリ"])
def test_a_foreign_box_is_written_once(label: Any, beside: str) -> None:
    without, with_it = document([beside, "専用線"]), document([beside, "専用線", label])
    if isinstance(label, dict) and beside in label:
        with_it = document([label, "専用線"])
    assert_written_once(without, with_it)
    assert_written_once(with_it, without)


@pytest.mark.parametrize("text", ODD, ids=repr)
def test_a_text_that_looks_like_boxes_is_written_once(text: str) -> None:
    without, with_it = document([{"その他": "甲"}]), document([{"その他": text}])
    assert_written_once(without, with_it)
    assert_written_once(with_it, without)


def test_a_known_box_gives_way_to_a_foreign_one() -> None:
    assert_written_once(document(["フラッシュメモリ"]), document(["フラッシュメモリ、甲乙"]))
    assert_written_once(document([{"その他": "乙"}]), document(["その他（乙）"]))


def test_a_row_goes_on_from_one_with_a_foreign_box() -> None:
    """H007, against the revision before: フラッシュメモリ was not marked then."""
    first, second = document(["紙"]), document(["紙", "フラッシュメモリ、甲乙"])
    comparison = compared(first, second)
    rows = table(comparison, RowOptions(date="令和9年1月1日")).rows
    second = with_rows(second.encode(), comparison, rows).decode()
    third = second.replace("フラッシュメモリ、甲乙\n", "フラッシュメモリ\n", 1)
    comparison = compared(second, third)
    rows = table(comparison, RowOptions(date="令和9年2月1日")).rows
    third = with_rows(third.encode(), comparison, rows).decode()
    assert [f"{one.code} {one.message}" for one in verify(compared(second, third))] == []
