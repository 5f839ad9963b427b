"""H010: the 項目 of every row is an item of the form."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count

from pia_cli.core.diagnostic import Severity
from pia_cli.core.pattern import Pattern
from pia_cli.core.text import is_it, short
from pia_cli.rules.facts import LOG, Facts
from pia_cli.rules.log.examples import TABLE, log
from pia_cli.rules.rule import Check, Finding, Rule

ITEM = f"{LOG}.item"

RULES = (
    Rule(
        "H010",
        "item-not-in-form",
        "変更箇所の項目が様式にない",
        Severity.WARNING,
        why="項目の番号とラベルが合わないと、どの項目が変わったのかを読む人がたどれません。",
        basis=TABLE,
        bad=log(item="Ⅰ-5-②所属長の役職名", before="国民健康保険課長", after="保険年金課長"),
        good=log(item="Ⅰ-6-②所属長の役職名", before="国民健康保険課長", after="保険年金課長"),
        reads=(ITEM,),
    ),
)

MOST_SUGGESTED = 20
"""How many names that are none a suggestion is looked for: each looks through the whole form."""

_NUMBERED = Pattern(r"\s{0,9}[(（【\[]?\s{0,9}(?:[Ⅰ-Ⅻ]|(?:I{1,3}|IV|VI{0,3})(?![A-Za-z]))")
"""A name that begins with a part of the form; 「表紙」 and 「全体」 name none."""


def unknown_items(facts: Facts) -> Iterator[Finding]:
    """H010: a numbered 項目 that the form has not."""
    written = facts.document.log
    key = facts.document.fields[ITEM].key
    near: dict[str, str | None] = {}
    numbers = count()
    for row in written.rows:
        if not _NUMBERED.match(row.item) or written.is_known(row.item):
            continue
        if row.item not in near:
            few = next(numbers) < MOST_SUGGESTED
            near[row.item] = written.names.suggest(row.item) if few else None
        yield Finding("H010", (*row.path, key), *no_item(row.item, near[row.item]))


def no_item(name: str, near: str | None) -> tuple[str, str]:
    """What to say of a 項目 that the form has not, and what to do; ``near`` is the item meant."""
    return (
        f"「{short(name)}」という項目は様式にありません{is_it(near)}",
        "様式に印刷された番号とラベルで書いてください（Ⅱ-4-委託事項1-③委託先名）",
    )


CHECKS = (Check("H010", unknown_items),)
