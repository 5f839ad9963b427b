"""D: dates exist in the calendar and in their era."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pia_cli.core.diagnostic import Path, Severity
from pia_cli.core.eras import ANY_ERA
from pia_cli.core.pattern import Pattern
from pia_cli.core.text import short
from pia_cli.core.wareki import (
    DateError,
    EraError,
    Note,
    check_day_of_month,
    closed_gaps,
    is_date_shape,
    parse_leading_date,
    starts_like_date,
)
from pia_cli.core.written_dates import dates_by_name, dates_in_figures, written_date
from pia_cli.document.nodes import Scalar
from pia_cli.forms.kinds import BLANK_MARKS, DateKind, DateTextKind
from pia_cli.forms.tree import FormField
from pia_cli.rules.facts import Answer, Facts
from pia_cli.rules.rule import Check, Finding, Rule
from pia_cli.rules.spots import each_text, first_of, sentence
from pia_cli.rules.visit import Visit

RULES = (
    Rule(
        "D001",
        "impossible-date",
        "存在しない日付",
        Severity.ERROR,
        why="暦にない日付や、元号の期間の外にある日付です。書き誤りと考えられます。",
        basis="元号の期間（平成は31年4月30日まで、令和は元年5月1日から）",
        bad="公表日: 平成31年5月1日",
        good="公表日: 令和元年5月1日",
    ),
    Rule(
        "D002",
        "date-not-leading",
        "日付で始まっていない",
        Severity.WARNING,
        why=(
            "日付の後に文字を続けられる項目ですが、日付から書き始めないと、いつのことか読み取れません。"
            "「平成28年 1月 1日」のように空白がある日付も、日付として読めません。"
        ),
        basis="様式3 Ⅱ-2-⑤、Ⅱ-3-⑥",
        bad="保有開始日: 平成27年 10月 5日",
        good="保有開始日: 平成27年10月5日",
        fixable=True,
    ),
    Rule(
        "D003",
        "first-year",
        "元号の最初の年を「1年」と書いている",
        Severity.INFO,
        why=(
            "公用文では、元号の最初の年を元年と書きます。"
            "日付の項目と変更日のほか、文章の中の年も見ます（別添1の項目名と「」の中は見ません）。"
        ),
        basis="公用文の慣例",
        bad="使用開始日: 令和1年6月27日",
        good="使用開始日: 令和元年6月27日",
        fixable=True,
    ),
    Rule(
        "D004",
        "impossible-date-in-prose",
        "文章の中の日付が暦にない",
        Severity.WARNING,
        why=(
            "「令和6年6月31日」「2024/6/31」「9月31日」のように、どの暦にもない日は書き誤りです。"
            "改元の前に書かれた「平成31年10月1日施行」のような日付、「」の中、"
            "不詳の日を表す「0月0日」、暦にない日だと断っている記載、版や受付番号の数字は見ません。"
        ),
        basis="暦",
        bad="使用方法: 令和6年6月31日から、届出の内容を確認する。",
        good="使用方法: 令和6年6月30日から、届出の内容を確認する。",
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
    closed = closed_gaps(text)
    if closed != text:
        return _with_gaps(path, text, closed)
    hint = "「平成27年10月5日」のように、和暦か ISO 8601 の年月から書き始めてください"
    try:
        parse_leading_date(text)
    except DateError as error:
        hint = error.hint if "ことですか" in error.hint else hint
    message = f"「{short(text)}」は和暦か ISO 8601 の年月日や年月で始まっていません"
    return Finding("D002", path, message, hint)


def _with_gaps(path: Path, text: str, closed: str) -> Finding:
    """D002 for 平成28年 1月 1日, and for one that is in no calendar besides."""
    message = f"「{short(text)}」は日付の中に空白があります"
    try:
        parse_leading_date(closed)
    except DateError as error:
        hint = error.hint or "暦にある日付に直し、空白を除いてください"
        return Finding("D002", path, f"{message}。空白を除いても、{error.message}", hint)
    return Finding("D002", path, message, f"「{short(closed)}」と書いてください")


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
    rf"(?P<era>{ANY_ERA})(?P<gap>[ \u3000]?)[0０]?[1１](?=[ \u3000]?年)"
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


_IN_MONTH = Pattern("[0-9０-９][ \u3000]?月", needs=("月",))
"""What every date has that is written with 月."""
_ALONE = Pattern(
    "(?<![0-9０-９])(?<![0-9０-９元]年)(?<![0-9０-９元]年[ \u3000])"
    "(?P<month>[0-9０-９]{1,2})月[ \u3000]?(?P<day>[0-9０-９]{1,2})日",
    needs=("月",),
)
"""Not 1年6月30日, which may be a time."""
_LAST_DAYS = ("29", "30", "31", "２９", "３０", "３１")
"""Of the days in figures only these are looked at: 2024-06-45 is no date at all."""
_IN_FIGURES = Pattern(f"[./．／-][ \u3000]?(?:{'|'.join(_LAST_DAYS)})", needs=_LAST_DAYS)
_SYMBOLIC = frozenset({0, 99})
"""What systems hold for a day that nobody knows: 昭和20年0月0日."""
_QUOTED = Pattern("[^「」\n]{0,200}」")
_OF_NO_DAY = Pattern(
    "暦|[存実]在しない|[あ有]り得ない|ありえない|不詳|ダミー|架空|仮の|エラーと|エラーに|誤入力"
    "|(?:誤った|誤りの|不正な?|無効な?)(?:生?年月日|日|値|入力|データ|形式)"
    "|(?:日付|年月日|入力|値)[のがにはを]?(?:誤[りっ]|不正|無効)|誤りがあ[るれ]"
)
"""A sentence that itself says that its day is none."""
_LABELLED = Pattern(
    "(?:バージョン|(?<![A-Za-zＡ-Ｚａ-ｚ])(?:[Vv]er(?:sion)?|Ｖｅｒ)|番号)"
    "[.．:：は第 \u3000]{0,3}$|版$"
)
"""What stands before figures that are no date: バージョンR6.6.31."""


def impossible_date_in_prose(facts: Facts) -> Iterator[Finding]:
    """D004 outside the items for dates."""
    for text in facts.document.sentences.having(("月", *_LAST_DAYS)):
        if not isinstance(text.field.kind, DateTextKind):
            raw = text.raw
            wrong = (match for match in _candidates(raw) if any(_fault(match)))
            meant = (match for match in wrong if not _is_meant(raw, match))
            yield from first_of(facts, "D004", text, meant, _fault)


def _candidates(text: str) -> Iterator[re.Match[str]]:
    """The dates of a text in its order."""
    found: list[re.Match[str]] = []
    if _IN_MONTH.is_in(text):  # 毎月 is more frequent
        found += (*dates_by_name(text), *_ALONE.finditer(text))
    if _IN_FIGURES.is_in(text):
        found += (match for match in dates_in_figures(text) if _is_last_day(text, match))
    return iter(sorted(found, key=lambda match: match.start()))


def _is_last_day(text: str, match: re.Match[str]) -> bool:
    """Whether figures are of a day at the end of one of the twelve months."""
    if match["day"] not in _LAST_DAYS or not 1 <= int(match["month"]) <= 12:
        return False
    return not _LABELLED.search(text[max(0, match.start() - 12) : match.start()])


def _is_meant(text: str, match: re.Match[str]) -> bool:
    """Whether a day that is none is written on purpose: quoted, or said to be none."""
    if _QUOTED.match(text, match.end()):
        return True
    before, after = sentence(text, *match.span())
    return _OF_NO_DAY.search(f"{before}{after}") is not None


def _fault(match: re.Match[str]) -> tuple[str, str]:
    """What is wrong with a day that no calendar has, and what to do; "" for days of another era."""
    numbers = match.groupdict()
    if {int(numbers["month"]), int(numbers["day"] or 1)} & _SYMBOLIC:
        return "", ""
    try:
        if "count" in numbers or "year" in numbers:
            written_date(match)
        else:
            check_day_of_month(numbers["month"], numbers["day"])
    except EraError:
        return "", ""
    except DateError as error:
        return error.message, error.hint or "暦にある日付に直してください"
    return "", ""


CHECKS = (Check("D003", first_year_in_prose), Check("D004", impossible_date_in_prose))
