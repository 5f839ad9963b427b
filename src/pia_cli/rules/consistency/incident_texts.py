"""The incidents that a text of Ⅲ-7-② tells: where each stands, and how old it is."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from pia_cli.core.eras import ANY_ERA, HEISEI
from pia_cli.core.pattern import Pattern
from pia_cli.core.wareki import DateError, years_after
from pia_cli.core.written_dates import (
    dates_by_name,
    dates_in_figures,
    last_day,
    written_date,
    years_by_name,
)
from pia_cli.rules.consistency.numbered import numbering

YEARS = 3
"""Ⅲ-7-② asks for the last three years."""

_LINE = Pattern(r"\S(?:.*\S)?")
_SENTENCE = Pattern(r"[^\s。][^。\n]*。?")
_KINDS = "紛失|亡失|誤[送交配廃発投][^、。]{0,4}|盗難|漏えい|漏洩|流出|滅失|毀損"
_HAPPENED = Pattern(f"{_KINDS}|誤って|盗まれ|不正|(?:別|他)の[^、。\n]{{0,6}}?(?:世帯|人|者|方)")
_ENDS = Pattern(
    f"(?:{_KINDS})(?:を?し(?:た|ました)|が?あ(?:った|りました)|が?(?:発生し|生じ|起き)(?:た|ました))。?$"
)
_FOLLOWS = Pattern(
    "判明|発覚|発見|見つか|回収|公表|報告|処分|再発|申出|当該|同[年月日]|[そこ]の|これ|され|[上前]記"
)
"""What a sentence says that goes on about the incident before it."""
_HEADING = Pattern(
    "[ \u3000]{0,3}[^、。0-9０-９\n]{0,6}?"
    "(?:日時|年月日|[発覚生]日|概要|経緯|原因|経過|対応|内容|件数)"
)
"""What the parts of one incident are headed by."""
_YEAR_AGAIN = Pattern(
    f"(?<=年)(?:[（(](?:{ANY_ERA}|西暦)?[0-9０-９元]{{1,4}}年[）)]|の(?=[0-9０-９]{{1,2}}月))"
    f"|(?<=[0-9０-９元])[（(](?:{ANY_ERA})?[0-9０-９元]{{1,4}}[）)](?=年)"
)
"""What may stand between a year and its month: 令和2年（2020年）6月, 令和2年の6月."""
_BEFORE_YEAR = Pattern(r"[①-⑳0-9０-９（）().．・\s]{0,8}")
_BEHIND_YEAR = Pattern("(?:に|中に?|頃に?|ごろに?|において)?、")
_RELATIVE = Pattern(
    "(?<!日)本年(?!金)|[今昨翌来去]年|翌々年|[今先昨本]月|昨日|先日|最近|このほど"
    "|[0-9０-９一二三四五数]年(?:余り?)?(?:後(?![半期])|前(?![半期後]))"
)
"""Days that are told from another one, or from the day of writing: nobody knows which."""
_YEAR_BEFORE = Pattern("前年|前月|当年度")
"""Such words where the text has no day; after one they tell what was before it."""

_SUBJECT = "特定個人情報"
_NONE = (
    f"{_SUBJECT}[はがを]、?含(?:まれ(?:ない|ません)|まない"
    "|(?:まれて|んで)(?:おら(?:ず|ない)|おりません(?:でした)?|い(?:な(?:い|かった)|ません(?:でした)?)))"
)
_WITHOUT = Pattern(rf"{_NONE}(?:[、。）)\s]|$)", needs=(_SUBJECT,))
"""「特定個人情報は含まれていない。」, and not …含まれていないかを調べた nor …含まれていないが."""
_WITHOUT_ALONE = Pattern(rf"[（(※・\s]{{0,3}}(?:なお、?)?{_NONE}[。）)]{{0,2}}")
_PERHAPS_WITH = Pattern(
    "含(?:む|(?:まれ|んで)(?:てい)?[たる])|個人番号|マイナンバー"
    "|うち|一部|残り|当初|調査|可能性|おそれ|恐れ|前者|後者|また|ほか|言い切れ|限らな|誤りで"
)
"""What is said of an incident that may have some of it in spite of `_WITHOUT`."""


def incident_places(text: str) -> Iterator[tuple[int, int]]:
    """Where the incidents of a text stand: its lines, divided at ② and at another that begins."""
    numbered = {start for start, _ in numbering(text).places.values()}
    for line in _LINE.finditer(text):
        begin, has_happened = line.start(), False
        for sentence in _SENTENCE.finditer(text, line.start(), line.end()):
            at = sentence.start()
            if at > begin and (at in numbered or (has_happened and _is_another(sentence[0]))):
                yield begin, at
                begin, has_happened = at, False
            has_happened = has_happened or _HAPPENED.search(sentence[0]) is not None
        yield begin, line.end()


def tells_incident(part: str) -> bool:
    """Whether a part begins with an incident, and not with what came of one: …に回収した。"""
    first = _SENTENCE.search(part)
    return (
        first is not None
        and bool(_days(part))
        and not _HEADING.match(part)
        and _HAPPENED.search(first[0]) is not None
        and _FOLLOWS.search(first[0]) is None
    )


def _is_another(sentence: str) -> bool:
    """Whether a sentence behind an incident begins with a date and tells another one."""
    return (
        _ENDS.search(sentence) is not None
        and _FOLLOWS.search(sentence) is None
        and (any(match.start() == 0 for match in _dates(sentence)) or _opens_with_year(sentence))
    )


def _dates(text: str) -> tuple[re.Match[str], ...]:
    return (*dates_by_name(text), *dates_in_figures(text))


def _days(line: str) -> list[date]:
    """The dates of a line, of a month its last day; what is no date is left out.

    So are those before 平成: 昭和30年1月1日以前に生まれた者.
    """
    found = []
    for match in _dates(line):
        try:
            found.append(written_date(match).last)
        except DateError:
            continue
    return [day for day in found if day >= HEISEI.start]


def rules_out(text: str, day: date) -> bool:
    """Whether a text tells of no 重大事故 of 特定個人情報 in the year before a day."""
    incidents = _incidents(text)
    return bool(incidents) and all(
        is_old(each, day, years=1) or _is_without(each) for each in incidents
    )


def _incidents(text: str) -> list[str]:
    """The incidents of a text, each with a line behind it that says only what it was without."""
    found: list[str] = []
    for start, end in incident_places(text):
        part = text[start:end]
        if found and _WITHOUT_ALONE.fullmatch(part):
            found[-1] += f"\n{part}"
        else:
            found.append(part)
    return found


def _is_without(incident: str) -> bool:
    """Whether an incident is told to have had no 特定個人情報, in words without a doubt."""
    return (
        incident.count(_SUBJECT) == 1
        and _WITHOUT.is_in(incident)
        and not _PERHAPS_WITH.is_in(incident)
    )


def is_old(incident: str, published: date, years: int = YEARS) -> bool:
    """Whether an incident has a day, and is too old; most have a new one in plain words."""

    def is_past(day: date) -> bool:
        return years_after(day, years) < published

    days = _days(incident)
    if not all(map(is_past, days)) or (not days and "年" not in incident):
        return False
    day = _latest(incident)
    return day is not None and is_past(day)


def _latest(incident: str) -> date | None:
    """The latest day that an incident tells, None where it tells none of its own.

    A year without a month is the day of an incident only where it opens it: not 平成28年に導入した
    システム. Anywhere else it may only make it newer. 昨年度 and 2年後 may be newer than any.
    """
    text = _YEAR_AGAIN.sub("", incident)
    days = _days(text)
    if _RELATIVE.search(text):
        return None
    if not days and (not _opens_with_year(text) or _YEAR_BEFORE.search(text)):
        return None
    return max((*days, *map(last_day, years_by_name(text))))


def _opens_with_year(text: str) -> bool:
    """Whether a text begins with a year, behind its number: ①令和元年に、…."""
    first = next(years_by_name(text), None)
    if first is None or not _BEFORE_YEAR.fullmatch(text, 0, first.start()):
        return False
    return last_day(first) >= HEISEI.start and _BEHIND_YEAR.match(text, first.end()) is not None
