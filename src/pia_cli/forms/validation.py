"""Plain data against the tree of a form: everything in which their shapes differ."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from pia_cli.core.diagnostic import Path
from pia_cli.core.text import is_it
from pia_cli.forms.choices import BoxesKind, likely_choice
from pia_cli.forms.kinds import Kind, RefusedError
from pia_cli.forms.tree import FormField


class Fault(StrEnum):
    """What is wrong with the structure; faults of a value carry the code of their rule."""

    MISSING = "missing"
    NOT_A_SECTION = "not-a-section"
    NOT_A_LIST = "not-a-list"
    VALUE = "value"


@dataclass(frozen=True, slots=True)
class ShapeError:
    """One fault at a path; ``code``, ``message`` and ``hint`` are set for `Fault.VALUE`.

    ``foreign`` is the text and the choices where it is none of them.
    """

    path: Path
    fault: Fault
    code: str = ""
    message: str = ""
    hint: str = ""
    foreign: tuple[str, tuple[str, ...]] | None = None


def shape_errors(form: FormField, data: Any, path: Path = ()) -> list[ShapeError]:
    """Everything that keeps plain data from being the section, in the order of the form.

    The data are dicts, lists, texts and None for 空欄. Keys that the form does not have are
    passed over.
    """
    found: list[ShapeError] = []
    _section(form, data, path, found)
    return found


def _section(form: FormField, data: Any, path: Path, found: list[ShapeError]) -> None:
    if not isinstance(data, dict):
        found.append(ShapeError(path, Fault.NOT_A_SECTION))
        return
    for field in form.children:
        if field.key in data:
            _field(field, data[field.key], (*path, field.key), found)
        elif field.required:
            found.append(ShapeError((*path, field.key), Fault.MISSING))


def _field(field: FormField, value: Any, path: Path, found: list[ShapeError]) -> None:
    kind = field.kind
    if value is None and field.nullable:
        return
    if field.entries:
        check = kind.check if kind else None
        _list(field, field.entries.check_blank, check, value, path, found)
    elif isinstance(kind, BoxesKind):
        _list(field, kind.check_blank, kind.check_box, value, path, found)
    elif kind is None:
        _section(field, value, path, found)
    else:
        try:
            kind.check(value)
        except RefusedError as refused:
            found.append(_own(refused, path))


def _list(
    field: FormField,
    check_blank: Callable[[object], object],
    check: Callable[[object], object] | None,
    value: Any,
    path: Path,
    found: list[ShapeError],
) -> None:
    """A list of values, or of sections where there is no ``check`` of a value."""
    try:
        value = check_blank(value)
    except RefusedError as refused:
        found.append(_own(refused, path))
        return
    if not isinstance(value, list):
        found.append(ShapeError(path, Fault.NOT_A_LIST))
        return
    if check is None:
        for index, entry in enumerate(value):
            _section(field, entry, (*path, index), found)
        return
    for index, entry in enumerate(value):
        try:
            check(entry)
        except RefusedError as refused:
            found.append(_own(refused, (*path, index)))


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
