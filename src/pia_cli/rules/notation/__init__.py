"""N: how the texts are written, one module per kind of slip."""

from __future__ import annotations

from pia_cli.rules.notation import (
    characters,
    folded,
    foreign,
    hashes,
    invisible,
    lookalikes,
    names,
    numbering,
    placeholders,
    prose,
    punctuation,
    styles,
    sums,
)
from pia_cli.rules.rule import Check, Rule

_MODULES = (
    names,
    prose,
    sums,
    punctuation,
    numbering,
    styles,
    characters,
    lookalikes,
    foreign,
    invisible,
    placeholders,
    hashes,
    folded,
)

RULES: tuple[Rule, ...] = tuple(
    sorted((rule for module in _MODULES for rule in module.RULES), key=lambda rule: rule.code)
)
CHECKS: tuple[Check, ...] = tuple(check for module in _MODULES for check in module.CHECKS)
