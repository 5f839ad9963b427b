"""C012, C014, C015, C033: what Ⅰ-5-② cites for 情報照会 and 情報提供 against Ⅱ and Ⅲ-6."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pia_cli.core.diagnostic import Severity
from pia_cli.core.pattern import Pattern
from pia_cli.forms.answers import NETWORK, PROVIDES
from pia_cli.rules.consistency.citations import (
    INQUIRY,
    PROVISION,
    cited_items,
    lacking_parts,
    parts_of,
)
from pia_cli.rules.consistency.network import (
    METHODS,
    PERFORMED,
    SECTION,
    UNCONNECTED,
)
from pia_cli.rules.facts import Answer, Facts
from pia_cli.rules.item_ids import NETWORK_BASIS, RECIPIENT_METHODS, RECIPIENTS, SHARED
from pia_cli.rules.rule import Check, Finding, Rule

SOURCES = "files.use.sources"
_BUSINESSES = "民間事業者"
_OUTSIDE = (
    "行政機関・独立行政法人等",
    "地方公共団体・地方独立行政法人",
    _BUSINESSES,
    "その他",
)
"""The boxes of Ⅱ-3-① for bodies other than the one that makes the assessment."""
_ANSWERS_NOTHING = Pattern("国民健康保険団体連合会|国保連")
_BUSINESS = Pattern("会社|業者|事業所|医療機関|病院|診療所|薬局|銀行|金融機関|[(（]株[)）]|㈱")

RULES = (
    Rule(
        "C012",
        "network-part-and-risk",
        "情報照会・情報提供の根拠と、Ⅲ-6の接続が食い違う",
        Severity.WARNING,
        why="情報照会の根拠があれば入手に、情報提供の根拠があれば提供に接続しているはずです。",
        basis="様式3 Ⅰ-5-②、Ⅲ-6",
        bad="情報提供ネットワークシステムとの接続: # Ⅰ-5-②に<情報照会>がある\n  接続しない: [入手]",
        good="情報提供ネットワークシステムとの接続: # Ⅰ-5-②に<情報照会>がある\n  接続しない: []",
        reads=(SECTION, "risks.connecting"),
    ),
    Rule(
        "C014",
        "inquiry-without-source",
        "情報照会をするのに、入手元か入手方法にその記載がない",
        Severity.WARNING,
        why=(
            "情報照会で得る情報は、情報提供ネットワークシステムを通じて、行政機関や地方公共団体などから"
            "入手します。国民健康保険団体連合会、会社、医療機関などは情報提供者に当たりません。"
        ),
        basis="様式3 Ⅰ-5-②、Ⅱ-3-①、②",
        bad=(
            "特定個人情報の入手・使用: # Ⅰ-5-②に<情報照会>がある\n"
            "  入手元:\n    - 本人又は本人の代理人\n  入手方法: [紙, 情報提供ネットワークシステム]"
        ),
        good=(
            "特定個人情報の入手・使用: # Ⅰ-5-②に<情報照会>がある\n"
            "  入手元:\n    - 本人又は本人の代理人\n    - 行政機関・独立行政法人等: 日本年金機構\n"
            "  入手方法: [紙, 情報提供ネットワークシステム]"
        ),
        reads=(SECTION, SOURCES, METHODS),
    ),
    Rule(
        "C015",
        "provision-without-recipient",
        "情報提供の根拠があるのに、情報提供ネットワークシステムによる提供がない",
        Severity.WARNING,
        why=(
            "情報提供の根拠を挙げるなら、Ⅱ-5に、情報提供ネットワークシステムで提供する提供先があるはずです。"
        ),
        basis="様式3 Ⅰ-5-②、Ⅱ-5-⑥",
        bad="提供先: # Ⅰ-5-②に<情報提供>がある\n  - 提供方法: [紙]\n  - 提供方法: [専用線]",
        good=(
            "提供先: # Ⅰ-5-②に<情報提供>がある\n"
            "  - 提供方法: [情報提供ネットワークシステム]\n  - 提供方法: [専用線]"
        ),
        reads=(SECTION, "files.disclosure"),
    ),
    Rule(
        "C033",
        "provision-count-and-basis",
        "提供の件数が、情報提供の根拠の項の数と違う",
        Severity.WARNING,
        why=(
            "情報提供の根拠に挙げた項ごとに提供先があるはずです。"
            "項を増減したときに、件数を改め忘れたと考えられます。"
            "一つの提供先が幾つもの項に当たることがあるので、提供先の一覧が別紙にあり（提供先に「別紙」と"
            "あり）、件数が記載した提供先の数より多く、特定個人情報ファイルが一つのときだけ見ます。"
            "「25～28の項」のような範囲があるときも、間の項が表にないことがあるので見ません。"
        ),
        basis="様式3 Ⅰ-5-②、Ⅱ-5",
        bad=(
            "特定個人情報ファイルの概要:\n"
            "  - 特定個人情報の提供・移転: # 提供先は一つ、Ⅰ-5-②の<情報提供>は三つの項\n"
            "      提供・移転の有無: [提供を行っている: 2, 移転を行っている: 1]\n"
            "      提供先:\n        - 提供先: 別表の者（別紙1を参照）\n"
            "基本情報:\n  情報提供ネットワークシステムによる情報連携:\n"
            "    法令上の根拠: |-\n      <情報提供>\n      主務省令第2条の表の2、3、6の項"
        ),
        good=(
            "特定個人情報ファイルの概要:\n"
            "  - 特定個人情報の提供・移転:\n"
            "      提供・移転の有無: [提供を行っている: 3, 移転を行っている: 1]\n"
            "      提供先:\n        - 提供先: 別表の者（別紙1を参照）\n"
            "基本情報:\n  情報提供ネットワークシステムによる情報連携:\n"
            "    法令上の根拠: |-\n      <情報提供>\n      主務省令第2条の表の2、3、6の項"
        ),
        reads=(SECTION, SHARED, RECIPIENTS),
    ),
)


def network_part_and_risk(facts: Facts) -> Iterator[Finding]:
    """C012: only where Ⅰ-5-② has its parts under headings of their own."""
    basis, boxes = facts.answer(NETWORK_BASIS), facts.answers(UNCONNECTED)
    if not basis or not boxes or facts.text(PERFORMED) != "実施する":
        return
    parts = parts_of(basis.raw)
    if not parts or all(len(each.marks) == 2 for each in boxes):
        return
    lacking = lacking_parts(basis.raw)
    for part, side in ((INQUIRY, "入手"), (PROVISION, "提供")):
        is_connected = any(side not in each.marks for each in boxes)
        if part not in (lacking if is_connected else parts):
            continue
        has, box = (
            ("があるのに", "印があります") if part in parts else ("がないのに", "印がありません")
        )
        yield Finding(
            "C012",
            boxes[0].path,
            f"Ⅰ-5-②に{part}の根拠{has}、Ⅲ-6の接続しない({side})に{box}",
            f"Ⅰ-5-②の{part}の根拠と、Ⅲ-6の接続しない({side})のどちらかを改めてください",
            related=((basis.path, "Ⅰ-5-②法令上の根拠"),),
        )


def inquiry_without_source(facts: Facts) -> Iterator[Finding]:
    """C014: one file that is inquired for is enough."""
    basis = facts.answer(NETWORK_BASIS)
    methods, sources = facts.answers(METHODS), facts.answers(SOURCES)
    if not basis or facts.text(PERFORMED) != "実施する" or not methods or not sources:
        return
    if INQUIRY not in parts_of(basis.raw):
        return
    related = ((basis.path, "Ⅰ-5-②法令上の根拠"),)
    if not any(NETWORK in each.marks for each in methods):
        yield Finding(
            "C014",
            methods[0].path,
            f"Ⅰ-5-②に情報照会の根拠があるのに、入手方法に「{NETWORK}」がありません",
            "情報照会で入手するファイルの入手方法に加えるか、Ⅰ-5-②を改めてください",
            related=related,
        )
    elif not any(map(_names_a_source, sources)):
        yield Finding(
            "C014",
            sources[0].path,
            "情報照会をするのに、入手元に書かれた相手の中に、情報提供者に当たるものがありません",
            "「行政機関・独立行政法人等」か「地方公共団体・地方独立行政法人」に、"
            "照会の相手を書いてください",
            related=related,
        )


def _names_a_source(sources: Answer) -> bool:
    """Whether a box names a body that may answer an inquiry: 国保連 does not."""
    named = ((label, mark.text) for label, mark in sources.marks.items() if label in _OUTSIDE)
    return any(
        name.strip() and not _ANSWERS_NOTHING.search(name) and not _is_business(label, name)
        for label, text in named
        for name in re.split("[、,，・\n]", text)
    )


def _is_business(label: str, name: str) -> bool:
    """Whether 民間事業者 names one that the law has for no 情報提供者; 健康保険組合 is one."""
    return label == _BUSINESSES and _BUSINESS.search(name) is not None


def provision_without_recipient(facts: Facts) -> Iterator[Finding]:
    """C015: 情報提供 is cited, but no 提供先 is provided through the network."""
    basis, sharing = facts.answer(NETWORK_BASIS), facts.answers(SHARED)
    if not basis or facts.text(PERFORMED) != "実施する" or not sharing:
        return
    if PROVISION not in parts_of(basis.raw):
        return
    if any(NETWORK in each.marks for each in facts.answers(RECIPIENT_METHODS)):
        return
    yield Finding(
        "C015",
        sharing[0].path,
        f"Ⅰ-5-②に情報提供の根拠があるのに、{NETWORK}で提供する提供先がありません",
        f"提供先の提供方法に「{NETWORK}」を加えるか、Ⅰ-5-②を改めてください",
        related=((basis.path, "Ⅰ-5-②法令上の根拠"),),
    )


def provision_count_and_basis(facts: Facts) -> Iterator[Finding]:
    """C033: of one file, and only where the count stands for the rows of a 別紙.

    提供先 that are written out one by one are bodies, of which one may stand in many 項; and a
    count of no more than are written is theirs, as C026 has it.
    """
    basis, sharing = facts.answer(NETWORK_BASIS), facts.answers(SHARED)
    if not basis or len(sharing) != 1 or PROVIDES not in sharing[0].marks:
        return
    count = sharing[0].marks[PROVIDES]
    entries = facts.entries(RECIPIENTS)
    is_listed = any(facts.says(each, "別紙") for each in facts.answers(RECIPIENTS))
    if count.number is None or count.number <= len(entries) or not is_listed:
        return
    cited = cited_items(parts_of(basis.raw).get(PROVISION, ""))
    others = sum(NETWORK not in marks for marks in map(_methods, entries))
    if not cited or count.number - others == len(cited):
        return
    told = f"提供の件数（{count.number}）"
    if others:
        told += f"から、{NETWORK}によらない提供先（{others}）を除いた数（{count.number - others}）"
    yield Finding(
        "C033",
        count.path,
        f"{told}が、Ⅰ-5-②の情報提供の根拠の項の数（{len(cited)}）と違います",
        "根拠の項ごとに提供先があるか、別紙の一覧と合わせて確かめてください",
        related=((basis.path, f"情報提供の根拠は{len(cited)}項"),),
    )


def _methods(recipient: Facts) -> set[str]:
    return {mark for each in recipient.answers(RECIPIENT_METHODS) for mark in each.marks}


CHECKS = (
    Check("C012", network_part_and_risk),
    Check("C014", inquiry_without_source),
    Check("C015", provision_without_recipient),
    Check("C033", provision_count_and_basis),
)
