"""C003: declarations that name another affair, and those that name this one in other words."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from pia_cli.check.engine import check

BASE = (Path(__file__).parents[1] / "cases" / "positive" / "base.yaml").read_text("utf-8")
DECLARED = "みなと市は、国民健康保険に関する事務における"


def codes(affair: str, title: str = "国民健康保険に関する事務") -> list[str]:
    """The findings on a declaration of an affair in an assessment of that title."""
    text = BASE.replace(DECLARED, f"みなと市は、{affair}における")
    text = text.replace("事務の名称: 国民健康保険に関する事務", f"事務の名称: {title}")
    text = text.replace("評価書名: 国民健康保険に関する事務", f"評価書名: {title}")
    if title != "国民健康保険に関する事務":
        text = text.replace("ファイル名: 国民健康保険情報", "ファイル名: 宛名情報")
        text = text.replace("    - 国民健康保険情報ファイル", "    - 宛名情報ファイル")
    found = check(text.encode(), "x", today=date(2025, 4, 1)).diagnostics
    return [one.code for one in found if one.code == "C003"]


@pytest.mark.parametrize(
    "affair",
    [
        "介護保険に関する事務",
        "個人住民税の賦課に関する事務",
        "後期高齢者医療に関する事務",
        "固定資産税の賦課",
        "住民基本台帳に関する事務",
        "児童手当の支給に関する事務",
    ],
)
def test_another_affair(affair: str) -> None:
    assert codes(affair) == ["C003"]


@pytest.mark.parametrize(
    "affair",
    [
        "国民健康保険に関する事務",
        "国民健康保険税の賦課徴収に関する事務",
        "国保及び介護保険の保険料に関する事務",
        "国民健康保険法に基づく保険給付の事務",
        "被保険者の資格に関する事務",
    ],
)
def test_this_affair_in_other_words(affair: str) -> None:
    assert codes(affair) == []


@pytest.mark.parametrize(
    ("affair", "title"),
    [
        ("個人住民税の賦課に関する事務", "市税の賦課徴収に関する事務"),
        ("個人市民税に関する事務", "個人住民税に関する事務"),
        ("住基ネットに関する事務", "住民基本台帳に関する事務"),
        ("高齢者の医療の確保に関する事務", "後期高齢者医療に関する事務"),
        ("特別児童扶養手当に関する事務", "児童扶養手当に関する事務"),
        ("税務事務", "市税に関する事務"),
        ("市税事務", "地方税に関する事務"),
        ("地方税に関する事務", "個人住民税に関する事務"),
        ("予防接種に関する事務", "健康管理（予防接種）に関する事務"),
    ],
)
def test_names_for_one_affair(affair: str, title: str) -> None:
    assert codes(affair, title) == []
