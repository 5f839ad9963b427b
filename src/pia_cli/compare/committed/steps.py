"""Rows of several revisions that go on from one another, whichever numbers they give entries."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from itertools import islice

from pia_cli.cells.done import is_copy, is_done, is_none, unmarked
from pia_cli.cells.quotation import is_part
from pia_cli.compare.committed.stems import ByStem, Stem
from pia_cli.compare.committed.telling import Telling
from pia_cli.core.diagnostic import Path
from pia_cli.forms.notation import notation_key
from pia_cli.rules.log.rows import LogRow

_NEAR = 20
"""Among how many rows on the same item one that goes on from another is looked for."""
_MOST_ROWS = 1000
"""Rows that may go on from others; what those after them tell is not known."""
_LONGEST = 30
"""Rows that are followed from one on."""


class Steps:
    """The rows of a log, each of which may go on from one of an earlier date."""

    def __init__(self, rows: Sequence[LogRow], stems: Callable[[LogRow], Iterable[Stem]]) -> None:
        self._stems = stems
        dated = [(row.date, row) for row in rows[:_MOST_ROWS]]
        self._by_stem = ByStem(
            (stem, (day, row)) for day, row in dated if day for stem in stems(row)
        )
        self._found: dict[tuple[Path, bool], list[LogRow]] = {}
        self._fits: dict[tuple[int, Path, bool], bool] = {}

    def lead_through(
        self, row: LogRow, telling: Telling, may_end: Callable[[LogRow], bool]
    ) -> bool:
        """Whether rows lead from the old text of a change over this one to the new text."""
        earlier, later = (self._chain(row, is_later=is_later) for is_later in (False, True))
        return any(self._is_end(one, telling, is_later=False) for one in earlier) and any(
            self._is_end(one, telling, is_later=True) and may_end(one) for one in later
        )

    def _is_end(self, row: LogRow, telling: Telling, *, is_later: bool) -> bool:
        key = id(telling), row.path, is_later
        if key not in self._fits:
            self._fits[key] = (telling.after_fits if is_later else telling.before_fits)(row)
        return self._fits[key]

    def last_of_return(self, row: LogRow) -> LogRow | None:
        """The row at whose end an item, or an entry, is as it was before this one."""
        start, stems = _text(row.before), set(self._stems(row))
        later = (one for one in self._chain(row, is_later=True) if one is not row)
        ends = (one for one in later if _text(one.after) == start)
        return next((one for one in ends if not stems.isdisjoint(self._stems(one))), None)

    def _chain(self, row: LogRow, *, is_later: bool) -> Iterator[LogRow]:
        """A row, those that go on from it (or that it goes on from), and so forth."""
        seen, left = {row.path}, [row]
        for _ in range(_LONGEST):
            if not left:
                return
            here = left.pop()
            yield here
            further = [one for one in self._next(here, is_later) if one.path not in seen]
            seen.update(one.path for one in further)
            left += further

    def _next(self, row: LogRow, is_later: bool) -> list[LogRow]:
        key = row.path, is_later
        if key not in self._found:
            others = (one for _, one in islice(self._dated(row, is_later), _NEAR))
            self._found[key] = [
                one for one in others if (_goes_on(row, one) if is_later else _goes_on(one, row))
            ]
        return self._found[key]

    def _dated(self, row: LogRow, is_later: bool) -> Iterator[tuple[date, LogRow]]:
        """The rows on the same item of later days, or of earlier ones."""
        day = row.date
        for stem in self._stems(row) if day else ():
            for other in self._by_stem.near(stem):
                if day and (day < other[0] if is_later else other[0] < day):
                    yield other


def _goes_on(row: LogRow, later: LogRow) -> bool:
    """Whether a later row starts where one ended: a part of a text may be that of an entry."""
    ended, started = unmarked(row.after), unmarked(later.before)
    if is_none(started) or is_none(ended) or is_done(ended):
        return is_none(started) and not _text(row.after)
    is_told = not (is_copy(started) and is_copy(ended))
    return is_told or is_part(started, [ended]) or is_part(ended, [started])


def _text(cell: str) -> str:
    return "" if is_none(cell) or is_done(cell) else notation_key(unmarked(cell))
