"""C011, C013, C016, C017: Ⅰ-5-① 情報連携 and the systems against Ⅰ-2, Ⅱ and Ⅲ-6."""

from __future__ import annotations

from collections.abc import Iterator

from pia_cli.core.diagnostic import Severity
from pia_cli.forms.answers import INSIDE, NETWORK
from pia_cli.rules.facts import Answer, Facts
from pia_cli.rules.item_ids import RECIPIENT_METHODS, SYSTEM_NAME, SYSTEMS
from pia_cli.rules.rule import Check, Finding, Rule

SECTION = "basics.network"
PERFORMED = "basics.network.performed"
LINKS = "basics.systems.links"
METHODS = "files.use.methods"
TRANSFERRED_BY = "files.disclosure.transferees.methods"
UNCONNECTED = "risks.connecting.none"
CONNECTED = {"入手": "risks.connecting.acquiring", "提供": "risks.connecting.providing"}
"""The risks below each of the boxes."""

_SYSTEMS = (
    "特定個人情報ファイルを取り扱う事務において使用するシステム: # Ⅱ-3-②に庁内連携システムがある\n"
)
_SERVER = (
    "  - システムの名称: 中間サーバー\n    他のシステムとの接続: [情報提供ネットワークシステム]"
)

RULES = (
    Rule(
        "C011",
        "network-and-risk",
        "情報連携の実施の有無が、Ⅰ-5とⅢ-6で食い違う",
        Severity.ERROR,
        why=(
            "実施するなら、Ⅲ-6で入手と提供の少なくとも一方に接続しているはずです。"
            "実施しないなら、両方とも「接続しない」はずです。"
        ),
        basis="様式3 Ⅰ-5-①、Ⅲ-6",
        bad=(
            "情報提供ネットワークシステムとの接続: # Ⅰ-5-①は「実施する」"
            "\n  接続しない: [入手, 提供]"
        ),
        good="情報提供ネットワークシステムとの接続: # Ⅰ-5-①は「実施する」\n  接続しない: []",
        reads=(SECTION, UNCONNECTED),
    ),
    Rule(
        "C013",
        "network-without-system",
        "情報連携をするのに、つながるシステムがない",
        Severity.WARNING,
        why=(
            "情報連携は、情報提供ネットワークシステムに接続するシステム（中間サーバーなど）を通じて"
            "行います。Ⅰ-2にそのシステムの記載がありません。"
        ),
        basis="様式3 Ⅰ-2-③、Ⅰ-5-①",
        bad=(
            "特定個人情報ファイルを取り扱う事務において使用するシステム:\n"
            "  - システムの名称: 国民健康保険システム\n    他のシステムとの接続: [庁内連携システム]"
        ),
        good=(
            "特定個人情報ファイルを取り扱う事務において使用するシステム:\n"
            "  - システムの名称: 国民健康保険システム\n"
            "    他のシステムとの接続: [庁内連携システム]\n"
            "  - システムの名称: 中間サーバー\n"
            "    システムの機能: 特定個人情報の照会と提供を行う。\n"
            "    他のシステムとの接続: [情報提供ネットワークシステム]"
        ),
        reads=(SECTION, SYSTEM_NAME, LINKS),
        verified=False,
    ),
    Rule(
        "C016",
        "network-not-performed",
        "情報連携をしないのに、情報提供ネットワークシステムを使っている",
        Severity.ERROR,
        why="入手方法か提供方法に情報提供ネットワークシステムがあれば、情報連携を実施しています。",
        basis="様式3 Ⅰ-5-①、Ⅱ-3-②、Ⅱ-5-⑥",
        bad=(
            "基本情報:\n  情報提供ネットワークシステムによる情報連携:\n"
            "    実施の有無: 実施しない\n    法令上の根拠:\n"
            "リスク対策:\n  - 情報提供ネットワークシステムとの接続:\n      接続しない: [入手, 提供]"
        ),
        good=(
            "基本情報:\n  情報提供ネットワークシステムによる情報連携:\n"
            "    実施の有無: 実施する\n"
            "    法令上の根拠: 番号法第19条第8号に基づく主務省令第2条の表\n"
            "リスク対策:\n  - 情報提供ネットワークシステムとの接続:\n      接続しない: []"
        ),
        reads=(SECTION, METHODS, RECIPIENT_METHODS),
    ),
    Rule(
        "C017",
        "inside-without-system",
        "庁内連携システムを使うのに、つながるシステムがない",
        Severity.WARNING,
        why=(
            "入手や移転に庁内連携システムを使うなら、Ⅰ-2に庁内連携システムと接続するシステムがあるはずです。"
        ),
        basis="様式3 Ⅰ-2-③、Ⅱ-3-②、Ⅱ-5-⑥",
        bad=(
            f"{_SYSTEMS}  - システムの名称: 国民健康保険システム\n"
            f"    他のシステムとの接続: [宛名システム等]\n{_SERVER}"
        ),
        good=(
            f"{_SYSTEMS}  - システムの名称: 国民健康保険システム\n"
            f"    他のシステムとの接続: [庁内連携システム]\n{_SERVER}"
        ),
        reads=(SYSTEM_NAME, LINKS, METHODS, TRANSFERRED_BY),
        verified=False,
    ),
)


