"""The law references of Ⅰ-5-② by part, in the ways that published documents write them."""

from __future__ import annotations

import pytest

from pia_cli.rules.consistency.citations import cited_items, parts_of


@pytest.mark.parametrize(
    ("text", "items"),
    [
        ("主務省令第2条の表の2、3、6の項", ["2", "3", "6"]),
        ("第2条の表の131,132の項", ["131", "132"]),
        ("93.94.95の項", ["93", "94", "95"]),
        ("１、５６の２、５８の項及び70の項", ["1", "56の2", "58", "70"]),
        ("番号法第9条第1項 別表44の項", ["44"]),
        ("2の項、3の項、2の項", ["2", "3"]),
        ("「市町村長」の項のうち「情報」が含まれる項", []),
        ("番号法別表第二 3、6の項", ["3", "6"]),
        ("番号法別表第2 3、6の項", []),
        ("2から10までの項", []),
        ("2～10の項", []),
        ("番号法第19条第8号", []),
        ("", []),
    ],
)
def test_cited_items(text: str, items: list[str]) -> None:
    assert cited_items(text) == items


@pytest.mark.parametrize(
    ("basis", "parts"),
    [
        ("<情報照会>\nA\n<情報提供>\nB", {"情報照会": "A", "情報提供": "B"}),
        ("（別表第二における情報提供の根拠）\nB", {"情報提供": "B"}),
        ("＜情報提供＞B【情報照会の根拠】A", {"情報提供": "B", "情報照会": "A"}),
        ("番号法第19条第8号に基づく情報提供ネットワークシステムによる情報照会", {}),
        ("<情報照会>\nなし（情報照会は行わない。）\n<情報提供>\nB", {"情報提供": "B"}),
        ("（情報照会の根拠）\n：なし\n（情報提供の根拠）：B", {"情報提供": "：B"}),
        ("<情報照会>\n情報照会は行わない。\n<情報提供>\nなし", {}),
        ("＜情報照会＞－\n＜情報提供＞\nB", {"情報提供": "B"}),
        ("＜情報照会＞ ―\n＜情報提供＞\nB", {"情報提供": "B"}),
        ("＜情報照会＞\n—\n＜情報提供＞\nB", {"情報提供": "B"}),
        ("＜情報照会＞\n-\n\n＜情報提供＞－", {}),
        ("＜情報照会＞\n－第2条の表", {"情報照会": "－第2条の表"}),
        ("<情報照会>\n無効でないもの", {"情報照会": "無効でないもの"}),
        ("第三欄（情報提供者）が「市町村長」の項", {}),
        ("", {}),
    ],
)
def test_parts(basis: str, parts: dict[str, str]) -> None:
    assert {name: text.strip() for name, text in parts_of(basis).items()} == parts
