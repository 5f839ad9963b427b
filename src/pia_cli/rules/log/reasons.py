"""H017 and H018: 提出時期に係る説明."""

from __future__ import annotations

from collections.abc import Iterator

from pia_cli.core.diagnostic import Path, Severity
from pia_cli.core.text import short
from pia_cli.document.nodes import node_at
from pia_cli.forms.choices import AFTER
from pia_cli.forms.kinds import BLANK_MARKS
from pia_cli.forms.tree import field_at
from pia_cli.rules.facts import LOG, Facts
from pia_cli.rules.log.examples import TABLE, log, row
from pia_cli.rules.rule import At, Check, Finding, Rule

REASON, ITEM, TIMING = (f"{LOG}.{name}" for name in ("reason", "item", "timing"))
_FEW = 3
_LEGAL = {"item": "Ⅰ-4 法令上の根拠", "before": "番号法第9条第1項 別表第一の30の項"}
_NOW = "番号法第9条第1項 別表44の項"

RULES = (
    Rule(
        "H017",
        "star-item-unexplained",
        "※の項目を事後に変えた行に、提出時期に係る説明がない",
        Severity.WARNING,
        why=(
            "※の項目の変更は、重要な変更であれば事前に評価を再実施して公表します。"
            "事後で足りる理由が書かれていないと、その判断を読む人が確かめられません。"
        ),
        basis="様式3 ※、別添2 提出時期に係る説明、規則第11条",
        bad=log(**_LEGAL, after=_NOW, reason=""),
        good=log(**_LEGAL, after=_NOW, reason="法令の改正に伴う形式的な変更であるため"),
        reads=(ITEM, TIMING, REASON),
    ),
    Rule(
        "H018",
        "rows-unexplained",
        "変更箇所の多くの行に、提出時期に係る説明がない",
        Severity.INFO,
        why="説明があると、事前又は事後とした理由が表を読む人に分かります。",
        basis=TABLE,
        bad=log(*(row(reason="", day=f"令和6年3月{day}日") for day in (1, 2, 3))),
        good=log(*(row(day=f"令和6年3月{day}日") for day in (1, 2, 3))),
        reads=(REASON,),
    ),
)


def star_items(facts: Facts) -> Iterator[Finding]:
    """H017. It is a candidate alone: whether a change is 重要な変更 a person decides."""
    form, written, keys = facts.document.form, facts.document.log, facts.document.fields
    for each in written.rows:
        if each.timing != AFTER or not BLANK_MARKS.fullmatch(each.reason):
            continue
        places = written.meaning(each.named).places
        if not places or not all(field_at(form, place).item.star for place in places):
            continue
        path: Path = (*each.path, keys[REASON].key)
        is_written = node_at(written.root, path) is not None
        yield Finding(
            "H017",
            path if is_written else each.path,
            f"※の項目「{short(each.named)}」の変更を「事後」としていますが、"
            "提出時期に係る説明が空欄です",
            "重要な変更に当たるかを判断し、当たらないなら、そう判断した理由を書いてください。"
            "当たるなら、変更の前に評価の再実施と公表が必要です",
            at=At.VALUE,
        )


def many_blank(facts: Facts) -> Iterator[Finding]:
    """H018, one for the table: the column is no required one."""
    rows = facts.document.log.rows
    blank = sum(1 for each in rows if BLANK_MARKS.fullmatch(each.reason))
    if blank < _FEW or 2 * blank <= len(rows):
        return
    yield Finding(
        "H018",
        (facts.document.fields[LOG].key,),
        f"{len(rows)}行のうち{blank}行で、提出時期に係る説明が空欄です",
        "事前又は事後とした理由を書いてください",
        at=At.KEY,
    )


CHECKS = (Check("H017", star_items), Check("H018", many_blank))