def network_and_risk(facts: Facts) -> Iterator[Finding]:
    """C011. 未定 says nothing; a document may have a file that is not connected.

    Where a box is not marked, and nothing is written below it, F012 says so.
    """
    performed, boxes = facts.answer(PERFORMED), facts.answers(UNCONNECTED)
    if not performed or not boxes:
        return
    related = ((performed.path, "Ⅰ-5-①実施の有無"),)
    if performed.text == "実施する" and all(len(each.marks) == 2 for each in boxes):
        yield Finding(
            "C011",
            boxes[0].path,
            "Ⅰ-5-①は「実施する」なのに、Ⅲ-6では入手も提供も「接続しない」です",
            "接続する方の印を外すか、Ⅰ-5-①の実施の有無を改めてください",
            related=related,
        )
    sections = zip(*map(facts.answers, CONNECTED.values()), strict=True)
    for each, risks in zip(boxes, sections, strict=True):
        told = (risk for side, risk in zip(CONNECTED, risks, strict=True) if side not in each.marks)
        if performed.text == "実施しない" and any(risk.written for risk in told):
            yield Finding(
                "C011",
                each.path,
                "Ⅰ-5-①は「実施しない」なのに、Ⅲ-6に「接続しない」の印がそろっていません",
                "「接続しない: [入手, 提供]」とするか、Ⅰ-5-①の実施の有無を改めてください",
                related=related,
            )


def network_without_system(facts: Facts) -> Iterator[Finding]:
    """C013: a system is also connected through a 中間サーバー that is named."""
    performed, systems = facts.answer(PERFORMED), facts.answer(SYSTEMS)
    if not performed or performed.text != "実施する" or not systems:
        return
    if _is_linked(facts, NETWORK, ("中間サ",)):
        return
    yield Finding(
        "C013",
        systems.path,
        f"情報連携を「実施する」のに、{NETWORK}に接続するシステムがありません",
        f"接続するシステムの「他のシステムとの接続」に「{NETWORK}」を加えるか、"
        "中間サーバーを加えてください",
        related=((performed.path, "Ⅰ-5-①実施の有無"),),
    )


def _is_linked(facts: Facts, label: str, words: tuple[str, ...]) -> bool:
    """Whether a system has the box, or has or names under その他 such a system by its name."""
    links = facts.answers(LINKS)
    if any(label in each.marks for each in links):
        return True
    others = (each.marks["その他"] for each in links if "その他" in each.marks)
    names = (*others, *facts.answers(SYSTEM_NAME))
    return any(word in name.text for name in names for word in words)


def uses(facts: Facts) -> list[Answer]:
    """The marks of the network among the ways to obtain and to provide."""
    return [
        each.marks[NETWORK]
        for id_ in (METHODS, RECIPIENT_METHODS)
        for each in facts.answers(id_)
        if NETWORK in each.marks
    ]


def network_not_performed(facts: Facts) -> Iterator[Finding]:
    """C016: 未定 is less of a contradiction than 実施しない."""
    performed = facts.answer(PERFORMED)
    if not performed or performed.text not in ("実施しない", "未定"):
        return
    used = uses(facts)
    if used:
        yield Finding(
            "C016",
            performed.path,
            f"情報連携は「{performed.text}」なのに、入手方法か提供方法に「{NETWORK}」があります",
            "実施の有無を「実施する」にするか、その入手方法と提供方法を改めてください",
            related=tuple((mark.path, f"「{NETWORK}」の印") for mark in used[:3]),
            severity=Severity.WARNING if performed.text == "未定" else None,
        )


def inside_without_system(facts: Facts) -> Iterator[Finding]:
    """C017: a system named under その他 may be what the body calls its 庁内連携システム."""
    used = [
        each.marks[INSIDE]
        for id_ in (METHODS, TRANSFERRED_BY)
        for each in facts.answers(id_)
        if INSIDE in each.marks
    ]
    if not used or _is_linked(facts, INSIDE, ("連携", "共通", "基盤", "統合")):
        return
    yield Finding(
        "C017",
        used[0].path,
        f"「{INSIDE}」を使うのに、Ⅰ-2に{INSIDE}と接続するシステムがありません",
        f"接続するシステムの「他のシステムとの接続」に「{INSIDE}」を加えてください",
        related=tuple((each.path, "Ⅰ-2のシステム") for each in facts.answers(SYSTEMS)),
    )


CHECKS = (
    Check("C011", network_and_risk),
    Check("C013", network_without_system),
    Check("C016", network_not_performed),
    Check("C017", inside_without_system),
)
