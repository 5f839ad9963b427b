"""A text by what may change in it: letters, and as a whole numbers, Latin words and some dates."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import islice
from typing import NamedTuple

from pia_cli.core.eras import ANY_ERA
from pia_cli.core.pattern import Pattern
from pia_cli.core.text import fold
from pia_cli.core.wareki import meant_date

_JOINTS = {"および": "及び", "または": "又は", "ならびに": "並びに", "もしくは": "若しくは"}
"""Words that are written in two ways, each with its key."""
JOINTS = frozenset(_JOINTS.values())
_D = "[0-9０-９]"
_ATOM = Pattern(rf"{'|'.join((*_JOINTS, *_JOINTS.values()))}|[A-Za-zＡ-Ｚａ-ｚ]+|{_D}+|[^\Wー]")
"""ー is none: others write － for it."""
_DAY = Pattern(
    rf"(?<!{_D})(?:(?:{ANY_ERA}|[MTSHRＭＴＳＨＲ])(?:元|{_D}{{1,2}})|{_D}{{4}})"
    rf"[年./．／\-－]{_D}{{1,2}}[月./．／\-－]{_D}{{1,2}}日?(?!{_D})"
)
_MOST_DAYS = 100  # of a text


class Atom(NamedTuple):
    """A part of a text, and the key under which another spelling is equal."""

    start: int
    end: int
    key: str


def atoms(text: str, days: Mapping[str, str]) -> Iterator[Atom]:
    """The atoms of a text; ``days`` are dates that are one atom, with their keys."""
    at = 0
    for found in _DAY.finditer(text) if days else ():
        if found[0] in days:
            yield from _between(text, at, found.start())
            yield Atom(*found.span(), days[found[0]])
            at = found.end()
    yield from _between(text, at, len(text))


def _between(text: str, start: int, end: int) -> Iterator[Atom]:
    for found in _ATOM.finditer(text[start:end]):
        key = _JOINTS.get(found[0]) or fold(found[0])
        yield Atom(start + found.start(), start + found.end(), key)


def days_in_two_ways(old: str, new: str) -> dict[str, str]:
    """The dates that two texts write in different ways (2024-04-01, 令和6年4月1日), with keys."""
    before, after = _days(old), _days(new)
    alike = {
        day
        for spelling, day in before.items()
        if day in after.values() and after.get(spelling) != day
    }
    return {text: day for text, day in (before | after).items() if day in alike}


def _days(text: str) -> dict[str, str]:
    found = {day[0] for day in islice(_DAY.finditer(text), _MOST_DAYS)}
    read = {spelling: meant_date(spelling) for spelling in found}
    return {
        spelling: date.exact.isoformat() for spelling, date in read.items() if date and date.exact
    }
