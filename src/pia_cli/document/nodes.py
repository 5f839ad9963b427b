"""The document as read: a tree in which every key and value knows its place."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, TypeAlias

from pia_cli.core.diagnostic import Path
from pia_cli.core.span import Place, Span
from pia_cli.core.unseen import ODD_SPACES

MAX_DEPTH = 64
"""Deepest nesting of mappings and lists; the top level counts as 1."""

MAX_NODES = 100_000
"""Most keys, values, mappings and lists in a file."""

NULL_WORDS = frozenset({"", "~", "null", "Null", "NULL"})
"""Plain scalars that YAML 1.2 reads as an empty value."""

WHITE_SPACE = f" \t\r\n\u1680\u3000{ODD_SPACES}"
"""What ``str.strip`` takes off, but for what no assessment may hold (Y004): it is shown."""


class _Placed:
    """Something with a place: of a mapping from its first key, of a list from its first mark."""

    __slots__ = ()
    place: Place

    @property
    def span(self) -> Span:
        """Where it stands."""
        return Span(*self.place)


@dataclass(slots=True, init=False)
class Scalar(_Placed):
    """A text value. ``plain`` tells an unquoted value from a quoted or block one.

    The value is as written: after Y004 it has the character that no assessment may hold.

    An empty value has the span of its key (or of its list mark).
    """

    value: str
    place: Place
    plain: bool
    is_empty: bool = field(repr=False, compare=False)
    """Whether the value is 空欄: nothing, an unquoted null, or only white space."""

    def __init__(self, value: str, place: Place, plain: bool = True) -> None:
        self.value, self.place, self.plain = value, place, plain
        # asked for several times of each value
        self.is_empty = not value or value.isspace() or (plain and value in NULL_WORDS)


@dataclass(slots=True)
class Entry:
    """A value and the place of its key."""

    key_place: Place
    value: Node

    @property
    def key_span(self) -> Span:
        """Where the key stands."""
        return Span(*self.key_place)


@dataclass(slots=True)
class Mapping(_Placed):
    """Keys in the order written. ``partial``: some entries were refused by the reader."""

    place: Place
    entries: dict[str, Entry] = field(default_factory=dict)
    partial: bool = False

    def get(self, key: str) -> Node | None:
        """The value under a key, or None."""
        entry = self.entries.get(key)
        return entry.value if entry else None


@dataclass(slots=True)
class Sequence(_Placed):
    """List items in the order written."""

    place: Place
    items: list[Node] = field(default_factory=list)


@dataclass(slots=True)
class Opaque(_Placed):
    """A value the reader refused (an alias): its content is unknown, so nothing is said of it."""

    place: Place


Node: TypeAlias = Scalar | Mapping | Sequence | Opaque


def node_at(root: Node, path: Path) -> Node | None:
    """The value at a path, or None where the path leads nowhere."""
    node: Node | None = root
    for step in path:
        if isinstance(node, Mapping) and isinstance(step, str):
            node = node.get(step)
        elif isinstance(node, Sequence) and isinstance(step, int) and step < len(node.items):
            node = node.items[step]
        else:
            return None
    return node


def is_blank(node: Node | None) -> bool:
    """Whether nothing is written: no value at all, or one that is 空欄."""
    return node is None or (isinstance(node, Scalar) and node.is_empty)


def stripped(node: Node | None) -> str:
    """A single value without the white space around it, "" for 空欄 and for all else."""
    return node.value.strip() if isinstance(node, Scalar) and not node.is_empty else ""


def text_at(root: Node, path: Path) -> str:
    """The text at a path, "" where there is none."""
    node = node_at(root, path)
    return node.value if isinstance(node, Scalar) else ""


def scalars(node: Node, path: Path = ()) -> Iterator[tuple[Path, Scalar]]:
    """Every single value at and under a node that stands at a path, blank ones too, in order."""
    if isinstance(node, Scalar):
        yield path, node
    elif isinstance(node, Mapping):
        for key, entry in node.entries.items():
            yield from scalars(entry.value, (*path, key))
    elif isinstance(node, Sequence):
        for index, item in enumerate(node.items):
            yield from scalars(item, (*path, index))


def plain(node: Node) -> Any:
    """The tree as dicts, lists, texts and None for 空欄; refused values as a bare object."""
    if isinstance(node, Scalar):
        return None if node.is_empty else node.value
    if isinstance(node, Mapping):
        return {key: plain(entry.value) for key, entry in node.entries.items()}
    if isinstance(node, Sequence):
        return [plain(item) for item in node.items]
    return object()


def key_span(root: Node, path: Path) -> Span:
    """The place of the key that holds the value at ``path``.

    Falls back to the nearest ancestor that exists; a list item has the place of the item.
    """
    node: Node = root
    span = root.span
    for step in path:
        if isinstance(node, Mapping) and isinstance(step, str) and step in node.entries:
            entry = node.entries[step]
            span, node = entry.key_span, entry.value
        elif isinstance(node, Sequence) and isinstance(step, int) and step < len(node.items):
            node = node.items[step]
            span = node.span
        else:
            return span
    return span
