"""The declaration as a tree of fields, for everything that walks a document beside its form."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

from pia_cli.core.diagnostic import Path
from pia_cli.core.lazy import lazy
from pia_cli.forms.item import Item
from pia_cli.forms.kinds import Entries, Kind

ROMAN = "ⅠⅡⅢⅣⅤ"
CIRCLES = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"
CIRCLED = frozenset(CIRCLES)

TextAt = Callable[[Path], str]
"""The text at a path of a document, "" where there is none."""


@dataclass(frozen=True, eq=False)
class FormField:
    """A field of a form version; each is itself alone, also where two look alike.

    ``id`` is its path of Python names, the same in every version (basics.department.head).
    ``kind`` is None for sections; ``entries`` is set for lists other than 複数選択.
    ``required``: the key must be there. ``nullable``: 空欄 is accepted whatever the kind.
    """

    id: str
    name: str
    item: Item
    kind: Kind | None
    entries: Entries | None
    children: tuple[FormField, ...]
    required: bool
    nullable: bool

    @lazy
    def part(self) -> str:
        """The name of the part of the form that it is in: basics, files, changes."""
        return self.id.partition(".")[0]

    @lazy
    def key(self) -> str:
        """The YAML key."""
        return self.item.label

    @lazy
    def by_key(self) -> dict[str, FormField]:
        """The fields below, by YAML key."""
        return {child.key: child for child in self.children}

    @lazy
    def by_name(self) -> dict[str, FormField]:
        """The fields below, by Python name."""
        return {child.name: child for child in self.children}

    @lazy
    def by_id(self) -> dict[str, FormField]:
        """This field and all below, by their ids."""
        return {each.id: each for each in self.walk()}

    def keys_to(self, id_: str) -> tuple[str, ...]:
        """The YAML keys from the whole form to an item that is in no list."""
        field, keys = self, []
        for name in id_.split("."):
            field = field.by_name[name]
            keys.append(field.key)
        return tuple(keys)

    @lazy
    def sections(self) -> tuple[FormField, ...]:
        """The fields below that have fields of their own."""
        return tuple(child for child in self.children if child.children)

    def walk(self) -> Iterator[FormField]:
        """This field and all below, in the order of the form."""
        yield self
        for child in self.children:
            yield from child.walk()


class Located(NamedTuple):
    """A field and the printed numbers that lead to one place of a document."""

    field: FormField
    numbers: tuple[str, ...]
    is_slot: bool = False

    @property
    def label(self) -> str:
        """The item as printed: Ⅱ-4-委託事項1-③委託先名, Ⅱ-5 提供・移転の有無, 公表日.

        A whole entry of a repeated group has no label of its own: Ⅱ-4-委託事項1.
        """
        number = "-".join(self.numbers)
        label = self.field.item.label
        if not number:
            return label
        if self.is_slot:
            return number
        return f"{number}{label}" if number[-1] in CIRCLED else f"{number} {label}"

    @property
    def heading(self) -> str:
        """The printed label, with its ※."""
        return self.label + (" ※" if self.field.item.star else "")


def locate(root: FormField, path: Path, text_at: TextAt = lambda path: "") -> Located | None:
    """The field at a document path with its printed number, or None outside the form.

    ``text_at`` gives the identity of list entries that are named by it (別添1 の区分).
    """
    field, is_slot = root, False
    numbers: tuple[str, ...] = ()
    for depth, step in enumerate(path):
        if field.kind and not field.entries:
            break  # a mark of a 複数選択 item has the label of the item
        if isinstance(step, int):
            numbers = _entry_numbers(field, numbers, step, path[:depth], text_at)
            is_slot = bool(field.item.slot)
            continue
        below = field.by_key.get(step)
        if below is None:
            return None
        field, numbers, is_slot = below, _extend(numbers, below.item), False
    return Located(field, numbers, is_slot)


def fields_to(root: FormField, path: Path) -> Iterator[FormField]:
    """The fields that lead to a document path, from below the root."""
    here = root
    for step in path:
        if isinstance(step, str) and step in here.by_key:
            here = here.by_key[step]
            yield here


def field_at(root: FormField, path: Path) -> FormField:
    """The field of a document path, or the nearest above where a key is not of the form."""
    *_, field = (root, *fields_to(root, path))
    return field


def declared_at(root: FormField, path: Path) -> FormField | None:
    """The field of a document path, None where a key is not of the form."""
    field: FormField | None = root
    for step in path:
        if isinstance(step, str):
            field = field.by_key.get(step) if field else None
    return field


def _extend(numbers: tuple[str, ...], item: Item) -> tuple[str, ...]:
    if item.absolute:
        _, mark, file = (numbers[0] if numbers else "").partition("(")
        return (f"{item.number}{mark}{file}",)
    if not item.number or (numbers and numbers[-1] == item.number):
        return numbers
    return (*numbers, item.number)


def _entry_numbers(
    field: FormField, numbers: tuple[str, ...], index: int, path: Path, text_at: TextAt
) -> tuple[str, ...]:
    slot = field.item.slot
    if "{name}" in slot:
        identity = field.by_name[field.item.identity[0]].key
        name = text_at((*path, index, identity)).strip()
        return (*numbers, slot.format(name=name or f"{identity}{index + 1}"))
    if slot:
        return (*numbers, slot.format(n=index + 1))
    if index and numbers and field.children:
        return (*numbers[:-1], f"{numbers[-1]}(ファイル{index + 1})")
    return numbers


def outline(root: FormField) -> Iterator[Located]:
    """Every field with its printed number, in the order of the form; entries show as 委託事項n."""
    for child in root.children:
        yield from _outline(child, ())


def _outline(field: FormField, numbers: tuple[str, ...]) -> Iterator[Located]:
    numbers = _extend(numbers, field.item)
    yield Located(field, numbers)
    if field.item.slot and field.children:
        numbers = (*numbers, field.item.slot.format(n="n", name="区分"))
    for child in field.children:
        yield from _outline(child, numbers)
