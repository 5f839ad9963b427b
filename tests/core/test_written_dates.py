"""Dates inside a text: what is read as one, and what is not."""

from __future__ import annotations

import pytest

from pia_cli.core.wareki import DateError
from pia_cli.core.written_dates import (
    dates_by_name,
    dates_in_figures,
    last_day,
    written_date,
    years_by_name,
)


def _read(text: str) -> list[str]:
    found = []
    for match in (*dates_by_name(text), *dates_in_figures(text)):
        try:
            year, month, day = written_date(match)[:3]
            found.append(f"{match[0]} {year}-{month}-{day}")
        except DateError as error:
            found.append(f"{match[0]} {error.message}")
    return found


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("令和６年 6月　30日", "2024-6-30"),
        ("平成30年4月", "2018-4-None"),
        ("R6年6月30日", "2024-6-30"),
        ("２０２４年6月", "2024-6-None"),
        ("Ｒ６．６．３０", "2024-6-30"),
        ("令和元/6", "2019-6-None"),
        ("2024/6/30", "2024-6-30"),
        ("2024-06-30", "2024-6-30"),
        ("2024.6.30", "2024-6-30"),
        ("2024年2月30日", "2024年2月30日は存在しません。2024年2月は1日から29日までです"),
        ("R6.6.31", "令和6年6月31日は存在しません。令和6年6月は1日から30日までです"),
    ],
)
def test_dates(text: str, date: str) -> None:
    assert _read(f"届出は{text}、受け付けた。") == [f"{text} {date}"]


@pytest.mark.parametrize(
    "text",
    ["2024.6", "R3-11-7", "R3.11.7.1", "verR3.11.7", "https://example.jp/2020/06/30/",
     "2024-06-30-1", "12024/6/30", "令和6年度6月", "3024年6月1日"],
)  # fmt: skip
def test_no_dates(text: str) -> None:
    assert _read(text) == []


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("令和元年", ["2019-12-31"]),
        ("平成31年度と令和 2 年", ["2020-03-31", "2020-12-31"]),
        ("Ｒ２年度", ["2021-03-31"]),
        ("2020年", ["2020-12-31"]),
        ("令和2年6月", []),
        ("令和 2年 6月", []),
        ("令和2年間", []),
        ("12020年", []),
    ],
)
def test_years(text: str, days: list[str]) -> None:
    assert [last_day(match).isoformat() for match in years_by_name(text)] == days
