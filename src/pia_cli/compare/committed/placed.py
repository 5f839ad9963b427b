"""The changes of a comparison by the places that rows of 変更箇所 name."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TypeAlias

from pia_cli.cells.pieces import whole_names
from pia_cli.cells.rows import LogRow
from pia_cli.cells.written import is_of_count
from pia_cli.compare.change import Change
from pia_cli.compare.committed.change_matcher import ChangeMatcher
from pia_cli.compare.committed.names import ItemNames
from pia_cli.compare.committed.section import Section, section_path
from pia_cli.compare.documents import Comparison
from pia_cli.compare.version import Version
from pia_cli.core.diagnostic import Path
from pia_cli.core.lazy import lazy
from pia_cli.forms.choices import has_counts
from pia_cli.forms.kinds import CountKind, Kind
from pia_cli.forms.name_reader import is_in_cell
from pia_cli.forms.tree import FormField, locate

Place: TypeAlias = "tuple[bool, Path]"
"""A path and whether it is one of the new version."""


class PlacedChanges:
    """The changes of a comparison, and the places that a row names."""

    def __init__(self, comparison: Comparison, names: ItemNames) -> None:
        self.comparison = comparison
        self.names = names
        self._matchers: dict[int, ChangeMatcher] = {}
        self._sections: dict[Place, Section] = {}
        self._at: dict[Place, list[int]] = {}
        self._below: dict[Place, list[int]] = {}
        self.places_then: dict[Path, tuple[Place, ...]] = {}
        """What rows (by their path) name by the numbers and names of a version in between.

        () for what neither version has.
        """
        for index, change in enumerate(comparison.changes):
            is_new, path = change_place(change)
            self._at.setdefault((is_new, path), []).append(index)
            for end in range(len(path) + 1):
                self._below.setdefault((is_new, path[:end]), []).append(index)

    @lazy
    def fields(self) -> dict[str, FormField]:
        """The fields of both forms by their ids, the new form's first."""
        old, new = self.comparison.old.form.tree, self.comparison.new.form.tree
        return old.by_id | new.by_id

    def side(self, is_new: bool) -> Version:
        """The version that a place is in."""
        return self.comparison.new if is_new else self.comparison.old

    def section(self, place: Place) -> Section:
        """The section that a place is, or that it lies in."""
        is_new, path = place
        version = self.side(is_new)
        key = is_new, section_path(version.form.tree, path)
        if key not in self._sections:
            self._sections[key] = Section(version, key[1])
        return self._sections[key]

    def at(self, place: Place) -> list[int]:
        """The changes of a place itself."""
        return self._at.get(place, [])

    def below(self, place: Place) -> list[int]:
        """The changes at a place and below it."""
        return self._below.get(place, [])

    def around(self, place: Place) -> Iterator[int]:
        """The changes at a place, below it, and of the entries that it lies in."""
        is_new, path = place
        yield from self.below(place)
        for end in range(len(path)):
            yield from self.at((is_new, path[:end]))

    def field(self, index: int) -> FormField | None:
        """The item of a change."""
        return self.fields.get(self.comparison.changes[index].id)

    def kind(self, index: int) -> Kind | None:
        """The kind of answer of the item of a change."""
        field = self.field(index)
        return field.kind if field else None

    def matcher(self, index: int) -> ChangeMatcher:
        """Holds rows against a change."""
        if index not in self._matchers:
            change = self.comparison.changes[index]
            self._matchers[index] = ChangeMatcher(change, self.field(index))
        return self._matchers[index]

    def is_item(self, row: LogRow) -> bool:
        """Whether the form has the row's item."""
        return self.names.is_item(row.named)

    def may_be_item(self, row: LogRow) -> bool:
        """Whether the row may mean an item that it does not name."""
        return self.names.may_be_item(row.item)

    def unknown_items(self, row: LogRow) -> Iterator[LogRow]:
        """A row whose item the form does not have, with one of several names as its item."""
        if not self.may_be_item(row):
            yield row
            return
        for name in whole_names(row.item):
            if not self.names.is_item(name) and not self.names.may_be_item(name):
                yield row._replace(item=name)

    def places(self, row: LogRow) -> tuple[Place, ...]:
        """The places that a row's item names: in the new version, and of what was removed."""
        if row.path in self.places_then:
            return self._with_counts(row, self.places_then[row.path])
        places = self.names.places if self.is_item(row) else self.names.near
        new = places(row.named, is_new=True)
        old = places(row.named, is_new=False) if not new or self._has_removed else ()
        return self._with_counts(
            row, (*((True, path) for path in new), *((False, path) for path in old))
        )

    def _with_counts(self, row: LogRow, named: tuple[Place, ...]) -> tuple[Place, ...]:
        if is_of_count(row):
            named = tuple(count for one in named for count in self._count_of(one) or (one,))
        counts = (place for one in named for place, kind in self._in_cell(one) if _is_count(kind))
        return (*named, *counts)

    def _count_of(self, place: Place) -> tuple[Place, ...]:
        """Where the entries of a list are counted: 委託事項 in 件数, 提供先 in 提供・移転の有無."""
        is_new, path = place
        tree = self.side(is_new).form.tree
        here, around = locate(tree, path), locate(tree, path[:-1])
        if not here or not around or not here.field.entries or isinstance(path[-1], int):
            return ()
        fields = around.field.children
        counts = (field for field in fields if _is_count(field.kind) or has_counts(field.kind))
        return tuple((is_new, (*path[:-1], field.key)) for field in counts)

    def in_cell(self, place: Place) -> tuple[Place, ...]:
        """The places of the items that are printed in the cell of another one."""
        return tuple(one for one, _ in self._in_cell(place))

    def _in_cell(self, place: Place) -> Iterator[tuple[Place, Kind | None]]:
        """The same with their kinds; a count has no label of its own: 委託の有無 (3)件."""
        is_new, path = place
        tree = self.side(is_new).form.tree
        here, around = locate(tree, path), locate(tree, path[:-1])
        if here is None or around is None or isinstance(path[-1], int):
            return
        for field in around.field.children:
            if is_in_cell(field, here.field) and field is not here.field:
                yield (is_new, (*path[:-1], field.key)), field.kind

    @lazy
    def _has_removed(self) -> bool:
        return any(change.new_path is None for change in self.comparison.changes)


def _is_count(kind: Kind | None) -> bool:
    return isinstance(kind, CountKind)


def change_place(change: Change) -> Place:
    """Where a change is: in the new version, in the old one for what was removed."""
    if change.new_path is not None:
        return True, change.new_path
    return False, change.old_path or ()
