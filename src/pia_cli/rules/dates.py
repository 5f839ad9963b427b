"""D: dates exist in the calendar and in their era."""

from __future__ import annotations

from collections.abc import Iterator

from pia_cli.core.diagnostic import Path, Severity
from pia_cli.core.pattern import Pattern
from pia_cli.core.text import short
from pia_cli.core.wareki import (
    DateError,
    EraError,
    Note,
    is_date_shape,
    parse_leading_date,
    starts_like_date,
)
from pia_cli.document.nodes import Scalar
from pia_cli.forms.kinds import BLANK_MARKS, DateKind, DateTextKind
from pia_cli.forms.tree import FormField
from pia_cli.rules.facts import Answer, Facts
from pia_cli.rules.rule import Check, Finding, Rule
from pia_cli.rules.spots import each_text, first_of
from pia_cli.rules.visit import Visit

RULES = (
    Rule(
        "D001",
        "impossible-date",
        "存在しない日付",
        Severity.ERROR,
        "暦にない日付や、元号の期間の外にある日付です。書き誤りと考えられます。",
        "元号の期間（平成は31年4月30日まで、令和は元年5月1日から）",
        "公表日: 平成31年5月1日",
        "公表日: 令和元年5月1日",
    ),
    Rule(
        "D002",
        "date-not-leading",
        "日付で始まっていない",
        Severity.WARNING,
        "日付の後に文字を続けられる項目ですが、日付から書き始めないと、いつのことか読み取れません。",
        "様式3 Ⅱ-2-⑤、Ⅱ-3-⑥",
        "保有開始日: 番号の通知の開始日",
        "保有開始日: 平成27年10月5日",
    ),
    Rule(
        "D003",
        "first-year",
        "元号の最初の年を「1年」と書いている",
        Severity.INFO,
        "公用文では、元号の最初の年を元年と書きます。"
        "日付の項目と変更日のほか、文章の中の年も見ます（別添1の項目名と「」の中は見ません）。",
        "公用文の慣例",
        "使用開始日: 令和1年6月27日",
        "使用開始日: 令和元年6月27日",
        fixable=True,
    ),
    Rule(
        "D004",
        "impossible-date-in-prose",
        "文章の中の日付が暦にない",
        Severity.WARNING,
        "「令和6年6月31日」のように、どの暦にもない日は書き誤りです。"
        "改元の前に書かれた「平成31年10月1日施行」のような日付と、「」の中は見ません。",
        "暦",
        "使用方法: 令和6年6月31日から、届出の内容を確認する。",
        "使用方法: 令和6年6月30日から、届出の内容を確認する。",
    ),
)


def concerns(field: FormField) -> bool:
    """Whether a date is written in a field."""
    return isinstance(field.kind, DateKind | DateTextKind)


def check(visit: Visit) -> Iterator[Finding]:
    """D001, D002 and D003 for one date item. A `DateKind` without the shape is F045's."""
    kind, node = visit.field.kind, visit.node
    if not isinstance(node, Scalar) or node.is_empty:
        return
    text = node.value
    if starts_like_date(text):
        if isinstance(kind, DateTextKind) or is_date_shape(text):
            yield from _check_calendar(visit.path, text)
    elif (
        isinstance(kind, DateTextKind) and visit.field.required and not BLANK_MARKS.fullmatch(text)
    ):
        yield _not_leading(visit.path, text)


def _not_leading(path: Path, text: str) -> Finding:
    hint = "「平成27年10月5日」のように、和暦か ISO 8601 の年月から書き始めてください"
    try:
        parse_leading_date(text)
    except DateError as error:
        hint = error.hint if "ことですか" in error.hint else hint
    message = f"「{short(text)}」は年月日や年月で始まっていません"
    return Finding("D002", path, message, hint)


def _check_calendar(path: Path, text: str) -> Iterator[Finding]:
    try:
        parsed = parse_leading_date(text)
    except DateError as error:
        hint = error.hint or "暦にある日付に直してください"
        yield Finding("D001", path, error.message, hint)
        return
    if Note.FIRST_YEAR in parsed.notes:
        hint = f"「{parsed.wareki}{short(parsed.rest, 20)}」と書いてください"
        yield Finding("D003", path, "元号の最初の年が「1年」と書かれています", hint)


_FIRST_YEAR = Pattern(
    r"(?P<era>明治|大正|昭和|平成|令和)(?P<gap>[ \u3000]?)[1１](?=[ \u3000]?年)"
    r"(?![^「」\n]{0,200}」)",
    needs=tuple(f"{one}{gap}年" for one in "1１" for gap in ("", " ", "\u3000")),
)
"""Not in 「」: a text may quote how a system shows a year."""


def with_first_years(text: str) -> str:
    """D003: 元年 for the first year of an era anywhere in a text."""
    return _FIRST_YEAR.sub(r"\g<era>\g<gap>元", text)


def first_year_in_prose(facts: Facts) -> Iterator[Finding]:
    """D003 outside the items for dates."""

    def holding(pattern: Pattern) -> Iterator[Answer]:
        texts = facts.document.sentences.holding(pattern)
        return (text for text in texts if not isinstance(text.field.kind, DateTextKind))

    yield from each_text(
        facts,
        "D003",
        holding,
        _FIRST_YEAR,
        lambda match: (
            "元号の最初の年が「1年」と書かれています",
            f"「{match['era']}{match['gap']}元年」と書いてください",
        ),
    )


_ERAS = ("明治", "大正", "昭和", "平成", "令和")
_IN_PROSE = Pattern(
    f"(?:{'|'.join(_ERAS)})(?:元|[0-9０-９]{{1,2}})年[0-9０-９]{{1,2}}月"
    r"(?:[0-9０-９]{1,2}日)?(?![^「」\n]{0,200}」)",
    needs=_ERAS,
)


def impossible_date_in_prose(facts: Facts) -> Iterator[Finding]:
    """D004 outside the items for dates."""
    for text in facts.document.sentences.having(_ERAS):
        if not isinstance(text.field.kind, DateTextKind):
            wrong = (match for match in _IN_PROSE.finditer(text.raw) if any(_fault(match[0])))
            yield from first_of(facts, "D004", text, wrong, lambda match: _fault(match[0]))


def _fault(shown: str) -> tuple[str, str]:
    """What is wrong with a day that no calendar has, and what to do; "" for days of another era."""
    try:
        parse_leading_date(shown)
    except EraError:
        return "", ""
    except DateError as error:
        return error.message, error.hint or "暦にある日付に直してください"
    return "", ""


CHECKS = (Check("D003", first_year_in_prose), Check("D004", impossible_date_in_prose))
