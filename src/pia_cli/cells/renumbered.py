"""What cells about a numbered list (別添1) say of its numbers: ２１～２９（項番の繰下げ）."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from pia_cli.cells.loosely import MOVED, bare_copy
from pia_cli.core.lazy import lazy
from pia_cli.core.pattern import Pattern
from pia_cli.core.text import fold
from pia_cli.forms.numbered import Entry

_NUMBERS = r"(?:項番|項目番号|番号|通番|連番|№|[NnＮｎ][OoＯｏ][.．]?)"
_ALONE = Pattern(
    rf"\s{{0,9}}[(（※]?(?:以[下降後](?:の|、)?)?{_NUMBERS}(?:の|を|が)?{MOVED}[)）]?\s{{0,9}}",
    needs=("繰",),
)
_TO = Pattern(rf"(?<=[0-9０-９])[にへ]、?{MOVED}\s{{0,9}}$", needs=("繰",))
_IN_FRONT = Pattern(rf"{_NUMBERS}[ \t　]?(?=[0-9０-９])", needs=("番", "№", *"NnＮｎ"))
_RANGE = Pattern(r"([0-9]{1,4})[~-]([0-9]{1,4})")
_HEAD = Pattern(r"\W{0,9}([0-9０-９]{1,4}|[①-⑳㉑-㉟㊱-㊿])\W{0,9}")


def says_numbers_moved(cell: str) -> bool:
    """Whether a cell says that numbers moved, and nothing else: 項番の繰下げ."""
    return _ALONE.fullmatch(cell) is not None


def bare_numbers(cell: str) -> str:
    """A cell without the words about its numbers: 項番２１～２９に繰下げ."""
    bare = bare_copy(cell)
    for words in (_TO, _IN_FRONT):
        bare = words.sub("", bare) if words.may_match(bare) else bare
    return bare


class Renumbering:
    """Two numbered lists of which rows say that numbers moved."""

    def __init__(self, old: Sequence[str], new: Sequence[str]) -> None:
        self._texts = old, new

    @lazy
    def is_all(self) -> bool:
        """Whether the lists differ in the numbers in front of their texts alone."""
        return self.names[0] == self.names[1]

    def denies(self, before: str, after: str) -> bool:
        """Whether of two ranges (１８～２６, ２２～３０) the text at an end has another number.

        Where more came or went between, nothing is known.
        """
        ranges = [_RANGE.fullmatch(fold(bare_numbers(cell))) for cell in (before, after)]
        if not all(ranges):
            return False
        (first, last), (to_first, to_last) = ((int(one[1]), int(one[2])) for one in ranges if one)
        is_as_long = last - first == to_last - to_first
        if first == to_first or not (is_as_long or self.is_all):
            return False
        return self._is_elsewhere(first, to_first) or self._is_elsewhere(last, to_last)

    @lazy
    def names(self) -> tuple[list[str], list[str]]:
        """The texts of both lists without the numbers in front of them, as keys."""
        old, new = ([one.name for one in side] for side in self._sides)
        return old, new

    @lazy
    def differing(self) -> tuple[dict[str, str], dict[str, str]]:
        """The texts by their names that the old list has alone, and those of the new one."""
        gone, came = (
            {one.name: one.line for one in side if one.name not in others}
            for side, others in zip(self._sides, reversed(self._times), strict=True)
        )
        return gone, came

    def _is_elsewhere(self, number: int, other: int) -> bool:
        """Whether the only text of its name has one number now, and not that one."""
        name = self._was.get(number, "")
        return self._times[0][name] == self._times[1][name] == 1 and self._now[name] != other

    @lazy
    def _times(self) -> tuple[Counter[str], Counter[str]]:
        old, new = map(Counter, self.names)
        return old, new

    @lazy
    def _was(self) -> dict[int, str]:
        return {one.number: one.name for one in self._sides[0]}

    @lazy
    def _now(self) -> dict[str, int]:
        return {one.name: one.number for one in self._sides[1]}

    @lazy
    def _sides(self) -> tuple[list[Entry], list[Entry]]:
        old, new = map(_counted, self._texts)
        return old, new


def _counted(texts: Sequence[str]) -> list[Entry]:
    """The texts with the number in front of each, else where it stands; their names as keys.

    Unlike `entries`, which reads no number where one text has none: versions may differ in that.
    """
    found: list[Entry] = []
    for at, text in enumerate(texts, 1):
        head = _HEAD.match(text)
        number = int(fold(head[1])) if head else at
        name = fold(text[head.end() :] if head else text)
        found.append(Entry(number, name, text))
    return found
