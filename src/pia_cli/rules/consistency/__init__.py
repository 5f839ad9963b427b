"""C: items that must agree with each other, one module per part of the form."""

from __future__ import annotations

from pia_cli.rules.consistency import (
    basics,
    cover,
    entrustment,
    incidents,
    left_standing,
    network,
    network_basis,
    open_risks,
    people,
    procedure,
    records,
    references,
    sharing,
)
from pia_cli.rules.rule import Check, Rule

_MODULES = (
    basics,
    cover,
    network,
    network_basis,
    entrustment,
    sharing,
    left_standing,
    references,
    incidents,
    open_risks,
    records,
    people,
    procedure,
)

RULES: tuple[Rule, ...] = tuple(
    sorted((rule for module in _MODULES for rule in module.RULES), key=lambda rule: rule.code)
)
CHECKS: tuple[Check, ...] = tuple(check for module in _MODULES for check in module.CHECKS)
