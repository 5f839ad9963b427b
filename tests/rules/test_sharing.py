"""C026, C032 and C033 where the list of 提供先 or 移転先 is in a 別紙."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from pia_cli.check.engine import check
from pia_cli.core.diagnostic import Diagnostic

BASE = (Path(__file__).parents[1] / "cases" / "positive" / "base.yaml").read_text("utf-8")
NAME = "        - 移転先: 福祉部 介護保険課\n"
BASIS = "          法令上の根拠: 番号法第9条第2項に基づく条例\n"


def found(text: str) -> list[Diagnostic]:
    return list(check(text.encode(), "x", today=date(2025, 4, 1)).diagnostics)


@pytest.mark.parametrize(
    "pointer",
    [
        *("別紙1のとおり", "別紙1参照", "別紙1に記載", "別紙１を参照。", "（別紙1のとおり）"),
        *("別紙1「移転先一覧」に記載", "上記のとおり", "同上", "移転先一覧（別紙1）のとおり"),
    ],
)
def test_two_items_that_point_at_one_list_are_not_the_same_text(pointer: str) -> None:
    assert BASE.count(NAME) == BASE.count(BASIS) == 1
    text = BASE.replace(NAME, f"        - 移転先: {pointer}\n")
    text = text.replace(BASIS, f"          法令上の根拠: {pointer}\n")
    assert "C032" not in {one.code for one in found(text)}


def test_a_law_with_a_list_beside_it_is_no_body() -> None:
    law = "番号法第9条第2項に基づく条例（別紙1を参照）"
    text = BASE.replace(NAME, f"        - 移転先: {law}\n")
    text = text.replace(BASIS, f"          法令上の根拠: {law}\n")
    assert [one.code for one in found(text)] == ["C032"]


def test_the_hint_asks_for_the_list_where_the_document_has_none() -> None:
    text = BASE[: BASE.index("\n別紙:\n")].replace("移転を行っている: 1", "移転を行っている: 5")
    hints = [one.hint for one in found(text) if one.code == "C026"]
    assert hints == ["別紙の一覧の数と合うことを確かめ、別紙も文書の「別紙」に書いてください"]


@pytest.mark.parametrize(("count", "expected"), [(1, ["C026"]), (2, []), (3, ["C026", "C033"])])
def test_a_count_of_the_recipients_that_are_written_is_not_one_of_items(
    count: int, expected: list[str]
) -> None:
    """The first of two 提供先 is a 別紙, of which four 項 are cited."""
    text = BASE.replace("第2条の表 2の項", "第2条の表の2、3、56、70の項")
    text = text.replace("提供を行っている: 2", f"提供を行っている: {count}")
    text = text.replace("- 提供先: 都道府県知事", "- 提供先: 第2条の表に掲げる者（別紙1を参照）")
    assert [one.code for one in found(text)] == expected
