"""All rules. A new rule is a declaration in its family's module; a new family one line here."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache

from pia_cli.core.text import is_it, nearest, short
from pia_cli.forms.tree import FormField
from pia_cli.rules import (
    conditions,
    consistency,
    date_order,
    dates,
    form,
    law,
    notation,
    persons,
    secrets,
    suppressions,
    swallowed,
    yaml,
)
from pia_cli.rules.log import names, reasons, table, texts, versions
from pia_cli.rules.rule import Check, Finding, Rule
from pia_cli.rules.visit import Visit

FAMILIES = {
    "Y": "YAML として読むための規則",
    "F": "様式の形",
    "C": "項目どうしの整合",
    "L": "法令の引用",
    "D": "日付",
    "H": "変更箇所の履歴",
    "N": "表記",
    "S": "公表してはならないもの",
    "P": "抑制の注釈",
}
"""The families that have rules, in the order of docs/rules.md."""


def _in_order(*declared: Rule) -> tuple[Rule, ...]:
    families = tuple(FAMILIES)
    return tuple(sorted(declared, key=lambda rule: (families.index(rule.code[0]), rule.code)))


RULES: tuple[Rule, ...] = _in_order(
    *yaml.RULES,
    *form.RULES,
    *swallowed.RULES,
    *conditions.RULES,
    *consistency.RULES,
    *law.RULES,
    *dates.RULES,
    *date_order.RULES,
    *versions.RULES,
    *names.RULES,
    *table.RULES,
    *texts.RULES,
    *reasons.RULES,
    *secrets.RULES,
    *persons.RULES,
    *notation.RULES,
    *suppressions.RULES,
)
"""In the order of docs/rules.md: by family, then by code."""

ItemCheck = Callable[[Visit], Iterator[Finding]]

ITEM_CHECKS: tuple[tuple[Callable[[FormField], bool], ItemCheck], ...] = (
    (conditions.concerns, conditions.check),
    (dates.concerns, dates.check),
)
"""Checks that look at one field at a time, each after the test of the fields it concerns."""

DOCUMENT_CHECKS: tuple[Check, ...] = (
    *swallowed.CHECKS,
    *consistency.CHECKS,
    *law.CHECKS,
    *dates.CHECKS,
    *date_order.CHECKS,
    *names.CHECKS,
    *table.CHECKS,
    *texts.CHECKS,
    *reasons.CHECKS,
    *secrets.CHECKS,
    *persons.CHECKS,
    *notation.CHECKS,
)
"""Checks across items, one for each of their rules."""


LIST_HINT = "pia rules で規則の一覧を表示します"
"""What to do about a rule that there is not."""


@cache
def item_checks(form: FormField) -> dict[FormField, tuple[ItemCheck, ...]]:
    """The checks of each field of a form; fields without one are left out."""
    checks = {
        field: tuple(check for concerns, check in ITEM_CHECKS if concerns(field))
        for field in form.walk()
    }
    return {field: each for field, each in checks.items() if each}


@cache
def rules_by_code() -> dict[str, Rule]:
    """Every rule by its code."""
    return {rule.code: rule for rule in RULES}


@cache
def _rules_by_name() -> dict[str, Rule]:
    """Every rule by its code and by its slug."""
    return {name: rule for rule in RULES for name in (rule.code, rule.slug)}


def nearest_rule(name: str) -> str | None:
    """The code or the slug that was probably meant by a name that no rule has."""
    return nearest(name, _rules_by_name())


def no_such_rule(name: str, *, by_code: bool = False) -> str:
    """What to say of a name that no rule has; ``by_code`` where only a code will do instead."""
    near = nearest_rule(name)
    if near and by_code:
        near = _rules_by_name()[near].code
    return f"「{short(name)}」という規則はありません{is_it(near)}"


def matching(prefix: str) -> tuple[Rule, ...]:
    """The rules whose code starts with a prefix (any letter case), or whose slug it is."""
    code = prefix.upper()
    return tuple(rule for rule in RULES if rule.code.startswith(code) or rule.slug == prefix)
