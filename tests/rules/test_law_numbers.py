"""Lists of item numbers in every notation that assessments use."""

from __future__ import annotations

import pytest

from pia_cli.rules.law.numbers import Style, read_numbers
from pia_cli.rules.law.reading import citations, law_before
from pia_cli.rules.law.tables import article2, beppyo


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2、3、6の項", ["2", "3", "6"]),
        ("131,132の項", ["131", "132"]),
        ("93.94.95の項", ["93", "94", "95"]),
        ("56の2の項", ["56の2"]),
        ("第2の項、第56の2の項", ["2", "56の2"]),
        ("第100項", ["100"]),
        ("100項", ["100"]),
        ("１３１，１３２の項", ["131", "132"]),
        ("５６の２、58の項", ["56の2", "58"]),
        ("百三十一及び百三十二の項", ["131", "132"]),
        ("二十の二の項", ["20の2"]),
        ("1・2・3の項", ["1", "2", "3"]),
        ("1 2 3の項", ["1", "2", "3"]),
        ("1から5までの項", ["1", "5"]),
        ("1～5の項", ["1", "5"]),
        ("2の項(市町村長)、3の項", ["2", "3"]),
        ("2の項3の項", ["2", "3"]),
        ("2、\n  3の項", ["2", "3"]),
        ("2の項、20件", ["2"]),
        ("2の項、第9条", ["2"]),
    ],
)
def test_lists(text: str, expected: list[str]) -> None:
    found = read_numbers(text, 0)
    assert found
    assert [one.text for one in found.items] == expected
    assert all(text[one.start : one.end].strip("第") for one in found.items)


@pytest.mark.parametrize(
    "text", ["", "項", "2件", "2、3", "第9条第1項", "2024の項", "2欄の項", "の2の項"]
)
def test_no_lists(text: str) -> None:
    assert read_numbers(text, 0) is None


def test_after_the_word_no_other_is_needed() -> None:
    found = read_numbers("2、3、20件", 0, named=True)
    assert found
    assert [one.text for one in found.items] == ["2", "3"]


def test_styles_are_told() -> None:
    found = read_numbers("1、2～5.7の項", 0)
    assert found
    assert found.marks == (Style.READING, Style.POINT)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("番号法第9条第1項 別表100の項", ["番号法別表 100"]),
        ("番号法別表第100項", ["番号法別表 100"]),
        ("番号法別表第二十の項", ["番号法別表 20"]),
        ("番号法別表第二十四、百三十一の項", ["番号法別表 24", "番号法別表 131"]),
        ("番号法別表第二の項", ["番号法別表 2"]),
        ("番号法別表第二の十の項", []),
        ("番号法（平成25年法律第27号）別表の44の項", ["番号法別表 44"]),
        ("番号法第9条第1項\n別表（項番）1、2", ["番号法別表 1", "番号法別表 2"]),
        ("番号法に基づく主務省令第2条の表の131の項", ["主務省令第2条の表 131"]),
        ("主務省令第２条の表（情報照会の根拠）：１３１の項", ["主務省令第2条の表 131"]),
        ("主務省令第二条の表の百三十一の項", ["主務省令第2条の表 131"]),
        *(
            (f"主務省令第2条の表{said}", ["主務省令第2条の表 2", "主務省令第2条の表 269"])
            for said in (
                "のうち第四欄に「医療保険給付関係情報」が含まれる項（2、269の項）",
                "（第四欄に「医療保険給付関係情報」が含まれる項）2、269の項",
                "\n第三欄（情報提供者）が「市町村長」の項のうち、"
                "第四欄（利用特定個人情報）に「医療保険給付関係情報」が含まれる項（2、269の項）",
                "における情報提供の根拠：第四欄（利用特定個人情報）に"
                "医療保険給付関係情報が含まれる項（2、269の項）",
                "に掲げる第四欄に医療保険給付関係情報が含まれる2、269の項",
                "の第３欄が「市町村長」、第４欄が「医療保険給付関係情報」の項（2、269の項）",
                "\n第三欄が「市町村長」で第四欄に「A」が含まれる項（2の項）\n（情報照会の根拠）"
                "\n第一欄（情報照会者）が「市町村長」で第二欄に「B」が含まれる項（269の項）",
            )
        ),
        ("主務省令第2条の表の第四欄に「医療保険給付関係情報」が含まれる項のうち令和6年の2件", []),
        ("主務省令第2条の表の第四欄のとおり。条例第3条第2項の表の5の項", []),
        ("番号法別表第一 68の項", []),
        ("番号法別表第1の2の項", []),
        ("番号法第9条第2項に基づく条例別表3の項", []),
        ("旧番号法別表3の項", []),
        ("住民基本台帳法別表5の項", []),
        ("条例第2条の表の3の項", []),
        ("番号法別表に掲げる事務20件", []),
        ("番号法による。条例の別表3の項", []),
        ("別表3の項", []),
    ],
)
def test_citations(text: str, expected: list[str]) -> None:
    found = [
        f"{cited.table.name} {one.text}" for cited in citations(text) for one in cited.numbers.items
    ]
    assert found == expected


def test_tables_are_whole() -> None:
    assert (len(beppyo().statutes), beppyo().as_of.isoformat()) == (177, "2025-09-24")
    assert (len(article2().statutes), article2().as_of.isoformat()) == (181, "2026-02-08")
    assert beppyo().statutes["100"] == article2().statutes["131"] == "介護保険法"
    assert article2().repealed == {"157"}
    assert not article2().has("157")


@pytest.mark.parametrize(
    "piece",
    [
        *("1、", "1の", "第", "の", "1", "十", " ", "項", "別表", "番号法別表1、"),
        *("第四欄に", "第四欄1の項"),
    ],
)
def test_long_texts(piece: str) -> None:
    text = "番号法別表" + (piece * 100_000)[:100_000]
    assert read_numbers(text, len("番号法別表")) is None
    list(citations(text))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("番号法（平成25年法律第27号）", True),
        ("マイナンバー法第9条第1項 ", True),
        ("番号利用法。番号法", True),
        ("番号法による（以下略。）", True),
        ("番号法による。", False),
        ("旧番号法", False),
        ("旧\n番号法", False),
        ("改正前の番号法", False),
        ("旧番号法と番号法", True),
        ("番号法と旧番号法", False),
        ("番号法と住民基本台帳法", False),
        ("番号法に基づく条例", False),
        ("番号", False),
    ],
)
def test_whose_the_provision_is(text: str, expected: bool) -> None:
    assert law_before(f"{text}別表", len(text)) == expected


def test_what_is_counted_in_months_is_no_item() -> None:
    assert read_numbers("2の項、6か月", 0) == read_numbers("2の項、6年", 0)
    found = read_numbers("2の項、6かの項", 0)
    assert found
    assert [one.text for one in found.items] == ["2"]
