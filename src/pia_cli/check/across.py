"""The rules across items, each where what it reads is sound."""

from __future__ import annotations

from collections.abc import Iterator

from pia_cli.check.limit import Limit
from pia_cli.rules.facts import MAX_PLACES, Document, Facts
from pia_cli.rules.registry import DOCUMENT_CHECKS, rules_by_code
from pia_cli.rules.rule import Finding, UndecidedError


def check_across(document: Document, limit: Limit, skipped: set[str]) -> Iterator[Finding]:
    """What the rules find; adds to ``skipped`` the codes of those that could not run somewhere."""
    whole, rules = Facts(document), rules_by_code()
    for check in DOCUMENT_CHECKS:
        doubtful = document.unsound.intersection(rules[check.code].reads)
        for facts in whole.entries(check.per)[:MAX_PLACES] if check.per else (whole,):
            if doubtful and any(map(facts.failed, doubtful)):
                skipped.add(check.code)
                continue
            try:
                yield from (found for found in check.run(facts) if limit.allows(found.code))
            except UndecidedError:
                skipped.add(check.code)
