"""Plain data against a section, with pydantic's errors as our own."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from pydantic import ValidationError
from pydantic_core import ErrorDetails, PydanticCustomError

from pia_cli.core.diagnostic import Path
from pia_cli.core.text import is_it
from pia_cli.forms.choices import likely_choice
from pia_cli.forms.kinds import Kind
from pia_cli.forms.section import Section


class Fault(StrEnum):
    """What is wrong with the structure; faults of a value carry the code of their rule."""

    MISSING = "missing"
    UNKNOWN = "unknown"
    NOT_A_SECTION = "not-a-section"
    NOT_A_LIST = "not-a-list"
    VALUE = "value"


_FAULTS = {
    "missing": Fault.MISSING,
    "extra_forbidden": Fault.UNKNOWN,
    "model_type": Fault.NOT_A_SECTION,
    "list_type": Fault.NOT_A_LIST,
}


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


def shape_errors(model: type[Section], data: Any) -> list[ShapeError]:
    """Everything that keeps plain data from being the section, in the order of the form."""
    try:
        model.model_validate(data)
    except ValidationError as refused:
        return [_own(error) for error in refused.errors(include_url=False, include_input=False)]
    return []


def refusal(kind: Kind, text: str) -> str:
    """Why a kind does not accept a text, with what to do; "" where it does."""
    try:
        kind.check(text)
    except PydanticCustomError as refused:
        context = refused.context or {}
        near = likely_choice(context["text"], context["choices"]) if "choices" in context else None
        return f"{context['message']}{is_it(near)}。{context['hint']}".replace("？。", "？")
    return ""


def _own(error: ErrorDetails) -> ShapeError:
    fault = _FAULTS.get(error["type"])
    if fault is not None:
        return ShapeError(error["loc"], fault)
    context = error["ctx"]
    path = (*error["loc"], context["below"]) if "below" in context else error["loc"]
    foreign = (context["text"], context["choices"]) if "choices" in context else None
    message, hint = context["message"], context["hint"]
    return ShapeError(path, Fault.VALUE, error["type"], message, hint, foreign)
