"""Dates as the form writes them: 和暦 (令和8年2月16日), with ISO 8601 (2026-02-16) accepted."""

from __future__ import annotations

import re
from datetime import MAXYEAR, date, timedelta
from enum import StrEnum
from functools import lru_cache
from typing import NamedTuple

from pia_cli.core.eras import ANY_ERA, ERAS, NAMED, Era
from pia_cli.core.pattern import Pattern
from pia_cli.core.text import half_width_digits, short

_D = "[0-9０-９]"

DATE_PATTERN = (
    f"^(?:(?:{ANY_ERA})(?:元|{_D}{{1,2}})年{_D}{{1,2}}月{_D}{{1,2}}日"
    f"|{_D}{{4}}-{_D}{{2}}-{_D}{{2}})$"
)
"""The shape of a date as an ECMA-262 expression, for the JSON Schema; see `is_date_shape`."""

_LEADING = Pattern(
    f"(?P<era>{ANY_ERA})(?P<count>元|{_D}{{1,2}})年(?P<month>{_D}{{1,2}})月"
    f"(?:(?P<day>{_D}{{1,2}})(?P<unit>日)?)?"
    f"|(?P<iso_year>{_D}{{4}})-(?P<iso_month>{_D}{{2}})(?:-(?P<iso_day>{_D}{{2}}))?(?!{_D})",
    needs=("月", "-"),
)
_GAP = "[ \t\n\u3000]{0,3}"
_LOOSE = Pattern(
    f"{_GAP}(?P<era>{ANY_ERA}|[MTSHR])?{_GAP}(?P<year>元|[0-9]{{1,4}}){_GAP}[年./-]"
    f"{_GAP}(?P<month>[0-9]{{1,2}}){_GAP}[月./-]{_GAP}(?P<day>[0-9]{{1,2}})(?:{_GAP}日)?"
    "(?![./-]?[0-9])"
)
_SPACED = Pattern(
    f"(?:{ANY_ERA}){_GAP}(?:元|{_D}{{1,2}}){_GAP}年{_GAP}{_D}{{1,2}}{_GAP}月(?:{_GAP}{_D}{{1,2}}{_GAP}日)?"
)


_PUNCTUATION = str.maketrans("／．－−‐ＭＴＳＨＲ", "/.---MTSHR")
DATE_HINT = "「令和8年2月16日」又は「2026-02-16」の形で書いてください"
"""What to do about a text that is no date."""


class Note(StrEnum):
    """A spelling that is understood but not the form's own."""

    FIRST_YEAR = "first-year"
    """令和1年, to be written 令和元年."""
    ISO = "iso"
    """2026-02-16, to be written 令和8年2月16日."""
    WIDTH = "width"
    """Full-width digits."""
    ZERO = "zero"
    """令和08年02月: zeros in front of the numbers of a 和暦 date."""


class DateError(ValueError):
    """A text is not a date that exists; ``message`` and ``hint`` are Japanese."""

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint


class EraError(DateError):
    """A day is in the calendar, but not in the era it is written with; or older than 明治6年."""


LEAP_YEAR = 2000
"""A year that has every day of the calendar."""


class ParsedDate(NamedTuple):
    """A date found at the start of a text.

    ``year`` is Gregorian, ``day`` is None for a year and month, ``era`` is None for ISO
    dates, ``rest`` is the text after the date.
    """

    year: int
    month: int
    day: int | None
    era: str | None
    rest: str = ""
    notes: frozenset[Note] = frozenset()

    @property
    def exact(self) -> date | None:
        """The day, None for a year and month."""
        return None if self.day is None else date(self.year, self.month, self.day)

    @property
    def first(self) -> date:
        """The day, or the first day of the month."""
        return date(self.year, self.month, self.day or 1)

    @property
    def last(self) -> date:
        """The day, or the last day of the month."""
        return self.exact or _month_end(self.year, self.month)

    @property
    def wareki(self) -> str:
        """The form's own spelling, in the era written (the current one for ISO dates)."""
        era = NAMED[self.era] if self.era else _era_of(self.last)
        return era.written(self.year, self.month, self.day)


def _month_end(year: int, month: int) -> date:
    """The last day of a month; ``calendar`` takes a millisecond to load."""
    return date(year, 12, 31) if month == 12 else date(year, month + 1, 1) - timedelta(days=1)


def is_date_shape(text: str) -> bool:
    """Whether the whole text looks like a date, be it in the calendar or not."""
    match = _LEADING.fullmatch(text)
    return match is not None and bool(match["unit"] or match["iso_day"])


