"""Answers as data and as the texts of the table's cells."""

from __future__ import annotations

from collections.abc import Iterator
from collections.abc import Mapping as Dict
from typing import TypeAlias

from pia_cli.document.nodes import WHITE_SPACE, Mapping, Node, Opaque, Scalar, Sequence, is_blank
from pia_cli.forms.choices import Box, BoxesKind
from pia_cli.forms.kinds import FLAG_WORDS, CountKind, FlagKind
from pia_cli.forms.notation import meaning, notation_key
from pia_cli.forms.numbered import numbered
from pia_cli.forms.tree import CIRCLED, FormField

Plain: TypeAlias = "str | list[Plain] | dict[str, Plain]"
"""A value of a document as data; 空欄 is ""."""

MARKED, UNMARKED = "[○]", "[　]"


class UnreadableError(Exception):
    """A value is not written the way its item wants, so that it cannot be compared."""


def text_of(node: Node | None) -> str:
    """A single value as text, "" for 空欄. Raises UnreadableError for anything else."""
    if node is None:
        return ""
    if not isinstance(node, Scalar):
        raise UnreadableError
    return "" if node.is_empty else node.value.strip(WHITE_SPACE)


def texts_of(node: Node | None) -> list[str]:
    """A list of texts. Raises UnreadableError for anything else."""
    if is_blank(node):
        return []
    if not isinstance(node, Sequence):
        raise UnreadableError
    return [text_of(item) for item in node.items]


def marks_of(node: Node | None) -> dict[str, str]:
    """The marked boxes of a 複数選択 item, each with what is written beside it.

    Raises UnreadableError for anything else.
    """
    if is_blank(node):
        return {}
    if not isinstance(node, Sequence):
        raise UnreadableError
    return dict(_mark(item) for item in node.items)


def _mark(item: Node) -> tuple[str, str]:
    if isinstance(item, Mapping) and len(item.entries) == 1:
        label, entry = next(iter(item.entries.items()))
        return label, text_of(entry.value)
    return text_of(item), ""


def marks_data(marks: Dict[str, str]) -> Plain:
    """Marked boxes as they are written in YAML, in a fixed order."""
    return [{label: text} if text else label for label, text in sorted(marks.items())]


def marks_in(value: Plain) -> dict[str, str]:
    """The marked boxes of `marks_data`; none for what is no list."""
    marks: dict[str, str] = {}
    for one in value if isinstance(value, list) else ():
        filled = one if isinstance(one, dict) else {str(one): ""}
        marks.update({label: str(text) for label, text in filled.items()})
    return marks


def changed_marks(kind: BoxesKind, old: Dict[str, str], new: Dict[str, str]) -> tuple[str, str]:
    """The boxes that differ, each as ``[○]紙`` or ``[　]紙`` on both sides, in the form's order."""
    labels = changed_labels(kind, old, new)
    return (
        "\n".join(box_text(kind, label, old) for label in labels),
        "\n".join(box_text(kind, label, new) for label in labels),
    )


def changed_labels(kind: BoxesKind, old: Dict[str, str], new: Dict[str, str]) -> list[str]:
    """The boxes that differ in their mark or their text: those of the form, then the foreign."""
    found = differing(old, new)
    return [*filter(found.__contains__, kind.choices), *sorted(found.difference(kind.choices))]


def differing(old: Dict[str, str], new: Dict[str, str]) -> set[str]:
    """The boxes that differ in their mark or their text."""
    return {label for label in {*old, *new} if old.get(label) != new.get(label)}


def marks_text(kind: BoxesKind, marks: Dict[str, str]) -> str:
    """All marked boxes, one a line."""
    return changed_marks(kind, {}, marks)[1]


def marks_meaning(kind: BoxesKind, marks: Dict[str, str]) -> dict[str, str]:
    """What marked boxes say, for telling 実質 from 表記のみ."""
    fills = {box.label: box.fill for box in kind.boxes}
    return {notation_key(label): meaning(fills.get(label), text) for label, text in marks.items()}


