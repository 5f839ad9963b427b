"""Entries that came or are gone (委託事項3), and counts, each a line of a row that tells more."""

from __future__ import annotations

from typing import NamedTuple

from pia_cli.compare.change import ChangeKind
from pia_cli.compare.placed import PlacedChanges, change_place
from pia_cli.core.text import fold
from pia_cli.forms.kinds import CountKind
from pia_cli.forms.quoting import Written
from pia_cli.rules.log.rows import LogRow


class _Line(NamedTuple):
    """A line of a cell, and what counts of it (`fold`)."""

    text: str
    key: str


def listed(changes: PlacedChanges, row: LogRow) -> dict[int, LogRow]:
    """The entries that a line of one cell alone has the name of, and the counts that lines of both
    are (2件, 3件), each with the part of the row.

    Not the only one that the row names: all of the row is of it.
    """
    if "\n" not in row.before and "\n" not in row.after:
        return {}
    before, after = _lines(row.before), _lines(row.after)
    named = changes.places(row)
    paths = {path for _, path in named}
    found: dict[int, LogRow] = {}
    for index in sorted({index for place in named for index in changes.below(place)}):
        _, path = change_place(changes.comparison.changes[index])
        if paths == {path}:
            continue
        is_count = isinstance(changes.kind(index), CountKind)
        part = (
            _count(changes, index, row) if is_count else _entry(changes, index, row, before, after)
        )
        if part is not None:
            found[index] = part
    return found


def _count(changes: PlacedChanges, index: int, row: LogRow) -> LogRow | None:
    """The row with the lines of a count alone: （2）件, 委託する（3件）."""
    telling = changes.telling(index)
    before, after = (
        next((line for line in cell.split("\n") if "件" in line and side.quotes(line)), None)
        for cell, side in ((row.before, telling.old), (row.after, telling.new))
    )
    return row._replace(before=before, after=after) if before and after else None


def _entry(
    changes: PlacedChanges, index: int, row: LogRow, before: list[_Line], after: list[_Line]
) -> LogRow | None:
    """The row with the line of an entry alone, and nothing on the side that lacks it."""
    telling, kind = changes.telling(index), changes.comparison.changes[index].kind
    if kind not in (ChangeKind.ADDED, ChangeKind.REMOVED):
        return None
    came = kind is ChangeKind.ADDED
    side = telling.new if came else telling.old
    line = _line_of(side, after if came else before)
    if line is None or _line_of(side, before if came else after) is not None:
        return None
    return row._replace(before="" if came else line, after=line if came else "")


def _line_of(side: Written, lines: list[_Line]) -> str | None:
    """The line that is what an entry is called."""
    name = side.called
    return next(
        (line.text for line in lines if name in line.key and side.is_called(line.text)), None
    )


def _lines(cell: str) -> list[_Line]:
    return [_Line(line, fold(line)) for line in cell.split("\n")]
