"""C040: risks of Ⅲ that are said to be open."""

from __future__ import annotations

from collections.abc import Iterator

from pia_cli.core.diagnostic import Severity
from pia_cli.core.pattern import Pattern
from pia_cli.rules.facts import Facts
from pia_cli.rules.rule import Check, Finding, Rule

OPEN = "課題が残されている"
RISKS = {
    "risks.acquiring.risk.enough": "risks.acquiring.other",
    "risks.using.linking.enough": "risks.using.other",
    "risks.using.unauthorized.enough": "risks.using.other",
    "risks.entrusting.risk.enough": "risks.entrusting.other",
    "risks.disclosing.risk.enough": "risks.disclosing.other",
    "risks.connecting.acquiring.enough": "risks.connecting.other",
    "risks.connecting.providing.enough": "risks.connecting.other",
    "risks.keeping.leak.enough": "risks.keeping.other",
}
"""Every 十分か, and where its section may say more."""

RULES = (
    Rule(
        "C040",
        "open-without-words",
        "「課題が残されている」のに、課題の説明がない",
        Severity.INFO,
        why="残された課題と今後の対応が書かれていないと、住民はリスクの大きさを判断できません。",
        basis="様式3 Ⅲ（リスクへの対策は十分か）",
        bad=(
            "目的外の入手が行われるリスク:\n  リスクに対する措置の内容: 窓口で本人確認を行う。\n"
            "  リスクへの対策は十分か: 課題が残されている"
        ),
        good=(
            "目的外の入手が行われるリスク:\n"
            "  リスクに対する措置の内容: 窓口で本人確認を行う。郵送の確認の方法は検討中である。\n"
            "  リスクへの対策は十分か: 課題が残されている"
        ),
        reads=(*RISKS, *dict.fromkeys(RISKS.values()), "risks.other"),
        verified=False,
    ),
)

_WORDS = Pattern("課題|今後|検討|予定|見直|改善|強化|残")


def open_without_words(risks: Facts) -> Iterator[Finding]:
    """C040: any word about what is left, or a text under その他, is an explanation."""
    if any(not each.is_blank for each in risks.answers("risks.other")):
        return
    for id_, other in RISKS.items():
        for enough in risks.answers(id_):
            if enough.text != OPEN or any(not each.is_blank for each in risks.answers(other)):
                continue
            around = risks.answers(id_.rpartition(".")[0])
            texts = [text for each in around for text in each.texts if text.path != enough.path]
            if not any(_WORDS.search(text.text) for text in texts):
                yield Finding(
                    "C040",
                    enough.path,
                    f"「{OPEN}」のに、どのような課題かが書かれていません",
                    "残された課題と今後の対応を、措置の内容か「その他のリスク…」に書いてください",
                )


CHECKS = (Check("C040", open_without_words, per="risks"),)
