"""One of two texts by its letters, with those that rows of 変更箇所 quote."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from pia_cli.compare.committed.atoms import JOINTS, atoms
from pia_cli.core.lazy import lazy
from pia_cli.core.pattern import Pattern
from pia_cli.core.sensitive import masked
from pia_cli.core.text import ELLIPSIS

Range = tuple[int, int]
"""The first of some letters and the one behind them."""

BREAK = Pattern(r"[^\w\s]|\n")
"""What parts clauses."""
LITTLE = Pattern(rf"(?:{'|'.join(sorted(JOINTS))}|等|[ぁ-ゖ①-⑳ー]|\W)*")
"""What need not be told by itself: words that join, particles, the numbers of a list."""
_HEAD = Pattern(
    r"^[ \t　・]{0,20}[(（]?(?:[0-9０-９]{1,2}|[ア-ンa-zA-Z])[)）.．、 　]", re.MULTILINE
)
"""The number of a line, which moves with those before it."""
_AROUND = 8  # letters shown before and after a change


class Quotes(NamedTuple):
    """The two cells of a row, "" for one that copies no text: then the other one is enough."""

    before: str
    after: str


class QuotedLetters:
    """The letters of a text, and which of them are quoted."""

    def __init__(self, text: str, days: Mapping[str, str]) -> None:
        self.text = text
        self.days = days
        found = list(atoms(text, days))
        self.spans = [(atom.start, atom.end) for atom in found]
        self.begins = [atom.start for atom in found]
        self.keys = [atom.key for atom in found]
        self.line = _joined(self.keys)
        self.starts: dict[int, int] = {}
        at = 0
        for index, key in enumerate(self.keys):
            self.starts[at] = index
            at += len(key) + 1
        self.quoted = bytearray(len(self.keys))
        self.alone = bytearray(len(self.keys))
        self.cut = bytearray(len(self.keys))

    @lazy
    def _masked(self) -> str:
        return masked(self.text)  # as long as before

    def mark(self, piece: str, *, is_alone: bool, is_cut: bool) -> bool:
        """Mark the letters of a quotation wherever they stand; False where they do nowhere.

        ``is_alone`` where the other cell quotes nothing, ``is_cut`` where this one has （略）.
        """
        keys = [atom.key for atom in atoms(piece, self.days)]
        line = _joined(keys)
        at, count = self.line.find(line), len(keys)
        if at < 0 or not keys:
            return not keys
        while at >= 0:
            first = self.starts[at]
            marks = [self.quoted, *[self.alone] * is_alone, *[self.cut] * is_cut]
            for each in marks:
                each[first : first + count] = b"\1" * count
            at = self.line.find(line, at + len(line) - 1)
        return True

    def atoms(self, start: int, end: int) -> Range:
        """The letters in a part of the text."""
        return bisect_left(self.begins, start), bisect_left(self.begins, end)

    def part(self, start: int, end: int) -> str:
        """The text of some letters."""
        return self.text[self.spans[start][0] : self.spans[end - 1][1]] if start < end else ""

    def says(self, start: int, end: int) -> bool:
        """Whether some letters say what must be told."""
        if LITTLE.fullmatch(self.part(start, end)):
            return False
        begin, stop = self.spans[start][0], self.spans[end - 1][1]
        line = self.text.rfind("\n", 0, begin) + 1
        head = _HEAD.match(self.text, line)
        return head is None or stop > head.end()

    def clauses(self, start: int, end: int) -> Iterator[Range]:
        """Some letters by the clauses that they stand in."""
        first = start
        for at in range(start + 1, end):
            if BREAK.search(self.text, self.spans[at - 1][1], self.spans[at][0]):
                yield first, at
                first = at
        if first < end:
            yield first, end

    def shown(self, start: int, end: int, first: int, last: int) -> str:
        """Some letters with a few around them, none from outside of ``first`` to ``last``.

        The whole text is masked first: a cut may leave a secret without its name.
        """
        begin = self.spans[max(first, start - _AROUND)][0] if first < last else 0
        stop = self.spans[min(last, end + _AROUND) - 1][1] if first < last else 0
        left = ELLIPSIS if start - _AROUND > first else ""
        right = ELLIPSIS if end + _AROUND < last else ""
        return f"{left}{self._masked[begin:stop]}{right}"


def _joined(keys: Sequence[str]) -> str:
    return "\0".join(("", *keys, ""))
