"""C051: Ⅴ-2 意見の聴取 and Ⅴ-3 第三者点検 are told whole or not at all."""

from __future__ import annotations

from collections.abc import Iterator

from pia_cli.core.diagnostic import Severity
from pia_cli.core.pattern import Pattern
from pia_cli.rules.facts import Facts
from pia_cli.rules.rule import Check, Finding, Rule

SECTIONS = {
    "procedure.hearing": ("method", "period", "opinions"),
    "procedure.review": ("performed_on", "method", "result"),
}
_PERIOD = "    実施日・期間: 令和7年1月10日から1か月\n"
_HEARING = (
    "評価実施手続:\n  国民・住民等からの意見の聴取:\n"
    f"    方法: 案を市のウェブサイトで公表し、意見を募集した。\n{_PERIOD}"
)

RULES = (
    Rule(
        "C051",
        "half-told-hearing",
        "意見の聴取か第三者点検の記載が、途中までである",
        Severity.INFO,
        why=(
            "意見の聴取と第三者点検は任意ですが、行ったことを書くなら、方法、期日、結果がそろって初めて"
            "住民に伝わります。行っていない、予定である、別紙のとおり、という記載だけのときは見ません。"
        ),
        basis="様式3 Ⅴ-2、Ⅴ-3（任意の項目）",
        bad=f"{_HEARING}    主な意見の内容:",
        good=f"{_HEARING}    主な意見の内容: 意見はなかった。",
        reads=tuple(SECTIONS),
        verified=False,
    ),
)

_NOT_DONE = Pattern(
    "ない|ません|せず|おらず|なし|無し|予定|対象外|該当|任意|未実施|不要|省略|見送|別紙|別添"
)
"""Nothing was done, or it is told elsewhere."""


def half_told(facts: Facts) -> Iterator[Finding]:
    """C051, at the first item that is blank."""
    for id_, names in SECTIONS.items():
        items = [answer for name in names for answer in facts.answers(f"{id_}.{name}")]
        blank = [answer for answer in items if not answer.text]
        told = [answer for answer in items if answer.text]
        if not blank or not any(not answer.is_blank for answer in told):
            continue
        if any(answer.is_blank or _NOT_DONE.search(answer.text) for answer in told):
            continue
        labels = "、".join(answer.field.item.number + answer.field.item.label for answer in blank)
        yield Finding(
            "C051",
            blank[0].path,
            f"{told[0].field.item.label}が書かれているのに、{labels}が空欄です",
            "行ったことを書き、意見や指摘がなかったときはその旨を書いてください",
            related=tuple((answer.path, "書かれている項目") for answer in told),
        )


CHECKS = (Check("C051", half_told),)
