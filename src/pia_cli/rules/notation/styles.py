"""N006, N007, N019, N023, N025: one way of writing throughout the document."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from itertools import islice

from pia_cli.core.diagnostic import Severity
from pia_cli.core.pattern import Pattern
from pia_cli.core.text import fold
from pia_cli.forms.kinds import BLANK_MARKS
from pia_cli.forms.tree import ROMAN, FormField
from pia_cli.rules.answer import Texts
from pia_cli.rules.consistency.item_references import OF_ANOTHER
from pia_cli.rules.facts import MAX_PLACES, Answer, Facts
from pia_cli.rules.rule import Check, Finding, Rule
from pia_cli.rules.spots import MAX_COUNTED, each_text, sentence, spot

ITEM = "changes.item"

RULES = (
    Rule(
        "N006",
        "mixed-blank-marks",
        "記載のないことを示す線がまちまち",
        Severity.INFO,
        why=(
            "「-」「―」「—」は見た目が似ていますが別の文字です。"
            "混じると、変更前後の比較や検索で別の記載になります。"
        ),
        basis="様式3の各記載欄（三か所以上で別の線を使うときに指摘）",
        bad="（「-」の欄のほかに、「—」の欄が三か所以上ある）",
        good="（どの欄も「-」）",
    ),
    Rule(
        "N007",
        "ascii-roman",
        "項目の番号のローマ数字が、英字で書かれている",
        Severity.INFO,
        why=(
            "様式に印刷された番号は「Ⅰ」「Ⅱ」です。英字の「I」「II」が混じると、"
            "検索や並べ替えで別の項目になります。"
        ),
        basis="様式3（印刷された項目の番号）",
        bad="その妥当性: II-2-③の範囲を記録するために必要である。",
        good="その妥当性: Ⅱ-2-③の範囲を記録するために必要である。",
    ),
    Rule(
        "N019",
        "mixed-punctuation",
        "句読点の種類が混じっている",
        Severity.INFO,
        why="読点の「、」と「，」、句点の「。」と「．」のどちらかにそろえます。",
        basis="公用文作成の考え方（句点は「。」、読点は「、」を原則とし、「，」を用いてもよい）",
        bad="その妥当性: 資格の管理，給付の決定に必要である。",
        good="その妥当性: 資格の管理、給付の決定に必要である。",
    ),
    Rule(
        "N023",
        "mixed-width",
        "同じ語が全角と半角の両方で書かれている",
        Severity.INFO,
        why="「ＩＤ」と「ID」は、検索や変更前後の比較では別の語になります。",
        basis="公用文の英字の書き方（文書の中でそろえる）",
        bad="使用方法: ＩＤを管理し、IDの共用を禁止する。",
        good="使用方法: IDを管理し、IDの共用を禁止する。",
    ),
    Rule(
        "N025",
        "width-within-number",
        "一つの数や語の中で全角と半角が混じっている",
        Severity.WARNING,
        why="「1０」のような数は、検索しても見つからず、読み上げや集計で別々の数になります。",
        basis="公用文の数字の書き方",
        bad="使用方法: 毎月1０日に、届出の内容を確認する。",
        good="使用方法: 毎月10日に、届出の内容を確認する。",
        fixable=True,
    ),
)

_DASHES = frozenset("-‐‑‒–—―－ー")
_FEWEST = 3


def mixed_blank_marks(facts: Facts) -> Iterator[Finding]:
    """N006: a second dash that stands in three items or more; 「なし」 may mean something else."""
    marks: dict[str, list[Answer]] = {}
    for text in facts.document.prose:
        if text.raw.lstrip()[:1] in _DASHES and BLANK_MARKS.fullmatch(text.text):
            marks.setdefault(text.text[0], []).append(text)
    most = sorted(marks.values(), key=len, reverse=True)
    for places in most[1:]:
        if len(places) < _FEWEST:
            continue
        mark, usual = places[0].text, most[0][0].text
        yield Finding(
            "N006",
            places[0].path,
            f"記載のないことを示す線が「{mark}」（{len(places)}か所）と"
            f"「{usual}」（{len(most[0])}か所）でまちまちです",
            f"どちらか一方（例えば「{usual}」）にそろえてください",
            related=tuple((place.path, f"ここも「{mark}」") for place in places[1:4]),
        )


_ROMAN = Pattern("(?<![A-Za-z0-9])(?:I{1,3}|IV|V)(?=[-－―‐.． ]?[1-9１-９①-⑳>＞(（]|[-－])")
_ROMAN_STARTS = ("I", "V")
_OF_ITS_OWN = Pattern("(?:^|[、。，．・；;:：（(「『［【※\n]|[はがをにへとやも])[ \u3000]*$")
"""What may stand before an item of this document: 「図II-1」 and 「Annex II-2」 are of others."""
_REFERENCE = Pattern(
    "(?<![A-Za-z0-9])(?:I{1,3}|IV|V)"
    "(?=[-－.．][1-9１-９]{1,2}[-－.．]?[①-⑳(（]|[-－][①-⑳]"
    "|(?P<bare>[-－](?P<section>[1-9１-９]{1,2})(?:[-－](?:リスク|委託事項|提供先|移転先|システム)[1-9１-９]"
    "|(?<=I[IV].[1-9１-９])(?:を?参照|の(?:とおり|通り)|に(?:記載|示す|同じ)|(?:及び|、|・|～)[Ⅰ-Ⅴ]))))",
    needs=_ROMAN_STARTS,
)


def ascii_roman(facts: Facts) -> Iterator[Finding]:
    """N007: one finding for the document; the rest of a row of 変更箇所 is left alone."""
    items = [
        (row, _ROMAN.match(row.raw))
        for row in facts.answers(ITEM)
        if row.raw.startswith(_ROMAN_STARTS)
    ]
    texts = [
        (text, _reference(text.raw, facts.document.form))
        for text in facts.document.prose.holding(_REFERENCE)
    ]
    found = [(text, match) for text, match in (*texts, *items) if match]
    if not found:
        return
    text, match = found[0]
    numeral = next(part for part in ROMAN if fold(part) == match[0])
    more = f"（ほかに{len(found) - 1}項目あります）" if len(found) > 1 else ""
    yield Finding(
        "N007",
        text.path,
        f"項目の番号の「{numeral}」が、英字で「{match[0]}」と書かれています{more}",
        f"様式のとおり「{numeral}」と書いてください",
        span=spot(facts, text, *match.span()),
    )


def _reference(text: str, form: FormField) -> re.Match[str] | None:
    """The first reference to an item; a bare II-2 may be a section of another document."""
    found = islice(_REFERENCE.finditer(text), MAX_PLACES)
    return next((match for match in found if not match["bare"] or _is_own(match, form)), None)


def _is_own(match: re.Match[str], form: FormField) -> bool:
    before = sentence(match.string, *match.span())[0]
    if OF_ANOTHER.is_in(before) or not _OF_ITS_OWN.is_in(before):
        return False
    numbers = (match[0], fold(match["section"]))
    return any(
        (fold(part.item.number), section.item.number) == numbers
        for part in form.children
        for section in part.children
    )


_COMMAS = (Pattern("、"), Pattern("(?<=[ぁ-ヿ一-龠）」])，", needs=("，",)))
_STOPS = (Pattern("。"), Pattern("(?<=[ぁ-ゖ一-龠）」])．", needs=("．",)))


def mixed_punctuation(facts: Facts) -> Iterator[Finding]:
    """N019: at the first mark of the rarer kind."""
    for kinds in (_COMMAS, _STOPS):
        if not all(map(facts.document.sentences.has, reversed(kinds))):
            continue
        found = [_all(kind, facts.document.sentences) for kind in kinds]
        if not all(found):
            continue
        rare, usual = sorted(found, key=len)
        text, match = rare[0]
        yield Finding(
            "N019",
            text.path,
            f"句読点の「{match[0]}」（{len(rare)}か所）と「{usual[0][1][0]}」が混じっています",
            f"この文書で多く使われている「{usual[0][1][0]}」にそろえてください",
            span=spot(facts, text, match.start(), match.end()),
        )


def _all(pattern: Pattern, texts: Texts) -> list[tuple[Answer, re.Match[str]]]:
    matches = (
        (text, match) for text in texts.holding(pattern) for match in pattern.finditer(text.raw)
    )
    return list(islice(matches, MAX_COUNTED * 10))


_WIDE_SIGN = Pattern("[０-９Ａ-Ｚａ-ｚ]")
_NARROW = Pattern("(?<![A-Za-z0-9])[A-Za-z]{2,20}(?![A-Za-z0-9])")
_WIDE = Pattern("(?<![Ａ-Ｚａ-ｚ０-９])[Ａ-Ｚａ-ｚ]{2,20}(?![Ａ-Ｚａ-ｚ０-９])")


def mixed_width(facts: Facts) -> Iterator[Finding]:
    """N023: one finding for the document, at the first word in the rarer width."""
    sentences = facts.document.sentences
    wide = _all(_WIDE, sentences) if sentences.has(_WIDE_SIGN) else []
    if not wide:
        return
    narrow = _all(_NARROW, sentences)
    words = {unicodedata.normalize("NFKC", match[0]) for _, match in wide}
    both = words.intersection(match[0] for _, match in narrow)
    if not both:
        return
    text, match = next(each for each in wide if unicodedata.normalize("NFKC", each[1][0]) in both)
    word = unicodedata.normalize("NFKC", match[0])
    others = len(both) - 1
    yield Finding(
        "N023",
        text.path,
        f"「{match[0]}」が、ほかの所では半角で「{word}」と書かれています"
        + (f"（同じことが、ほかに{others}語あります）" if others else ""),
        "全角か半角のどちらかにそろえてください",
        related=tuple(
            (each.path, f"半角の「{word}」")
            for each, other in islice(narrow, MAX_PLACES)
            if other[0] == word
        )[:1],
        span=spot(facts, text, match.start(), match.end()),
    )


_WITHIN = Pattern("[0-9]{1,20}[０-９]|[０-９]{1,20}[0-9]|[A-Za-z][Ａ-Ｚａ-ｚ]|[Ａ-Ｚａ-ｚ][A-Za-z]")


_RUN = Pattern(
    r"(?:https?|ftp)://[^\s、。「」（）<>＜＞]+"
    "|[0-9０-９]+(?:[,，][0-9０-９]{3}(?![0-9０-９]))*"
    "|[A-Za-zＡ-Ｚａ-ｚ]+"
)
"""An address, a number with its thousands, or a word."""


def in_one_width(text: str) -> str:
    """N025: the numbers and words of both widths in half width.

    An address is found and stays what it is: only a person can say where it is to lead.
    """

    def mended(match: re.Match[str]) -> str:
        run = match[0]
        is_slip = "://" not in run and _WITHIN.search(run)
        return unicodedata.normalize("NFKC", run) if is_slip else run

    return _RUN.sub(mended, text)


def width_within_number(facts: Facts) -> Iterator[Finding]:
    """N025: full and half width within one number or word."""
    yield from each_text(
        facts,
        "N025",
        lambda _: facts.document.sentences.holding(_WIDE_SIGN),
        _WITHIN,
        lambda match: (
            f"「{match[0]}」の中で全角と半角が混じっています",
            f"「{unicodedata.normalize('NFKC', match[0])}」のように、半角にそろえてください",
        ),
    )


CHECKS = (
    Check("N006", mixed_blank_marks),
    Check("N007", ascii_roman),
    Check("N019", mixed_punctuation),
    Check("N023", mixed_width),
    Check("N025", width_within_number),
)
