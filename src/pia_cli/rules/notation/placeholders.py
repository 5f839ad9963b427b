"""N032: what a draft has in the place of what is not yet known."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pia_cli.core.diagnostic import Severity
from pia_cli.core.pattern import Pattern
from pia_cli.rules.facts import Facts
from pia_cli.rules.rule import Check, Finding, Rule
from pia_cli.rules.spots import first_of

RULES = (
    Rule(
        "N032",
        "placeholder",
        "仮の記載が残っている",
        Severity.WARNING,
        why=(
            "「〇〇課」「○×課」「令和○年」「（要確認）」「調整中」"
            "「TODO」「XX年」「××課」「令和　年」"
            "などは、後で埋めるつもりの仮の記載です。ひな形や下書きを写したまま公表しないようにします。"
            "「」の中、「例：」や「記載例（」の後、「と表示する」の前は見ません。"
            "案の段階（--stage 案）では参考として示します。"
        ),
        basis="公表する評価書の通例",
        bad="使用方法: 〇〇課の職員が届出の内容を確認する。",
        good="使用方法: 保険年金課の職員が届出の内容を確認する。",
        blank=True,
        verified=False,
    ),
)

_CIRCLES = "〇○◯●△"
_SIGNS = "×□＊"
"""Placeholders only with the word that they stand before: □ is a box, ＊ a note."""
_DIGITS = "一二三四五六七八九十百千0-9０-９"
_MISSING = ("要確認", "要追記", "要修正", "要検討", "要記載", "要加筆", "要調整")
_LATER = ("後日記[載入]", "追って記[載入]", "調整中")
_TO_DO = "|".join((*_MISSING, *_LATER, "確認中", "仮置き"))
_MARKS = ("TODO", "FIXME", "TBD", "ＴＯＤＯ")
_EXES = "XxＸｘ"
_UNIT = "(?:[課部局室係市町村県年月日]|条例|[法条]|システム)"
_BODY = "(?:[課局室係市区町村県]|部(?!分)|(?:株式|有限)会社)"
"""What ○× stands before as a name, unlike ○×方式 and ○×法."""
_LINE_END = "(?=[ \u3000。]{0,9}$)"
_PLACEHOLDER = Pattern(
    f"(?<![{_DIGITS}])"
    "(?:"
    f"(?P<mark>[{_CIRCLES}])(?P=mark){{1,30}}(?![{_DIGITS}])(?!(?P=mark)){_UNIT}?"
    f"|(?P<sign>[{_SIGNS}])(?P=sign){{1,9}}{_UNIT}"
    f"|(?:平成|令和)(?:[{_CIRCLES}{_SIGNS}{_EXES}]|(?<=令和)[ \u3000]{{1,4}})年"
    f"|[{_CIRCLES}](?:月[{_CIRCLES}]日|×{_BODY})|第[{_CIRCLES}][条項号]"
    f"|[（(【［\\[](?:[^（）()【】［］\\[\\]\n]{{0,20}}(?:、|：|:|・))?(?:{_TO_DO})"
    "[^（）()【】［］\\[\\]\n]{0,10}[）)】］\\]]"
    f"|(?<![A-Za-z])(?:{'|'.join(_MARKS)})(?![A-Za-z]|[ \u3000]?(?:リスト|管理|アプリ|一覧))"
    f"|(?<![A-Za-z0-9@._/:-])(?P<ex>[{_EXES}])(?P=ex){{1,8}}{_UNIT}"
    f"|(?<![A-Za-z0-9@._/:-])(?P<x>[{_EXES}])(?P=x){{2,8}}(?![A-Za-z0-9@._/:-])(?!(?P=x))"
    f"|(?:^|(?<=[ \u3000]))(?:{'|'.join(_LATER)}){_LINE_END}|^(?:{'|'.join(_MISSING)}){_LINE_END}"
    f"|※[ \u3000]?(?:{_TO_DO})(?=[ \u3000。：:、（(]|$)"
    ")"
    "(?![^「」\n]{0,200}」)",
    re.MULTILINE,
    needs=(
        *(*_CIRCLES, *_SIGNS, "令和 ", "令和\u3000", *_MARKS),
        *(each for ex in _EXES for each in (2 * ex, f"{ex}年")),
        *("要確認", "要追記", "要修正", "要検討", "要記載", "要加筆", "調整"),
        *("後日記", "追って記", "確認中", "仮置き"),
    ),
)
"""Circles in pairs stand for what is not known; 二〇〇七年 and a single ○ do not.

「関係機関と調整中である」 tells how things are; a whole line of 「調整中」 does not.
"""
_EXAMPLE = Pattern(
    "(?:(?<![条特慣事判前定恒])例(?:[：:（(、 \u3000]|えば)|架空の|ダミーの|見本)[^。\n]{0,12}$"
)
_SHOWN = Pattern(
    "(?:など|等)?(?:(?:と|の?ように)[^。、\n]{0,4}(?:表示|表記|印字)"
    "|[とでに][^。、\n]{0,4}(?:マスク|伏せ|置き?換)|で表示(?=[しす]|され))"
)
"""Words behind signs that hide what a screen does not show."""
_WINDOW = 20


def placeholder(facts: Facts) -> Iterator[Finding]:
    """N032: what stands for a text that is not yet written: 〇〇課."""
    for text in facts.document.sentences.holding(_PLACEHOLDER):
        yield from first_of(
            facts,
            "N032",
            text,
            filter(_is_left, _PLACEHOLDER.finditer(text.raw)),
            lambda match: (
                f"仮の記載「{match[0]}」が残っています",
                "決まった内容に書き改めるか、要らなければ消してください",
            ),
        )


def _is_left(match: re.Match[str]) -> bool:
    """Whether it stands for what is not yet written: not ○○太郎 of an example, ●●●● on a screen."""
    before = match.string[max(0, match.start() - _WINDOW) : match.start()]
    return not _EXAMPLE.search(before) and not _SHOWN.match(match.string, match.end())


CHECKS = (Check("N032", placeholder),)
