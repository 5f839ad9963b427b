"""Rows of several revisions that go on from one another, whichever numbers they give entries."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice

from pia_cli.compare.stems import ByStem, Stem
from pia_cli.compare.telling import Telling
from pia_cli.core.diagnostic import Path
from pia_cli.forms.notation import is_part, notation_key
from pia_cli.forms.quoting import is_copy, is_done, is_none, unmarked
from pia_cli.rules.log.rows import LogRow

_NEAR = 20
"""Among how many rows on the same item one that goes on from another is looked for."""


class Steps:
    """The rows of a log, each of which may go on from one of an earlier date."""

    def __init__(self, rows: Sequence[LogRow], stems: Callable[[LogRow], Iterable[Stem]]) -> None:
        self._stems = stems
        self._by_stem = ByStem((stem, row) for row in rows for stem in stems(row))
        self._found: dict[tuple[Path, bool], list[LogRow]] = {}

    def lead_through(self, row: LogRow, telling: Telling) -> bool:
        """Whether rows lead from the old text of a change over this one to the new text."""
        return any(map(telling.before_fits, self._chain(row, is_later=False))) and any(
            map(telling.after_fits, self._chain(row, is_later=True))
        )

    def last_of_return(self, row: LogRow) -> LogRow | None:
        """The row at whose end an item, or an entry, is as it was before this one."""
        later = (one for one in self._chain(row, is_later=True) if one is not row)
        return next((one for one in later if _text(one.after) == _text(row.before)), None)

    def _chain(self, row: LogRow, *, is_later: bool) -> Iterator[LogRow]:
        """A row, those that go on from it (or that it goes on from), and so forth."""
        seen, left = {row.path}, [row]
        while left:
            here = left.pop()
            yield here
            further = [one for one in self._next(here, is_later) if one.path not in seen]
            seen.update(one.path for one in further)
            left += further

    def _next(self, row: LogRow, is_later: bool) -> list[LogRow]:
        key = row.path, is_later
        if key not in self._found:
            near = (one for stem in self._stems(row) for one in self._by_stem.near(stem))
            pairs = (((row, one) if is_later else (one, row)) for one in near)
            dated = islice((pair for pair in pairs if _is_before(*pair)), _NEAR)
            self._found[key] = [pair[is_later] for pair in dated if _goes_on(*pair)]
        return self._found[key]


def _is_before(row: LogRow, later: LogRow) -> bool:
    return row.date is not None and later.date is not None and row.date < later.date


def _goes_on(row: LogRow, later: LogRow) -> bool:
    """Whether a later row starts where one ended: a part of a text may be that of an entry."""
    ended, started = unmarked(row.after), unmarked(later.before)
    if is_none(started) or is_none(ended) or is_done(ended):
        return is_none(started) and not _text(row.after)
    is_told = not (is_copy(started) and is_copy(ended))
    return is_told or is_part(started, [ended]) or is_part(ended, [started])


def _text(cell: str) -> str:
    return "" if is_none(cell) or is_done(cell) else notation_key(unmarked(cell))
