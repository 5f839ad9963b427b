"""N033: text behind a value that YAML reads as a comment, for a # stands before it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from pia_cli.core.diagnostic import Path, Severity
from pia_cli.core.pattern import Pattern
from pia_cli.core.text import short
from pia_cli.document.comments import Comment, comments
from pia_cli.document.nodes import Scalar, scalars
from pia_cli.rules.facts import MAX_PLACES, Facts
from pia_cli.rules.rule import Check, Finding, Rule
from pia_cli.rules.spots import is_block

_TITLE = "国民健康保険に関する事務 重点項目評価書"

RULES = (
    Rule(
        "N033",
        "text-after-hash",
        "「#」の後の記載が注釈として読まれている",
        Severity.WARNING,
        why=(
            "空白の後の「#」から行末までは、YAML の注釈です。"
            "評価書には載らず、版を比べても現れません。"
            "「#2係」のように、値と同じ行で「#」のすぐ後に文字が続くものを見ます。"
            "「# 」と空白を入れた注釈は見ません。"
        ),
        basis="pia の文書形式（YAML 1.2）",
        bad=f"評価書名: {_TITLE} #2",
        good=f'評価書名: "{_TITLE} #2"',
    ),
)

_PIA = Pattern(r"#pia\b", re.IGNORECASE)
_WORD = Pattern(r"#\w")


def text_after_hash(facts: Facts) -> Iterator[Finding]:
    """N033. A value that is blank because of it is F011's, where it must be filled."""
    if not _may_have_any(facts.source.text):
        return
    lost = [one for one in comments(facts.source) if _may_be_text(one)]
    values = dict(_values(facts)) if lost else {}
    for one in islice(lost, MAX_PLACES):
        path, node = values.get(one.span.line, ((), None))
        if node and not (node.is_empty and path in facts.document.failed):
            yield Finding(
                "N033",
                path,
                f"「#」から後の「{short(one.text[1:])}」は注釈として読まれ、評価書に載りません",
                _hint(facts, node),
                span=one.span,
            )


def _may_have_any(text: str) -> bool:
    """Whether there may be such a comment: to find the comments costs as much as the check."""
    ends = (match.start() for match in _WORD.finditer(text))
    return any(
        text[end - 1 : end] in (" ", "\t") and text[text.rfind("\n", 0, end) + 1 : end].strip()
        for end in ends
    )


def _may_be_text(comment: Comment) -> bool:
    return bool(not comment.alone and _WORD.match(comment.text) and not _PIA.match(comment.text))


def _hint(facts: Facts, node: Scalar) -> str:
    is_head = is_block(facts.source, node)
    where = "次の行から字下げして書いて" if is_head else '値の全体を "…" で囲んで'
    return f"記載なら{where}ください。注釈なら「# 」と「#」の後に空白を入れてください"


def _values(facts: Facts) -> Iterator[tuple[int, tuple[Path, Scalar]]]:
    """Each value with the line on which a comment may stand behind it, or behind its ``|``."""
    for path, node in scalars(facts.document.root):
        line = node.span.line if is_block(facts.source, node) else node.span.end_line
        yield line, (path, node)


CHECKS = (Check("N033", text_after_hash),)
