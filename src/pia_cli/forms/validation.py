"""A document against the tree of a form: everything in which their shapes differ."""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum
from typing import NamedTuple

from pia_cli.core.diagnostic import Path
from pia_cli.core.text import is_it
from pia_cli.document.nodes import Mapping, Node, Scalar, Sequence, plain
from pia_cli.forms.choices import BoxesKind, likely_choice
from pia_cli.forms.kinds import Kind, RefusedError, TextKind
from pia_cli.forms.tree import FormField


class Fault(StrEnum):
    """What is wrong with the structure; faults of a value carry the code of their rule."""

    MISSING = "missing"
    NOT_A_SECTION = "not-a-section"
    NOT_A_LIST = "not-a-list"
    VALUE = "value"


class ShapeError(NamedTuple):
    """One fault at a path; ``code``, ``message`` and ``hint`` are set for `Fault.VALUE`.

    ``foreign`` is the text and the choices where it is none of them.
    """

    path: Path
    fault: Fault
    code: str = ""
    message: str = ""
    hint: str = ""
    foreign: tuple[str, tuple[str, ...]] | None = None


def shape_errors(form: FormField, node: Node) -> list[ShapeError]:
    """Everything that keeps a node from being the section, in the order of the form.

    Keys that the form does not have are passed over.
    """
    found: list[ShapeError] = []
    _section(form, node, (), found)
    return found


def _section(form: FormField, node: Node, path: Path, found: list[ShapeError]) -> None:
    if not isinstance(node, Mapping):
        found.append(ShapeError(path, Fault.NOT_A_SECTION))
        return
    entries = node.entries
    for field in form.children:
        if entry := entries.get(field.key):
            _field(field, entry.value, (*path, field.key), found)
        elif field.required:
            found.append(ShapeError((*path, field.key), Fault.MISSING))


def _field(field: FormField, node: Node, path: Path, found: list[ShapeError]) -> None:
    kind = field.kind
    if field.nullable and isinstance(node, Scalar) and node.is_empty:
        return
    if field.entries:
        check = kind.check if kind else None
        _list(field, field.entries.check_blank, check, node, path, found)
    elif isinstance(kind, BoxesKind):
        _list(field, kind.check_blank, kind.check_box, node, path, found)
    elif kind is None:
        _section(field, node, path, found)
    elif not isinstance(kind, TextKind) or not _is_written(node):
        _value(kind.check, node, path, found)


def _list(
    field: FormField,
    check_blank: Callable[[object], object],
    check: Callable[[object], object] | None,
    node: Node,
    path: Path,
    found: list[ShapeError],
) -> None:
    """A list of values, or of sections where there is no ``check`` of a value."""
    if isinstance(node, Scalar) and node.is_empty:
        _value(check_blank, node, path, found)
    elif not isinstance(node, Sequence):
        found.append(ShapeError(path, Fault.NOT_A_LIST))
    elif not node.items:
        _value(check_blank, node, path, found)
    elif check is None:
        for index, entry in enumerate(node.items):
            _section(field, entry, (*path, index), found)
    else:
        any_text = isinstance(field.kind, TextKind)
        for index, entry in enumerate(node.items):
            if not any_text or not _is_written(entry):
                _value(check, entry, (*path, index), found)


def _is_written(node: Node) -> bool:
    """Whether it is a text and no 空欄: no `TextKind` refuses one, and most items are of it."""
    return isinstance(node, Scalar) and not node.is_empty


def _value(
    check: Callable[[object], object], node: Node, path: Path, found: list[ShapeError]
) -> None:
    try:
        check(plain(node))
    except RefusedError as refused:
        found.append(_own(refused, path))


def refusal(kind: Kind, text: str) -> str:
    """Why a kind does not accept a text, with what to do; "" where it does."""
    try:
        kind.check(text)
    except RefusedError as refused:
        near = likely_choice(*refused.foreign) if refused.foreign else None
        return f"{refused.message}{is_it(near)}。{refused.hint}".replace("？。", "？")
    return ""


def _own(refused: RefusedError, path: Path) -> ShapeError:
    place = path if refused.below is None else (*path, refused.below)
    return ShapeError(
        place, Fault.VALUE, refused.code, refused.message, refused.hint, refused.foreign
    )
