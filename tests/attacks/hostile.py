"""Texts that would take a slow regular expression very long, drawn from the expression itself."""

from __future__ import annotations

import re
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from re import _constants as sre  # type: ignore[attr-defined]  # no other way to take it apart
from re import _parser as sre_parser  # type: ignore[attr-defined]  # gives those parts
from types import FrameType
from typing import Any

CPU_SECONDS = 30
"""Processor time of one pattern on all of its texts, a hundred times what a linear one needs."""

REPEATS = (sre.MAX_REPEAT, sre.MIN_REPEAT, sre.POSSESSIVE_REPEAT)
LETTERS = (
    " \na1\u3000A-_.,:;\"'\\/()[]{}<>#!%&*+=@~\t\rxz１Ａａアあ漢、。「」（）・：①Ⅱ〇一年月\u200b"
)
"""Letters that a class may accept, those first that patterns treat in ways of their own."""

PICKS = 4
"""Letters of a class that are tried in a repeated part."""


def hostile(pattern: str | bytes, flags: int, length: int) -> Iterator[str]:
    """Long texts: what a pattern repeats, repeated, behind what leads to it.

    Each alone, with another letter at its end, and with what leads to it again and again.
    """
    if isinstance(pattern, bytes):
        pattern, flags = pattern.decode("latin-1"), flags & ~re.UNICODE
    own = "".join(dict.fromkeys(re.sub(r"\\.|\w", "", pattern)))
    found: dict[tuple[str, str], None] = {}
    _Walk(own, found, 0).over(list(sre_parser.parse(pattern, flags)), "")
    for head, body in found:
        long = head + (body * length)[:length]
        yield from (long, f"{long}\0", (head + body) * (length // len(head + body)))


def possessive_groups(pattern: str | bytes, flags: int = 0) -> list[str]:
    """The atomic groups, and the possessive repeats of more than a letter."""
    found: list[str] = []

    def look(part: Any) -> None:
        if isinstance(part, tuple | list | sre_parser.SubPattern):
            for below in part:
                look(below)
        if isinstance(part, tuple) and len(part) == 2:
            kind, value = part
            is_letter = kind is sre.POSSESSIVE_REPEAT and value[2].getwidth() == (1, 1)
            if kind is sre.ATOMIC_GROUP or (kind is sre.POSSESSIVE_REPEAT and not is_letter):
                found.append(str(kind))

    look(sre_parser.parse(pattern, flags & ~re.UNICODE if isinstance(pattern, bytes) else flags))
    return found


class _Walk:
    """Over the parts of a pattern; of each class the letter ``pick`` of those it accepts.

    ``own`` are the signs in the pattern: they may start it again.
    """

    def __init__(self, own: str, found: dict[tuple[str, str], None] | None, pick: int) -> None:
        self.own, self.found, self.pick = own, found, pick

    def over(self, items: list[Any], head: str) -> str:
        """The text up to the end of the items, a short one that they match."""
        for kind, value in items:
            head = self._one(kind, value, head)
        return head

    def _one(self, kind: Any, value: Any, head: str) -> str:
        if kind in REPEATS:
            least, most, below = value
            if self.found is not None and most == sre.MAXREPEAT:
                self.found |= {(head, body): None for body in self._bodies(list(below))}
            after = self.over(list(below), head)
            return after if least else head
        if kind is sre.SUBPATTERN:
            return self.over(list(value[3]), head)
        if kind is sre.ATOMIC_GROUP:
            return self.over(list(value), head)
        if kind is sre.BRANCH:
            heads = [self.over(list(branch), head) for branch in value[1]]
            return heads[0]
        if kind in (sre.ASSERT, sre.ASSERT_NOT):
            self.over(list(value[1]), head)
            return head
        letters = self._letters(kind, value)
        return head + (letters[self.pick % len(letters)] if letters else "")

    def _bodies(self, items: list[Any]) -> Iterator[str]:
        """What the items of a repeat may match: each branch, with some letters of each class."""
        if len(items) == 1 and items[0][0] is sre.SUBPATTERN:
            items = list(items[0][1][3])
        branches = items[0][1][1] if len(items) == 1 and items[0][0] is sre.BRANCH else [items]
        for branch in branches:
            for pick in range(PICKS):
                if body := _Walk(self.own, None, pick).over(list(branch), ""):
                    yield body

    def _letters(self, kind: Any, value: Any) -> list[str]:
        """Letters that one part accepts; none where it has no width."""
        if kind is sre.LITERAL:
            return [chr(value)]
        if kind is sre.ANY:
            return [*self.own, "a"]
        if kind is sre.NOT_LITERAL:
            value = [(sre.NEGATE, None), (sre.LITERAL, value)]
        elif kind is not sre.IN:
            return []
        named = [chr(part[0]) for name, part in value if name is sre.RANGE]
        named += [chr(part) for name, part in value if name is sre.LITERAL]
        return [one for one in dict.fromkeys((*named, *self.own, *LETTERS)) if _holds(value, one)]


_CATEGORIES = {
    sre.CATEGORY_DIGIT: r"\d",
    sre.CATEGORY_NOT_DIGIT: r"\D",
    sre.CATEGORY_SPACE: r"\s",
    sre.CATEGORY_NOT_SPACE: r"\S",
    sre.CATEGORY_WORD: r"\w",
    sre.CATEGORY_NOT_WORD: r"\W",
}


def _holds(parts: list[Any], letter: str) -> bool:
    return (parts[0][0] is sre.NEGATE) != any(
        (kind is sre.LITERAL and ord(letter) == value)
        or (kind is sre.RANGE and value[0] <= ord(letter) <= value[1])
        or (kind is sre.CATEGORY and re.match(_CATEGORIES[value], letter) is not None)
        for kind, value in parts
    )


@contextmanager
def bounded(seconds: float = CPU_SECONDS) -> Iterator[None]:
    """Make a failure of what would not end."""

    def stop(number: int, frame: FrameType | None) -> None:
        raise AssertionError(f"not done after {seconds} s of processor time")

    before = signal.signal(signal.SIGVTALRM, stop)
    signal.setitimer(signal.ITIMER_VIRTUAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)