def box_text(kind: BoxesKind, label: str, marks: Dict[str, str], gap: str = "") -> str:
    """One box: ``[○]その他（電子申請）``, ``[○]提供を行っている（3件）``, ``[　]紙``.

    ``gap`` stands before the label.
    """
    if label not in marks:
        return f"{UNMARKED}{gap}{label}"
    text, box = marks[label], kind.by_label.get(label)
    if text[-1:].isdecimal() and box and isinstance(box.fill, CountKind):
        text += "件"
    return f"{MARKED}{gap}{label}" + (f"（{text}）" if text else "")


def flag_boxes(key: str) -> BoxesKind:
    """A flag as the one box that it is on paper."""
    return BoxesKind((Box(key),))


def flag_marks(key: str, text: str) -> dict[str, str]:
    """The marks of `flag_boxes`. Raises UnreadableError for what is no truth value."""
    if text and text not in FLAG_WORDS:
        raise UnreadableError
    return {key: ""} if FLAG_WORDS.get(text) else {}


def flag_text(key: str, text: str) -> str:
    """A flag for a cell: [○]委託しない."""
    return f"{MARKED if flag_marks(key, text) else UNMARKED}{key}"


def data_of(node: Node | None) -> Plain:
    """A whole value as data; "" for 空欄 and for what the reader refused."""
    if isinstance(node, Mapping):
        return {key: data_of(entry.value) for key, entry in node.entries.items()}
    if isinstance(node, Sequence):
        return [data_of(item) for item in node.items]
    return "" if node is None or isinstance(node, Opaque) else text_of(node)


def flat(value: Plain) -> Iterator[str]:
    """All texts of a value, keys included, in the order written."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for key, below in value.items():
            yield key
            yield from flat(below)
    else:
        for below in value:
            yield from flat(below)


def entry_text(node: Node, field: FormField) -> str:
    """A whole entry of a list for a cell: a line for each item that is filled.

    The sections of a file, and the entries in them, have their heads above their lines: ①…⑥
    comes in each.
    """
    if not isinstance(node, Mapping):
        return ""
    return "\n".join(_lines(node, field))


def _lines(section: Mapping, field: FormField) -> Iterator[str]:
    for child in field.children:
        value = section.get(child.key)
        if value is None:
            continue
        if child.children:
            below = list(_lines_below(value, child))
            if below and (head := _head(child)):
                yield head
            yield from below
        elif isinstance(child.kind, FlagKind):
            yield answer_text(value, child)
        elif text := answer_text(value, child):
            number, separator = child.item.number, "\n" if "\n" in text else " "
            dot = ". " if number.isdecimal() else ""  # 10. その他のリスク対策
            number = number if dot or number[-1:] in CIRCLED else ""
            yield f"{number}{dot}{child.key}:{separator}{text}"


def _lines_below(node: Node, field: FormField) -> Iterator[str]:
    """The lines of a section, or of each entry of a list under its printed name."""
    for at, entry in enumerate(node.items if isinstance(node, Sequence) else [node], 1):
        lines = list(_lines(entry, field)) if isinstance(entry, Mapping) else []
        if lines and "{n}" in field.item.slot:
            yield field.item.slot.format(n=at)
        yield from lines


def _head(field: FormField) -> str:
    """A section as it is headed on paper: 4. 特定個人情報ファイルの取扱いの委託, リスク1 ….

    "" where its entries have their own heads: 委託事項1.
    """
    number = field.item.number
    if not number:
        return "" if field.entries else field.item.heading
    between = ". " if number.isdecimal() else "" if number in CIRCLED else " "
    return f"{number}{between}{field.key}"


def answer_text(node: Node | None, field: FormField) -> str:
    """An answer for a cell, "" for 空欄 and for what cannot be read."""
    try:
        if isinstance(field.kind, BoxesKind):
            return marks_text(field.kind, marks_of(node))
        if field.entries:
            texts = texts_of(node)
            return numbered(texts) if field.item.slot else "\n".join(texts)
        if isinstance(field.kind, FlagKind):
            return flag_text(field.key, text_of(node))
        return text_of(node)
    except UnreadableError:
        return ""
