"""Rows of revisions between the two versions: they have the numbers of a version in between.

Which number an entry had is found out by the rows that tell which entries came and went: they
must lead from the old version to the new one. Else each row is held against the two versions alone.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

from pia_cli.cells.done import is_done, is_none
from pia_cli.cells.rows import LogRow
from pia_cli.compare.change import ChangeKind
from pia_cli.compare.committed.more_entries import is_numbered_list, with_more_entries
from pia_cli.compare.committed.names import ItemNames
from pia_cli.compare.committed.placed import Place
from pia_cli.compare.committed.renamed import Renamed
from pia_cli.compare.committed.replay import Came, Event, ListEntry, Revisions, revisions
from pia_cli.compare.documents import Comparison
from pia_cli.compare.table import revised_on
from pia_cli.core.diagnostic import Path
from pia_cli.core.lazy import lazy
from pia_cli.forms.tree import locate

_MOST_ROWS = 1000
"""Rows of which it is found out which numbers they have; of a longer log none."""


class Numbered(NamedTuple):
    """What a row names by a number: the list, the index, and the items below the entry."""

    path: Path
    at: int
    items: tuple[Path, ...]


class Between:
    """What rows of several revisions name, by the numbers and names of their day."""

    def __init__(self, comparison: Comparison, names: ItemNames, rows: Sequence[LogRow]) -> None:
        """``rows`` are those of revisions after the old version."""
        self._comparison, self._names = comparison, names
        dated = [row for row in rows if row.date]
        days = {row.date for row in dated}
        if any(change.kind is ChangeKind.MOVED for change in comparison.changes):
            days.add(revised_on(comparison.new))
        is_asked = len(dated) <= _MOST_ROWS and len(days) > 1
        self.rows = dated if is_asked else []

    @lazy
    def entries(self) -> dict[Path, ListEntry]:
        """The entries that rows (by their path) name by the numbers of their day, or items of."""
        found: dict[Path, ListEntry] = {}
        for row in self.rows:
            named, day = self._named.get(row.path), row.date
            listed = self._revisions.get(named.path) if named else None
            if named and day and listed:
                entry = listed.entry(day, named.at, is_gone=self.tells(row) is ChangeKind.REMOVED)
                found |= {row.path: entry} if entry else {}
        return found

    def items(self, row: LogRow) -> tuple[Path, ...]:
        """The items that a row names below its entry; () alone where it names the entry."""
        named = self._named.get(row.path)
        return named.items if named else ()

    def list_of(self, row: LogRow) -> Path | None:
        """The list in which a row names an entry by a number."""
        named = self._named.get(row.path)
        return named.path if named else None

    def places(self, row: LogRow) -> tuple[Place, ...]:
        """What a row names by the numbers and the names of its day; () where that is not known."""
        entry = self.entries.get(row.path)
        if entry is None or isinstance(entry, Came):
            return self._renamed.get(row.path, ())
        is_new, path = entry
        return tuple((is_new, (*path, *item)) for item in self.items(row))

    def tells(self, row: LogRow) -> ChangeKind | None:
        """Whether a row of an entry tells that it came, or that it went."""
        if self.items(row) != ((),):
            return None
        is_blank, is_left = is_none(row.before), is_none(row.after) or is_done(row.after)
        if is_blank and not is_none(row.after):
            return ChangeKind.ADDED
        return ChangeKind.REMOVED if is_left and not is_blank else None

    @lazy
    def _revisions(self) -> dict[Path, Revisions]:
        events: dict[Path, list[Event]] = defaultdict(list)
        for row in self.rows:
            named, kind, day = self._named.get(row.path), self.tells(row), row.date
            if named and day:
                found = events[named.path]
                is_new = kind is ChangeKind.ADDED
                found += [Event(day, row.path, named.at, is_new)] if kind else []
        every = ((path, revisions(self._comparison, path, found)) for path, found in events.items())
        return {path: found for path, found in every if found}

    @lazy
    def _named(self) -> dict[Path, Numbered]:
        found = ((row.path, self._read(row)) for row in self.rows if self._are_asked)
        return {path: named for path, named in found if named}

    @lazy
    def _are_asked(self) -> bool:
        """Whether an entry came, went, moved or has another name, or may have between the two."""
        changes = self._comparison.changes
        return (
            any(change.kind is not ChangeKind.CHANGED for change in changes)
            or bool(self._others)
            or any(is_none(row.before) != is_none(row.after) for row in self.rows)
        )

    def _read(self, row: LogRow) -> Numbered | None:
        """What a row names by one number, of whichever version."""
        places = self._names.places(row.named, is_new=True)
        if not places:
            old = self._names.places(row.named, is_new=False)
            places = self._others.new_paths(row, old)
        if not places and self._names.is_item(row.named):
            places = self._names_of_more.places(row.named, is_new=True)
        found = [one for path in places if (one := self._numbered(path))]
        if len(found) < len(places) or len({(one.path, one.at) for one in found}) != 1:
            return None
        return found[0]._replace(items=tuple(item for one in found for item in one.items))

    @lazy
    def _names_of_more(self) -> ItemNames:
        """The names of the new version with more entries: those that came and went are in none."""
        new = self._comparison.new
        more = sum(is_none(row.before) for row in self.rows)
        new = replace(new, root=with_more_entries(new.root, new.form.tree, more))
        return ItemNames(replace(self._comparison, new=new))

    def _numbered(self, path: Path) -> Numbered | None:
        """A path by the first list of it whose entries go by numbers."""
        tree = self._comparison.new.form.tree
        for end, step in enumerate(path):
            place = locate(tree, path[:end]) if isinstance(step, int) else None
            if isinstance(step, int) and place and is_numbered_list(place.field):
                return Numbered(path[:end], step, (path[end + 1 :],))
        return None

    @lazy
    def _others(self) -> Renamed:
        return Renamed(self._comparison, self.rows)

    @lazy
    def _renamed(self) -> dict[Path, tuple[Place, ...]]:
        """What rows name by the names that entries had on their day."""
        found = {}
        for row in self.rows if self._others else ():
            places = self._names.places(row.named, is_new=False)
            is_former = any(map(self._others.is_in_one, places))
            if is_former and not self._names.places(row.named, is_new=True):
                new = self._others.new_paths(row, places)
                found[row.path] = tuple((True, path) for path in new)
        return found
