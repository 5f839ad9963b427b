"""Rules as a person names them on the command line: by code, by its start, or by name."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from typing import TYPE_CHECKING

from pia_cli.core.errors import UsageError

if TYPE_CHECKING:
    from pia_cli.rules.rule import Rule


def codes_of(texts: Sequence[str], option: str) -> frozenset[str]:
    """The codes of all rules that an option names, in one text or several, between commas.

    Raises UsageError for what names no rule.
    """
    words = [word for text in texts for word in re.split("[,、，]", text)]
    if not all(map(str.strip, words)):
        raise UsageError(f"{option} に空の規則があります", "F や D001 のように書いてください")
    return frozenset(rule.code for word in words for rule in rules_named(word))


def rules_named(word: str) -> tuple[Rule, ...]:
    """The rules that a word names. Raises UsageError where there is none."""
    from pia_cli.rules.registry import LIST_HINT, matching, no_such_rule

    name = unicodedata.normalize("NFKC", word).strip()
    found = matching(name) if name else ()
    if not found:
        raise UsageError(no_such_rule(word), LIST_HINT)
    return found
