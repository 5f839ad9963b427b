"""Two versions of an assessment → the changes of the form's items, in the order of the form."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache

from pia_cli.compare.change import Change, ChangeKind, Weight
from pia_cli.compare.labels import label_at, section_of
from pia_cli.compare.log import LogChange, log_change
from pia_cli.compare.matching import Matches, match_entries
from pia_cli.compare.numbered import numbered_changes
from pia_cli.compare.similarity import Profile, profile
from pia_cli.compare.version import Version
from pia_cli.core.diagnostic import Path
from pia_cli.core.lazy import lazy
from pia_cli.core.sensitive import Mask, mask_of
from pia_cli.core.span import START
from pia_cli.document.nodes import Mapping, Node, Scalar, Sequence, is_blank, text_at
from pia_cli.forms.choices import BoxesKind
from pia_cli.forms.kinds import FlagKind
from pia_cli.forms.notation import meaning, notation_key
from pia_cli.forms.numbered import Entry, entries
from pia_cli.forms.tree import FormField
from pia_cli.forms.values import (
    Plain,
    UnreadableError,
    changed_marks,
    data_of,
    entry_text,
    flag_text,
    marks_data,
    marks_meaning,
    marks_of,
    text_of,
    texts_of,
)


@dataclass(frozen=True)
class Comparison:
    """What changed from ``old`` to ``new``.

    ``unread`` are the labels of items that are not written the way the form wants on one side
    and were therefore not compared. ``partners`` maps the path of every entry of a list in
    the new version to its path in the old one.
    """

    old: Version
    new: Version
    changes: tuple[Change, ...]
    unread: tuple[str, ...]
    partners: dict[Path, Path]

    @lazy
    def log(self) -> LogChange:
        """What changed in 変更箇所 itself."""
        return log_change(self.old, self.new)

    @property
    def mask(self) -> Mask:
        """Hides in what is said of the two versions what must not be published of them."""
        sources = (self.old.document.source, self.new.document.source)
        return mask_of(*(source.sensitive for source in sources if source))

    def old_path(self, path: Path) -> Path | None:
        """Where a place of the new version was in the old one; None for what was added."""
        for depth in range(len(path), 0, -1):
            if path[:depth] in self.partners:
                return (*self.partners[path[:depth]], *path[depth:])
            if isinstance(path[depth - 1], int):
                return None
        return path


@dataclass(frozen=True, slots=True)
class _Place:
    """A field at a path of both versions; the form of either may lack it."""

    field: FormField
    old_field: FormField | None
    old: Node | None
    new: Node | None
    old_path: Path
    new_path: Path


def compare(old: Version, new: Version) -> Comparison:
    """All changes but those of 別添2, which is the log of the changes itself."""
    walk = _Walk(old, new)
    changes = tuple(walk.section(_Place(new.form.tree, old.form.tree, old.root, new.root, (), ())))
    return Comparison(old, new, changes, tuple(dict.fromkeys(walk.unread)), walk.partners)


@dataclass(slots=True)
class _Walk:
    """Goes through both versions side by side, and keeps what it could not read on the way."""

    old: Version
    new: Version
    unread: list[str] = field(default_factory=list)
    partners: dict[Path, Path] = field(default_factory=dict)

    def section(self, place: _Place) -> Iterator[Change]:
        """The items of a section one by one; not those that the reader refused on one side."""
        old, new = _mapping(place.old), _mapping(place.new)
        if old is None or new is None:
            self.unread.append(self.label(place))
            return
        for child, old_child in _children(place):
            old_key = (old_child or child).key
            below = _Place(
                child,
                old_child,
                old.get(old_key) if old_child else None,
                new.get(child.key),
                (*place.old_path, old_key),
                (*place.new_path, child.key),
            )
            hidden = (below.old is None and old.partial) or (below.new is None and new.partial)
            yield from () if hidden or child.item.log else self.visit(below)

    def visit(self, place: _Place) -> Iterator[Change]:
        """Whatever stands at a place, by the kind of its field."""
        try:
            if place.field.children and not place.field.entries:
                yield from self.section(place)
            elif place.field.children:
                yield from self.entries(place)
            elif isinstance(place.field.kind, BoxesKind):
                yield from self.boxes(place, place.field.kind)
            elif place.field.entries:
                yield from self.texts(place)
            else:
                yield from self.answer(place)
        except UnreadableError:
            self.unread.append(self.label(place))

    def answer(self, place: _Place) -> Iterator[Change]:
        """A single value."""
        old, new = text_of(place.old), text_of(place.new)
        if old != new:
            kind = place.field.kind
            same = meaning(kind, old) == meaning(kind, new)
            weight = Weight.NOTATION if same else Weight.SUBSTANCE
            cells = (old, new)
            if isinstance(kind, FlagKind):
                cells = flag_text(place.field.key, old), flag_text(place.field.key, new)
            yield self.change(place, weight, cells, (old, new))

    def boxes(self, place: _Place, kind: BoxesKind) -> Iterator[Change]:
        """The marks of a 複数選択 item; their order says nothing."""
        old, new = marks_of(place.old), marks_of(place.new)
        if old != new:
            same = marks_meaning(kind, old) == marks_meaning(kind, new)
            weight = Weight.NOTATION if same else Weight.SUBSTANCE
            values = marks_data(old), marks_data(new)
            yield self.change(place, weight, changed_marks(kind, old, new), values)

    def texts(self, place: _Place) -> Iterator[Change]:
        """A list of texts: numbered (別添1) by its numbers, which are no content, else whole."""
        old, new = texts_of(place.old), texts_of(place.new)
        if old == new:
            return
        is_numbered = bool(place.field.item.slot)
        sides = entries(old), entries(new)
        keys = [
            [notation_key(one.name) for one in side] if is_numbered else [*map(notation_key, texts)]
            for side, texts in zip(sides, (old, new), strict=True)
        ]
        weight = Weight.SUBSTANCE
        if keys[0] == keys[1]:
            weight = Weight.NOTATION
        elif Counter(keys[0]) == Counter(keys[1]):
            weight = Weight.ORDER
        cells = "\n".join(old), "\n".join(new)
        if is_numbered:
            is_notation = weight is Weight.NOTATION
            shown = numbered_changes(*sides, _line if is_notation else _name_key)
            cells = shown if any(shown) else cells
        yield self.change(place, weight, cells, (list(old), list(new)))

    def entries(self, place: _Place) -> Iterator[Change]:
        """A repeated group: entries that went and came, those that stayed, and their order."""
        old, new = _items(place.old), _items(place.new)
        matches = _match(place, old, new)
        partner = {new_at: old_at for old_at, new_at in matches.pairs}
        yield from (self.lone(place, old[at], at, ChangeKind.REMOVED) for at in matches.removed)
        for at, entry in enumerate(new):
            if at not in partner:
                yield self.lone(place, entry, at, ChangeKind.ADDED)
                continue
            old_path, new_path = (*place.old_path, partner[at]), (*place.new_path, at)
            self.partners[new_path] = old_path
            yield from self.section(
                _Place(place.field, place.old_field, old[partner[at]], entry, old_path, new_path)
            )
        if matches.reordered:
            yield self.moved(place, matches)

    def lone(self, place: _Place, entry: Node, at: int, kind: ChangeKind) -> Change:
        """An entry that only one version has; a blank one says nothing, so no row is owed."""
        added = kind is ChangeKind.ADDED
        path = (*(place.new_path if added else place.old_path), at)
        text, data = entry_text(entry, place.field), data_of(entry)
        label = self.new_label(path) if added else self.old_label(path)
        if not text and isinstance(entry, Scalar) and not entry.is_empty:
            self.unread.append(label)
        return Change(
            kind=kind,
            weight=Weight.SUBSTANCE if text else Weight.NOTATION,
            id=place.field.id,
            item=label,
            old_item=label,
            section=section_of(self.new if added else self.old, path),
            star=any(below.item.star for below in place.field.walk()),
            per_revision=False,
            before="" if added else text,
            after=text if added else "",
            old_value="" if added else data,
            new_value=data if added else "",
            old_path=None if added else path,
            new_path=path if added else None,
        )

    def moved(self, place: _Place, matches: Matches) -> Change:
        """The order of the entries that stayed, in the numbers and names of each version.

        Entries without names, or of one name, are told by their old numbers on both sides.
        """
        order = [old_at for old_at, _ in matches.pairs]
        before = "\n".join(self.old_name(place, at) for at in sorted(order))
        after = "\n".join(self.new_name(place, at) for _, at in matches.pairs)
        if before == after:
            after = "\n".join(self.old_name(place, at) for at in order)
        values: tuple[Plain, Plain] = [str(at) for at in sorted(order)], [str(at) for at in order]
        return self.change(place, Weight.ORDER, (before, after), values, ChangeKind.MOVED)

    def change(
        self,
        place: _Place,
        weight: Weight,
        cells: tuple[str, str],
        values: tuple[Plain, Plain],
        kind: ChangeKind = ChangeKind.CHANGED,
    ) -> Change:
        """A change of an item that both versions have."""
        item = place.field.item
        numbered = bool(item.slot) and not place.field.children
        new_path = place.new_path[:-1] if numbered else place.new_path
        old_path = place.old_path[:-1] if numbered else place.old_path
        before, after = cells
        old_value, new_value = values
        return Change(
            kind=kind,
            weight=weight,
            id=place.field.id,
            item=self.new_label(new_path),
            old_item=self.old_label(old_path),
            section=section_of(self.new, place.new_path),
            star=item.star,
            per_revision=item.per_revision,
            before=before,
            after=after,
            old_value=old_value,
            new_value=new_value,
            old_path=place.old_path,
            new_path=place.new_path,
        )

    def old_name(self, place: _Place, at: int) -> str:
        """An entry as it was numbered before, with the name it had."""
        name = "・".join(_identity_texts(place.old_field or place.field, _items(place.old)[at]))
        return f"{self.old_label((*place.old_path, at))} {name}".strip()

    def new_name(self, place: _Place, at: int) -> str:
        """An entry as it is numbered now, with its name."""
        name = "・".join(_identity_texts(place.field, _items(place.new)[at]))
        return f"{self.new_label((*place.new_path, at))} {name}".strip()

    def label(self, place: _Place) -> str:
        return self.new_label(place.new_path)

    def old_label(self, path: Path) -> str:
        return label_at(self.old, path)

    def new_label(self, path: Path) -> str:
        return label_at(self.new, path)


def _line(one: Entry) -> str:
    return one.line


def _name_key(one: Entry) -> str:
    return notation_key(one.name)


def _mapping(node: Node | None) -> Mapping | None:
    """A section, empty where there is none; None for what is no section."""
    if is_blank(node):
        return Mapping(START)
    return node if isinstance(node, Mapping) else None


def _items(node: Node | None) -> list[Node]:
    if is_blank(node):
        return []
    if not isinstance(node, Sequence):
        raise UnreadableError
    return node.items


def _children(place: _Place) -> Iterator[tuple[FormField, FormField | None]]:
    """The items of a section in both forms, by their ids, those of the old form alone last."""
    old = {child.name: child for child in place.old_field.children} if place.old_field else {}
    for child in place.field.children:
        yield child, old.pop(child.name, None)
    yield from ((child, child) for child in old.values())


def _match(place: _Place, old: list[Node], new: list[Node]) -> Matches:
    old_form = place.old_field or place.field

    @cache
    def old_profile(at: int) -> Profile:
        return profile(old[at], old_form)

    @cache
    def new_profile(at: int) -> Profile:
        return profile(new[at], place.field)

    return match_entries(
        [_identity(old_form, entry) for entry in old],
        [_identity(place.field, entry) for entry in new],
        lambda left, right: old_profile(left).likeness(new_profile(right)),
    )


def _identity(form: FormField, entry: Node) -> tuple[str, ...]:
    """The answers that tell an entry apart, whatever their notation."""
    return tuple(notation_key(text) for text in _identity_texts(form, entry))


def _identity_texts(form: FormField, entry: Node) -> list[str]:
    keys = [form.by_name[name].key for name in form.item.identity]
    return [text_at(entry, (key,)).strip() for key in keys]
