"""N032: what a draft has in the place of what is not yet known."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pia_cli.core.diagnostic import Severity
from pia_cli.core.pattern import Pattern
from pia_cli.rules.facts import Facts
from pia_cli.rules.rule import Check, Finding, Rule
from pia_cli.rules.spots import each_text

RULES = (
    Rule(
        "N032",
        "placeholder",
        "仮の記載が残っている",
        Severity.WARNING,
        "「〇〇課」「令和○年」「（要確認）」「調整中」「TODO」「XX年」などは、"
        "後で埋めるつもりの仮の記載です。ひな形や下書きを写したまま公表しないようにします。"
        "「」の中と、「例：」の後は見ません。案の段階（--stage 案）では参考として示します。",
        "公表する評価書の通例",
        "使用方法: 〇〇課の職員が届出の内容を確認する。",
        "使用方法: 保険年金課の職員が届出の内容を確認する。",
        blank=True,
        verified=False,
    ),
)

_CIRCLES = "〇○◯●△"
_DIGITS = "一二三四五六七八九十百千0-9０-９"
_TO_DO = (
    *("要確認", "要追記", "要修正", "要検討", "要記載", "要加筆", "要調整", "確認中", "調整中"),
    *("後日記載", "追って記載", "仮置き"),
)
_MARKS = ("TODO", "FIXME", "TBD", "ＴＯＤＯ")
_EXES = ("XX", "xx", "ＸＸ", "ｘｘ")
_PLACEHOLDER = Pattern(
    f"(?<!例：)(?<!例:)(?<![{_DIGITS}])"
    "(?:"
    f"(?P<mark>[{_CIRCLES}])(?P=mark){{1,9}}(?![{_DIGITS}])"
    "(?:[課部局室係市町村県法年月日]|システム)?"
    f"|(?:平成|令和)[{_CIRCLES}](?=年)年"
    f"|[{_CIRCLES}]月[{_CIRCLES}]日"
    f"|[（(【［\\[](?:[^（）()【】［］\\[\\]\n]{{0,20}}(?:、|：|:|・))?(?:{'|'.join(_TO_DO)})"
    "[^（）()【】［］\\[\\]\n]{0,10}[）)】］\\]]"
    f"|(?<![A-Za-z])(?:{'|'.join(_MARKS)})(?![A-Za-z]|[ \u3000]?(?:リスト|管理|アプリ|一覧))"
    "|(?<![A-Za-z0-9@._/:-])(?:X{2,9}|x{2,9}|Ｘ{2,9}|ｘ{2,9})(?:[年月日課部局室係市町村県]|システム)"
    "|(?<![A-Za-z0-9@._/:-])(?:X{3,9}|x{3,9}|Ｘ{3,9}|ｘ{3,9})(?![A-Za-z0-9@._/:-])"
    "|(?:^|(?<=[ \u3000]))調整中(?=[ \u3000。]{0,9}$)"
    ")"
    "(?![^「」\n]{0,200}」)",
    re.MULTILINE,
    needs=(*_CIRCLES, *_TO_DO, *_MARKS, *_EXES),
)
"""Circles in pairs stand for what is not known; 二〇〇七年 and a single ○ do not.

「関係機関と調整中である」 tells how things are; a whole line of 「調整中」 does not.
"""


def placeholder(facts: Facts) -> Iterator[Finding]:
    """N032."""
    yield from each_text(
        facts,
        "N032",
        facts.document.sentences.holding,
        _PLACEHOLDER,
        lambda match: (
            f"仮の記載「{match[0]}」が残っています",
            "決まった内容に書き改めるか、要らなければ消してください",
        ),
    )


CHECKS = (Check("N032", placeholder),)
