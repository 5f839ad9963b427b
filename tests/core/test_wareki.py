"""Dates in 和暦 and ISO form, the limits of the eras, and what is said about wrong ones."""

from __future__ import annotations

import re
from contextlib import suppress
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pia_cli.core.eras import ERAS
from pia_cli.core.wareki import (
    DATE_PATTERN,
    DateError,
    Note,
    day_of,
    is_date_shape,
    parse_date,
    parse_leading_date,
    to_wareki,
    years_after,
)

quick = settings(max_examples=60)


@pytest.mark.parametrize(
    ("text", "day", "era", "notes"),
    [
        ("令和8年2月16日", date(2026, 2, 16), "令和", set()),
        ("平成27年10月5日", date(2015, 10, 5), "平成", set()),
        ("令和元年5月1日", date(2019, 5, 1), "令和", set()),
        ("令和1年5月1日", date(2019, 5, 1), "令和", {Note.FIRST_YEAR}),
        ("令和１年5月1日", date(2019, 5, 1), "令和", {Note.FIRST_YEAR, Note.WIDTH}),
        ("令和08年2月16日", date(2026, 2, 16), "令和", {Note.ZERO}),
        ("令和８年２月１６日", date(2026, 2, 16), "令和", {Note.WIDTH}),
        ("2026-02-16", date(2026, 2, 16), None, {Note.ISO}),
        ("２０２６-02-16", date(2026, 2, 16), None, {Note.ISO, Note.WIDTH}),
        ("令和6年2月29日", date(2024, 2, 29), "令和", set()),
        ("令和99年12月31日", date(2117, 12, 31), "令和", set()),
    ],
)
def test_parse_date(text: str, day: date, era: str | None, notes: set[Note]) -> None:
    parsed = parse_date(text)
    assert (parsed.exact, parsed.era, parsed.rest, set(parsed.notes)) == (day, era, "", notes)
    assert parsed.first == parsed.last == day


BORDERS = [
    ("明治6年1月1日", date(1873, 1, 1)),
    ("明治45年7月30日", date(1912, 7, 30)),
    ("大正元年7月30日", date(1912, 7, 30)),
    ("大正15年12月25日", date(1926, 12, 25)),
    ("昭和元年12月25日", date(1926, 12, 25)),
    ("昭和64年1月7日", date(1989, 1, 7)),
    ("平成元年1月8日", date(1989, 1, 8)),
    ("平成31年4月30日", date(2019, 4, 30)),
    ("令和元年5月1日", date(2019, 5, 1)),
]


@pytest.mark.parametrize(("text", "day"), BORDERS)
def test_era_borders_exist(text: str, day: date) -> None:
    assert parse_date(text).exact == day
    assert parse_date(text).wareki == text


BEYOND = [
    ("明治45年7月31日", "明治は45年7月30日まで", "大正元年7月31日"),
    ("大正元年7月29日", "大正は元年7月30日から", "明治45年7月29日"),
    ("大正15年12月26日", "大正は15年12月25日まで", "昭和元年12月26日"),
    ("昭和元年12月24日", "昭和は元年12月25日から", "大正15年12月24日"),
    ("昭和64年1月8日", "昭和は64年1月7日まで", "平成元年1月8日"),
    ("平成元年1月7日", "平成は元年1月8日から", "昭和64年1月7日"),
    ("平成31年5月1日", "平成は31年4月30日まで", "令和元年5月1日"),
    ("平成32年3月31日", "平成は31年4月30日まで", "令和2年3月31日"),
    ("令和元年4月30日", "令和は元年5月1日から", "平成31年4月30日"),
]


