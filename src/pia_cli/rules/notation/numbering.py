"""N020: the numbers ①, ②, ③ at the starts of lines."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice, pairwise
from typing import NamedTuple

from pia_cli.core.diagnostic import Severity
from pia_cli.core.pattern import Pattern
from pia_cli.forms.tree import CIRCLES
from pia_cli.rules.facts import MAX_PLACES, Facts
from pia_cli.rules.notation.headings import HEADING
from pia_cli.rules.rule import Check, Finding, Rule
from pia_cli.rules.spots import spot

RULES = (
    Rule(
        "N020",
        "number-gap",
        "行頭の丸数字が飛んでいる",
        Severity.WARNING,
        why=(
            "①から始まる行の番号が途中で飛んでいます。見出しの下で①から始まる行は、そこだけで見ます。"
            "行が消えたか、行を消したときに番号を詰め忘れたと考えられます。"
            "前後の行の間の番号が別の番号になっているときも指摘します。"
        ),
        basis="様式3の各記載欄",
        bad="システムの機能: |-\n  ①資格の管理\n  ②給付の管理\n  ④賦課の管理",
        good="システムの機能: |-\n  ①資格の管理\n  ②給付の管理\n  ③賦課の管理",
    ),
)

_NUMBERED = Pattern(
    f"^[ \t　]*([{CIRCLES}])(?![{CIRCLES}～〜~・、,，及とのをはに]|から(?!だ))", re.MULTILINE
)
"""「①から③までは、次のとおりとする。」 speaks of the numbers."""


class _List(NamedTuple):
    """The numbered lines below one heading, and all that stands there."""

    text: str
    lines: list[re.Match[str]]


def number_gap(facts: Facts) -> Iterator[Finding]:
    """N020: the missing number stands nowhere in its part of the text, not even within a line."""
    for text in facts.document.sentences.having(CIRCLES[0]):
        told = (each for part in _lists(text.raw) for each in _gaps(part))
        for line, message, hint in islice(told, 1):
            place = spot(facts, text, line.start(1), line.end(1))
            yield Finding("N020", text.path, message, hint, span=place)


def _lists(text: str) -> Iterator[_List]:
    """The parts of a text: numbers that begin anew below a heading are a list of their own."""
    lines = list(islice(_NUMBERED.finditer(text), MAX_PLACES))
    starts = list(_beginnings(text, lines)) if HEADING.may_match(text) else []
    for start, end in pairwise([0, *starts, len(text)]):
        yield _List(text[start:end], [line for line in lines if start <= line.start() < end])


def _beginnings(text: str, lines: list[re.Match[str]]) -> Iterator[int]:
    """The headings whose first number is ①, and that are not the first thing numbered."""
    for before, line in pairwise(lines):
        if _number(line) == 1 and (found := HEADING.search(text, before.end(), line.start())):
            yield found.start()


def _gaps(part: _List) -> Iterator[tuple[re.Match[str], str, str]]:
    """The lines whose number is wrong, each with the message and the hint."""
    lines = part.lines
    first = next((at for at, line in enumerate(lines) if _number(line) == 1), len(lines))
    for at in range(first + 1, len(lines)):
        if told := _gap(part.text, lines, at):
            yield lines[at], *told


def _number(line: re.Match[str]) -> int:
    return CIRCLES.index(line[1]) + 1


def _gap(text: str, lines: list[re.Match[str]], at: int) -> tuple[str, str] | None:
    """What is wrong with the number of a line: it is another, or the one before it is gone."""
    last, number = _number(lines[at - 1]), _number(lines[at])
    if number == last + 1:
        return None
    after = _number(lines[at + 1]) if at + 1 < len(lines) else 0
    wanted = CIRCLES[last : last + 1]
    twice = len(lines) - len({each[1] for each in lines})
    if number == last and after == last + 1 and twice == 1:  # more are lists side by side
        return f"行頭の番号{lines[at][1]}が続けて二度あります", "番号を付け直してください"
    if (number, after) == (last + 2, last + 1):
        return (
            f"行頭の番号が{CIRCLES[last - 1]}の後で{lines[at][1]}、{lines[at + 1][1]}の順に"
            "なっています",
            "行の順序か番号を直してください",
        )
    if not wanted or wanted in text:
        return None
    if after == last + 2:
        return (
            f"行頭の番号が{CIRCLES[last - 1]}と{lines[at + 1][1]}の間で{lines[at][1]}になり、"
            f"{wanted}がありません",
            f"{wanted}の誤りなら、直してください",
        )
    if number == last + 2:
        return (
            f"行頭の番号が{CIRCLES[last - 1]}から{lines[at][1]}に飛び、{wanted}がありません",
            f"{wanted}の行を補うか、番号を詰めてください",
        )
    return None


CHECKS = (Check("N020", number_gap),)
