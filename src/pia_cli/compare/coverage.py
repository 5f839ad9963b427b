"""Which row of 変更箇所 tells which change, however people wrote the row."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, partial
from typing import TypeAlias

from pia_cli.compare.change import Change
from pia_cli.compare.documents import Comparison
from pia_cli.compare.log import log_change, log_rows, rewrites
from pia_cli.compare.table import revised_on
from pia_cli.compare.telling import Telling
from pia_cli.compare.version import Version
from pia_cli.core.diagnostic import Path
from pia_cli.core.pattern import Pattern
from pia_cli.document.nodes import Mapping, node_at
from pia_cli.forms.item_cell import LONGEST, ItemCells, Places
from pia_cli.forms.kinds import CountKind
from pia_cli.forms.name_reader import Care, is_in_cell
from pia_cli.forms.notation import is_part, notation_key
from pia_cli.forms.quoting import is_copy
from pia_cli.forms.tree import FormField, locate
from pia_cli.forms.values import answer_text
from pia_cli.rules.log.reading import Log
from pia_cli.rules.log.rows import LogRow, by_date, log_field

_APART = "別紙"
"""What a document may refer to without containing it."""

_MOST_ODD = 300
"""Names that are read in several ways; those after them only along the form."""
_OF_NO_ITEM = Pattern(
    r"[\s(（【]{0,9}(?:評価書|項目|様式|表紙|書式)?の?(?:全般|全体|全項目|全て|すべて|様式の?変更|表紙|様式)"
    r"[\s)）】]{0,9}|\s{0,9}(?:同上|〃|同).*",
    re.DOTALL,
)
"""What people write for no single item: 全般, （全体）, 様式変更; or for the row above: 同上."""

Place: TypeAlias = "tuple[bool, Path]"
"""A path and whether it is one of the new version."""


@dataclass(frozen=True, slots=True)
class Coverage:
    """The rows added since the old version against the changes.

    ``told`` has the rows of each change, by its index in the comparison, in the order of the
    log. ``idle`` are rows for which nothing changed, ``unknown`` those whose item the form
    does not have.
    """

    told: dict[int, tuple[LogRow, ...]]
    idle: tuple[LogRow, ...]
    unknown: tuple[LogRow, ...]


class Names:
    """What the names of items mean in both versions, each looked up once."""

    def __init__(self, comparison: Comparison) -> None:
        self.comparison = comparison
        self._read: dict[tuple[bool, str], Places] = {}
        self._logs = {
            is_new: Log(side.form.tree, side.root)
            for is_new, side in ((True, comparison.new), (False, comparison.old))
        }
        self._cells = {
            is_new: ItemCells(log.names, Care.NUMBERED) for is_new, log in self._logs.items()
        }
        self._items: dict[str, bool] = {}

    def places(self, text: str, *, is_new: bool) -> tuple[Path, ...]:
        """The places that an item's name means in one version."""
        return self._meaning(text, is_new) or ()

    def _meaning(self, text: str, is_new: bool) -> Places:
        """The places, None for a name that nothing could be made of."""
        key = (is_new, text)
        if key not in self._read:
            cells = self._cells[is_new]
            is_read = len(text) <= LONGEST and len(self._read) < _MOST_ODD
            self._read[key] = cells.read(text) if is_read else cells.names.resolve(text) or None
        return self._read[key]

    def is_item(self, text: str) -> bool:
        """Whether the form of either version has an item of this name."""
        if text not in self._items:
            self._items[text] = any(map(partial(self._is_item_of, text), self._cells))
        return self._items[text]

    def _is_item_of(self, text: str, is_new: bool) -> bool:
        if self._meaning(text, is_new) is not None:
            return True
        return self._cells[is_new].names.is_item(text)

    def near(self, text: str, *, is_new: bool) -> tuple[Path, ...]:
        """The places that a name with a slip may mean: its number, with words like the label."""
        return self._logs[is_new].meaning(text).places

    def may_be_item(self, text: str) -> bool:
        """Whether a name that is none of an item as it stands may be meant for one, or for all."""
        if _OF_NO_ITEM.fullmatch(text[:LONGEST]):
            return True
        return any(log.is_known(text) for log in self._logs.values())


