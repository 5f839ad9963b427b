"""H011 to H014: the dates of the rows, and the same row twice."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date
from functools import lru_cache
from itertools import pairwise

from pia_cli.cells.rows import LogRow
from pia_cli.core.diagnostic import Path, Severity
from pia_cli.core.text import short
from pia_cli.core.wareki import day_of, years_after
from pia_cli.forms.choices import AFTER as AFTER_CHANGE
from pia_cli.forms.notation import notation_key
from pia_cli.rules.facts import LOG, Facts
from pia_cli.rules.item_ids import PUBLISHED
from pia_cli.rules.log.examples import TABLE, log, row
from pia_cli.rules.log.reading import Log
from pia_cli.rules.rule import Check, Finding, Rule

DAY, ITEM, TIMING = (f"{LOG}.{name}" for name in ("changed_on", "item", "timing"))
BEFORE, AFTER = f"{LOG}.before", f"{LOG}.after"
_LATER = (
    row("令和7年3月28日", "Ⅰ-6-①部署", "市民部 国民健康保険課", "市民部 保険年金課"),
    row("令和7年3月28日", "Ⅰ-6-②所属長の役職名", "国民健康保険課長", "保険年金課長"),
)
_PUBLISHED = "# 公表日は令和7年3月28日"

RULES = (
    Rule(
        "H011",
        "rows-not-in-order",
        "変更箇所の行が変更日の順に並んでいない",
        Severity.WARNING,
        why=(
            "変更箇所は古い順に積み重ねる表です。順が違うと、何が最後の変更かを読み違えます。"
            "初めから終わりまで新しい順の表は指摘しません。"
        ),
        basis=TABLE,
        bad=log(_LATER[0], row("令和6年3月29日"), _LATER[1]),
        good=log(row("令和6年3月29日"), *_LATER),
        reads=(DAY,),
    ),
    Rule(
        "H012",
        "same-row-twice",
        "変更箇所に同じ行が二つある",
        Severity.WARNING,
        why="変更日、項目、変更前後の記載が同じ行が二つあります。写すときに重ねたと考えられます。",
        basis=TABLE,
        bad=log(row(), row()),
        good=log(row()),
        reads=(DAY, ITEM, BEFORE, AFTER),
    ),
    Rule(
        "H013",
        "after-publication",
        "「事後」の行の変更日が公表日より後になっている",
        Severity.WARNING,
        why=(
            "「事後」は、変更の後に公表することです。公表日より後の変更を事後に公表することはできません。"
        ),
        basis="様式3 別添2 提出時期、規則第14条",
        bad=log(day=f"令和7年8月1日 {_PUBLISHED}"),
        good=log(day=f"令和7年3月1日 {_PUBLISHED}"),
        reads=(PUBLISHED, DAY, TIMING),
    ),
    Rule(
        "H014",
        "no-revision-for-long",
        "前の変更から一年を超えて変更箇所の行がない",
        Severity.INFO,
        why=(
            "評価書の記載は、少なくとも一年ごとに見直すよう努めることとされています。"
            "見直して変更がなかったのなら、このままで構いません。"
        ),
        basis="規則第14条",
        bad=log(row("令和2年3月27日"), _LATER[1]),
        good=log(row("令和6年3月29日"), _LATER[1]),
        reads=(DAY,),
    ),
)


def rows_in_order(facts: Facts) -> Iterator[Finding]:
    """H011. A table that is written from new to old throughout is another custom, no slip."""
    pairs = _pairs(facts.document.log)
    if not any(one < other for (_, one), (_, other) in pairs):
        return
    for (before, earlier), (after, day) in pairs:
        if day < earlier:
            yield Finding(
                "H011",
                _at(facts, after, DAY),
                f"変更日「{after.changed_on}」が、前の行の変更日「{before.changed_on}」より"
                "前の日付です",
                "変更日の古い順に行を並べるか、変更日を確かめてください",
                related=((_at(facts, before, DAY), "前の行の変更日です"),),
            )


def _pairs(log: Log) -> list[tuple[tuple[LogRow, date], tuple[LogRow, date]]]:
    """Every row with the one after it, and their dates."""
    rows = [(each, day) for each in log.rows if (day := each.date)]
    return list(pairwise(rows))


def same_rows(facts: Facts) -> Iterator[Finding]:
    """H012. A name that several places have (①法令上の根拠) may rightly come for each."""
    written = facts.document.log
    often = Counter(map(_item_and_day, written.rows))
    seen: dict[tuple[str, ...], LogRow] = {}
    for each in (each for each in written.rows if often[_item_and_day(each)] > 1):
        first = seen.setdefault(each.key, each)
        if first is each or len(written.meaning(each.named).places) > 1:
            continue
        yield Finding(
            "H012",
            _at(facts, each, ITEM),
            f"「{short(each.named)}」の行が、{int(first.path[-1]) + 1}行目と同じです",
            "重ねて写した行であれば消してください",
            related=((_at(facts, first, ITEM), "同じ行です"),),
        )


def _item_and_day(each: LogRow) -> tuple[str, str]:
    """What few rows share, so that the texts of few are compared."""
    return _key(each.named), _key(each.changed_on)


@lru_cache(maxsize=4096)  # logs name the same items and days from document to document
def _key(cell: str) -> str:
    return notation_key(cell)


def after_publication(facts: Facts) -> Iterator[Finding]:
    """H013: a change that is 事後, and of a day after 公表日."""
    published = day_of(facts.text(PUBLISHED))
    for each in facts.document.log.rows:
        if published and each.timing == AFTER_CHANGE and each.date and each.date > published:
            yield Finding(
                "H013",
                _at(facts, each, DAY),
                f"提出時期が「事後」ですが、変更日「{each.changed_on}」が"
                f"公表日「{facts.text(PUBLISHED)}」より後です",
                "変更日か公表日を直すか、変更の前の公表であれば「事前」にしてください",
                related=(((facts.document.fields[PUBLISHED].key,), "公表日です"),),
            )


def long_gap(facts: Facts) -> Iterator[Finding]:
    """H014 for the last revision alone: what was not done before it cannot be made up for."""
    days = sorted({each.date for each in facts.document.log.rows if each.date})
    if len(days) < 2 or days[-1] <= years_after(days[-2], 1):
        return
    last = next(each for each in facts.document.log.rows if each.date == days[-1])
    before = next(each for each in facts.document.log.rows if each.date == days[-2])
    yield Finding(
        "H014",
        _at(facts, last, DAY),
        f"前の変更日「{before.changed_on}」から一年を超えて、変更箇所に行がありません",
        "その間の見直しで変わった記載がないか、確かめてください",
        related=((_at(facts, before, DAY), "前の変更日です"),),
    )


def _at(facts: Facts, each: LogRow, id_: str) -> Path:
    return (*each.path, facts.document.fields[id_].key)


CHECKS = (
    Check("H011", rows_in_order),
    Check("H012", same_rows),
    Check("H013", after_publication),
    Check("H014", long_gap),
)
