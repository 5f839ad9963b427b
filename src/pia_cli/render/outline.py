"""A document as an indented outline, whole or one item of it (``pia show``)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from pia_cli.core.diagnostic import Path
from pia_cli.core.text import fold
from pia_cli.document.nodes import Mapping, Node, Scalar, Sequence, node_at
from pia_cli.forms.choices import BoxesKind, ChoiceKind
from pia_cli.forms.tree import FormField, Located, locate

BLANK = "（空欄）"


@dataclass(frozen=True, slots=True)
class Shown:
    """One line group of the outline: a heading at a depth and the text under it.

    ``brief`` is the number of an entry of a numbered list: under its list it needs no heading.
    """

    depth: int
    path: Path
    place: Located
    lines: tuple[str, ...] = ()
    brief: str = ""

    @property
    def label(self) -> str:
        """The printed label."""
        return self.place.label

    @property
    def number(self) -> str:
        """The printed number, "" where the form has none."""
        return "-".join(self.place.numbers)

    @property
    def heading(self) -> str:
        """The printed label, with its ※."""
        return self.label + (" ※" if self.place.field.item.star else "")


def outline_of(root: Mapping, form: FormField) -> Iterator[Shown]:
    """Everything the document says, in the order of the form."""

    def text_at(path: Path) -> str:
        node = node_at(root, path)
        return node.value if isinstance(node, Scalar) else ""

    def visit(node: Node | None, field: FormField, path: Path, depth: int) -> Iterator[Shown]:
        place = locate(form, path, text_at)
        if place is None:
            return
        if isinstance(node, Mapping) and field.children:
            yield Shown(depth, path, place)
            yield from below(node, field, path, depth + 1)
        elif isinstance(node, Sequence) and node.items and (field.children or field.item.slot):
            yield Shown(depth, path, place)
            for index, entry in enumerate(node.items):
                yield from entry_of(entry, field, (*path, index), depth + 1)
        else:
            yield Shown(depth, path, place, tuple(_lines(node, field)))

    def entry_of(node: Node, field: FormField, path: Path, depth: int) -> Iterator[Shown]:
        place = locate(form, path, text_at)
        if place is not None and field.item.slot:
            lines = () if field.children else tuple(_lines(node, field))
            yield Shown(depth, path, place, lines, f"{place.numbers[-1]}." if lines else "")
            depth += 1
        if isinstance(node, Mapping):
            yield from below(node, field, path, depth)

    def below(node: Mapping, field: FormField, path: Path, depth: int) -> Iterator[Shown]:
        for child in field.children:
            yield from visit(node.get(child.key), child, (*path, child.key), depth)

    yield from below(root, form, (), 0)


def find_items(shown: Iterable[Shown], query: str) -> list[Shown]:
    """The parts of an outline that a printed number or label names, each with all below it.

    ``query`` may use I/II/III for Ⅰ/Ⅱ/Ⅲ, any width and letter case: Ⅱ-4, II-5-提供先1-⑥, 公表日.
    """
    wanted = _key(query)
    found: list[Shown] = []
    inside: Path | None = None  # the outline has everything below a part right after it
    for part in shown:
        if inside is None or part.path[: len(inside)] != inside:
            inside = part.path if wanted and wanted in _names(part) else None
        if inside is not None:
            found.append(part)
    return found


def similar_items(shown: Iterable[Shown], query: str) -> list[str]:
    """Names that may have been meant: those of the same section, else all."""
    names = list(dict.fromkeys(part.number or part.label for part in shown))
    section = _key(query).partition("-")[0]
    return [name for name in names if _key(name).partition("-")[0] == section] or names


def _names(part: Shown) -> set[str]:
    return {_key(part.label), _key(part.number), _key(part.place.field.item.label)}


def _key(text: str) -> str:
    return fold(text.replace("※", "")).strip("-").casefold()


def _lines(node: Node | None, field: FormField) -> Iterator[str]:
    if isinstance(field.kind, BoxesKind):
        yield from _boxes(node, field.kind)
    elif isinstance(node, Sequence):
        yield from (
            (" ".join(_lines(item, field)) for item in node.items) if node.items else (BLANK,)
        )
    elif not isinstance(node, Scalar) or node.is_empty:
        yield BLANK
    elif isinstance(field.kind, ChoiceKind):
        yield f"[{node.value.strip()}]"
    else:
        yield from node.value.rstrip("\n").split("\n")


def _boxes(node: Node | None, kind: BoxesKind) -> Iterator[str]:
    marked = dict(_marks(node))
    for box in kind.boxes:
        mark = "○" if box.label in marked else "　"
        text = marked.pop(box.label, "")
        yield f"[{mark}] {box.label}" + (f"（{text}）" if text else "")
    for label, text in marked.items():  # not on the form, but in the document
        yield f"[○] {label}" + (f"（{text}）" if text else "")


def _marks(node: Node | None) -> Iterator[tuple[str, str]]:
    for item in node.items if isinstance(node, Sequence) else ():
        if isinstance(item, Scalar):
            yield item.value.strip(), ""
        elif isinstance(item, Mapping):
            for key, entry in item.entries.items():
                value = entry.value
                yield key, value.value if isinstance(value, Scalar) else ""
