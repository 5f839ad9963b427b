"""Which row of 変更箇所 tells which change, however people wrote the row."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pia_cli.cells.rows import LogRow, by_date
from pia_cli.compare.committed.between import Between
from pia_cli.compare.committed.entries import untold_items
from pia_cli.compare.committed.idle import Idling
from pia_cli.compare.committed.meant import meant
from pia_cli.compare.committed.names import ItemNames
from pia_cli.compare.committed.numbering import of_their_day
from pia_cli.compare.committed.placed import Place, PlacedChanges
from pia_cli.compare.committed.reader import RowReader
from pia_cli.compare.committed.records import replayed
from pia_cli.compare.committed.sharing import named_by
from pia_cli.compare.committed.stepped import stepped
from pia_cli.compare.documents import Comparison
from pia_cli.compare.table import revised_on
from pia_cli.core.diagnostic import Path
from pia_cli.forms.notation import notation_key


@dataclass(frozen=True, slots=True)
class Coverage:
    """The rows added since the old version against the changes.

    ``changes`` are one by one where an entry came and changed since, those of the two versions
    first, and know which places rows mean by the numbers of a version in between (none for one of
    neither version). ``told`` has the rows of each change, by its index, in the order of the
    log. ``named`` has a row for each other change that a row had to tell with them.
    ``meant`` has a row with another entry's number for a change that it most likely should name.
    ``exact`` are changes that their rows tell number by number, one after another.
    ``lacking`` has the items that the rows of an entry that came leave out.
    ``idle`` are rows for which nothing changed, or of a file that neither version has.
    ``unknown`` are those whose item the form does not have: where a row names several items,
    once for each of these, which its ``item`` is then.
    ``stray`` are rows of which nobody can tell what they name, and that tell no change.
    """

    changes: PlacedChanges
    told: dict[int, tuple[LogRow, ...]]
    named: dict[int, LogRow]
    meant: dict[int, LogRow]
    exact: frozenset[int]
    lacking: dict[int, tuple[Path, ...]]
    idle: tuple[LogRow, ...]
    unknown: tuple[LogRow, ...]
    stray: tuple[LogRow, ...]

    def has_row(self, index: int) -> bool:
        """Whether a row tells a change, or most likely should."""
        return index in self.told or index in self.meant


def coverage(comparison: Comparison) -> Coverage:
    """Assign the new rows to the changes.

    Rows of revisions before the old version count where they copy what changed since: some
    write the day on which a thing changed, not that of the revision.
    """
    found = _Assignment(comparison)
    found.assign()
    return found.coverage()


class _Assignment:
    """Assigns the new rows to the changes one by one."""

    def __init__(self, comparison: Comparison) -> None:
        names, fresh = ItemNames(comparison), new_rows(comparison)
        between = Between(comparison, names, fresh)
        steps = stepped(comparison, between)
        self._back, self._changes = steps.back, PlacedChanges(steps.comparison, names)
        self._changes.elsewhere.update(of_their_day(self._changes, between))
        self._exact = replayed(self._changes, between.rows)
        self._changes.elsewhere.update(dict.fromkeys(self._back, ()))
        self._fresh = {row.path for row in fresh}
        self._log = comparison.log
        self._reader, self._idling = RowReader(self._changes), Idling(self._changes)
        self._told: dict[int, list[LogRow]] = {}
        self._named: dict[int, LogRow] = {}
        self._idle: list[LogRow] = []
        self._unknown: list[LogRow] = []
        self._stray: list[LogRow] = []

    def assign(self) -> None:
        """Take the rows in the order of the log."""
        done = set(self._back)
        for index, rows in self._exact.items():
            self._told[index] = list(rows)
            done.update(row.path for row in rows)
        for row in self._log.added:
            if row.path not in done:
                self._assign(row)

    def _assign(self, row: LogRow) -> None:
        if row.path not in self._fresh:
            found = self._reader.copied_by(row)
            self._idle += [row] if not found and self._idling.is_idle(row) else []
        elif not self._changes.is_item(row):
            found = self._reader.copied_anywhere(row) or self._reader.told_by(row)
            odd = list(self._changes.unknown_items(row))
            self._unknown += odd
            self._stray += [] if found or odd else [row]
        else:
            found = self._reader.told_by(row)
            self._idle += [row] if not found and self._idling.is_idle(row) else []
            named = named_by(self._changes, row, found) if found else ()
            self._named |= dict.fromkeys(named, row)
        for index, part in self._reader.parts(row, found):
            self._told.setdefault(index, []).append(part)

    def coverage(self) -> Coverage:
        """What was found."""
        told = {index: tuple(rows) for index, rows in self._told.items()}
        lacking = (
            (index, untold_items(self._changes, index, rows)) for index, rows in told.items()
        )
        idle = self._all_idle()
        return Coverage(
            changes=self._changes,
            told=told,
            named={index: row for index, row in self._named.items() if index not in told},
            meant=meant(self._changes, told, [row for row in idle if row.path in self._fresh]),
            exact=frozenset(self._exact),
            lacking={index: left for index, left in lacking if left},
            idle=idle,
            unknown=tuple(self._unknown),
            stray=tuple(self._stray),
        )

    def _all_idle(self) -> tuple[LogRow, ...]:
        rewritten = {row.path for row in self._log.rewrites.values()}
        back = _coming_back(self._idle, self._changes)
        judged = {row.path for row in (*self._idle, *self._unknown)}
        left = (
            row for row in self._log.added if row.path in self._fresh and row.path not in judged
        )
        lost = (row for row in left if self._changes.names.file_of_neither(row.named))
        every = sorted((*self._idle, *lost), key=lambda row: row.path)
        return tuple(row for row in every if row.path not in back | rewritten)


def new_rows(comparison: Comparison) -> tuple[LogRow, ...]:
    """The rows that the new version added for changes after the old one.

    Rows dated up to the old version's own date are of revisions before it, but for those of
    the new version's date: a draft has that of the old one until Ⅴ-1-① is brought up to date.
    """
    added = comparison.log.added
    since, today = revised_on(comparison.old), revised_on(comparison.new)
    return tuple(
        row for row in added if not (since and row.date and row.date <= since) or row.date == today
    )


def _coming_back(rows: Sequence[LogRow], changes: PlacedChanges) -> set[Path]:
    """The rows of several revisions at whose end an item is as it was before."""
    by_places: dict[tuple[Place, ...], list[LogRow]] = {}
    for row in rows:
        by_places.setdefault(changes.places(row), []).append(row)
    return {
        row.path
        for same in map(by_date, by_places.values())
        if len(same) > 1 and notation_key(same[0].before) == notation_key(same[-1].after)
        for row in same
    }
