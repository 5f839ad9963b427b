"""Entries that came or are gone (委託事項3), and counts, each a line of a row that tells more."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from pia_cli.cells.done import says_what_was_done
from pia_cli.cells.rows import LogRow
from pia_cli.cells.written import Written
from pia_cli.compare.change import ChangeKind
from pia_cli.compare.committed.beside import are_known
from pia_cli.compare.committed.placed import PlacedChanges, change_place
from pia_cli.core.text import fold
from pia_cli.forms.choices import has_counts
from pia_cli.forms.kinds import CountKind


class _Line(NamedTuple):
    """A line of a cell, and what counts of it (`fold`)."""

    text: str
    key: str


def listed(changes: PlacedChanges, row: LogRow) -> dict[int, LogRow]:
    """The entries that a line of one cell alone has the name of, and the counts that lines of both
    are (2件, 3件), each with the part of the row.

    Not the only one that the row names: all of the row is of it. None where another line says
    what neither version has: then the row is held against the versions as a whole.
    """
    counts: dict[int, LogRow] = {}
    entries: dict[int, LogRow] = {}
    for index in _several(changes, row):
        if (part := _count(changes, index, row)) is not None:
            counts[index] = part
        elif (part := _entry(changes, index, row)) is not None:
            entries[index] = part
    if not (counts or entries) or not are_known(changes, row, entries, counts):
        return {}
    return counts | entries


def _several(changes: PlacedChanges, row: LogRow) -> Iterator[int]:
    """The changes at and below the places that a row names, but for the only one."""
    named = changes.places(row)
    paths = {path for _, path in named}
    for index in sorted({index for place in named for index in changes.below(place)}):
        if paths != {change_place(changes.comparison.changes[index])[1]}:
            yield index


def _count(changes: PlacedChanges, index: int, row: LogRow) -> LogRow | None:
    """The row with the lines of counts alone: （2）件, 委託する（3件）, 提供（1件）."""
    kind, matcher = changes.kind(index), changes.matcher(index)
    if not isinstance(kind, CountKind) and not has_counts(kind):
        return None
    before, after = (
        [line for line in cell.split("\n") if "件" in line and _is_count(side, line)]
        for cell, side in ((row.before, matcher.old), (row.after, matcher.new))
    )
    most = 1 if isinstance(kind, CountKind) else None
    if not before or not after:
        return None
    return row._replace(before="\n".join(before[:most]), after="\n".join(after[:most]))


def _is_count(side: Written, line: str) -> bool:
    return side.quotes(line) or bool(side.named(line))


def _entry(changes: PlacedChanges, index: int, row: LogRow) -> LogRow | None:
    """The row with the line of an entry alone, and nothing on the side that lacks it.

    There its name may stand with what was done: 委託事項2（削除）.
    """
    matcher, kind = changes.matcher(index), changes.comparison.changes[index].kind
    if kind not in (ChangeKind.ADDED, ChangeKind.REMOVED):
        return None
    came = kind is ChangeKind.ADDED
    side, cells = matcher.new if came else matcher.old, (row.before, row.after)
    line = next(_lines_of(side, cells[came]), None)
    if line is None or any(not says_what_was_done(one) for one in _lines_of(side, cells[not came])):
        return None
    return row._replace(before="" if came else line, after=line if came else "")


def _lines_of(side: Written, cell: str) -> Iterator[str]:
    """The lines that are what an entry is called, or of its number."""
    keys = (side.entry_key, fold(side.entry)) if side.entry_key else ()
    near = (line.text for line in _lines(cell) if any(key in line.key for key in keys))
    return filter(side.is_called, near)


@lru_cache(maxsize=16)
def _lines(cell: str) -> list[_Line]:
    return [_Line(line, fold(line)) for line in cell.split("\n")]
