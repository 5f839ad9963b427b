"""A document as an indented outline, whole or one item of it (``pia show``)."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

from pia_cli.core.diagnostic import Path
from pia_cli.core.text import BLANK
from pia_cli.core.wareki import as_wareki
from pia_cli.document.nodes import Mapping, Node, Scalar, Sequence, is_blank, text_at
from pia_cli.forms.choices import BoxesKind, ChoiceKind
from pia_cli.forms.kinds import DateKind
from pia_cli.forms.numbered import own_numbers
from pia_cli.forms.tree import FormField, Located, locate
from pia_cli.forms.values import UnreadableError, box_text, data_of, flat, marks_of

UNREADABLE = "（この項目の書き方ではありません。書かれているとおりに示します）"


@dataclass(frozen=True, slots=True)
class Shown:
    """One line group of the outline: a heading at a depth and the text under it.

    ``brief`` is the number of an entry of a numbered list, "" where its text carries one: under
    its list it needs no heading.
    """

    depth: int
    path: Path
    place: Located
    lines: tuple[str, ...] = ()
    brief: str | None = None

    @property
    def label(self) -> str:
        """The printed label."""
        return self.place.label

    @property
    def heading(self) -> str:
        """The printed label, with its ※."""
        return self.place.heading


def outline_of(root: Mapping, form: FormField) -> Iterator[Shown]:
    """Everything the document says, in the order of the form."""

    def named(path: Path) -> str:
        return text_at(root, path)

    def visit(node: Node | None, field: FormField, path: Path, depth: int) -> Iterator[Shown]:
        place = locate(form, path, named)
        if place is None:
            return
        if isinstance(node, Mapping) and field.children:
            yield Shown(depth, path, place)
            yield from below(node, field, path, depth + 1)
        elif isinstance(node, Sequence) and node.items and (field.children or field.item.slot):
            yield Shown(depth, path, place)
            if not field.children:
                yield from texts(node, field, path, depth + 1)
                return
            for index, entry in enumerate(node.items):
                yield from entry_of(entry, field, (*path, index), depth + 1)
        else:
            yield Shown(depth, path, place, tuple(_lines(node, field)))

    def texts(node: Sequence, field: FormField, path: Path, depth: int) -> Iterator[Shown]:
        shown = [tuple(_lines(entry, field)) for entry in node.items]
        has_own = bool(own_numbers([" ".join(lines) for lines in shown]))
        for index, lines in enumerate(shown):
            place = locate(form, (*path, index), named)
            if place is not None:
                yield Shown(depth, (*path, index), place, lines, "" if has_own else f"{index + 1}.")

    def entry_of(node: Node, field: FormField, path: Path, depth: int) -> Iterator[Shown]:
        place = locate(form, path, named)
        if place is not None and field.item.slot:
            yield Shown(depth, path, place)
            depth += 1
        if isinstance(node, Mapping):
            yield from below(node, field, path, depth)

    def below(node: Mapping, field: FormField, path: Path, depth: int) -> Iterator[Shown]:
        for child in field.children:
            yield from visit(node.get(child.key), child, (*path, child.key), depth)

    yield from below(root, form, (), 0)


def find_items(shown: list[Shown], paths: Iterable[Path]) -> list[Shown]:
    """The parts of an outline at some paths, each with all below it.

    A path that the outline does not reach, in a section left out, gives the part above it.
    """
    reached = {part.path[:end] for part in shown for end in range(len(part.path) + 1)}
    wanted = {_nearest_above(path, reached) for path in paths}
    return [
        part
        for part in shown
        if any(part.path[:end] in wanted for end in range(len(part.path) + 1))
    ]


def _nearest_above(path: Path, reached: Collection[Path]) -> Path:
    while path and path not in reached:
        path = path[:-1]
    return path


def _lines(node: Node | None, field: FormField) -> Iterator[str]:
    if isinstance(field.kind, BoxesKind):
        yield from _boxes(node, field.kind)
    elif isinstance(node, Sequence):
        yield from (
            (" ".join(_lines(item, field)) for item in node.items) if node.items else (BLANK,)
        )
    elif is_blank(node):
        yield BLANK
    elif not isinstance(node, Scalar):
        yield from _as_written(node)
    elif isinstance(field.kind, DateKind):
        yield as_wareki(node.value)
    elif isinstance(field.kind, ChoiceKind):
        yield f"[{node.value.strip()}]"
    else:
        yield from node.value.rstrip("\n").split("\n")


def _boxes(node: Node | None, kind: BoxesKind) -> Iterator[str]:
    try:
        marked = marks_of(node)
    except UnreadableError:
        yield from _as_written(node)
        return
    foreign = (label for label in marked if label not in kind.by_label)
    for label in (*kind.choices, *foreign):
        yield box_text(kind, label, marked, gap=" ")


def _as_written(node: Node | None) -> Iterator[str]:
    yield UNREADABLE
    yield from (line for text in flat(data_of(node)) for line in text.split("\n"))
