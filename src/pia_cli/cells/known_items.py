"""The items that words of a cell 項目 mean beside the names that the form prints.

A part of a label, the label of a box, the count of a section: each below a place already read.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from typing import TypeAlias

from pia_cli.core.diagnostic import Path
from pia_cli.core.text import fold
from pia_cli.forms.choices import BoxesKind, has_counts
from pia_cli.forms.kinds import TextKind
from pia_cli.forms.name_reader import ANY, expand
from pia_cli.forms.naming import Names
from pia_cli.forms.risks import has_bare_risk, section_of_risk
from pia_cli.forms.tree import FormField, locate

Places: TypeAlias = "tuple[Path, ...] | None"
"""What a name means: places of the document, () for an item that it lacks, None for no item."""
_Named: TypeAlias = tuple[Path, FormField]

_SHORTEST = 3  # letters that tell a label from others
_OTHER = "その他"


class CellItems:
    """The items of a document's form, asked by places of the document."""

    def __init__(self, names: Names) -> None:
        self._form, self._root = names.form, names.root

    def label(self, path: Path) -> str | None:
        """The name that the form prints for a place, None for no place of the form."""
        place = locate(self._form, path)
        return place.label if place else None

    def with_words(self, places: Iterable[Path], words: list[str]) -> Places:
        """The only item at or below the places whose label has the last of the words.

        The others must be in labels there, too.
        """
        below = [one for path in places for one in self._at_and_below(path)]
        *around, last = map(fold, words)
        named = [one for one in below if len(last) >= _SHORTEST and last in _label(one[1])]
        labels = {_label(field) for _, field in below}
        if f"{last}名" in labels:
            named = [one for one in named if _label(one[1]) == f"{last}名"]
        if len({field.id for _, field in named}) != 1:
            return None
        if not all(any(word in label for label in labels) for word in around):
            return None
        return tuple(path for pattern, _ in named for path in expand(self._root, pattern))

    def counts(self, places: Iterable[Path]) -> Places:
        """The only item with counts (委託件数, boxes with n件) at or right below the places."""
        near = [one for path in places for one in self._near(path)]
        found = [one for one in near if has_counts(one[1].kind)]
        if len({field.id for _, field in found}) != 1:
            return None
        return tuple(dict.fromkeys(path for path, _ in found))

    def are_of_other(self, words: str, places: Iterable[Path]) -> bool:
        """Whether words are the label of another item than those of the places."""
        word = fold(words)
        if len(word) < _SHORTEST:
            return False
        mine = {_label(field) for path in places for _, field in self._at_and_below(path)}
        return not any(word in label for label in mine) and any(
            label.endswith(word) for label in _labels(self._form)
        )

    def may_be_box(self, words: str) -> bool:
        """Whether some item of the form has such a box."""
        word = fold(words)
        return word == _OTHER or f"\0{word}" in _all_boxes(self._form)

    def have_box(self, places: Iterable[Path], words: str) -> bool:
        """Whether each of the places has such a box, or one that begins so."""
        fields = self._fields(places)
        return bool(fields) and all(_has_box(field, fold(words)) for field in fields)

    def are_texts(self, places: Iterable[Path]) -> bool:
        """Whether each of the places is a text without a number of its own."""
        fields = self._fields(places)
        return bool(fields) and all(
            isinstance(field.kind, TextKind) and not field.item.number for field in fields
        )

    def is_by_bare_risk(self, path: Path) -> bool:
        """Whether a place lies in a section whose only risk is printed without a number."""
        section = section_of_risk(self._form, path)
        return section is not None and has_bare_risk(section)

    def _fields(self, places: Iterable[Path]) -> list[FormField]:
        return [place.field for path in places if (place := locate(self._form, path))]

    def _near(self, path: Path) -> Iterator[_Named]:
        """The item at a place, and those right below it."""
        if place := locate(self._form, path):
            yield path, place.field
            yield from (((*path, child.key), child) for child in place.field.children)

    def _at_and_below(self, path: Path) -> Iterator[_Named]:
        if place := locate(self._form, path):
            yield from _walk(path, place.field, is_entry=isinstance(path[-1], int))


def _walk(path: Path, field: FormField, *, is_entry: bool) -> Iterator[_Named]:
    yield path, field
    here = (*path, ANY) if field.entries and not is_entry else path
    for child in field.children:
        yield from _walk((*here, child.key), child, is_entry=False)


def _label(field: FormField) -> str:
    return fold(field.key)


@cache
def _labels(form: FormField) -> frozenset[str]:
    return frozenset(map(_label, form.walk()))


@cache
def _all_boxes(form: FormField) -> str:
    """The labels of all boxes of the form, each behind a NUL, which no cell can have."""
    kinds = [each.kind for each in form.walk() if isinstance(each.kind, BoxesKind)]
    return "".join(f"\0{fold(label)}" for kind in kinds for label in kind.choices)


def _has_box(field: FormField, word: str) -> bool:
    kind = field.kind
    if not isinstance(kind, BoxesKind):
        return False
    return word == _OTHER or any(fold(label).startswith(word) for label in kind.choices)
