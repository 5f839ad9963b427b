"""N018, N021, N022, N030: punctuation, brackets, tags and white space."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pia_cli.core.diagnostic import Severity
from pia_cli.core.pattern import Pattern
from pia_cli.core.text import narrow
from pia_cli.rules.facts import Facts
from pia_cli.rules.notation.blanks import BLANKS, line_ends
from pia_cli.rules.rule import Check, Finding, Rule
from pia_cli.rules.spots import each_text, spot

RULES = (
    Rule(
        "N018",
        "doubled-punctuation",
        "句読点が重なっている",
        Severity.WARNING,
        why="文を書き換えたときに残った句読点と考えられます。",
        basis="公用文の句読点の書き方",
        bad="使用方法: 届出の内容を確認する。。",
        good="使用方法: 届出の内容を確認する。",
        fixable=True,
    ),
    Rule(
        "N021",
        "unclosed-bracket",
        "括弧が閉じていない",
        Severity.WARNING,
        why="開いた括弧に対応する閉じ括弧がありません。文が切れたか、書き忘れと考えられます。",
        basis="公用文の括弧の書き方",
        bad="使用方法: 届出書(資格の得喪に係るもの の内容を確認する。",
        good="使用方法: 届出書(資格の得喪に係るもの)の内容を確認する。",
    ),
    Rule(
        "N022",
        "trailing-space",
        "行末に空白がある",
        Severity.INFO,
        why="見えない空白は、変更前後の比較や、変更箇所への写しで食い違いになります。",
        basis="pia の文書形式",
        bad='その必要性: "被保険者の資格を正確に把握するため。　"',
        good='その必要性: "被保険者の資格を正確に把握するため。"',
        fixable=True,
    ),
    Rule(
        "N030",
        "markup",
        "HTMLのタグや記号の符号が残っている",
        Severity.WARNING,
        why="ウェブページから写した文に残ったタグは、公表される文書にそのまま印刷されます。",
        basis="様式3の各記載欄（公表された評価書の読み取りに例がある）",
        bad='その必要性: "資格を正確に把握し、<br>保険給付を適正に行うため。"',
        good='その必要性: "資格を正確に把握し、保険給付を適正に行うため。"',
        verified=False,
    ),
)

_DOUBLED = Pattern("。。|、、|、。", needs=("。。", "、、", "、。"))
_COMMAS = Pattern("、+(?=[、。])")
_STOPS = Pattern("。{2,}")


def without_doubles(text: str) -> str:
    """N018: the last mark of each run."""
    return _STOPS.sub("。", _COMMAS.sub("", text))


def doubled_punctuation(facts: Facts) -> Iterator[Finding]:
    """N018: a run of 、 and 。, as a change leaves it."""
    yield from each_text(
        facts,
        "N018",
        facts.document.sentences.holding,
        _DOUBLED,
        lambda match: (
            f"句読点が「{match[0]}」と重なっています",
            f"「{match[0][-1]}」だけを残してください",
        ),
    )


_PAIRS = ("「」", "『』", "（）", "()", "【】", "《》", "〔〕", "≪≫")
OPENING = tuple(pair[0] for pair in _PAIRS)
_KINDS = {char: narrow(pair)[0] for pair in _PAIRS for char in pair}
"""The kind of each bracket, by its opening one."""
_BRACKET = Pattern(f"[{''.join(_PAIRS)}]")
_NEVER_ALONE = "」』】》〕"
"""Closing brackets that no list has behind its numbers, unlike 「1)」."""


def unclosed(text: str) -> Iterator[tuple[int, str]]:
    """Places and brackets that have no partner; half and full width close each other.

    Each kind is counted for itself: what matters is whether one is missing, not the nesting.
    """
    open_at: dict[str, list[int]] = {}
    for match in _BRACKET.finditer(text):
        char, kind = match[0], _KINDS[match[0]]
        if char in OPENING:
            open_at.setdefault(kind, []).append(match.start())
        elif open_at.get(kind):
            open_at[kind].pop()
        elif char in _NEVER_ALONE:
            yield match.start(), char
    for place in sorted(place for places in open_at.values() for place in places):
        yield place, text[place]


def unclosed_bracket(facts: Facts) -> Iterator[Finding]:
    """N021: the first in each text."""
    for text in facts.document.sentences.holding(_BRACKET):
        first = next(unclosed(text.raw), None)
        if not first:
            continue
        at, char = first
        wanted = "閉じる" if char in OPENING else "開く"
        yield Finding(
            "N021",
            text.path,
            f"括弧「{char}」に対応する、{wanted}括弧がありません",
            "括弧を補うか、余分な括弧を消してください。文が切れていないかも確かめてください",
            span=spot(facts, text, at, at + 1),
        )


def without_blanks(text: str) -> str:
    """N022: the lines without white space at their ends."""
    return "\n".join(text[start:end] for start, end in line_ends(text))


_BLANK_END = Pattern(f"[{BLANKS}]$", re.MULTILINE)


def trailing_space(facts: Facts) -> Iterator[Finding]:
    """N022: a line of a text that ends with white space."""
    for text in facts.document.prose.holding(_BLANK_END):
        lines = zip(text.raw.split("\n"), line_ends(text.raw), strict=True)
        places = [
            (end, start + len(line)) for line, (start, end) in lines if end < start + len(line)
        ]
        if places:
            more = f"（この記載に、ほかに{len(places) - 1}行あります）" if len(places) > 1 else ""
            yield Finding(
                "N022",
                text.path,
                f"行末に空白があります{more}",
                "行末の空白を消してください",
                span=spot(facts, text, *places[0]),
            )


_MARKUP = Pattern(
    r"</?(?:br|p|div|span|input|table|tr|td|th|ul|ol|li|strong|font)\b[^<>\n]{0,200}>"
    r"|&(?:nbsp|amp|lt|gt|quot|#[0-9]{1,6});",
    re.IGNORECASE,
    needs=("<", "&"),
)


def markup(facts: Facts) -> Iterator[Finding]:
    """N030: a tag or an entity of HTML."""
    yield from each_text(
        facts,
        "N030",
        facts.document.prose.holding,
        _MARKUP,
        lambda match: (
            f"HTMLの「{match[0]}」が残っています",
            "消すか、表したい文字や改行に改めてください",
        ),
    )


CHECKS = (
    Check("N018", doubled_punctuation),
    Check("N021", unclosed_bracket),
    Check("N022", trailing_space),
    Check("N030", markup),
)
