"""Plain data against the tree of a form: everything in which their shapes differ."""

from __future__ import annotations

from collections.abc import Callable, Iterator
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


def shape_errors(form: FormField, data: Any, path: Path = ()) -> Iterator[ShapeError]:
    """Everything that keeps plain data from being the section, in the order of the form.

    The data are dicts, lists, texts and None for 空欄. Keys that the form does not have are
    passed over.
    """
    if not isinstance(data, dict):
        yield ShapeError(path, Fault.NOT_A_SECTION)
        return
    for field in form.children:
        if field.key in data:
            yield from _field(field, data[field.key], (*path, field.key))
        elif field.required:
            yield ShapeError((*path, field.key), Fault.MISSING)


def _field(field: FormField, value: Any, path: Path) -> Iterator[ShapeError]:
    if value is None and field.nullable:
        return
    if field.entries:
        check = field.kind.check if field.kind else None
        yield from _list(field, field.entries.check_blank, check, value, path)
    elif isinstance(field.kind, BoxesKind):
        yield from _list(field, field.kind.check_blank, field.kind.check_box, value, path)
    elif field.kind:
        yield from _value(field.kind.check, value, path)
    else:
        yield from shape_errors(field, value, path)


def _list(
    field: FormField,
    check_blank: Callable[[object], object],
    check: Callable[[object], object] | None,
    value: Any,
    path: Path,
) -> Iterator[ShapeError]:
    """A list of values, or of sections where there is no ``check`` of a value."""
    try:
        value = check_blank(value)
    except RefusedError as refused:
        yield _own(refused, path)
        return
    if not isinstance(value, list):
        yield ShapeError(path, Fault.NOT_A_LIST)
        return
    for index, entry in enumerate(value):
        here = (*path, index)
        yield from _value(check, entry, here) if check else shape_errors(field, entry, here)


def _value(check: Callable[[object], object], value: object, path: Path) -> Iterator[ShapeError]:
    try:
        check(value)
    except RefusedError as refused:
        yield _own(refused, path)


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