def starts_like_date(text: str) -> bool:
    """Whether the text starts with something of the shape of a date or a year and month."""
    return _LEADING.match(text) is not None


def parse_date(text: str) -> ParsedDate:
    """The date that is the whole text; DateError when it is none or does not exist."""
    if not is_date_shape(text):
        raise _not_a_date(text)
    return parse_leading_date(text)


@lru_cache(maxsize=4096)  # rules ask for the few days of a document again and again
def day_of(text: str) -> date | None:
    """The day that is the whole text, None where it is none or a year and month alone."""
    try:
        return parse_date(text).exact
    except DateError:
        return None


def years_after(day: date, years: int) -> date:
    """The last day of a period of years from a day, as 民法第140条 and 第143条 count.

    The period begins with the day after, and ends on the day before the one that corresponds
    to it; where there is none, with the month: from 2020-02-29 one year lasts until
    2021-02-28, from 2019-02-28 until 2020-02-29. It ends with the calendar of Python at last.
    """
    if day.year + years > MAXYEAR:
        return date.max
    begins = day + timedelta(days=1)
    year, month = begins.year + years, begins.month
    end_of_month = _month_end(year, month)
    if begins.day > end_of_month.day:
        return end_of_month
    return begins.replace(year=year) - timedelta(days=1)


def parse_leading_date(text: str) -> ParsedDate:
    """The date or year and month at the start of a text (平成27年10月以降); DateError if none."""
    match = _LEADING.match(text)
    if match is None:
        raise _not_a_date(text)
    if match["day"] and not match["unit"]:
        shown = match[0]
        raise DateError(f"「{shown}」の「日」がありません", f"「{shown}日」のことですか？")
    found = _read(match[0])
    return found._replace(rest=text[match.end() :]) if match.end() < len(text) else found


def meant_date(text: str) -> ParsedDate | None:
    """The date that a text starts with in another spelling: R8.2.16, 2026/2/16, 令和 8年2月16日."""
    match = _LOOSE.match(half_width_digits(text[:60]).translate(_PUNCTUATION))
    if match is None:
        return None
    era, year, month, day = match.groups()
    candidate = _in_full(era, year, month, day) if era else f"{year:0>4}-{month:0>2}-{day:0>2}"
    if not is_date_shape(candidate):
        return None
    try:
        return parse_leading_date(candidate)._replace(rest=text[match.end() :])
    except DateError:
        return None


def closed_gaps(text: str) -> str:
    """The text with no blanks in the date or month that it starts with, be it in the calendar."""
    match = _SPACED.match(text)
    return text if match is None else "".join(match[0].split()) + text[match.end() :]


def without_gaps(text: str) -> str:
    """The text with no blanks in the date or month that it starts with, if that exists then."""
    closed = closed_gaps(text)
    try:
        parse_leading_date(closed)
    except DateError:
        return text
    return closed


def date_in_era(era: str, year: str, month: str, day: str | None) -> ParsedDate:
    """The date or year and month of an era, 令和 or R for short; DateError if there is none."""
    return parse_leading_date(_in_full(era, year, month, day))


def year_in_era(era: str, count: str) -> int:
    """The Gregorian year of the era's year 元 or ``count``, 令和 or R for short."""
    return NAMED[era].year(1 if count == "元" else int(count))


def date_in_year(year: str, month: str, day: str | None) -> ParsedDate:
    """The date or year and month of a Gregorian year; DateError if there is none."""
    numbers = int(year), int(month), int(day) if day else None
    shown = f"{numbers[0]}年{numbers[1]}月" + (f"{numbers[2]}日" if day else "")
    _check_western(shown, *numbers)
    return ParsedDate(*numbers, None)


def check_day_of_month(month: str, day: str) -> None:
    """Raise DateError for a day that no year has: 9月31日."""
    shown = f"{int(month)}月{int(day)}日"
    _check_calendar(shown, "", LEAP_YEAR, int(month), int(day))


def _in_full(era: str, year: str, month: str, day: str | None) -> str:
    return f"{NAMED[era].name}{year}年{month}月" + (f"{day}日" if day else "")


@lru_cache(maxsize=1024)
def _read(shown: str) -> ParsedDate:
    """What matches `_LEADING`; DateError if it does not exist. Many rules read the same dates."""
    match = _LEADING.match(shown)
    assert match
    return _from_iso(match) if match["iso_year"] else _from_wareki(match)


