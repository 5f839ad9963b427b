"""Dates inside a text as people spell them: 令和 6年 6月30日, R6.6.30, 2024年6月, 2024/6/30."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from datetime import date

from pia_cli.core.eras import ANY_ERA
from pia_cli.core.pattern import Pattern
from pia_cli.core.wareki import ParsedDate, date_in_era, date_in_year, year_in_era

_D = "[0-9０-９]"
_GAP = "[ \u3000]?"
_ERA = f"(?P<era>{ANY_ERA}|(?<![0-9A-Za-z０-９Ａ-Ｚａ-ｚ])[HRＨＲ]){_GAP}(?P<count>元|{_D}{{1,2}})"
_YEAR = f"(?<![0-9A-Za-z０-９.．/／-])(?P<year>(?:19|20|１９|２０){_D}{{2}})"
_MONTH, _DAY = f"(?P<month>{_D}{{1,2}})", f"(?P<day>{_D}{{1,2}})"
_NAMED = Pattern(
    f"(?:{_ERA}|{_YEAR}){_GAP}年{_GAP}{_MONTH}{_GAP}月(?:{_GAP}{_DAY}{_GAP}日)?",
    needs=("月",),
)
_YEARS = Pattern(
    f"(?:{_ERA}|{_YEAR}){_GAP}年(?:{_GAP}(?P<fiscal>度)|(?!間|{_GAP}(?:度|{_D}{{1,2}}{_GAP}月)))",
    needs=("年",),
)
_FIGURES = (
    Pattern(f"{_ERA}{_GAP}[./．／]{_GAP}{_MONTH}(?:[./．／]{_GAP}{_DAY})?(?![./．／]?{_D})"),
    Pattern(f"{_YEAR}[/／.．-]{_MONTH}[/／.．-]{_DAY}(?![/／.．-]?[0-9A-Za-z０-９]|[/／])"),
)
"""A month alone is one only with an era: 2024.6 is a number."""


def dates_by_name(text: str) -> Iterator[re.Match[str]]:
    """The dates and months of a text that are written with 年 and 月."""
    return _NAMED.finditer(text) if _NAMED.may_match(text) else iter(())


def years_by_name(text: str) -> Iterator[re.Match[str]]:
    """The years of a text that have no month behind them: 令和2年, 2020年度."""
    return _YEARS.finditer(text) if _YEARS.may_match(text) else iter(())


def last_day(match: re.Match[str]) -> date:
    """The last day of a year that `years_by_name` found; a 年度 ends with March."""
    era = match["era"] and unicodedata.normalize("NFKC", match["era"])
    year = year_in_era(era, match["count"]) if era else int(match["year"])
    return date(year + 1, 3, 31) if match["fiscal"] else date(year, 12, 31)


def dates_in_figures(text: str) -> Iterator[re.Match[str]]:
    """The dates and months of a text that are written with . or / (2024-06-30 too)."""
    return (match for pattern in _FIGURES for match in pattern.finditer(text))


def written_date(match: re.Match[str]) -> ParsedDate:
    """The date of a match; DateError where there is no such day or month."""
    found = match.groupdict()
    month, day = found["month"], found["day"]
    if found.get("era"):
        era = unicodedata.normalize("NFKC", found["era"])
        return date_in_era(era, found["count"], month, day)
    return date_in_year(found["year"], month, day)
