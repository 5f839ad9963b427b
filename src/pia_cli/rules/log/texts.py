"""H015 and H016: the texts of the rows of one item, against each other and against today's."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice, pairwise

from pia_cli.cells.quotation import is_part
from pia_cli.cells.rows import LogRow
from pia_cli.core.diagnostic import Path, Severity
from pia_cli.core.text import short
from pia_cli.document.nodes import Sequence, node_at, text_at
from pia_cli.rules.facts import LOG, Facts
from pia_cli.rules.fixes import mended
from pia_cli.rules.log.examples import DISCONNECTED, NOW, TABLE, WHY_CONNECTED, log, row
from pia_cli.rules.log.history import MOST, History, LoggedItem
from pia_cli.rules.rule import Check, Finding, Rule

READS = tuple(f"{LOG}.{name}" for name in ("changed_on", "item", "before", "after"))
BEFORE, AFTER = READS[2:]
_MIDDLE = "みなとシステムズ株式会社"
_LAST = {"day": "令和7年3月28日", "before": _MIDDLE}

_TODAY = f"# 今の記載は「{NOW}」"

RULES = (
    Rule(
        "H015",
        "rows-disconnected",
        DISCONNECTED,
        Severity.WARNING,
        why=WHY_CONNECTED,
        basis=TABLE,
        bad=log(row(after="みなとシステム有限会社"), row(**_LAST)),
        good=log(row(after=_MIDDLE), row(**_LAST)),
        reads=READS,
    ),
    Rule(
        "H016",
        "last-row-outdated",
        "最後の行の変更後の記載が、今の記載と違う",
        Severity.WARNING,
        why=(
            "項目の最後の行の変更後の記載は、今の記載のはずです。"
            "違うときは、その後の変更の行が抜けているか、本文が改められていません。"
        ),
        basis=TABLE,
        bad=log(after=f"みなとシステムズ株式会社 {_TODAY}"),
        good=log(after=f"{NOW} {_TODAY}"),
        reads=READS,
    ),
)

_NEAR = 8
"""Rows of one item and day; where there are more, they are parts of a table."""


def disconnected(facts: Facts) -> Iterator[Finding]:
    """H015: a 変更前 that goes on from no 変更後 of its item; a row between may tell of it."""
    history, keys = facts.document.history, facts.document.fields
    for path, last, each in islice(_breaks(history), MOST):
        if not history.may_lie_between(path, last, each):
            yield Finding(
                "H015",
                (*each.path, keys[BEFORE].key),
                f"「{short(each.before)}」は、前の行（{last.changed_on}）の"
                "変更後の記載とつながりません",
                "間の変更の行が抜けていないか、写し誤りがないかを確かめてください",
                related=(((*last.path, keys[AFTER].key), "前の行の変更後の記載です"),),
            )


def _breaks(history: History) -> Iterator[tuple[Path, LogRow, LogRow]]:
    """The rows that go on from none of the revision before, with the last row of that."""
    for path, item in history.items.items():
        for earlier, later in pairwise(history.revisions(path)):
            if len(earlier) + len(later) > _NEAR:
                continue
            for each in later:
                around = (*earlier, *_but(later, each))
                if not any(_goes_on(item, each, one) for one in around):
                    yield path, earlier[-1], each


def _goes_on(item: LoggedItem, after: LogRow, before: LogRow) -> bool:
    """`LoggedItem.goes_on`, maybe from a text that ``pia fix`` has mended since."""
    if item.goes_on(after, before):
        return True
    text = mended(before.after, item.field)
    return text != before.after and item.goes_on(after, before._replace(after=text))


def _has(item: LoggedItem, text: str) -> bool:
    """`LoggedItem.has`, maybe of a text that ``pia fix`` has mended since."""
    return item.has(text) or item.has(mended(text, item.field))


def _but(rows: list[LogRow], each: LogRow) -> list[LogRow]:
    return [one for one in rows if one is not each]


def outdated(facts: Facts) -> Iterator[Finding]:
    """H016: the last 変更後 of an item that is not its text of today."""
    history, keys = facts.document.history, facts.document.fields
    for path, item, each in islice(_unlike_today(history), MOST):
        if _stands_beside(history, path, each.after):
            continue
        if not history.may_lie_between(path, each, None):
            yield Finding(
                "H016",
                (*each.path, keys[AFTER].key),
                f"「{short(each.after)}」は「{item.written.item}」の今の記載にありません",
                "その後の変更の行を書き足すか、本文を確かめてください",
                related=((path, "今の記載です"),) if node_at(history.log.root, path) else (),
            )


def _unlike_today(history: History) -> Iterator[tuple[Path, LoggedItem, LogRow]]:
    """The rows of each item's last revision that today's text does not have."""
    for path, item in history.items.items():
        last = history.revisions(path)[-1]
        for each in last if len(last) <= _NEAR else ():
            goes_on = any(is_part(each.after, [one.before]) for one in _but(last, each))
            if not goes_on and not _has(item, each.after):
                yield path, item, each


def _stands_beside(history: History, path: Path, text: str) -> bool:
    """Whether another entry has the text: a log keeps the numbers of its day."""
    at = max((depth for depth, step in enumerate(path) if isinstance(step, int)), default=-1)
    entries = node_at(history.log.root, path[:at]) if at >= 0 else None
    count = len(entries.items) if isinstance(entries, Sequence) else 0
    others = ((*path[:at], index, *path[at + 1 :]) for index in range(min(count, MOST)))
    return any(is_part(text, [text_at(history.log.root, other)]) for other in others)


CHECKS = (Check("H015", disconnected), Check("H016", outdated))