@pytest.mark.parametrize(("text", "limit", "meant"), BEYOND)
def test_beyond_an_era(text: str, limit: str, meant: str) -> None:
    with pytest.raises(DateError) as caught:
        parse_date(text)
    assert caught.value.message == f"{text}は存在しません。{limit}です"
    assert caught.value.hint == f"「{meant}」ではありませんか？"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("令和8年13月1日", "令和8年13月1日は存在しません。月は1から12までです"),
        ("令和8年0月1日", "令和8年0月1日は存在しません。月は1から12までです"),
        ("令和8年2月30日", "令和8年2月30日は存在しません。令和8年2月は1日から28日までです"),
        ("令和8年4月0日", "令和8年4月0日は存在しません。令和8年4月は1日から30日までです"),
        ("令和元年6月31日", "令和元年6月31日は存在しません。令和元年6月は1日から30日までです"),
        ("令和0年1月1日", "令和0年1月1日は存在しません。令和は元年からです"),
        ("2026-02-30", "2026-02-30は存在しません。2026年2月は1日から28日までです"),
        ("2026-13-01", "2026-13-01は存在しません。月は1から12までです"),
        ("0000-01-01", "0000-01-01は存在しません。年は1からです"),
        (
            "明治5年12月2日",
            "明治5年12月2日は旧暦の日付のため扱えません。明治は6年1月1日からの日付を書けます",
        ),
    ],
)
def test_dates_that_do_not_exist(text: str, message: str) -> None:
    assert is_date_shape(text)
    with pytest.raises(DateError) as caught:
        parse_date(text)
    assert caught.value.message == message


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("R8.2.16", "「令和8年2月16日」のことですか？"),
        ("2026/2/16", "「令和8年2月16日」のことですか？"),
        ("2026年2月16日", "「令和8年2月16日」のことですか？"),
        ("令和 8年 2月 16日", "「令和8年2月16日」のことですか？"),
        ("令和8年2月16日頃", "「令和8年2月16日」のことですか？"),
        ("令和8年2月16日\n", "「令和8年2月16日」のことですか？"),
    ],
)
def test_near_misses(text: str, hint: str) -> None:
    with pytest.raises(DateError, match="は日付ではありません") as caught:
        parse_date(text)
    assert caught.value.hint == hint


@pytest.mark.parametrize("text", ["未定", "令和", "R2026.2.1", "元年2月1日", "H31.5.1", "x" * 9999])
def test_not_a_date(text: str) -> None:
    with pytest.raises(DateError, match="は日付ではありません") as caught:
        parse_date(text)
    assert "の形で書いてください" in caught.value.hint
    assert len(caught.value.message) < 80


def test_empty_date() -> None:
    with pytest.raises(DateError, match="日付が空です"):
        parse_date("　")


@pytest.mark.parametrize(
    ("text", "first", "last", "rest"),
    [
        ("平成27年10月以降", date(2015, 10, 1), date(2015, 10, 31), "以降"),
        ("平成27年10月5日から", date(2015, 10, 5), date(2015, 10, 5), "から"),
        ("2015-10以降", date(2015, 10, 1), date(2015, 10, 31), "以降"),
        ("平成31年4月", date(2019, 4, 1), date(2019, 4, 30), ""),
        ("平成元年1月頃", date(1989, 1, 1), date(1989, 1, 31), "頃"),
    ],
)
def test_leading_date(text: str, first: date, last: date, rest: str) -> None:
    parsed = parse_leading_date(text)
    assert (parsed.first, parsed.last, parsed.rest) == (first, last, rest)


@pytest.mark.parametrize("text", ["平成31年5月頃", "令和元年4月", "令和8年度", "2015-101", "約2年"])
def test_leading_date_errors(text: str) -> None:
    with pytest.raises(DateError):
        parse_leading_date(text)


def test_leading_date_without_its_day_sign() -> None:
    with pytest.raises(DateError, match="「日」がありません"):
        parse_leading_date("令和8年2月16")


@pytest.mark.parametrize(
    ("day", "text"),
    [
        (date(2019, 5, 1), "令和元年5月1日"),
        (date(2019, 4, 30), "平成31年4月30日"),
        (date(1926, 12, 25), "昭和元年12月25日"),
        (date(1912, 7, 30), "大正元年7月30日"),
        (date(1873, 1, 1), "明治6年1月1日"),
    ],
)
def test_to_wareki_at_the_borders(day: date, text: str) -> None:
    assert to_wareki(day) == text


