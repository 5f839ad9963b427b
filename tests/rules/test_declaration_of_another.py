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


def bodies(body: str, agency: str, joint: str = "における") -> list[str]:
    """The findings on a declaration of a body in an assessment of an agency."""
    text = BASE.replace(DECLARED, f"{body}は、国民健康保険に関する事務{joint}")
    text = text.replace("評価実施機関名: みなと市長", f"評価実施機関名: {agency}")
    found = check(text.encode(), "x", today=date(2025, 4, 1)).diagnostics
    return [one.code for one in found if one.code == "C003"]


@pytest.mark.parametrize(
    ("body", "agency"),
    [
        ("岡山市", "郡山市長"),
        ("岡山市長", "福島県郡山市長"),
        ("双葉市", "若葉市長"),
        ("はまかぜ市", "しおかぜ市長"),
        ("津市", "大津市長"),
        ("大津市", "津市長"),
        ("かすみ町", "みなと市教育委員会"),
        ("福島県いわき市", "福島県郡山市長"),
    ],
)
def test_another_body(body: str, agency: str) -> None:
    assert bodies(body, agency) == ["C003"]


@pytest.mark.parametrize(
    ("body", "agency"),
    [
        ("郡山市", "郡山市長"),
        ("福島県郡山市", "郡山市長"),
        ("郡山市", "福島県郡山市長"),
        ("郡山市教育委員会", "郡山市長"),
        ("四日市市", "三重県四日市市長"),
        ("横浜市", "横浜市中区長"),
        ("中区", "横浜市中区長"),
        ("中野区", "東京都中野区長"),
        ("三春町", "福島県田村郡三春町長"),
        ("田村郡三春町", "三春町長"),
        ("旧若葉町", "若葉市長"),
        ("若葉町", "若葉市長"),
        ("福島県", "福島県知事"),
        ("福島県後期高齢者医療広域連合", "福島県後期高齢者医療広域連合長"),
        ("郡山地方広域市町村圏組合", "郡山地方広域市町村圏組合管理者"),
        ("当市", "郡山市長"),
        ("本市の実施機関", "郡山市長"),
        ("この評価書の郡山市", "郡山市長"),
    ],
)
def test_the_same_body(body: str, agency: str) -> None:
    assert bodies(body, agency) == []


@pytest.mark.parametrize("joint", ["において", "において、", "に係る"])
def test_the_sentence_in_other_words(joint: str) -> None:
    assert bodies("かすみ町", "みなと市長", joint) == ["C003"]
    assert bodies("みなと市", "みなと市長", joint) == []


def test_the_affair_before_another_joint() -> None:
    rest = "特定個人情報ファイルを取り扱うに当たり、措置を講じる。"
    start = BASE.index(DECLARED)
    for affair, expected in (
        ("介護保険に関する事務", ["C003"]),
        ("当該事務", []),
        ("次の事務", []),
    ):
        text = (
            f"{BASE[:start]}みなと市は、{affair}において{rest}{BASE[BASE.index(chr(10), start) :]}"
        )
        found = check(text.encode(), "x", today=date(2025, 4, 1)).diagnostics
        assert [one.code for one in found] == expected
