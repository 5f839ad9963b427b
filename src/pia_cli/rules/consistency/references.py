"""C031: 「別添1」「別紙1」, and what item_references reads, lead to something in the document."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pia_cli.core.diagnostic import Severity
from pia_cli.core.pattern import Pattern
from pia_cli.core.text import fold
from pia_cli.rules.consistency.item_references import dangling_items
from pia_cli.rules.facts import Answer, Facts
from pia_cli.rules.item_ids import ATTACHED
from pia_cli.rules.rule import Check, Finding, Rule

PRINTED = frozenset({"別添1", "別添2"})
"""The attachments that are part of the form."""

RULES = (
    Rule(
        "C031",
        "dangling-reference",
        "参照先がこの文書にない",
        Severity.ERROR,
        why=(
            "読む人が、参照された記載を見つけられません。別紙は文書の「別紙」に本文を書けば、"
            "一緒に公表されます。文書の外で公表されていることもあるため、別紙は警告にとどめます。"
            "「契約書の別紙」「ガイドラインの別添」のような、ほかの文書のものは見ません。"
            "「2.⑧に同じ」「Ⅲ-11のとおり」「Ⅲ-3-リスク5に同じ」「移転先3と同じ」の指す項目がないことも警告します。"
        ),
        basis="様式3（別添は1と2だけ）",
        bad="その妥当性: 詳しくは別添5を参照。",
        good="その妥当性: 詳しくは別添1を参照。",
        reads=("attachments",),
    ),
)

_NUMBER = "[0-9０-９一二三四五六七八九十]{1,3}"
_ATTACHED = Pattern(f"(別紙|別添)[ 　]?({_NUMBER})?(?!様式|[0-9０-９])", needs=("別紙", "別添"))
_OTHERS = (
    *("契約", "契約書", "仕様書", "協定", "協定書", "覚書", "約款", "特記事項", "特約", "合意書"),
    *("確認書", "誓約書", "計画書", "提案書", "報告書", "申請書", "届出書", "要綱", "要領"),
    *("規則", "規程", "取扱規定", "細則", "規約", "条例", "政令", "省令", "命令", "告示", "訓令"),
    *("ガイドライン", "指針", "方針", "ポリシー", "基準", "手順", "手順書", "手引", "手引き"),
    *("マニュアル", "通知", "通達"),
)
"""Documents with 別紙 and 別添 of their own."""
_OF_ANOTHER = Pattern(
    f"(?:{'|'.join(_OTHERS)})等?[」』】〉》）)]{{0,2}}"
    "(?:[ 　]?[（(][^（）()\n]{0,40}[）)])?"
    f"(?:第{_NUMBER}条)?"
    "(?:中?の|[ 　]|に(?:は|おける)?、?|(?:及び|並びに|と)(?:その)?"
    "|に(?:添付|付|附|定め|掲げ|記載)[^、。（）()\n]{0,6})?"
    "[「『【（(［]{0,2}[ 　]?$",
    needs=_OTHERS,
)
_AND = Pattern(
    "[」』】）)］]{0,2}(?:[、，,・～〜~]|及び|並びに|と|から)(?:その)?[「『【（(［]{0,2}"
)
_AROUND = 70
_KANJI = {mark: str(number) for number, mark in enumerate("一二三四五六七八九十", 1)}


def dangling_reference(facts: Facts) -> Iterator[Finding]:
    """One finding for each 別紙 or 別添 that is missing, at its first mention."""
    names = "\n".join(_plain(name.text) for name in facts.answers(ATTACHED))
    yield from _attachments(_texts(facts, _ATTACHED), names)
    yield from dangling_items(facts)


def _texts(facts: Facts, pattern: Pattern) -> Iterator[Answer]:
    """The texts of today that may hold a pattern, but for the names of 別紙 themselves."""
    current = facts.document.current.holding(pattern)
    return (text for text in current if text.field.id != ATTACHED)


def _attachments(texts: Iterator[Answer], names: str) -> Iterator[Finding]:
    mentions: dict[str, list[Answer]] = {}
    for text in texts:
        for name in _mentioned(text.raw):
            mentions.setdefault(name, []).append(text)
    for name, places in mentions.items():
        if name in PRINTED or name == "別添" or _is_there(name, names):
            continue
        is_local = name.startswith("別紙")
        hint = f"文書の「別紙」に「- 名称: {name}」と本文を書くか、参照を改めてください"
        yield Finding(
            "C031",
            places[0].path,
            f"参照されている「{name}」が、この文書にありません",
            hint if is_local else "別添は1と2だけです。参照を改めるか、別紙として書いてください",
            related=tuple((each.path, "この記載も参照しています") for each in places[1:4]),
            severity=Severity.WARNING if is_local else None,
        )


def _mentioned(text: str) -> Iterator[str]:
    """The attachments of this document that a text names.

    契約書の別紙 is another's. So is what is named in one breath with it (契約書の別紙1及び別紙2),
    and the same name further on in the text.
    """
    others: set[str] = set()
    end = -1
    for match in _ATTACHED.finditer(text):
        name = _plain(match[1] + (match[2] or ""))
        start = match.start()
        is_next = end >= 0 and _AND.fullmatch(text, end, start)
        if is_next or _OF_ANOTHER.is_in(text[max(0, start - _AROUND) : start]):
            others.add(name)
            end = match.end()
            continue
        end = -1
        if name not in others:
            yield name


def _plain(text: str) -> str:
    """別紙１, 別紙一 and 別紙 1 as 別紙1."""
    return "".join(_KANJI.get(char, char) for char in fold(text))


def _is_there(name: str, names: str) -> bool:
    """Whether an attachment has the name: 別紙1 is 別紙1の2 as well, but not 別紙10."""
    return bool(re.search(f"{name}(?![0-9])", names)) or (name == "別紙" and bool(names))


CHECKS = (Check("C031", dangling_reference),)
