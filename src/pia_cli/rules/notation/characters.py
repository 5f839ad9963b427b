"""N013–N015, N024, N028, N029, N031: characters that look like others, or are broken."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from pia_cli.core.diagnostic import Severity
from pia_cli.core.pattern import Pattern
from pia_cli.core.text import code_point, short
from pia_cli.core.unseen import ODD_SPACES
from pia_cli.rules.answer import Texts
from pia_cli.rules.facts import Answer, Facts
from pia_cli.rules.notation.blanks import line_ends
from pia_cli.rules.rule import Check, Finding, Rule
from pia_cli.rules.spots import Holding, each_text, first_of

_UNICODE = "Unicode の文字の定義（互換文字は対応する文字に分解される）"

RULES = (
    Rule(
        "N013",
        "kangxi-radical",
        "漢字の代わりに部首の文字がある",
        Severity.WARNING,
        why=(
            "PDFから写した文には、「人」の代わりに見た目が同じ部首の文字が混じることがあります。"
            "検索しても見つからず、読み上げでは別の語になります。"
        ),
        basis=_UNICODE,
        bad="使用方法: 本⼈の届出の内容を確認する。",
        good="使用方法: 本人の届出の内容を確認する。",
        fixable=True,
    ),
    Rule(
        "N014",
        "halfwidth-katakana",
        "半角の片仮名がある",
        Severity.INFO,
        why=(
            "半角の片仮名は、検索や変更前後の比較で全角の語と別になります。"
            "別添1の項目名は、システムの名を写すことがあるので指摘しません。"
        ),
        basis="公用文の片仮名の書き方",
        bad="使用方法: ｼｽﾃﾑで届出の内容を確認する。",
        good="使用方法: システムで届出の内容を確認する。",
        fixable=True,
    ),
    Rule(
        "N015",
        "squared-word",
        "一文字に組んだ語がある",
        Severity.INFO,
        why="「㍻」「㍿」「㌢」などは、環境によって表示や読み上げができません。",
        basis=_UNICODE,
        bad="委託先名: みなとシステム㍿",
        good="委託先名: みなとシステム株式会社",
        fixable=True,
    ),
    Rule(
        "N024",
        "circled-lookalike",
        "丸数字に、形の似た別の文字が混じっている",
        Severity.INFO,
        why="「➀」（U+2780）は「①」（U+2460）と同じに見えますが、別の文字です。",
        basis="様式3（印刷された丸数字）、Unicode の文字の定義",
        bad="システムの機能: ①資格の管理、➁給付の管理",
        good="システムの機能: ①資格の管理、②給付の管理",
        fixable=True,
    ),
    Rule(
        "N028",
        "odd-space",
        "普通の空白と異なる空白がある",
        Severity.INFO,
        why=(
            "ワープロやウェブページから写した文には、改行しない空白などが混じることがあります。"
            "見た目は同じでも、検索や変更前後の比較で別の記載になります。"
        ),
        basis=_UNICODE,
        bad='使用方法: "届出の内容を\\u00a0確認する。"',
        good='使用方法: "届出の内容を確認する。"',
        fixable=True,
    ),
    Rule(
        "N029",
        "separate-voicing-mark",
        "濁点や半濁点が仮名から離れている",
        Severity.WARNING,
        why=(
            "「か」と結合用の濁点の二文字は「が」と同じに見えますが、検索しても見つかりません。"
            "ファイル名やPDFから写した文に起こります。"
        ),
        basis="Unicode の正規化形式（NFC）",
        bad='使用方法: "届出か\\u3099あれば内容を確認する。"',
        good='使用方法: "届出があれば内容を確認する。"',
        fixable=True,
    ),
    Rule(
        "N031",
        "replacement-character",
        "読めなかった文字の跡がある",
        Severity.WARNING,
        why="「\ufffd」は、文字コードの変換で失われた文字の代わりに置かれる文字です。",
        basis="Unicode の文字の定義（U+FFFD は、読み取れない文字の代わりに置く文字）",
        bad="使用方法: 届出の内\ufffdを確認する。",
        good="使用方法: 届出の内容を確認する。",
    ),
)

_OF_JAPANESE = "\u2f3e戸\u2fad青\u2fc8黄\u2fca黒"
"""Radicals that Unicode takes apart into an old form (戶, 靑), which no text of today means."""
_SUPPLEMENT = (
    "\u2e92巳\u2e9c日\u2e9d月\u2ea0民\u2ea9王\u2eac示\u2ec1虎\u2ec4西\u2ec6角\u2ed1長\u2ed7雨\u2ed8青"
    "\u2edd食\u2ee3骨\u2ee4鬼\u2ee8麦\u2ee9黄\u2eeb斉\u2eed歯\u2eef竜\u2ef2亀"
)
"""CJK Radicals Supplement that look like a 漢字 of today; Unicode does not take them apart.
The 漢字 are those of EquivalentUnifiedIdeograph.txt of the Unicode Character Database."""
_MEANT = _OF_JAPANESE + _SUPPLEMENT
_RADICALS = dict(zip(_MEANT[::2], _MEANT[1::2], strict=True))
_RADICALS_OF_PDF = f"\u2f00-\u2fd5\u2e9f\u2ef3{_SUPPLEMENT[::2]}"
_HALFWIDTH_KANA = "\uff66-\uff9f"
_SQUARED_WORDS = "\u3300-\u3357\u337b-\u337f\u32ff"
_DINGBATS = "\u2780-\u2789"
SCRIPTS = "\u0400-\u04ff\u0e00-\u0e7f\u0590-\u06ff\u1100-\u11ff"
"""Cyrillic, Thai, Hebrew and Arabic, 字母 of Hangul."""
ODD = Pattern(
    f"[{_RADICALS_OF_PDF}{_HALFWIDTH_KANA}{_SQUARED_WORDS}{_DINGBATS}{ODD_SPACES}{SCRIPTS}]"
)
"""What most rules on characters look for: most texts have none, as one search for all tells."""
_RADICAL = Pattern(f"[{_RADICALS_OF_PDF}]")
_HALFWIDTH = Pattern(f"[{_HALFWIDTH_KANA}]+")
_SQUARED = Pattern(f"[{_SQUARED_WORDS}]")
_DINGBAT = Pattern(f"[{_DINGBATS}]")
_SPACE = Pattern(f"[{ODD_SPACES}]")
_PAIRS = [
    pair
    for char in map(chr, range(0x3041, 0x3100))
    if len(pair := unicodedata.normalize("NFD", char)) == 2
]
_VOICING = Pattern(
    "|".join(
        f"[{''.join(pair[0] for pair in _PAIRS if pair[1] == mark)}]{mark}"
        for mark in ("\u3099", "\u309a")
    ),
    needs=("\u3099", "\u309a"),
)
"""The pairs that have a character of their own; 鼻濁音 (か and U+309A) has none."""
_LOST = Pattern("\ufffd", needs=("\ufffd",))


def _with_odd(facts: Facts, texts: Texts) -> Holding:
    """How texts with a pattern of odd characters are found."""
    odd = "".join(facts.document.prose.parts(ODD))

    def holding(pattern: Pattern) -> Iterator[Answer]:
        return texts.holding(pattern) if odd and pattern.search(odd) else iter(())

    return holding


def _composed(text: str) -> str:
    return unicodedata.normalize("NFKC", text)


def with_kanji(text: str) -> str:
    """N013: the 漢字 for radicals."""
    return _RADICAL.sub(lambda match: _RADICALS.get(match[0], _composed(match[0])), text)


def kangxi_radical(facts: Facts) -> Iterator[Finding]:
    """N013: a radical in place of the 漢字 that looks the same."""

    def tell(match: re.Match[str]) -> tuple[str, str]:
        char, plain = match[0], with_kanji(match[0])
        return (
            f"「{char}」（{code_point(char)}）は部首の文字で、漢字の「{plain}」とは別の文字です",
            f"「{plain}」（{code_point(plain)}）に改めてください",
        )

    yield from each_text(facts, "N013", _with_odd(facts, facts.document.prose), _RADICAL, tell)


def in_full_width(text: str) -> str:
    """N014: 片仮名 in full width; a mark that no 仮名 takes stays a character of its own."""
    marks = {0x3099: "゛", 0x309A: "゜"}
    return _HALFWIDTH.sub(lambda match: _composed(match[0]).translate(marks), text)


def halfwidth_katakana(facts: Facts) -> Iterator[Finding]:
    """N014: 片仮名 in half width."""
    yield from each_text(
        facts,
        "N014",
        _with_odd(facts, facts.document.sentences),
        _HALFWIDTH,
        lambda match: (
            f"「{short(match[0])}」が半角の片仮名で書かれています",
            f"全角の「{short(in_full_width(match[0]))}」に改めてください",
        ),
    )


def written_out(text: str) -> str:
    """N015: the word for a character that holds it."""
    return _SQUARED.sub(lambda match: _composed(match[0]), text)


def squared_word(facts: Facts) -> Iterator[Finding]:
    """N015: a word in one character: ㍿."""
    yield from each_text(
        facts,
        "N015",
        _with_odd(facts, facts.document.sentences),
        _SQUARED,
        lambda match: (
            f"「{match[0]}」は、一文字に組んだ語です",
            f"「{written_out(match[0])}」と書いてください",
        ),
    )


def circled_lookalike(facts: Facts) -> Iterator[Finding]:
    """N024: a circled number of another block: ➀ for ①."""
    yield from each_text(
        facts,
        "N024",
        _with_odd(facts, facts.document.prose),
        _DINGBAT,
        lambda match: (
            f"「{match[0]}」（{code_point(match[0])}）は「{_circled(match[0])}」とは別の文字です",
            f"「{_circled(match[0])}」に改めてください",
        ),
    )


def _circled(char: str) -> str:
    return chr(ord(char) - 0x2780 + 0x2460)


def with_circled(text: str) -> str:
    """N024: the circled numbers of the form."""
    return _DINGBAT.sub(lambda match: _circled(match[0]), text)


def _odd_spaces(text: str) -> Iterator[re.Match[str]]:
    return (match for start, end in line_ends(text) for match in _SPACE.finditer(text, start, end))


def with_plain_spaces(text: str) -> str:
    """N028: plain spaces, as wide as they may be; those at the end of a line are N022's."""
    chars = list(text)
    for match in _odd_spaces(text):
        chars[match.start()] = " "
    return "".join(chars)


