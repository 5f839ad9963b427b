"""The numbers that incidents and measures are listed by: ①, （１） or １．."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from pia_cli.core.pattern import Pattern
from pia_cli.forms.numbered import Listed, spread
from pia_cli.forms.tree import CIRCLES

_D = "[0-9０-９]"
_CIRCLED, _IN_BRACKETS, _WITH_POINT = "①", "（1）", "1．"
_TOKENS = {
    _CIRCLED: f"[{CIRCLES}]",
    _IN_BRACKETS: f"[(（]{_D}{{1,2}}[)）]",
    _WITH_POINT: f"(?<!{_D}){_D}{{1,2}}[.．](?!{_D})",
}
"""The ways to number, by their first number."""
_MARKS = {
    style: Pattern(
        "(?:(^)[ 　]*|(。)[ 　]{0,3})?"
        f"({token}(?:{token}|[、,，・から～〜~\\-－ 　とや]|及び|並びに|又は){{0,40}})",
        re.MULTILINE,
    )
    for style, token in _TOKENS.items()
}
_DIGITS = Pattern(f"{_D}{{1,2}}")

Place = tuple[int, int]


class Numbering(NamedTuple):
    """The numbers of a text in order, with the place of the first of each or of its range."""

    style: str
    places: dict[int, Place]

    def show(self, number: int) -> str:
        """A number in the marks of the text."""
        if self.has_circles:
            return CIRCLES[number - 1]
        return self.style.replace("1", f"{number}")

    @property
    def has_circles(self) -> bool:
        """Whether the numbers are ①②…."""
        return self.style == _CIRCLED

    def part(self, text: str, number: int) -> str:
        """What a text says under a number: from behind it up to the next one."""
        start = self.places[number][1]
        ends = [place[0] for place in self.places.values() if place[0] >= start]
        return text[start : min(ends, default=len(text))]


def numbering(text: str) -> Numbering:
    """The numbers that start a line, or a sentence as the next in turn (①…した。②…した。).

    They are of the style that the first line with a number has: others are of its parts.
    """
    found = [(_places(text, style), style) for style in _TOKENS if _may_number(text, style)]
    found = [(places, style) for places, style in found if places]
    if not found:
        return Numbering("", {})
    places, style = min(found, key=lambda one: next(iter(one[0].values())))
    return Numbering(style, places)


def _may_number(text: str, style: str) -> bool:
    """Whether a text has the first number of a style in some width: 1 of （1） too."""
    return any(mark in text for mark in (CIRCLES if style == _CIRCLED else "１1２2"))


def _places(text: str, style: str) -> dict[int, Place]:
    found: dict[int, Place] = {}
    turn = 0
    for match in _MARKS[style].finditer(text):
        line, stop, run = match.groups()
        numbers = _run(run, match.start(3), style)
        if line is not None or (stop and next(iter(numbers)) == turn):
            for number, place in numbers.items():
                found.setdefault(number, place)
                turn = number + 1
    return found


def numbers_anywhere(text: str, style: str) -> set[int]:
    """The numbers that a text has at any place, as in 「（①、②とも）」."""
    return {number for match in _MARKS[style].finditer(text) for number in _run(match[3], 0, style)}


def _run(run: str, start: int, style: str) -> dict[int, Place]:
    """The numbers of ①、③～⑤, which begins at a place of a text."""
    tokens = [Listed(_number(match[0]), *match.span()) for match in _token(style).finditer(run)]
    places: dict[int, Place] = {}
    for one in spread(run, tokens):
        places.setdefault(one.number, (start + one.start, start + one.end))
    return places


@cache
def _token(style: str) -> re.Pattern[str]:
    return re.compile(_TOKENS[style])


def _number(token: str) -> int:
    digits = _DIGITS.search(token)
    return int(digits[0]) if digits else CIRCLES.index(token) + 1
