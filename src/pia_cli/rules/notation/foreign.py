"""N027: characters that no Japanese text has."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from pia_cli.core.diagnostic import Severity
from pia_cli.core.pattern import Pattern
from pia_cli.core.text import code_point
from pia_cli.rules.facts import Facts
from pia_cli.rules.notation.characters import ODD, SCRIPTS
from pia_cli.rules.rule import Check, Finding, Rule
from pia_cli.rules.spots import each_text

RULES = (
    Rule(
        "N027",
        "foreign-script",
        "日本語の文に使わない文字がある",
        Severity.WARNING,
        why=(
            "簡体字（「务」など）やハングル、キリル文字は、機械の読み取りや翻訳が残したものと考えられます。"
        ),
        basis="JIS X 0208、0212、0213 のどれにもない漢字と、ほかの言語の文字",
        bad="使用方法: 职员が届出の内容を確認する。",
        good="使用方法: 職員が届出の内容を確認する。",
    ),
)

_SCRIPT = Pattern(f"[{SCRIPTS}]")
_CHARSETS = ("cp932", "euc_jis_2004", "euc_jp")


def _foreign(facts: Facts) -> str:
    """The characters of the prose that no Japanese text has, each once.

    The first character set has nearly all 漢字 that occur, and writes the others as numbers.
    """
    prose = facts.document.prose
    encoded = prose.joined.encode(_CHARSETS[0], "xmlcharrefreplace")
    others = {chr(int(number)) for number in re.findall(rb"&#([1-5][0-9]{4});", encoded)}
    scripts = {char for char in prose.parts(ODD) if _SCRIPT.match(char)}
    return "".join(sorted(scripts.union(filter(_is_foreign, others))))


def _is_foreign(char: str) -> bool:
    """Whether it is a 漢字 that no Japanese character set has, or a syllable of Hangul."""
    if "\u4e00" <= char <= "\u9fff":
        return not _is_japanese(char)
    return "\uac00" <= char <= "\ud7a3"


@cache
def _is_japanese(char: str) -> bool:
    """Whether a Japanese character set has it; cp932 adds 髙 and 﨑."""
    for charset in _CHARSETS:
        try:
            char.encode(charset)
        except UnicodeEncodeError:
            continue
        return True
    return False


def foreign_script(facts: Facts) -> Iterator[Finding]:
    """N027: a character of a script that is not written in Japanese."""
    foreign = _foreign(facts)
    if not foreign:
        return
    pattern = Pattern(f"[{foreign}]")
    yield from each_text(
        facts,
        "N027",
        facts.document.prose.holding,
        pattern,
        lambda match: (
            f"「{match[0]}」（{code_point(match[0])}）は、日本語の文に使わない文字です",
            "元の文書で確かめ、正しい文字に改めてください",
        ),
    )


CHECKS = (Check("N027", foreign_script),)
