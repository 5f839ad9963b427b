"""D002 of dates with blanks; D004: days that no calendar has, and those written on purpose."""

from __future__ import annotations

from pathlib import Path

import pytest

from pia_cli.check.engine import check

BASE = (Path(__file__).parents[1] / "cases" / "positive" / "base.yaml").read_text("utf-8")
USE = "使用方法: 届出の内容を確認し、資格の得喪及び給付の決定を行う。"
FIRST = "から、届出の内容を確認する。"


def _found(text: str) -> list[tuple[str, int]]:
    """What D004 says of a text, with the column."""
    document = BASE.replace(USE, f"使用方法: {text}")
    assert document != BASE
    found = check(document.encode(), "x").diagnostics
    return [(one.message, one.span.column) for one in found if one.code == "D004"]


@pytest.mark.parametrize("day", ["2016年1月1日", "H28.1.1", "番号の利用の開始日"])
def test_what_d002_asks_for(day: str) -> None:
    document = BASE.replace("使用開始日: 平成28年1月1日", f"使用開始日: {day}")
    (found,) = check(document.encode(), "x").diagnostics
    assert found.code == "D002"
    assert found.message == f"「{day}」は和暦か ISO 8601 の年月日や年月で始まっていません"


@pytest.mark.parametrize(
    ("day", "said"),
    [
        ("2024年2月30日", "2024年2月30日は存在しません。2024年2月は1日から29日までです"),
        ("2025/2/29", "2025年2月29日は存在しません。2025年2月は1日から28日までです"),
        ("2024-06-31", "2024年6月31日は存在しません。2024年6月は1日から30日までです"),
        ("R6.6.31", "令和6年6月31日は存在しません。令和6年6月は1日から30日までです"),
        ("Ｒ６．６．３１", "令和6年6月31日は存在しません。令和6年6月は1日から30日までです"),
        ("令和6年 6月31日", "令和6年6月31日は存在しません。令和6年6月は1日から30日までです"),
        ("令和6年　6月31日", "令和6年6月31日は存在しません。令和6年6月は1日から30日までです"),
        ("9月31日", "9月31日は存在しません。9月は1日から30日までです"),
        ("2月30日", "2月30日は存在しません。2月は1日から29日までです"),
        ("13月1日", "13月1日は存在しません。月は1から12までです"),
    ],
)
def test_a_day_that_no_calendar_has(day: str, said: str) -> None:
    assert _found(f"毎年{day}{FIRST}") == [(said, 15)]
    assert _found(f"第3版（{day}）{FIRST}")[0][0] == said
    assert _found(f"{day}に誤って送付し、不正に使用された。")[0][0] == said
    first, last = "平成30年13月", "令和5年2月29日"
    assert _found(f"{first}と{day}と{last}")[0][0].endswith("（この記載に、ほかに2か所あります）")


@pytest.mark.parametrize(
    "text",
    [
        "生年月日不詳の者は昭和20年0月0日として登録する。",
        "生まれた日が分からない者は、0000年00月00日か99月99日とする。",
        "令和6年2月30日など暦にない日付の入力はエラーとする。",
        "存在しない日付（2024/2/30など）は登録できない。",
        "「2月30日」は登録できない。",
        "11月31日といった誤った日付が入力された場合は警告を表示する。",
        "2月30日のような不正な日付、無効な値は登録できない。",
        "令和6年6月31日など、日付の誤りは画面に示す。",
        "2月30日など、入力に誤りがある場合は差し戻す。",
        "バージョンR6.6.31、Ver 2024.2.30、Ver.2024.2.30、受付番号2024-06-31、仕様書版2024.2.30",
        "平成31年10月1日、平成32年2月29日、2024年2月29日、2月29日、R6.6.30から行う。",
        "明治5年8月1日の記録を含む。",
        "文書番号は2024-13-31、2024-06-45、R6.31.31とする。",
        "https://example.jp/2025/2/29/ を参照する。",
        "届出から1年6月30日、31か月31日を経過した者。",
        "12月31日と1月31日に行う。",
    ],
)
def test_what_is_a_day_or_meant_to_be_none(text: str) -> None:
    assert _found(text) == []


@pytest.mark.parametrize(
    ("written", "message", "hint"),
    [
        (
            "平成31年 5月 1日",
            "「平成31年 5月 1日」は日付の中に空白があります。"
            "空白を除いても、平成31年5月1日は存在しません。平成は31年4月30日までです",
            "「令和元年5月1日」ではありませんか？",
        ),
        (
            "令和5年　4月 31日から",
            "「令和5年 4月 31日から」は日付の中に空白があります。"
            "空白を除いても、令和5年4月31日は存在しません。令和5年4月は1日から30日までです",
            "暦にある日付に直し、空白を除いてください",
        ),
        (
            "平成27年 10月 5日",
            "「平成27年 10月 5日」は日付の中に空白があります",
            "「平成27年10月5日」と書いてください",
        ),
    ],
)
def test_a_date_with_blanks(written: str, message: str, hint: str) -> None:
    start = "保有開始日: "
    document = BASE.replace(f"{start}平成27年10月5日", f"{start}{written}")
    assert document != BASE
    (found,) = (one for one in check(document.encode(), "x").diagnostics if one.code == "D002")
    assert (found.message, found.hint) == (message, hint)
    line = document.splitlines()[found.span.line - 1]
    assert line[found.span.column - 1 :] == written
