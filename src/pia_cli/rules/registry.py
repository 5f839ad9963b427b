"""All rules. A new rule is a declaration in its family's module; a new family one line here."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache

from pia_cli.rules import conditions, date_order, dates, form, history, yaml
from pia_cli.rules.consistency import entrustment
from pia_cli.rules.log import names, reasons, table, texts
from pia_cli.rules.rule import Check, Finding, Rule
from pia_cli.rules.visit import Visit

FAMILIES = {
    "Y": "YAML として読むための規則",
    "F": "様式の形",
    "C": "項目どうしの整合",
    "D": "日付",
    "H": "変更箇所の履歴",
}
"""The families that have rules, in the order of docs/rules.md."""

RULES: tuple[Rule, ...] = (
    *yaml.RULES,
    *form.RULES,
    *conditions.RULES,
    *entrustment.RULES,
    *dates.RULES,
    *date_order.RULES,
    *history.RULES,
    *names.RULES,
    *table.RULES,
    *texts.RULES,
    *reasons.RULES,
)

ITEM_CHECKS: tuple[Callable[[Visit], Iterator[Finding]], ...] = (conditions.check, dates.check)
"""Checks that look at one field at a time."""

DOCUMENT_CHECKS: tuple[Check, ...] = (
    *entrustment.CHECKS,
    *date_order.CHECKS,
    *names.CHECKS,
    *table.CHECKS,
    *texts.CHECKS,
    *reasons.CHECKS,
)
"""Checks across items, one for each of their rules."""


@cache
def rules_by_code() -> dict[str, Rule]:
    """Every rule by its code."""
    return {rule.code: rule for rule in RULES}


def matching(prefix: str) -> tuple[Rule, ...]:
    """The rules whose code starts with a prefix (any letter case), or whose slug it is."""
    code = prefix.upper()
    return tuple(rule for rule in RULES if rule.code.startswith(code) or rule.slug == prefix)
