"""N034 and N035: texts whose lines YAML joins, for they stand below no ``|-`` (or below ｜－)."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from pia_cli.core.diagnostic import Severity
from pia_cli.core.pattern import Pattern
from pia_cli.core.span import Span
from pia_cli.core.text import short
from pia_cli.document.nodes import Scalar
from pia_cli.document.source import Source
from pia_cli.forms.tree import CIRCLES
from pia_cli.rules.facts import Answer, Facts
from pia_cli.rules.rule import Check, Finding, Rule

RULES = (
    Rule(
        "N034",
        "sign-as-text",
        "「|-」のつもりの記号が文章になっている",
        Severity.WARNING,
        why=(
            "複数行の文章の始まりは、半角の「|-」です。全角の「｜－」や「l-」「-|」は文章として読まれ、"
            "公表する評価書に載ります。続く行も、改行のない一行につながります。"
        ),
        basis="pia の文書形式（YAML 1.2）",
        bad="（「使用方法: ｜－」の次の行から文章を書いたもの）",
        good="使用方法: |-\n  ①届出の内容の確認\n  ②資格の得喪の決定",
    ),
    Rule(
        "N035",
        "lost-line-breaks",
        "箇条書きの改行が失われる",
        Severity.WARNING,
        why=(
            "「|-」のない文章を何行かに分けて書くと、改行は空白になり、一行につながります。"
            "①、（1）、・、「- 」などで始まる行が二つ以上あるものを見ます。"
        ),
        basis="pia の文書形式（YAML 1.2）",
        bad="（「使用方法:」の次の行から「①…」「②…」と書いたもの）",
        good="使用方法: |-\n  ①届出の内容の確認\n  ②資格の得喪の決定",
    ),
)

_SIGN = Pattern("(?:[｜|│丨lI][-－−–‐―ー]|[-－−–‐―ー][｜|│丨]|[｜│丨])")
"""A sign like ``|`` or ``|-``, and nothing else."""
_ITEM = Pattern(
    f"[{CIRCLES}・●○■□◆◇※]|[-－−*][ \u3000]|[(（][0-9０-９ア-ン一二三四五六七八九十]{{1,2}}[)）]"
    "|[0-9０-９]{1,2}[.．][ \u3000]?[^0-9０-９]"
)
"""How a line of a list begins."""
_DASH = Pattern("- ")
_GOES_ON = Pattern("(?:[のとやでにをはが]|及び|並びに|又は|若しくは)$")
"""The end of a line that the next one goes on with: 別添1の / (1)及び / (2)の項目."""
_ENTRY_HINT = (
    "「- 」の字下げ（行頭の半角スペースの数）を、同じリストのほかの「- 」とそろえてください"
)
_HINT = "「:」の後に半角で「|-」と書き、文章は次の行から、キーより深く字下げして書いてください"


class _Line(NamedTuple):
    """A line of a text as it stands in the file, without the blanks around it."""

    text: str
    number: int
    column: int

    def span(self, size: int) -> Span:
        """The place of its first characters."""
        return Span(self.number, self.column, self.number, self.column + size)

    @property
    def is_item(self) -> bool:
        """Whether it is one of a list."""
        return _ITEM.match(self.text) is not None

    @property
    def goes_on(self) -> bool:
        """Whether its sentence goes on in the next line."""
        return _GOES_ON.search(self.text[-8:]) is not None


def sign_as_text(facts: Facts) -> Iterator[Finding]:
    """N034: a first line that was meant as 「|-」."""
    for text, (first, *_) in _folded(facts):
        if _SIGN.fullmatch(first.text):
            said = f"「{first.text}」は「|-」と読まれず、文章の一部になります"
            yield Finding("N034", text.path, said, _HINT, span=first.span(len(first.text)))


def lost_line_breaks(facts: Facts) -> Iterator[Finding]:
    """N035, where the first line is no sign (N034)."""
    for text, lines in _folded(facts):
        if not text.is_prose or _SIGN.fullmatch(lines[0].text):
            continue
        pairs = [*pairwise(lines)]
        items = [line for before, line in pairs if line.is_item and not before.goes_on]
        joined = [line for before, line in pairs if before.text and line in items]
        is_entry = isinstance(text.path[-1], int) and any(_DASH.match(one.text) for one in joined)
        if is_entry or (joined and len(items) + lines[0].is_item > 1):
            said = f"「{short(joined[0].text, 15)}」の行は、改行が失われて前の行の文につながります"
            hint, span = _ENTRY_HINT if is_entry else _HINT, joined[0].span(1)
            yield Finding("N035", text.path, said, hint, span=span)


def _folded(facts: Facts) -> Iterator[tuple[Answer, list[_Line]]]:
    """The unquoted texts of several lines, with those lines."""
    for text, node in facts.document.folded:
        yield text, list(_lines(facts.source, node))


def _lines(source: Source, node: Scalar) -> Iterator[_Line]:
    top, column, last, _ = node.place
    yield _Line(source.line(top)[column - 1 :].rstrip(), top, column)
    for number in range(top + 1, last + 1):
        line = source.line(number)
        text = line.lstrip(" \t")
        yield _Line(text.rstrip(), number, len(line) - len(text) + 1)


CHECKS = (Check("N034", sign_as_text), Check("N035", lost_line_breaks))
