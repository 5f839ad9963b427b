"""What a copied text leaves out: （略）, …, ①～③（略）, 記録は～残す, 甲課　ほか."""

from __future__ import annotations

import re
from functools import lru_cache

from pia_cli.core.pattern import Pattern
from pia_cli.core.text import ELLIPSIS, fold

_LEFT_OUT = r"[（(【〔<＜［\[]\s*(?:中|前|後|以下|以上|一部)?[、,]?(?:省略|略)\s*[)）】〕>＞］\]]"
_BESIDE = tuple(f"{joint}{word}" for joint in " \t　、，,(（" for word in "外他")
_OMISSION = Pattern(
    rf"[~〜～]?{_LEFT_OUT}[~〜～]?"
    r"|[~〜～ー\-－―─—](?:中略|後略|以下略|省略|略)[~〜～ー\-－―─—]"
    r"|(?:以下、?|後)(?:省略|略)(?=。?[ \t　]{0,9}(?:\n|\Z))"
    r"|[ \t　、，,(（](?:ほか|外|他)[)）]?(?=。?[ \t　]{0,9}(?:\n|\Z))|(?<=\w)ほか(?=。?\s{0,9}\Z)"
    r"|[…‥⋯]+|・{3,}|\.{3,}|．{3,}",
    needs=("略", "ほか", *_BESIDE, *"…‥⋯", *(3 * mark for mark in "・.．")),
)

_NUMBER = r"(?:[①-⑳]|[(（]※?[0-9０-９]{1,2}[)）]|(?<![ァ-ヶー])[ア-ン](?![ァ-ヶー]))"
_JOIN = "[ \t　]?(?:[~〜～、，,・]|から|及び)[ \t　]?"
_NUMBERS = rf"(?P<first>{_NUMBER})(?P<more>(?:(?:{_JOIN})?{_NUMBER}){{0,20}})"
_STAYED = "変更(?:なし|無し)"
_LISTED = Pattern(
    rf"{_NUMBERS}(?:まで)?(?:は、?)?[ \t　]{{0,3}}"
    rf"(?:{_LEFT_OUT}|[(（]{_STAYED}[)）]|(?:省略|略|{_STAYED})(?=。?[ \t　]{{0,9}}(?:\n|\Z)))",
    needs=("略", "変更なし", "変更無し"),
)
"""The numbers of a list whose texts are left out: ①～③（略）, ①、② 省略, (1)から(3)まで（略）."""
_EACH = Pattern(_NUMBER)

_WAVE = Pattern(
    r"(?<![\d①-⑳])(?<![\d①-⑳].)(?<![\d①-⑳]..)[~〜～]|[~〜～](?!.{0,3}[\d①-⑳])", needs=tuple("~〜～")
)
"""A wave for what is left out; between two numbers it is a range: 8時～17時, ①～③."""


@lru_cache(maxsize=4096)  # each cell is held against the texts of many changes
def kept_pieces(text: str) -> tuple[str, ...]:
    """What a text says between its omissions, one piece where it has none."""
    listed = _LISTED.sub(_numbers, text) if _LISTED.may_match(text) else text
    found = _OMISSION.parts(listed)
    return tuple(part for piece in found for part in _between_waves(piece))


def _numbers(listed: re.Match[str]) -> str:
    """The numbers alone, which the text that is copied must have."""
    numbers = [listed["first"], *_EACH.findall(listed["more"])]
    return "".join(f"{number}{ELLIPSIS}" for number in numbers)


def _between_waves(piece: str) -> list[str]:
    """The parts of a text between waves, all of it where one is but a letter: 月～金."""
    parts = _WAVE.parts(piece)
    is_range = any(len(key) == 1 and not key.isdecimal() for key in map(fold, parts))
    return [piece] if is_range else parts
