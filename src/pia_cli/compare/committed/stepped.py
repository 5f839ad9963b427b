"""Entries that came and then changed, or changed and then went: one change for each row of them.

The two versions show an entry that came as it is now. Where rows tell that it came with other
texts, word for word those from which later rows go on, its change is that of the first row, and
each item that changed since is a change of its own; of one that went likewise.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import NamedTuple

from pia_cli.cells.done import is_copy, is_done, is_none, unmarked
from pia_cli.cells.rows import LogRow, by_date
from pia_cli.compare.change import Change, ChangeKind, Weight
from pia_cli.compare.committed.between import Between
from pia_cli.compare.committed.placed import change_place
from pia_cli.compare.committed.replay import Came, ListEntry
from pia_cli.compare.documents import Comparison
from pia_cli.compare.labels import label_at, section_of
from pia_cli.core.diagnostic import Path
from pia_cli.core.span import START
from pia_cli.document.nodes import Entry, Mapping, Node, Scalar, node_at
from pia_cli.document.nodes import Sequence as List
from pia_cli.forms.notation import notation_key
from pia_cli.forms.tree import FormField, locate
from pia_cli.forms.values import answer_text, data_of, entry_text


class Stepped(NamedTuple):
    """The changes one by one, those of the comparison first, in its order.

    ``back`` are the rows of entries that neither version has, which tell all of them.
    """

    comparison: Comparison
    back: frozenset[Path]


def stepped(comparison: Comparison, between: Between) -> Stepped:
    """The changes that the rows of several revisions tell."""
    rows: dict[ListEntry, list[LogRow]] = defaultdict(list)
    for row in by_date(between.rows):
        if entry := between.entries.get(row.path):
            rows[entry].append(row)
    changes, further, back = list(comparison.changes), [], set[Path]()
    for index, change in enumerate(changes):
        place = change_place(change)
        is_lone = change.kind in (ChangeKind.ADDED, ChangeKind.REMOVED)
        if is_lone and (steps := _Lone(comparison, between, change, rows.get(place, []))).items:
            changes[index] = steps.change()
            further += steps.items
    for entry, told in rows.items():
        if isinstance(entry, Came) and _come_and_go(comparison, between, told):
            back.update(row.path for row in told)
    if further:
        comparison = replace(comparison, changes=(*changes, *further))
    return Stepped(comparison, frozenset(back))


class _Lone:
    """An entry that came or went, with the changes of its items since, or before."""

    def __init__(
        self, comparison: Comparison, between: Between, change: Change, rows: Sequence[LogRow]
    ) -> None:
        self._change = change
        self._is_new, self._path = change_place(change)
        self._version = comparison.new if self._is_new else comparison.old
        place = locate(self._version.form.tree, self._path)
        self._field = place.field if place else None
        lone = [row for row in rows if between.tells(row) is change.kind]
        self._row = lone[0] if len(lone) == 1 else None
        self._rows: dict[Path, list[LogRow]] = defaultdict(list)
        for row in rows:
            if row is not self._row:
                self._rows[self._item(between.items(row))].append(row)
        self.items = list(self._found()) if self._row and self._field else []

    def _item(self, items: tuple[Path, ...]) -> Path:
        """The item that a row names, () for none or several; the entry is what it is called by."""
        if items == ((),) and self._field:
            return tuple(self._field.by_name[name].key for name in self._field.item.identity)
        return items[0] if len(items) == 1 else ()

    def _found(self) -> Iterator[Change]:
        """The changes of single items."""
        for item, rows in self._rows.items():
            place = locate(self._version.form.tree, (*self._path, *item)) if item else None
            if place and not place.field.children and self._are_steps(item, place.field, rows):
                yield self._changed(item, place.field, rows)

    def _are_steps(self, item: Path, field: FormField, rows: Sequence[LogRow]) -> bool:
        """Whether rows go on from one another, word for word, between the entry's and its text."""
        lone = self._row
        assert lone is not None
        is_behind = all(
            one.date
            and lone.date
            and (lone.date < one.date if self._is_new else one.date < lone.date)
            for one in rows
        )
        first, last = _text(rows[0].before), _text(rows[-1].after)
        inner, outer = (first, last) if self._is_new else (last, first)
        lies_in = inner in notation_key(lone.after if self._is_new else lone.before)
        node = node_at(self._version.root, (*self._path, *item))
        are_texts = all(_is_text(row.before) and _is_text(row.after) for row in rows)
        is_single = node is None or isinstance(node, Scalar)
        if not (is_behind and lies_in and are_texts and is_single and _go_on(rows)):
            return False
        return outer == notation_key(answer_text(node, field)) and first != last

    def _changed(self, item: Path, field: FormField, rows: Sequence[LogRow]) -> Change:
        path = (*self._path, *item)
        label = label_at(self._version, path)
        before, after = _cell(rows[0].before), _cell(rows[-1].after)
        return Change(
            kind=ChangeKind.CHANGED,
            weight=Weight.SUBSTANCE,
            id=field.id,
            item=label,
            old_item=label,
            section=section_of(self._version, path),
            star=field.item.star,
            per_revision=False,
            before=before,
            after=after,
            old_value=before,
            new_value=after,
            old_path=None if self._is_new else path,
            new_path=path if self._is_new else None,
        )

    def change(self) -> Change:
        """The change of the entry itself, with the texts that its own row should have."""
        assert self._field is not None
        entry = node_at(self._version.root, self._path)
        for one in self.items:
            _, path = change_place(one)
            cell = one.before if self._is_new else one.after
            entry = _with(entry, path[len(self._path) :], cell)
        assert entry is not None
        text, data = entry_text(entry, self._field), data_of(entry)
        if self._is_new:
            return replace(self._change, after=text, new_value=data)
        return replace(self._change, before=text, old_value=data)