def coverage(comparison: Comparison, names: Names | None = None) -> Coverage:
    """Assign the new rows to the changes.

    Rows of revisions before the old version count where they copy what changed since: some
    write the day on which a thing changed, not that of the revision.
    """
    changes = _Changes(comparison, names or Names(comparison))
    told: dict[int, list[LogRow]] = {}
    idle: list[LogRow] = []
    unknown: list[LogRow] = []
    fresh = {row.path for row in new_rows(comparison)}
    change = log_change(comparison.old, comparison.new)
    rewritten = {row.path for _, row in rewrites(change)}
    for row in change.added:
        if row.path not in fresh:
            found = changes.copied_by(row)
            idle += [row] if not found and changes.is_idle(row) else []
        elif not changes.is_item(row):
            found = changes.copied_anywhere(row) or changes.told_by(row)
            unknown += [] if changes.may_be_item(row) else [row]
        else:
            found = changes.told_by(row)
            idle += [row] if not found and changes.is_idle(row) else []
        held = changes.held_by(row) if found else []
        for index in found:
            part = changes.telling(index).part_of(row) if index in held else row
            told.setdefault(index, []).append(part)
    back = _coming_back(idle, changes)
    return Coverage(
        {index: tuple(rows) for index, rows in told.items()},
        tuple(row for row in idle if row.path not in back | rewritten),
        tuple(unknown),
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


def _coming_back(rows: Sequence[LogRow], changes: _Changes) -> set[Path]:
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


class _Changes:
    """The changes of a comparison by their places, and what a row may say of each."""

    def __init__(self, comparison: Comparison, names: Names) -> None:
        self.comparison = comparison
        self._names = names
        self._told: dict[int, Telling] = {}
        self._at: dict[Place, list[int]] = {}
        self._below: dict[Place, list[int]] = {}
        for index, change in enumerate(comparison.changes):
            is_new, path = change_place(change)
            self._at.setdefault((is_new, path), []).append(index)
            for end in range(len(path) + 1):
                self._below.setdefault((is_new, path[:end]), []).append(index)

    @cached_property
    def _fields(self) -> dict[str, FormField]:
        return fields_of(self.comparison)

    def telling(self, index: int) -> Telling:
        """What rows may say of a change."""
        if index not in self._told:
            change = self.comparison.changes[index]
            self._told[index] = Telling(change, self._fields.get(change.id))
        return self._told[index]

    def is_item(self, row: LogRow) -> bool:
        """Whether the form has the row's item."""
        return self._names.is_item(row.named)

    def may_be_item(self, row: LogRow) -> bool:
        """Whether the row may mean an item that it does not name."""
        return self._names.may_be_item(row.item)

    def places(self, row: LogRow) -> tuple[Place, ...]:
        """The places that a row's item names: in the new version, and of what was removed."""
        places = self._names.places if self.is_item(row) else self._names.near
        new = places(row.named, is_new=True)
        old = places(row.named, is_new=False) if not new or self._has_removed else ()
        named = (*((True, path) for path in new), *((False, path) for path in old))
        return (*named, *(place for one in named for place in self._counts(*one)))

    def _counts(self, is_new: bool, path: Path) -> Iterator[Place]:
        """The count in the cell of an item, which has no label of its own: 委託の有無 (3)件."""
        tree = (self.comparison.new if is_new else self.comparison.old).form.tree
        here, around = locate(tree, path), locate(tree, path[:-1])
        if here is None or around is None:
            return
        for field in around.field.children:
            if isinstance(field.kind, CountKind) and is_in_cell(field, here.field):
                yield is_new, (*path[:-1], field.key)

    @cached_property
    def _has_removed(self) -> bool:
        return any(change.new_path is None for change in self.comparison.changes)

    @cached_property
    def _unread(self) -> set[Path]:
        labels = self.comparison.unread
        return {path for label in labels for path in self._names.places(label, is_new=True)}

    def is_idle(self, row: LogRow) -> bool:
        """Whether a row that tells no change should.

        Not one of the old version's date or before that may have been forgotten then: it
        says in words what was done, a later row goes on from it, or it states what the item
        said in the old version, or says now.
        """
        if not self.places(row):
            return self._names_nothing(row)
        since = revised_on(self.comparison.old)
        if since is None or row.date is None or row.date > since:
            return self.is_compared(row)
        if not self.is_compared(row) or not is_copy(row.after) or self._is_followed(row):
            return False
        texts = self._texts(row)
        return bool(texts) and not is_part(row.after, texts)

    def _names_nothing(self, row: LogRow) -> bool:
        """Whether a row is the only one on an entry that neither version has.

        One that came and went has two; a 別紙 need not be part of the document.
        """
        return (
            len(self._same_item(row)) == 1
            and _APART not in row.named
            and not self.comparison.unread
        )

    def _is_followed(self, row: LogRow) -> bool:
        return any(
            one.path != row.path and (one.date is None or row.date is None or one.date >= row.date)
            for one in self._same_item(row)
        )

    def _same_item(self, row: LogRow) -> list[LogRow]:
        """The rows of the new version that name the row's item, itself among them."""
        return self._by_item[notation_key(row.named)]

    @cached_property
    def _by_item(self) -> dict[str, list[LogRow]]:
        found: dict[str, list[LogRow]] = {}
        for row in log_rows(self.comparison.new):
            found.setdefault(notation_key(row.named), []).append(row)
        return found

    def _texts(self, row: LogRow) -> list[str]:
        """What the row's items said in the old version and say in the new one."""
        found: list[str] = []
        for is_new, path in self.places(row):
            new = self.comparison.new if is_new else self.comparison.old
            place = locate(new.form.tree, path)
            if place is None or place.field.children:
                return []
            found.append(answer_text(node_at(new.root, path), place.field))
            before = self.comparison.old_path(path) if is_new else None
            if before is not None:
                found.append(answer_text(node_at(self.comparison.old.root, before), place.field))
        return found

    def is_compared(self, row: LogRow) -> bool:
        """Whether the row's item is one that one of the versions has and that was compared."""
        places, log = self.places(row), log_field(self.comparison.new.form.tree).key
        return bool(places) and not any(
            path[0] == log
            or any(_are_related(path, other) for other in self._unread)
            or _is_partial(self.comparison.new if is_new else self.comparison.old, path)
            for is_new, path in places
        )

    def fitting(self, row: LogRow) -> list[int]:
        """The changes at or below the row's item that its texts tell."""
        near: set[int] = set()
        for is_new, path in self.places(row):
            near.update(self._below.get((is_new, path), ()))
            for end in range(len(path)):
                near.update(self._at.get((is_new, path[:end]), ()))
        return [index for index in sorted(near) if self.telling(index).is_told_by(row)]

    def copied_by(self, row: LogRow) -> list[int]:
        """The changes of which both cells of a row copy the text, or have 空欄 for none."""
        return [index for index in self.fitting(row) if self.telling(index).is_copied_by(row)]

    def copied_anywhere(self, row: LogRow) -> list[int]:
        """The changes of whatever item of which both cells of a row are the whole texts.

        For a row whose item cannot be told: nobody need be told to write one for them.
        """
        if not self.may_be_item(row):
            return []
        key = notation_key(row.before), notation_key(row.after)
        return self._by_texts.get(key, []) if all(key) else []

    @cached_property
    def _by_texts(self) -> dict[tuple[str, str], list[int]]:
        found: dict[tuple[str, str], list[int]] = {}
        for index, change in enumerate(self.comparison.changes):
            key = notation_key(change.before), notation_key(change.after)
            found.setdefault(key, []).append(index)
        return found

    def held_by(self, row: LogRow) -> list[int]:
        """The changes below a section, or of several items, whose texts a row has among others.

        A change that has one text there may have a slip in the other.
        """
        places = self.places(row)
        if len(places) < 2 and not any(self._is_section(*place) for place in places):
            return []
        below = {index for place in places for index in self._below.get(place, ())}
        sides = {index: self.telling(index).held_sides(row) for index in sorted(below)}
        held = [
            index
            for index, count in sides.items()
            if count == 2 or (count == 1 and self._may_be_slip(index, row))
        ]
        return held if len(held) > 1 or self._are_labelled(held, row) else []

    def _may_be_slip(self, index: int, row: LogRow) -> bool:
        """Whether a row with one text of a change must mean it: else it may mean another."""
        return self._are_labelled([index], row) or self.telling(index).has_line_of(row)

    def _are_labelled(self, indexes: list[int], row: LogRow) -> bool:
        """Whether a row has the labels of the changes: else a slip would be taken for more text."""
        cells = notation_key(row.before), notation_key(row.after)
        fields = [self._fields.get(self.comparison.changes[index].id) for index in indexes]
        return all(
            field and all(notation_key(field.key) in cell for cell in cells) for field in fields
        )

    def _is_section(self, is_new: bool, path: Path) -> bool:
        side = self.comparison.new if is_new else self.comparison.old
        place = locate(side.form.tree, path)
        return place is not None and bool(place.field.children)

    def told_by(self, row: LogRow) -> list[int]:
        """The changes that a row tells: those its texts fit, else the one it must mean.

        Not one whose text it quotes without anything that changed.
        """
        found = self.fitting(row)
        held = [index for index in self.held_by(row) if index not in found]
        if found or held:
            return [*found, *held]
        if row.named != row.item and (copied := self.copied_anywhere(row)):
            return copied  # 同上 may be meant of the section
        places = self.places(row)
        exact = {index for place in places for index in self._named(*place)}
        below = {index for place in places for index in self._below.get(place, ())}
        sides = {index: self.telling(index).fitting_sides(row) for index in sorted(exact or below)}
        likely = [index for index, fitting in sides.items() if fitting == 1]
        if exact:
            likely += [index for index, fitting in sides.items() if fitting == 0]
        return likely[:1]

    def _named(self, is_new: bool, path: Path) -> Iterator[int]:
        """The changes of a place: its own, or of an entry (別添1, 別紙1) those of its answers."""
        yield from self._at.get((is_new, path), ())
        if path and isinstance(path[-1], int):
            yield from (
                index
                for index in self._below.get((is_new, path), ())
                if len(change_place(self.comparison.changes[index])[1]) == len(path) + 1
            )


def change_place(change: Change) -> Place:
    """Where a change is: in the new version, in the old one for what was removed."""
    if change.new_path is not None:
        return True, change.new_path
    return False, change.old_path or ()


def fields_of(comparison: Comparison) -> dict[str, FormField]:
    """The fields of both forms by their ids, the new form's first."""
    old, new = comparison.old.form.tree, comparison.new.form.tree
    return old.by_id | new.by_id


def _are_related(path: Path, other: Path) -> bool:
    shorter = min(len(path), len(other))
    return path[:shorter] == other[:shorter]


def _is_partial(version: Version, path: Path) -> bool:
    """Whether the reader refused something around a place."""
    nodes = (node_at(version.root, path[:end]) for end in range(len(path) + 1))
    return any(isinstance(node, Mapping) and node.partial for node in nodes)