def as_wareki(text: str) -> str:
    """A date in the form's own spelling; a text that is no date that exists stays as it is."""
    try:
        return parse_date(text).wareki
    except DateError:
        return text


def with_iso_dates(text: str) -> str:
    """The text with every date in it as 2026-02-16; what is no date that exists stays."""

    def iso(match: re.Match[str]) -> str:
        try:
            found = parse_leading_date(match[0])
        except DateError:
            return match[0]
        return found.exact.isoformat() if found.exact else match[0]

    return _LEADING.sub(iso, text) if _LEADING.may_match(text) else text


def to_wareki(day: date) -> str:
    """A day as the form writes it: 令和8年2月16日, 令和元年5月1日; DateError before 1873."""
    return _era_of(day).written(day.year, day.month, day.day)


def _from_iso(match: re.Match[str]) -> ParsedDate:
    year, month = int(match["iso_year"]), int(match["iso_month"])
    day = int(match["iso_day"]) if match["iso_day"] else None
    _check_western(half_width_digits(match[0]), year, month, day)
    return ParsedDate(year, month, day, None, notes=_notes(match) | {Note.ISO})


def _check_western(shown: str, year: int, month: int, day: int | None) -> None:
    if year < 1:
        raise DateError(f"{shown}は存在しません。年は1からです")
    _check_calendar(shown, f"{year}年", year, month, day)
    _era_of(date(year, month, day) if day else _month_end(year, month))


def _from_wareki(match: re.Match[str]) -> ParsedDate:
    era = NAMED[match["era"]]
    count = 1 if match["count"] == "元" else int(match["count"])
    month, day = int(match["month"]), int(match["day"]) if match["day"] else None
    shown = f"{era.name}{half_width_digits(match['count'])}年{month}月"
    if day is not None:
        shown += f"{day}日"
    if count == 0:
        raise DateError(f"{shown}は存在しません。{era.name}は元年からです")
    year = era.year(count)
    _check_calendar(shown, f"{era.year_name(count)}", year, month, day)
    parsed = ParsedDate(year, month, day, era.name, notes=_notes(match))
    _check_era(shown, era, parsed)
    return parsed


def _check_calendar(shown: str, year_name: str, year: int, month: int, day: int | None) -> None:
    if not 1 <= month <= 12:
        raise DateError(f"{shown}は存在しません。月は1から12までです")
    last = _month_end(year, month).day
    if day is not None and not 1 <= day <= last:
        raise DateError(f"{shown}は存在しません。{year_name}{month}月は1日から{last}日までです")


def _check_era(shown: str, era: Era, parsed: ParsedDate) -> None:
    if parsed.last < era.start:
        limit = f"{era.name}は{era.written(*era.start.timetuple()[:3]).removeprefix(era.name)}から"
        if era.name == "明治":
            raise EraError(f"{shown}は旧暦の日付のため扱えません。{limit}の日付を書けます")
    elif era.end and parsed.first > era.end:
        limit = f"{era.name}は{era.written(*era.end.timetuple()[:3]).removeprefix(era.name)}まで"
    else:
        return
    meant = _era_of(parsed.last).written(parsed.year, parsed.month, parsed.day)
    raise EraError(f"{shown}は存在しません。{limit}です", f"「{meant}」ではありませんか？")


def _notes(match: re.Match[str]) -> frozenset[Note]:
    notes = set()
    if half_width_digits(match[0]) != match[0]:
        notes.add(Note.WIDTH)
    if match["era"]:
        numbers = [half_width_digits(part) for part in match.group("count", "month", "day") if part]
        if any(number.startswith("0") for number in numbers):
            notes.add(Note.ZERO)
        if numbers[0].lstrip("0") == "1":
            notes.add(Note.FIRST_YEAR)
    return frozenset(notes)


def _not_a_date(text: str) -> DateError:
    """An error for a text without the shape of a date, with the date it may stand for."""
    if not text.strip():
        return DateError("日付が空です", DATE_HINT)
    meant = meant_date(text)
    hint = f"「{meant.wareki}」のことですか？" if meant else DATE_HINT
    return DateError(f"「{short(text)}」は日付ではありません", hint)


def _era_of(day: date) -> Era:
    for era in reversed(ERAS):
        if day >= era.start:
            return era
    raise DateError(
        f"{day.isoformat()}は和暦に直せません。明治6年1月1日（1873-01-01）からの日付を扱います"
    )