def _with(node: Node | None, path: Path, text: str) -> Node:
    """A value with another text at a place below it."""
    if not path:
        return Scalar(text, node.place if node else START, plain=False)
    key = str(path[0])
    entries = dict(node.entries) if isinstance(node, Mapping) else {}
    entry = entries.get(key)
    value = _with(entry.value if entry else None, path[1:], text)
    entries[key] = Entry(entry.key_place if entry else START, value)
    return Mapping(node.place if node else START, entries)


def _come_and_go(comparison: Comparison, between: Between, rows: Sequence[LogRow]) -> bool:
    """Whether rows tell an entry that came, its changes and that it went, word for word.

    Not in the words of one that either version has.
    """
    if len(rows) < 2:
        return False
    kinds = [between.tells(row) for row in rows]
    inner = rows[1:-1]
    if (kinds[0], kinds[-1]) != (ChangeKind.ADDED, ChangeKind.REMOVED):
        return False
    text = _text(rows[0].after)
    for row in inner:
        before, after = _text(row.before), _text(row.after)
        if not before or text.count(before) != 1 or not is_copy(row.after):
            return False
        text = text.replace(before, after)
    if not text or text != _text(rows[-1].before):
        return False
    return _text(rows[0].after) not in _entries(comparison, between.list_of(rows[0]) or ())


def _entries(comparison: Comparison, path: Path) -> set[str]:
    """The texts of the entries of a list in both versions."""
    found: set[str] = set()
    for version, at in ((comparison.new, path), (comparison.old, comparison.old_path(path))):
        node = None if at is None else node_at(version.root, at)
        place = None if at is None else locate(version.form.tree, at)
        if place and isinstance(node, List):
            found.update(_text(entry_text(entry, place.field)) for entry in node.items)
    return found


def _go_on(rows: Sequence[LogRow]) -> bool:
    """Whether each row, of a day of its own, starts where the one before ended."""
    return all(
        one.day != other.day and _text(one.after) == _text(other.before)
        for one, other in pairwise(rows)
    )


def _is_text(cell: str) -> bool:
    return is_none(cell) or is_copy(cell)


def _cell(cell: str) -> str:
    return "" if is_none(cell) else unmarked(cell)


def _text(cell: str) -> str:
    return "" if is_none(cell) or is_done(cell) else notation_key(unmarked(cell))
