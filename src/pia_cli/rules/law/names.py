"""L006 and L007: names and numbers of laws that are no longer, or never were, so written."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from pia_cli.core.diagnostic import Severity
from pia_cli.core.eras import ANY_ERA, ERAS
from pia_cli.core.pattern import KANJI, Pattern
from pia_cli.rules.facts import Answer, Facts
from pia_cli.rules.law.reading import (
    REIWA_5,
    REIWA_6,
    holds_since,
    law_before,
    quote,
    since,
)
from pia_cli.rules.rule import Check, Finding, Rule
from pia_cli.rules.spots import spot

RULES = (
    Rule(
        "L006",
        "old-name",
        "今はない名称や法令を引いている",
        Severity.WARNING,
        why=(
            "法令の廃止や組織の改称の前の名が、公表日の時点の記載として残っています。"
            "「旧」を付けて引く場合、廃止されたと断っている場合、議会の条例、規則の番号の一部は見ません。"
        ),
        basis="個人情報保護法制の一元化（令和5年4月1日）など、法令の改正",
        bad="備考: 特定個人情報保護委員会の指針による。",
        good="備考: 個人情報保護委員会の指針による。",
        verified=False,
    ),
    Rule(
        "L007",
        "law-number",
        "法令番号に「第」がない",
        Severity.WARNING,
        why="法令番号は「平成25年法律第27号」のように書きます。",
        basis="法令番号の書き方",
        bad="備考: 番号法（平成25年法律27号）による。",
        good="備考: 番号法（平成25年法律第27号）による。",
    ),
)


class _OldName(NamedTuple):
    """A name that a day has made old, and what the message says of it.

    The pattern has ``needs``: only the texts that have one of those are looked at.
    """

    pattern: Pattern
    since: date
    told: str
    severity: Severity | None = None
    of_number_law: bool = False


def _names(*names: str) -> Pattern:
    return Pattern("|".join(names), needs=names)


_OLD_NAMES = (
    _OldName(
        Pattern("特定個人情報保護委員会(?!規則|告示|事務局)", needs=("特定個人情報保護委員会",)),
        date(2016, 1, 1),
        "今の名称は個人情報保護委員会です",
    ),
    _OldName(
        _names("行政機関個人情報保護法", "行政機関の保有する個人情報の保護に関する法律"),
        REIWA_5,
        "今は個人情報の保護に関する法律に統合されています",
    ),
    _OldName(
        _names(
            "独立行政法人等個人情報保護法", "独立行政法人等の保有する個人情報の保護に関する法律"
        ),
        REIWA_5,
        "今は個人情報の保護に関する法律に統合されています",
    ),
    _OldName(
        Pattern(
            "平成(?:26|２６|二十六)年内閣府・総務省令第?(?:7|７|七)号",
            needs=("年内閣府・総務省令",),
        ),
        REIWA_6,
        "今は令和6年デジタル庁・総務省令第9号です",
    ),
    _OldName(
        Pattern(
            "第?(?:26|２６|二十六)条(?=[^。\n条]{0,20}特定個人情報保護評価)",
            needs=("26条", "２６条", "二十六条"),
        ),
        date(2017, 5, 30),
        "今は第27条（指針）か第28条（評価）です",
        of_number_law=True,
    ),
    _OldName(
        Pattern(
            "第?(?:27|２７|二十七)条(?=[^。\n条]{0,20}特定個人情報保護評価(?!指針|に関する指針))",
            needs=("27条", "２７条", "二十七条"),
        ),
        date(2017, 5, 30),
        "今は第28条です",
        of_number_law=True,
    ),
    _OldName(
        Pattern("(?<!議会)(?<!議会の)個人情報保護条例", needs=("個人情報保護条例",)),
        REIWA_5,
        f"{since(REIWA_5)}地方公共団体にも個人情報の保護に関する法律が適用されています",
        Severity.INFO,
    ),
)
_OLD_BEFORE = Pattern("(?:旧|(?:廃止|改正)前の|廃止(?:された|した))[^、。（）()\n旧]{0,20}$")
_OLD_AFTER = Pattern(
    "[^、。（）()\n]{0,10}[（(][^（）()\n]{0,40}(?:廃止|改正前|当時)"
    "|[)）」]{0,2}(?:[（(][^（）()\n]{0,30}[)）])?(?:[はがを]、?[^、。\n]{0,20}|の)廃止"
)
"""「…（令和5年廃止）」, 「…は令和5年4月1日に廃止し」."""
_AROUND = 30
_OF_BODIES = ("省令", "府令", "条例", "規則", "訓令", "告示")
_KINDS = ("法律", "政令", *_OF_BODIES)
_ERAS = tuple(era.name for era in ERAS)
_NUMBER = Pattern(
    f"(?:{ANY_ERA})[元0-9０-９一二三四五六七八九十]{{1,4}}年"
    "(?:[0-9０-９一二三四五六七八九十]{1,3}月[0-9０-９一二三四五六七八九十]{1,3}日)?"
    f"(?:(?:{KANJI}|・){{1,20}}(?={'|'.join(_OF_BODIES)}))?(?P<kind>{'|'.join(_KINDS)})"
    "[0-9０-９一二三四五六七八九十百]{1,5}号",
    needs=_ERAS,
)
"""総務省令 and 県条例 say whose they are."""


def old_name(facts: Facts) -> Iterator[Finding]:
    """L006, once in a text for each name."""
    current = facts.document.current
    names = [name for name in _OLD_NAMES if current.has(name.pattern)]
    names = [name for name in names if holds_since(facts, name.since)]
    for answer in current.having(need for name in names for need in name.pattern.needs):
        for name in names:
            yield from _old_name(facts, answer, name)


def _old_name(facts: Facts, answer: Answer, name: _OldName) -> Iterator[Finding]:
    text = answer.raw
    for match in name.pattern.finditer(text):
        if name.of_number_law and not law_before(text, match.start()):
            continue
        if _is_known_as_old(text, match):
            continue
        is_sure = name.severity is None
        yield Finding(
            "L006",
            answer.path,
            f"{quote(match[0])}と書かれていますが、{name.told}",
            "今の名称や条に改めてください"
            if is_sure
            else "条例が今もあるか確かめ、無ければ改めてください",
            severity=name.severity,
            span=spot(facts, answer, match.start(), match.end()),
        )
        break


def _is_known_as_old(text: str, match: re.Match[str]) -> bool:
    """Whether 「旧」 stands before the whole name, or 「（…廃止）」 or 「は廃止」 behind it."""
    start, end = match.span()
    before, after = text[max(0, start - _AROUND) : start], text[end : end + 2 * _AROUND]
    return bool(_OLD_BEFORE.search(before) or _OLD_AFTER.match(after))


def law_number(facts: Facts) -> Iterator[Finding]:
    """L007, once in a text."""
    for answer in facts.document.current.holding(_NUMBER):
        match = _NUMBER.search(answer.raw)
        if match:
            at = match.end("kind") - match.start()
            yield Finding(
                "L007",
                answer.path,
                f"{quote(match[0])}に「第」がありません",
                f"{quote(f'{match[0][:at]}第{match[0][at:]}')}と書いてください",
                span=spot(facts, answer, match.start(), match.end()),
            )


CHECKS = (Check("L006", old_name), Check("L007", law_number))
