"""The risks that a section of Ⅲ prints: リスク1 and リスク2, or one that has no number."""

from __future__ import annotations

from functools import cache

from pia_cli.core.diagnostic import Path
from pia_cli.core.pattern import Pattern
from pia_cli.core.text import fold, narrow
from pia_cli.forms.tree import FormField, fields_to

RISK = "リスク"
NUMBERED_RISK = Pattern(rf"{RISK}\s{{0,3}}([0-9]{{1,2}})(?![0-9])", needs=(RISK,))
"""A risk by its number, in half width."""


@cache
def risk_numbers(field: FormField) -> frozenset[str]:
    """The numbers of the risks that are printed at and below a field.

    One that is printed without a number (リスク：…) may be called リスク1.
    """
    numbers = {fold(each.item.number) for each in field.walk()}
    found = {number.removeprefix(RISK) for number in numbers if number.startswith(RISK)}
    return frozenset(found | ({"1"} if has_bare_risk(field) else set()))


@cache
def has_bare_risk(field: FormField) -> bool:
    """Whether one risk is printed at or below a field that has no number."""
    return any(fold(each.item.printed).startswith(f"{RISK}:") for each in field.walk())


def section_of_risk(form: FormField, place: Path) -> FormField | None:
    """The section of Ⅲ that a place is in, or Ⅲ; None for a place in another part."""
    part, *below = fields_to(form, place)
    if not risk_numbers(part):
        return None
    return below[0] if below else part


def without_risk(name: str) -> str:
    """A name without its リスク2, "" where it has none."""
    name = narrow(name)
    return NUMBERED_RISK.sub(" ", name) if NUMBERED_RISK.is_in(name) else ""
