"""A document as an indented outline, whole or one item of it (``pia show``)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from pia_cli.core.diagnostic import Path
from pia_cli.core.text import fold
from pia_cli.core.wareki import DateError, is_date_shape, parse_date
from pia_cli.document.nodes import Mapping, Node, Scalar, Sequence, text_at
from pia_cli.forms.choices import BoxesKind, ChoiceKind
from pia_cli.forms.kinds import DateKind
from pia_cli.forms.tree import FormField, Located, locate

BLANK = "（空欄）"
UNREADABLE = "（この項目の書き方ではないため表示できません）"

_FILE = re.compile(r"\(ファイル[0-9]+\)")
"""What tells the second file's Ⅱ and Ⅲ from the first's; without it a number names all."""


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
            for index, entry in enumerate(node.items):
                yield from entry_of(entry, field, (*path, index), depth + 1)
        else:
            yield Shown(depth, path, place, tuple(_lines(node, field)))

    def entry_of(node: Node, field: FormField, path: Path, depth: int) -> Iterator[Shown]:
        place = locate(form, path, named)
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
    section = _section(query)
    return [name for name in names if _section(name) == section] or names


def _section(name: str) -> str:
    return fold(name).partition("-")[0].casefold()


def _names(part: Shown) -> set[str]:
    names = (part.label, part.number, part.place.field.item.label)
    return {_key(form) for name in names for form in (name, _FILE.sub("", name))}


def _key(text: str) -> str:
    """The key by which a name is looked up: width, case, spaces and hyphens do not count."""
    return fold(text.replace("※", "")).replace("-", "").casefold()


def _lines(node: Node | None, field: FormField) -> Iterator[str]:
    if isinstance(field.kind, BoxesKind):
        yield from _boxes(node, field.kind)
    elif isinstance(node, Sequence):
        yield from (
            (" ".join(_lines(item, field)) for item in node.items) if node.items else (BLANK,)
        )
    elif node is None or (isinstance(node, Scalar) and node.is_empty):
        yield BLANK
    elif not isinstance(node, Scalar):
        yield UNREADABLE
    elif isinstance(field.kind, DateKind) and is_date_shape(node.value):
        yield _wareki(node.value)
    elif isinstance(field.kind, ChoiceKind):
        yield f"[{node.value.strip()}]"
    else:
        yield from node.value.rstrip("\n").split("\n")


def _wareki(text: str) -> str:
    """A date as the form prints it; one that does not exist stays as written."""
    try:
        return parse_date(text).wareki
    except DateError:
        return text


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
