"""S002: names of persons where the form asks for a post (Ⅰ-6-②所属長の役職名), and in its log."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from pia_cli.core.diagnostic import Severity
from pia_cli.core.pattern import KANJI, NO_LETTERS, Pattern
from pia_cli.rules.facts import Answer, Facts
from pia_cli.rules.item_ids import AFTER, BEFORE, DEPARTMENT_HEAD
from pia_cli.rules.rule import Check, Finding, Rule
from pia_cli.rules.spots import spot

POST_ONLY = "所属長の役職名"
"""The item's label since the form of 平成30年5月; before, 所属長 was a name."""
NAME_ASKED = "所属長"

_DEPARTMENT = "評価実施機関における担当部署:\n  部署: 市民部 保険年金課\n"

RULES = (
    Rule(
        "S002",
        "personal-name",
        "所属長の役職名に氏名が書かれている",
        Severity.WARNING,
        why=(
            "平成30年5月の様式から、この欄に書くのは役職名だけです。氏名は、公表する必要のない個人情報です。"
            "前の様式で公表した変更箇所の氏名は、情報として知らせます。氏名らしさの判断は推測です。"
        ),
        basis="様式3 Ⅰ-6-②",
        bad=f"{_DEPARTMENT}  所属長の役職名: 保険年金課長 佐藤 花子",
        good=f"{_DEPARTMENT}  所属長の役職名: 保険年金課長",
        verified=False,
    ),
)


@cache
def _listed() -> frozenset[str]:
    """Frequent surnames; those that are as often a district or a town have a * behind them."""
    return frozenset(Path(__file__).with_name("surnames.txt").read_text("utf-8").split())


@cache
def _surnames() -> frozenset[str]:
    """Frequent surnames: they tell a name from a duty where no space does."""
    return frozenset(name.removesuffix("*") for name in _listed())


_TITLES = ("主幹", "参事")
_POSTS = ("長", *_TITLES, "監")
_POST = f"(?:{'|'.join(_POSTS)})"
_GIVEN = f"[^{NO_LETTERS}0-9A-Za-z]"
_POST_AND_NAME = Pattern(
    rf"{_POST}(?:[ \u3000]{{1,3}}|[ \u3000]?[(（：:][ \u3000]?)?"
    rf"(?P<name>(?P<family>{KANJI}{{1,4}})[ \u3000](?P<given>{_GIVEN}{{1,3}}))[)）]?$"
)
_POST_AND_JOINED = Pattern(
    rf"{_POST}[ \u3000(（：:]{{0,3}}(?P<name>{KANJI}{{1,3}}{_GIVEN}{{1,3}})[)）]?$"
)
_POST_AND_FAMILY = Pattern(
    rf"(?:[課部室局係次]長|{'|'.join(_TITLES)})[ \u3000（(：:]{{1,3}}"
    rf"(?P<name>{KANJI}{{2,4}})[)）]?$"
)
_NAME = Pattern(
    rf"^(?P<name>(?P<family>{KANJI}{{1,3}})[ \u3000](?P<given>{_GIVEN}{{1,3}}))"
    r"(?:[ \u3000]?[(（][^（）()]{0,30}長[)）])?$"
)
_NOT_A_NAME = Pattern(
    "長$|補佐|代理|代行|心得|担当|取扱|事務|課|部$|室$|係$|局|庁$|署$|所$|館$|園$|校$|院$|監$|官$|主幹|主査|参事|理事|"
    "[市町村区県郡]$|丁目$|地区$|支所|支店|及び|又は|並び|以下|各|ほか|兼|職|員|者$|福祉|保険|年金|健康|介護|税|住民|市民|総務|企画|"
    "財政|会計|教育|医療|子育|児童|障害|高齢|行政|情報|管理|支援|推進|政策|環境|統括|専任|常勤"
)


def personal_name(facts: Facts) -> Iterator[Finding]:
    """S002 in Ⅰ-6-②, and as information in the rows of 変更箇所 on it."""
    head = facts.answer(DEPARTMENT_HEAD)
    if head is None or head.field.key != POST_ONLY:
        return
    yield from _found(
        facts,
        head,
        "所属長の役職名に、氏名と読める語があります",
        "役職名だけを書いてください",
    )
    for row, read in zip(facts.rows, facts.document.log.rows, strict=True):
        if NAME_ASKED not in read.named:
            continue
        for side in (BEFORE, AFTER):
            answer = row.answer(side)
            if answer:
                yield from _found(
                    facts,
                    answer,
                    "変更箇所に、所属長の氏名と読める語が残っています",
                    "公表を続ける必要があるか、取扱いを確かめてください",
                    Severity.INFO,
                )


def _found(
    facts: Facts, answer: Answer, message: str, hint: str, severity: Severity | None = None
) -> Iterator[Finding]:
    match = name_in(answer.raw.rstrip())
    if match:
        start, end = match.span("name")
        span = spot(facts, answer, start, end)
        yield Finding("S002", answer.path, message, hint, severity=severity, span=span)


def name_in(text: str) -> re.Match[str] | None:
    """A name after a post (介護保険課長 大越 一彦、課長（佐藤花子）、課長 渡辺) or alone.

    A family and a given name with a space between them are a name after a post; anything else
    only with a frequent surname, and a surname alone only if it is no place. Words for duties
    and offices are none.
    """
    is_post_first = any(post in text[:-2] for post in _POSTS)
    return (_name_after_post(text) if is_post_first else None) or _name_alone(text)


def _name_after_post(text: str) -> re.Match[str] | None:
    match = _POST_AND_NAME.search(text)
    if match and not _NOT_A_NAME.search(match["given"]):
        family = match["family"]
        if family in _surnames() or not _NOT_A_NAME.search(family):  # 「西村 太郎」 is no village
            return match
    match = _POST_AND_JOINED.search(text)
    if match and _is_joined_name(match["name"]):
        return match
    match = _POST_AND_FAMILY.search(text)
    if match and match["name"] in _listed():  # 「業務課長（清水）」 may be a place
        return match
    return None


def _name_alone(text: str) -> re.Match[str] | None:
    family, blank, _ = text.replace("\u3000", " ").partition(" ")
    if not blank or family not in _surnames():
        return None
    match = _NAME.match(text)
    return match if match and not _NOT_A_NAME.search(match["given"]) else None


def _is_joined_name(name: str) -> bool:
    """A frequent surname and a given name of two or three characters (佐藤花子)."""
    return any(
        name[:size] in _surnames()
        and 2 <= len(name) - size <= 3
        and not _NOT_A_NAME.search(name[size:])
        for size in (2, 3)
    )


CHECKS = (Check("S002", personal_name),)
