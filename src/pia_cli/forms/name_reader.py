"""A name read along the form: each field in turn takes its number, its label and its entry."""

from __future__ import annotations

from collections.abc import Iterator, Set
from enum import IntEnum
from functools import cache, lru_cache
from typing import NamedTuple

from pia_cli.core.diagnostic import Path
from pia_cli.core.text import fold
from pia_cli.document.nodes import Mapping, Node, Sequence, node_at, text_at
from pia_cli.forms.name_keys import (
    FILE_SLOT,
    Branches,
    Key,
    branches_of,
    key_of,
    other_labels_of,
    starts_with,
)
from pia_cli.forms.tree import CIRCLED, FormField

ANY = -1
"""In a path: every entry of the list."""


class Care(IntEnum):
    """How closely a name keeps to the printed ones; each way reads what the one before does."""

    EXACT = 0
    LENIENT = 1
    """1 may be ①."""
    NESTED = 2
    """An item may follow the label of the one in whose cell it is printed (③対象となる本人の範囲
    その必要性) or the heading around it (再委託), which may stand behind its ① too (⑥再委託)."""
    NUMBERED = 3
    """An item may have a ① that is not printed, as in another form: Ⅱ-6-①保管場所."""


def readings(form: FormField, root: Mapping | None, key: Key, care: Care) -> tuple[Path, ...]:
    """The places that a key names, ANY for an entry left out, read no less closely than ``care``.

    Where ``root`` is None no entry goes by what a document calls it.
    """
    exact = _read_as(Care.EXACT, form, root, key)
    if exact or care == Care.EXACT or not _read_as(care, form, root, key):
        return exact
    ways = (_read_as(way, form, root, key) for way in Care if way > Care.EXACT)
    return next(filter(None, ways))


def _read_as(care: Care, form: FormField, root: Mapping | None, key: Key) -> tuple[Path, ...]:
    return _formal(form, key, care) if root is None else _read(form, root, key, care)


@lru_cache(maxsize=4096)  # logs say the same of many documents
def _formal(form: FormField, key: Key, care: Care) -> tuple[Path, ...]:
    return _read(form, None, key, care)


def _read(form: FormField, root: Mapping | None, key: Key, care: Care) -> tuple[Path, ...]:
    reader = _Reader(key, form, root, care, other_labels_of(form), branches_of(form))
    return tuple(reader.read()) if key else ()


@cache
def _named_lists(form: FormField) -> tuple[tuple[FormField, Path], ...]:
    """The lists whose entries may be named by what the document calls them, see `_entry`."""
    return tuple(_lists(form, (), False))


def _lists(field: FormField, path: Path, is_numbered: bool) -> Iterator[tuple[FormField, Path]]:
    for child in field.children:
        item = child.item
        here: Path = (*path, child.key, ANY) if child.entries else (*path, child.key)
        below = bool(item.number) or (is_numbered and not item.absolute)
        if child.entries and item.identity and ("{name}" in item.slot or not below):
            yield child, here
        yield from _lists(child, here, below and not item.absolute)


def entry_names(root: Mapping, form: FormField) -> Iterator[Key]:
    """What a document calls those of its entries that may be named by it."""
    for field, pattern in _named_lists(form):
        yield from (token for _, token in _entry_names(field, root, pattern))


def _entry_names(field: FormField, root: Mapping, pattern: Path) -> Iterator[tuple[Path, Key]]:
    identity = field.by_name[field.item.identity[0]].key
    for path in expand(root, pattern):
        name = text_at(root, (*path, identity)).strip()
        yield path, key_of(name or f"{identity}{int(path[-1]) + 1}")


class _Reading(NamedTuple):
    """A text read up to ``at`` as the name of ``path``.

    ``numbered``: True where every printed number on the way was read, False where none was,
    None where the form has printed none so far.
    """

    at: int
    numbered: bool | None
    path: Path