def odd_space(facts: Facts) -> Iterator[Finding]:
    """N028; at the end of a line it is N022's."""

    def tell(match: re.Match[str]) -> tuple[str, str]:
        return (
            f"普通の空白と異なる空白（{code_point(match[0])}）があります",
            "普通の空白に改めるか、消してください",
        )

    for text in _with_odd(facts, facts.document.prose)(_SPACE):
        yield from first_of(facts, "N028", text, _odd_spaces(text.raw), tell)


def with_voiced_kana(text: str) -> str:
    """N029: one character for a 仮名 and its mark."""
    return _VOICING.sub(lambda match: _composed(match[0]), text)


def separate_voicing_mark(facts: Facts) -> Iterator[Finding]:
    """N029: a 仮名 with its 濁点 or 半濁点 as a character of its own."""
    yield from each_text(
        facts,
        "N029",
        facts.document.prose.holding,
        _VOICING,
        lambda match: (
            f"「{_composed(match[0])}」が、仮名と濁点などの二文字で書かれています",
            f"一文字の「{_composed(match[0])}」に改めてください",
        ),
    )


def replacement_character(facts: Facts) -> Iterator[Finding]:
    """N031: U+FFFD, where a character was lost."""
    yield from each_text(
        facts,
        "N031",
        facts.document.prose.holding,
        _LOST,
        lambda match: (
            f"読めなかった文字の跡「{match[0]}」（{code_point(match[0])}）があります",
            "元の文書で確かめ、失われた文字を書いてください",
        ),
    )


CHECKS = (
    Check("N013", kangxi_radical),
    Check("N014", halfwidth_katakana),
    Check("N015", squared_word),
    Check("N024", circled_lookalike),
    Check("N028", odd_space),
    Check("N029", separate_voicing_mark),
    Check("N031", replacement_character),
)
