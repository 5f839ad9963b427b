"""Item numbers in lists: 「2、3、6の項」「131,132の項」「56の2の項」「（項番）1～5」."""

from __future__ import annotations

import re
from enum import StrEnum
from typing import NamedTuple

from pia_cli.core.pattern import Pattern

_DIGITS = "0-9０-９"
_KANJI = "一二三四五六七八九十百"
_NUMBER = Pattern(
    f"第?(?P<main>[{_DIGITS}]{{1,3}}|[{_KANJI}]{{1,7}})"
    f"(?:の(?P<branch>[{_DIGITS}]{{1,2}}|[{_KANJI}]{{1,3}}))?(?![{_DIGITS}{_KANJI}])"
)
_CLOSE = Pattern(r"[ \t\u3000]?(?:まで)?の?項(?:番号?)?")
_ASIDE = Pattern(r"[ \t\u3000]?[（(][^（）()\n]{0,60}[）)]")
_UNITS = (*"条号件年月日人名円欄章節表箇ヶ回割%％", "か所", "か月")
_JOINT = Pattern(
    r"\s{0,8}(?P<mark>[、､,，.．・･/／~～〜\-－–—―]|及び|および|並びに|又は|または|から|と)?\s{0,8}"
)


class Style(StrEnum):
    """The mark between the numbers of a list."""

    READING = "、"
    COMMA = ","
    POINT = "."
    DOT = "・"


_STYLES = {
    **dict.fromkeys("、､", Style.READING),
    **dict.fromkeys(",，", Style.COMMA),
    **dict.fromkeys(".．", Style.POINT),
    **dict.fromkeys("・･", Style.DOT),
}


class Number(NamedTuple):
    """An item number in the spelling of the tables (``56の2``), and where it stands."""

    text: str
    start: int
    end: int


class Numbers(NamedTuple):
    """A list of item numbers, and each mark between them."""

    items: tuple[Number, ...]
    marks: tuple[Style, ...]

    @property
    def start(self) -> int:
        """Where the first number starts."""
        return self.items[0].start

    @property
    def end(self) -> int:
        """Where the last number ends."""
        return self.items[-1].end


def read_numbers(text: str, at: int, named: bool = False) -> Numbers | None:
    """The list that starts at ``at``; None where there is none.

    A number belongs to it only where a 「項」 follows it or a later one (「2、3の項」); what is
    counted after the list (「2件」) does not. ``named`` tells that 「項番」 stands before the list,
    which then needs none.
    """
    items: list[Number] = []
    sure, sure_marks = 0, 0
    marks: list[Style] = []
    while (match := _NUMBER.match(text, at)) and not text.startswith(_UNITS, match.end()):
        items.append(Number(_spelling(match), match.start(), match.end()))
        at, close = match.end(), _CLOSE.match(text, match.end())
        if close:
            aside = _ASIDE.match(text, close.end())
            at = aside.end() if aside else close.end()
        if close or named:
            sure, sure_marks = len(items), len(marks)
        joint = _JOINT.match(text, at)
        if joint is None or (joint.end() == at and not close):
            break
        at = joint.end()
        if joint["mark"] in _STYLES:
            marks.append(_STYLES[joint["mark"]])
    return Numbers(tuple(items[:sure]), tuple(marks[:sure_marks])) if sure else None


def _spelling(match: re.Match[str]) -> str:
    branch = match["branch"]
    return f"{_value(match['main'])}の{_value(branch)}" if branch else f"{_value(match['main'])}"


def _value(digits: str) -> int:
    """131 of 131, １３１ and 百三十一."""
    if digits.isdecimal():
        return int(digits)
    total, pending = 0, 0
    for char in digits:
        if char in "十百":
            total += (pending or 1) * (10 if char == "十" else 100)
            pending = 0
        else:
            pending = pending * 10 + "一二三四五六七八九".index(char) + 1
    return total + pending
