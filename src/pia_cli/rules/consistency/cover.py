"""C050: 評価書名 on the cover against the form that the document has."""

from __future__ import annotations

from collections.abc import Iterator

from pia_cli.core.diagnostic import Severity
from pia_cli.core.pattern import Pattern
from pia_cli.rules.facts import Facts
from pia_cli.rules.item_ids import TITLE
from pia_cli.rules.rule import Check, Finding, Rule
from pia_cli.rules.spots import spot

RULES = (
    Rule(
        "C050",
        "title-of-another-form",
        "評価書名が、別の様式の評価書の名で終わっている",
        Severity.WARNING,
        why=(
            "様式3は重点項目評価書です。基礎項目評価書（様式2）や全項目評価書（様式4）の名を写したままでは、"
            "住民がどの評価書か取り違えます。"
        ),
        basis="様式3 表紙（様式2は基礎項目評価書、様式4は全項目評価書）",
        bad="評価書名: 国民健康保険に関する事務 基礎項目評価書",
        good="評価書名: 国民健康保険に関する事務 重点項目評価書",
        reads=(TITLE,),
    ),
)

_ASIDE = "[ \u3000]{0,9}[（(【][^（()）【】\n重]{0,60}[）)】]"
_OTHER = Pattern(
    f"(?:基礎項目|全項目)評価書(?=[）)]?(?:{_ASIDE}){{0,2}}[ \u3000]{{0,9}}$)",
    needs=("基礎項目評価書", "全項目評価書"),
)
"""At the end, or before 【…終了】 and （令和7年度）, which do not speak of 重点項目評価書."""


def title_of_another_form(facts: Facts) -> Iterator[Finding]:
    """C050: only at the end; a title may say more before it."""
    title = facts.answer(TITLE)
    other = _OTHER.search(title.raw) if title and _OTHER.may_match(title.raw) else None
    if title and other:
        yield Finding(
            "C050",
            title.path,
            f"評価書名が「{other[0]}」で終わっていますが、この文書は重点項目評価書（様式3）です",
            "「重点項目評価書」に改めるか、評価書名を確かめてください",
            span=spot(facts, title, *other.span()),
        )


CHECKS = (Check("C050", title_of_another_form),)
