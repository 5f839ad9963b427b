"""What counts of a name, and with what the names of each field of a form can begin."""

from __future__ import annotations

from functools import cache, lru_cache
from typing import NamedTuple

from pia_cli.core.pattern import Pattern
from pia_cli.core.text import fold
from pia_cli.forms.tree import CIRCLED, CIRCLES, FormField
from pia_cli.forms.versions import labels_of_versions

Key = tuple[str, ...]
"""What counts of a name, see `key_of`."""

FILE_SLOT = "ファイル{n}"
"""How `locate` names the entry of a file, from the second one on."""

_LONGEST_TEXT = 1000
_LONGEST_KEY = 200
_PIECE = Pattern(rf"[{CIRCLES}]|[^{CIRCLES}\s]+")
_ATOM = Pattern(r"[0-9]+|[a-z]+|[^\W_]")

_Head = tuple[bool, str]


@lru_cache(maxsize=4096)
def key_of(text: str) -> Key:
    """What counts of a text: words letter by letter, numbers and Ⅱ whole, ① as it is.

    () for a text that is longer than any name.
    """
    if len(text) > _LONGEST_TEXT:
        return ()
    atoms: list[str] = []
    for piece in _PIECE.findall(text):
        atoms += [piece] if piece in CIRCLED else _ATOM.findall(fold(piece).casefold())
    return tuple(atoms) if len(atoms) <= _LONGEST_KEY else ()


def starts_with(key: Key, token: Key, at: int = 0) -> bool:
    """Whether a key goes on with another one, which is not empty, at a place."""
    return bool(token) and key[at : at + len(token)] == token


def joined(key: Key) -> str:
    """A key as one text, in which each part of it is found by ``in``."""
    return "\0".join(("", *key, ""))


class Branches(NamedTuple):
    """With what the names of a field and of those below it can begin: ``heads``.

    A head is a word, and whether printed numbers count: they do not after a label without
    its number. None where the document says what the fields are called, or where they may be
    found further on. ``by_head`` are the fields directly below by their heads, ``others``
    those with None, ``all`` both.
    """

    heads: frozenset[_Head] | None
    by_head: dict[_Head, list[FormField]]
    others: frozenset[FormField]
    all: frozenset[FormField]


@cache
def branches_of(form: FormField) -> dict[FormField, Branches]:
    """With what the names of every field of a form, and of those below it, can begin."""
    found: dict[FormField, Branches] = {}
    for field in reversed(list(form.walk())):
        below = {child: found[child].heads for child in field.children}
        named = "{name}" in field.item.slot or field.item.slot.startswith("{n}")
        anywhere = field.item.slot and not field.item.number
        own = None if named or anywhere else _own_heads(field, other_labels_of(form))
        sets = [each for each in (own, *below.values()) if each is not None]
        heads = frozenset().union(*sets) if len(sets) == len(below) + 1 else None
        if heads and field.item.absolute:
            heads |= {(False, word) for _, word in heads}  # it is numbered from itself
        by_head: dict[_Head, list[FormField]] = {}
        for child, known in below.items():
            for head in known or ():
                by_head.setdefault(head, []).append(child)
        others = frozenset(child for child, known in below.items() if known is None)
        found[field] = Branches(heads, by_head, others, frozenset(below))
    return found


def _own_heads(field: FormField, other_labels: dict[str, tuple[str, ...]]) -> frozenset[_Head]:
    item = field.item
    numbers = [item.number, fold(item.number)]
    labels = [field.key, item.printed, item.group, *other_labels.get(field.id, ())]
    labels += [item.slot.partition("{n}")[0], FILE_SLOT]
    keys = [
        (is_number, key_of(name))
        for is_number, names in ((True, numbers), (False, labels))
        for name in names
    ]
    heads = [(is_number, key[0]) for is_number, key in keys if key]
    return frozenset((*heads, *((True, word) for _, word in heads)))


@cache
def other_labels_of(form: FormField) -> dict[str, tuple[str, ...]]:
    """The labels that differ between the versions, by id: a log keeps the words of its day."""
    return labels_of_versions(form)