def test_to_wareki_before_the_solar_calendar() -> None:
    with pytest.raises(DateError, match="明治6年1月1日"):
        to_wareki(date(1872, 12, 31))
    with pytest.raises(DateError, match="明治6年1月1日"):
        parse_date("1872-12-31")


@quick
@given(st.dates(date(1873, 1, 1), date(2117, 12, 31)))
def test_round_trip(day: date) -> None:
    assert parse_date(to_wareki(day)).exact == day
    assert parse_date(day.isoformat()).wareki == to_wareki(day)


@quick
@given(st.dates(date(1873, 1, 1), date(2100, 1, 1)))
def test_every_day_but_the_two_belongs_to_one_era(day: date) -> None:
    eras = [era for era in ERAS if era.start <= day and (era.end is None or day <= era.end)]
    shared = day in {date(1912, 7, 30), date(1926, 12, 25)}
    assert len(eras) == 1 + shared


@quick
@given(st.text("明治平成令和元年月日０1２3-/ \n頃", max_size=14))
def test_any_text_is_a_date_or_an_error(text: str) -> None:
    for parse in (parse_date, parse_leading_date):
        with suppress(DateError):
            assert to_wareki(parse(text).last)


def test_pattern_is_plain_ecma() -> None:
    assert not re.search(r"\(\?[^:]|\\", DATE_PATTERN)
    assert re.search(DATE_PATTERN, "令和8年2月16日")
    assert not re.search(DATE_PATTERN, "令和8年2月16日頃")
    assert not is_date_shape("令和8年2月16日\n")
    assert not is_date_shape("令和٨年2月16日")


def test_what_follows_a_date_is_of_each_text_alone() -> None:
    texts = ["平成27年10月以降", "平成27年10月", "平成27年10月から"]
    assert [parse_leading_date(text).rest for text in texts] == ["以降", "", "から"]
    assert [parse_leading_date(text).rest for text in reversed(texts)] == ["から", "", "以降"]


@quick
@given(st.from_regex(DATE_PATTERN) | st.text(st.sampled_from("令和平成元年月日0１2-"), max_size=12))
def test_the_shape_is_the_one_of_the_schema(text: str) -> None:
    assert is_date_shape(text) == bool(re.fullmatch(DATE_PATTERN, text))


def test_the_rest_of_a_text_is_its_own() -> None:
    """Dates are read once; what follows them is not."""
    texts = ("令和8年2月16日から", "令和8年2月16日", "令和8年2月16日まで", "令和8年2月16日")
    assert [parse_leading_date(text).rest for text in texts] == ["から", "", "まで", ""]
    for _ in range(2):
        with pytest.raises(DateError):
            parse_leading_date("令和8年2月30日から")


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("令和8年2月16日", date(2026, 2, 16)),
        ("2026-02-16", date(2026, 2, 16)),
        ("令和8年2月", None),
        ("令和8年2月30日", None),
        ("令和8年2月16日から", None),
        ("", None),
    ],
)
def test_the_day_that_a_text_is(text: str, day: date | None) -> None:
    assert day_of(text) == day


@pytest.mark.parametrize(
    ("day", "years", "last"),
    [
        (date(2025, 3, 28), 5, date(2030, 3, 28)),
        (date(2020, 2, 29), 1, date(2021, 2, 28)),
        (date(2020, 2, 29), 4, date(2024, 2, 29)),
        (date(2020, 2, 28), 1, date(2021, 2, 28)),
        (date(2019, 2, 28), 1, date(2020, 2, 29)),
        (date(2019, 3, 1), 1, date(2020, 3, 1)),
        (date(2019, 12, 31), 1, date(2020, 12, 31)),
        (date(9997, 3, 28), 5, date.max),
        (date.max, 1, date.max),
    ],
)
def test_the_last_day_of_some_years(day: date, years: int, last: date) -> None:
    """民法第143条第2項: the day before the one that corresponds to the day after."""
    assert years_after(day, years) == last
