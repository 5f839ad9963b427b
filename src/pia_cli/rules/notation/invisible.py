"""N012: bidi and other invisible characters, in the texts, 変更箇所 and comments included."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from pia_cli.core.diagnostic import Path, Severity
from pia_cli.core.pattern import Pattern
from pia_cli.core.span import Span
from pia_cli.core.text import code_point
from pia_cli.core.unseen import BIDI, INVISIBLE
from pia_cli.document.nodes import Scalar
from pia_cli.document.source import Source
from pia_cli.rules.facts import Facts
from pia_cli.rules.rule import Check, Finding, Rule
from pia_cli.rules.spots import Holders, extent

RULES = (
    Rule(
        "N012",
        "invisible-character",
        "見えない文字がある",
        Severity.ERROR,
        why=(
            "文字の並びを変える制御文字があると、画面で見える文と、実際に書かれている文が違ってきます。"
            "ほかの見えない文字は、検索や比較を妨げるだけなので警告にとどめます。"
        ),
        basis="Unicode 標準附属書9（双方向の書式制御文字）、Unicode の既定で表示しない文字",
        bad='使用方法: "届出の内容を\\u202e確認する。"',
        good='使用方法: "届出の内容を確認する。"',
        fixable=True,
    ),
)

_PRINTABLE = "\u034f\u115f\u1160\u17b4\u17b5\u3164\uffa0"
"""Those that ``str.isprintable`` takes for letters or marks."""
_BIDI = Pattern(f"[{BIDI}]")
_COMMENT = Pattern("(?:^|[ \t])#")
_ESCAPE = "\\"
"""How a text may hold what the file does not."""
MAX_SHOWN = 20


def without_invisible(text: str) -> str:
    """N012: the text without its invisible characters."""
    return INVISIBLE.sub("", text)


def invisible_character(facts: Facts) -> Iterator[Finding]:
    """N012. Variation selectors, which pick the form of a 漢字, are no slips; keys are F020's."""
    yield from islice(_in_file(facts), MAX_SHOWN)
    if _ESCAPE not in facts.source.text:
        return
    for text in facts.texts.holding(INVISIBLE):
        char = INVISIBLE.search(text.raw)
        if char and isinstance(text.node, Scalar) and not _stands_there(facts, text.node):
            yield _found(text.path, char[0], text.node.span)


def _in_file(facts: Facts) -> Iterator[Finding]:
    """The characters that stand in the file as such, in values and comments."""
    if not may_have_any(facts.source):
        return
    holders = Holders(facts)
    for match in INVISIBLE.finditer(facts.source.text):
        at = match.start()
        span = facts.source.span(at, at + 1)
        path = holders.at(at)
        if path is not None:
            yield _found(path, match[0], span)
        elif _COMMENT.search(facts.source.line(span.line)[: span.column - 1]):
            yield _found((), match[0], span)


def may_have_any(source: Source) -> bool:
    """Whether a text has such a character; most are known to have none without a search."""
    if source.is_printable and not any(char in source.text for char in _PRINTABLE):
        return False
    return INVISIBLE.search(source.text) is not None


def _stands_there(facts: Facts, node: Scalar) -> bool:
    """Whether the file has the character itself, not an escape (\\u202e) for it."""
    return INVISIBLE.search(facts.source.text, *extent(facts, node)) is not None


def _found(path: Path, char: str, span: Span) -> Finding:
    is_bidi = _BIDI.match(char)
    what = "文字の並びを変える、見えない文字" if is_bidi else "見えない文字"
    return Finding(
        "N012",
        path,
        f"{what} {code_point(char)} があります",
        "この文字を消してください。ほかの文書から貼り付けた文に混じることがあります",
        severity=None if is_bidi else Severity.WARNING,
        span=span,
    )


CHECKS = (Check("N012", invisible_character),)
