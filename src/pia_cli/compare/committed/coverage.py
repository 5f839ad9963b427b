"""Which row of 変更箇所 tells which change, however people wrote the row."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pia_cli.cells.rows import LogRow, by_date
from pia_cli.compare.committed.between import Between
from pia_cli.compare.committed.entries import untold_items
from pia_cli.compare.committed.misnumbered import misnamed_rows, misnumbered_rows
from pia_cli.compare.committed.names import ItemNames
from pia_cli.compare.committed.numbered_texts import told_step_by_step
from pia_cli.compare.committed.numbering import of_their_day
from pia_cli.compare.committed.placed import Place, PlacedChanges
from pia_cli.compare.committed.reader import RowReader
from pia_cli.compare.committed.sharing import also_owed_by
from pia_cli.compare.committed.stepped import stepped
from pia_cli.compare.committed.unfounded import UnfoundedRows
from pia_cli.compare.committed.unread import has_unread, is_nameless
from pia_cli.compare.documents import Comparison
from pia_cli.compare.table import revised_on
from pia_cli.core.diagnostic import Path
from pia_cli.forms.notation import notation_key


@dataclass(frozen=True, slots=True)
class Coverage:
    """The rows added since the old version against the changes, these by their index."""

    changes: PlacedChanges
    """Those of the two versions first, then those of items of an entry that came and changed
    since, or changed and then went.
    """
    rows_of: dict[int, tuple[LogRow, ...]]
    """The rows that tell a change, in the order of the log."""
    omitted_by: dict[int, LogRow]
    """A row that should have told a change with the others that it tells."""
    misnumbered: dict[int, LogRow]
    """A row with the number of another entry, which most likely should name this change's."""
    misnamed: dict[int, LogRow]
    """The same of a row of ``of_unknown_items``."""
    told_step_by_step: frozenset[int]
    """The changes to which rows lead number by number, one after another."""
    missing_items: dict[int, tuple[Path, ...]]
    """The items that the rows of an entry that came leave out."""
    unfounded: tuple[LogRow, ...]
    """Rows for which nothing changed, or of a file that neither version has."""
    of_unknown_items: tuple[LogRow, ...]
    """Rows whose item the form does not have; of several items once for each of these, which
    ``item`` is then.
    """
    unplaced: tuple[LogRow, ...]
    """Rows of which nobody can tell what they name, and that tell no change."""

    def has_row(self, index: int) -> bool:
        """Whether a row tells a change, or most likely should."""
        return any(index in rows for rows in (self.rows_of, self.misnumbered, self.misnamed))


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
        read = [row for row in fresh if not is_nameless(row) and not has_unread([row])]
        between = Between(comparison, names, read)
        steps = stepped(comparison, between)
        self._back, self._changes = steps.back, PlacedChanges(steps.comparison, names)
        self._changes.places_then.update(of_their_day(self._changes, between))
        self._step_by_step = told_step_by_step(self._changes, between.rows)
        self._changes.places_then.update(dict.fromkeys(self._back, ()))
        self._fresh = {row.path for row in read}
        self._log = comparison.log
        self._reader = RowReader(self._changes)
        self._is_unfounded = UnfoundedRows(self._changes).is_unfounded
        self._rows_of: dict[int, list[LogRow]] = {}
        self._omitted_by: dict[int, LogRow] = {}
        self._unfounded: list[LogRow] = []
        self._of_unknown_items: list[LogRow] = []
        self._unread_of_unknown_items: list[LogRow] = []
        self._unplaced: list[LogRow] = []

    def assign(self) -> None:
        """Take the rows in the order of the log."""
        done = set(self._back)
        for index, rows in self._step_by_step.items():
            self._rows_of[index] = list(rows)
            done.update(row.path for row in rows)
        for row in self._log.added:
            if row.path in done or is_nameless(row):
                continue
            if has_unread([row]):
                self._assign_unread(row)
            else:
                self._assign(row)

    def _assign(self, row: LogRow) -> None:
        if row.path not in self._fresh:
            found = self._reader.copied_by(row)
            self._unfounded += [row] if not found and self._is_unfounded(row) else []
        elif not self._changes.is_item(row):
            found = self._reader.copied_anywhere(row) or self._reader.told_by(row)
            odd = list(self._changes.unknown_items(row))
            self._of_unknown_items += odd
            self._unplaced += [] if found or odd else [row]
        else:
            found = self._reader.told_by(row)
            self._unfounded += [row] if not found and self._is_unfounded(row) else []
            named = also_owed_by(self._changes, row, found) if found else ()
            self._omitted_by |= dict.fromkeys(named, row)
        for index, part in self._reader.parts(row, found):
            self._rows_of.setdefault(index, []).append(part)

    def _assign_unread(self, row: LogRow) -> None:
        """Assign a row of which a cell cannot be read by what it names."""
        for index in self._reader.perhaps_told_by(row):
            self._rows_of.setdefault(index, []).append(row)
        if not self._changes.is_item(row):
            self._unread_of_unknown_items += self._changes.unknown_items(row)

    def coverage(self) -> Coverage:
        """What was found."""
        rows_of = {index: tuple(rows) for index, rows in self._rows_of.items()}
        lacking = (
            (index, untold_items(self._changes, index, rows)) for index, rows in rows_of.items()
        )
        unfounded = self._all_unfounded()
        fresh = [row for row in unfounded if row.path in self._fresh]
        misnumbered = misnumbered_rows(self._changes, rows_of, fresh)
        return Coverage(
            changes=self._changes,
            rows_of=rows_of,
            omitted_by={at: row for at, row in self._omitted_by.items() if at not in rows_of},
            misnumbered=misnumbered,
            misnamed=misnamed_rows(
                self._changes, rows_of | dict.fromkeys(misnumbered, ()), self._of_unknown_items
            ),
            told_step_by_step=frozenset(self._step_by_step),
            missing_items={index: left for index, left in lacking if left},
            unfounded=unfounded,
            of_unknown_items=(*self._of_unknown_items, *self._unread_of_unknown_items),
            unplaced=tuple(self._unplaced),
        )

    def _all_unfounded(self) -> tuple[LogRow, ...]:
        rewritten = {row.path for row in self._log.rewrites.values()}
        back = _coming_back(self._unfounded, self._changes)
        judged = {row.path for row in (*self._unfounded, *self._of_unknown_items)}
        left = (
            row for row in self._log.added if row.path in self._fresh and row.path not in judged
        )
        lost = (row for row in left if self._changes.names.file_of_neither(row.named))
        every = sorted((*self._unfounded, *lost), key=lambda row: row.path)
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
