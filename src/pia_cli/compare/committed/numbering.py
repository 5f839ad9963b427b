"""By which numbers the rows of a day go: those of their day, or those of the two versions."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import TypeAlias

from pia_cli.cells.done import is_copy
from pia_cli.cells.rows import LogRow
from pia_cli.compare.change import ChangeKind
from pia_cli.compare.committed.between import Between
from pia_cli.compare.committed.placed import Place, PlacedChanges
from pia_cli.core.diagnostic import Path

_Reading: TypeAlias = "dict[Path, tuple[Place, ...]]"


def of_their_day(changes: PlacedChanges, between: Between) -> _Reading:
    """The places of rows (by their path) that go by the numbers and names of their day.

    All rows of a day on one list go by the same numbers, those with which more of them fit what
    changed: a 委託事項 may not be told once by either.
    """
    groups: dict[object, list[LogRow]] = defaultdict(list)
    for row in between.rows:
        if between.places(row):
            groups[between.list_of(row) or row.path, row.day].append(row)
    found: _Reading = {}
    for rows in groups.values():
        then = {row.path: between.places(row) for row in rows}
        now = {row.path: changes.places(row) for row in rows}
        if then != now and _is_better(changes, rows, then, now):
            found |= then
    return found


def _is_better(
    changes: PlacedChanges, rows: Sequence[LogRow], then: _Reading, now: _Reading
) -> bool:
    mine, other = (sum(_fit(changes, row, each[row.path]) for row in rows) for each in (then, now))
    is_no_worse = all(
        not now[row.path] or set(then[row.path]) <= set(now[row.path]) for row in rows
    )
    return mine > other or (mine == other and is_no_worse)


def _fit(changes: PlacedChanges, row: LogRow, places: Iterable[Place]) -> int:
    """How many of the texts of a row fit a change at some places."""
    indexes = {index for place in places for index in changes.around(place)}
    matchers = [
        changes.matcher(index)
        for index in sorted(indexes)
        if changes.comparison.changes[index].kind is not ChangeKind.MOVED
    ]
    if any(one.is_told_by(row) for one in matchers):
        return 2
    return int(
        any(
            (is_copy(row.before) and one.before_fits(row))
            or (is_copy(row.after) and one.after_fits(row))
            for one in matchers
        )
    )