class _Reader(NamedTuple):
    """Reads a key along the form: each field in turn takes its number, label and entry."""

    key: Key
    form: FormField
    root: Mapping | None
    care: Care
    other_labels: dict[str, tuple[str, ...]]
    branches: dict[FormField, Branches]

    def read(self) -> Iterator[Path]:
        """The paths named by the whole key; an entry that was left out is ANY."""
        yield from self._below(self.form, [_Reading(0, None, ())], "")

    def _near(self, field: FormField, starts: list[_Reading]) -> Set[FormField]:
        """The fields directly below with which the next word of a start may go on."""
        branches = self.branches[field]
        if self.care >= Care.NUMBERED and any(self.key[start.at] in CIRCLED for start in starts):
            return branches.all
        heads = [(start.numbered is not False, self.key[start.at]) for start in starts]
        return branches.others.union(*(branches.by_head.get(head, ()) for head in heads))

    def _hopeful(self, field: FormField, starts: list[_Reading]) -> list[_Reading]:
        """The starts whose next word can begin the name of something at or below the field."""
        heads = self.branches[field].heads
        if heads is None:
            return starts
        circles = CIRCLED if self.care >= Care.NUMBERED else frozenset[str]()
        return [
            start
            for start in starts
            if (start.numbered is not False, self.key[start.at]) in heads
            or self.key[start.at] in circles
        ]

    def _below(self, field: FormField, starts: list[_Reading], last: str) -> Iterator[Path]:
        """``last`` is the number printed last: a field with the same does not print it again."""
        read: dict[FormField, list[_Reading]] = {}
        near = self._near(field, starts)
        for child in field.children if near else ():
            hopeful = self._hopeful(child, starts) if child in near else []
            inside = self._hopeful(child, self._inside(child, read)) if read else []
            if not hopeful and not inside:
                continue
            number = "" if child.item.number == last else child.item.number
            here = [
                r
                for start in self._starts(child, hopeful)
                for r in self._field(child, start, number)
            ]
            here += [r for start in inside for r in self._field(child, start, "")]
            read[child] = here
            yield from self._whole(here)
            if child.entries and (child.item.slot or child.children):
                here = [r for start in self._open(here) for r in self._entry(child, start)]
                yield from self._whole(here)
            if child.children and (further := self._open(here)):
                shown = "" if child.item.slot else number or last
                yield from self._below(child, further, shown)

    def _inside(self, field: FormField, read: dict[FormField, list[_Reading]]) -> list[_Reading]:
        """Where the name of an item may go on from that of the one that it is printed in."""
        if self.care < Care.NESTED:
            return []
        around = [r for other, here in read.items() if is_in_cell(field, other) for r in here]
        return self._open([reading._replace(path=reading.path[:-1]) for reading in around])

    def _whole(self, readings: list[_Reading]) -> Iterator[Path]:
        """What the text names: it ends in this step, and the last step must be in it."""
        return (reading.path for reading in readings if reading.at == len(self.key))

    def _open(self, readings: list[_Reading]) -> list[_Reading]:
        return list(dict.fromkeys([each for each in readings if each.at < len(self.key)]))

    def _starts(self, field: FormField, starts: list[_Reading]) -> list[_Reading]:
        if field.item.absolute:  # 別添1 is numbered from itself, not from Ⅱ
            return [start if start.at else start._replace(numbered=None) for start in starts]
        unnumbered = field.item.slot and not field.item.number
        if not unnumbered or any(start.numbered is not None for start in starts):
            return starts
        # 別紙2, also after the item that refers to it: Ⅱ-5別紙2
        label = key_of(field.key)
        after = next((i for i in range(1, len(self.key)) if starts_with(self.key, label, i)), 0)
        refers = after and any(self._replace(key=self.key[:after], care=Care.LENIENT).read())
        return [*starts, _Reading(after, None, ())] if refers else starts

    def _field(self, field: FormField, start: _Reading, number: str) -> Iterator[_Reading]:
        starts = [start]
        if self.care >= Care.NESTED:
            starts += self._after_heading(field, start)
        is_bare = self.care >= Care.NUMBERED and start.numbered and not field.item.number
        if is_bare and self.key[start.at] in CIRCLED:
            bare = _Reading(start.at + 1, True, (*start.path, field.key))
            yield from self._label(field, bare)
        for reading in (each for one in starts for each in self._number(one, number)):
            here = _Reading(reading.at, reading.numbered, (*reading.path, field.key))
            marked = [here]
            if field.item.absolute and ANY in here.path:  # 別添1(ファイル2)
                at = here.path.index(ANY)
                marked += (
                    _Reading(end, here.numbered, (*here.path[:at], index, *here.path[at + 1 :]))
                    for end, index in self._slot(FILE_SLOT, here)
                )
            for each in marked:
                yield each
                yield from self._label(field, each)

    def _after_heading(self, field: FormField, start: _Reading) -> list[_Reading]:
        """Where a name goes on after the heading that is printed around the field."""
        heading = key_of(field.item.group)
        is_read = starts_with(self.key, heading, start.at)
        return self._open([start._replace(at=start.at + len(heading))] if is_read else [])

    def _number(self, start: _Reading, number: str) -> Iterator[_Reading]:
        if not number or start.numbered is False:
            yield start
            return
        token = key_of(number)
        if not starts_with(self.key, token, start.at) and self.care >= Care.LENIENT:
            token = key_of(fold(number))
        if starts_with(self.key, token, start.at):
            yield _Reading(start.at + len(token), True, start.path)
        if start.numbered is None:
            yield _Reading(start.at, False, start.path)

    def _label(self, field: FormField, start: _Reading) -> Iterator[_Reading]:
        labels = (field.key, field.item.printed, *self.other_labels.get(field.id, ()))
        if self.care >= Care.NESTED and self.key[start.at - 1] in CIRCLED:
            labels += (field.item.group,)
        for label in labels:
            token = key_of(label)
            if starts_with(self.key, token, start.at):
                yield start._replace(at=start.at + len(token))

    def _entry(self, field: FormField, start: _Reading) -> Iterator[_Reading]:
        yield _Reading(start.at, start.numbered, (*start.path, ANY))
        ends = set()
        if "{name}" in field.item.slot or start.numbered is None:
            for named in self._named(field, start):
                ends.add(named.at)
                yield named
        for end, index in self._slot(field.item.slot or FILE_SLOT, start):
            if end in ends:
                continue  # 別紙1 is what the document calls so, whichever is the first
            here = _Reading(end, start.numbered, (*start.path, index))
            yield here
            if not field.item.slot:  # Ⅱ(ファイル2) 特定個人情報ファイルの概要
                yield from self._label(field, here)

    def _named(self, field: FormField, start: _Reading) -> Iterator[_Reading]:
        if not field.item.identity or not self.root:
            return
        for path, token in _entry_names(field, self.root, (*start.path, ANY)):
            if starts_with(self.key, token, start.at):
                yield _Reading(start.at + len(token), start.numbered, path)

    def _slot(self, slot: str, start: _Reading) -> Iterator[tuple[int, int]]:
        """Where a numbered entry's name (委託事項{n}) ends, and its index."""
        before, numeral, _ = slot.partition("{n}")
        end = start.at + len(key_of(before))
        if not numeral or self.key[start.at : end] != key_of(before):
            return
        if not before and not start.numbered:
            return  # a bare 27 is no name
        digits = self.key[end] if end < len(self.key) else ""
        if digits.isdecimal() and int(digits):
            yield end + 1, int(digits) - 1


def is_in_cell(field: FormField, other: FormField) -> bool:
    """Whether a field is printed in the cell of one before it: その必要性 in that of ③."""
    if field.item.number != other.item.number:
        return False
    when = field.item.when
    return bool(field.item.number) or (when is not None and when.field == other.name)


def expand(root: Node | None, pattern: Path) -> Iterator[Path]:
    """The paths of a pattern; fields need not be written in the document, entries must."""
    for at, step in enumerate(pattern):
        if isinstance(step, int):
            before, rest = pattern[:at], pattern[at + 1 :]
            listed = node_at(root, before) if root else None
            items = listed.items if isinstance(listed, Sequence) else []
            for index in range(len(items)) if step == ANY else range(len(items))[step:][:1]:
                yield from ((*before, index, *tail) for tail in expand(items[index], rest))
            return
    yield pattern
