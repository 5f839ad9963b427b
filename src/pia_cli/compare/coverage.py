"""Which row of 変更箇所 tells which change, however people wrote the row."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from pia_cli.compare.documents import Comparison
from pia_cli.compare.entries import untold_items
from pia_cli.compare.idle import Idling
from pia_cli.compare.listed import listed
from pia_cli.compare.log import log_change, rewrites
from pia_cli.compare.names import Names
from pia_cli.compare.placed import Place, PlacedChanges, change_place
from pia_cli.compare.sharing import held_by, named_by
from pia_cli.compare.table import revised_on
from pia_cli.core.diagnostic import Path
from pia_cli.core.lazy import lazy
from pia_cli.forms.notation import notation_key
from pia_cli.rules.log.rows import LogRow, by_date


@dataclass(frozen=True, slots=True)
class Coverage:
    """The rows added since the old version against the changes.

    ``told`` has the rows of each change, by its index in the comparison, in the order of the
    log. ``named`` has a row for each other change that a row had to tell with them.
    ``lacking`` has the items that the rows of an entry that came leave out.
    ``idle`` are rows for which nothing changed, or of a file that neither version has.
    ``unknown`` are those whose item the form does not have: where a row names several items,
    once for each of these, which its ``item`` is then.
    ``stray`` are rows of which nobody can tell what they name, and that tell no change.
    """

    told: dict[int, tuple[LogRow, ...]]
    named: dict[int, LogRow]
    lacking: dict[int, tuple[Path, ...]]
    idle: tuple[LogRow, ...]
    unknown: tuple[LogRow, ...]
    stray: tuple[LogRow, ...]


def coverage(comparison: Comparison, names: Names | None = None) -> Coverage:
    """Assign the new rows to the changes.

    Rows of revisions before the old version count where they copy what changed since: some
    write the day on which a thing changed, not that of the revision.
    """
    changes = PlacedChanges(comparison, names or Names(comparison))
    reader, idling = _Reader(changes), Idling(changes)
    told: dict[int, list[LogRow]] = {}
    named: dict[int, LogRow] = {}
    idle: list[LogRow] = []
    unknown: list[LogRow] = []
    stray: list[LogRow] = []
    fresh = {row.path for row in new_rows(comparison)}
    change = log_change(comparison.old, comparison.new)
    rewritten = {row.path for row in rewrites(change).values()}
    for row in change.added:
        if row.path not in fresh:
            found = reader.copied_by(row)
            idle += [row] if not found and idling.is_idle(row) else []
        elif not changes.is_item(row):
            found = reader.copied_anywhere(row) or reader.told_by(row)
            odd = list(changes.unknown_items(row))
            unknown += odd
            stray += [] if found or odd else [row]
        else:
            found = reader.told_by(row)
            idle += [row] if not found and idling.is_idle(row) else []
            named |= dict.fromkeys(named_by(changes, row, found), row) if found else {}
        for index, part in reader.parts(row, found):
            told.setdefault(index, []).append(part)
    back = _coming_back(idle, changes)
    judged = {row.path for row in (*idle, *unknown)}
    left = (row for row in change.added if row.path in fresh and row.path not in judged)
    idle += (row for row in left if changes.names.file_of_neither(row.named))
    lacking = ((index, untold_items(changes, index, rows)) for index, rows in told.items())
    return Coverage(
        {index: tuple(rows) for index, rows in told.items()},
        {index: row for index, row in named.items() if index not in told},
        {index: left for index, left in lacking if left},
        tuple(row for row in idle if row.path not in back | rewritten),
        tuple(unknown),
        tuple(stray),
    )


def new_rows(comparison: Comparison) -> tuple[LogRow, ...]:
    """The rows that the new version added for changes after the old one.

    Rows dated up to the old version's own date are of revisions before it, but for those of
    the new version's date: a draft has that of the old one until Ⅴ-1-① is brought up to date.
    """
    added = log_change(comparison.old, comparison.new).added
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


class _Reader:
    """Finds the changes that a row tells."""

    def __init__(self, changes: PlacedChanges) -> None:
        self._changes = changes
        self._last: tuple[LogRow, list[int], dict[int, LogRow]] | None = None

    def _shared(self, row: LogRow) -> tuple[list[int], dict[int, LogRow]]:
        """What `held_by` and `listed` find of a row; both are asked for twice before the next."""
        if self._last is None or self._last[0] is not row:
            lines = listed(self._changes, row)
            self._last = row, held_by(self._changes, row, lines), lines
        return self._last[1:]

    def parts(self, row: LogRow, found: Sequence[int]) -> Iterator[tuple[int, LogRow]]:
        """Each change that a row tells with what of the row is of it."""
        held, lines = self._shared(row) if found else ([], {})
        for index in found:
            whole = self._changes.telling(index).part_of(row) if index in held else row
            yield index, lines.get(index, whole)

    def told_by(self, row: LogRow) -> list[int]:
        """The changes that a row tells: those its texts fit, else the one it must mean.

        Not one whose text it quotes without anything that changed.
        """
        found = self.fitting(row)
        in_cells, lines = self._shared(row)
        held = {*in_cells, *lines}
        if found or held:
            return [*found, *sorted(held.difference(found))]
        if row.named != row.item and (copied := self.copied_anywhere(row)):
            return copied  # 同上 may be meant of the section
        places = self._changes.places(row)
        exact = {index for place in places for index in self._named(*place)}
        below = {index for place in places for index in self._changes.below(place)}
        sides = {
            index: self._changes.telling(index).fitting_sides(row)
            for index in sorted(exact or below)
        }
        likely = [index for index, fitting in sides.items() if fitting == 1]
        if exact:
            likely += [index for index, fitting in sides.items() if fitting == 0]
        return likely[:1]

    def copied_by(self, row: LogRow) -> list[int]:
        """The changes of which both cells of a row copy the text, or have 空欄 for none."""
        return self._copied(row, self.fitting(row))

    def _copied(self, row: LogRow, indexes: Iterable[int]) -> list[int]:
        tellings = ((index, self._changes.telling(index)) for index in indexes)
        return [index for index, one in tellings if one.is_copied_by(row) and one.is_told_by(row)]

    def copied_anywhere(self, row: LogRow) -> list[int]:
        """The changes of whatever item of which both cells of a row are the whole texts, or which
        they quote where the row is of all of the document (全般).

        For a row whose item cannot be told: nobody need be told to write one for them.
        """
        if self._changes.names.is_of_all(row.item):
            return self._copied(row, range(len(self._changes.comparison.changes)))
        if not self._changes.may_be_item(row):
            return []
        key = notation_key(row.before), notation_key(row.after)
        return self._by_texts.get(key, []) if all(key) else []

    @lazy
    def _by_texts(self) -> dict[tuple[str, str], list[int]]:
        found: dict[tuple[str, str], list[int]] = {}
        for index, change in enumerate(self._changes.comparison.changes):
            key = notation_key(change.before), notation_key(change.after)
            found.setdefault(key, []).append(index)
        return found

    def fitting(self, row: LogRow) -> list[int]:
        """The changes at or below the row's item that its texts tell."""
        near: set[int] = set()
        for is_new, path in self._changes.places(row):
            near.update(self._changes.below((is_new, path)))
            for end in range(len(path)):
                near.update(self._changes.at((is_new, path[:end])))
        return [index for index in sorted(near) if self._changes.telling(index).is_told_by(row)]

    def _named(self, is_new: bool, path: Path) -> Iterator[int]:
        """The changes of a place: its own, or of an entry (別添1, 別紙1) those of its answers."""
        yield from self._changes.at((is_new, path))
        if path and isinstance(path[-1], int):
            yield from (
                index
                for index in self._changes.below((is_new, path))
                if len(change_place(self._changes.comparison.changes[index])[1]) == len(path) + 1
            )
