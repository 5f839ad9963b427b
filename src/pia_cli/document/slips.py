"""Slips of a person who types YAML by hand, known by the lines around a syntax error.

The parser stumbles only over what follows from them, often a line or more later.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum, auto
from typing import NamedTuple

from pia_cli.core.pattern import Pattern
from pia_cli.core.text import short
from pia_cli.document.source import Source, margin_of

MAX_LOOK = 300
"""Characters of a line searched for slips."""


class Told(NamedTuple):
    """A message and its place, as character offsets."""

    at: int
    message: str
    hint: str
    related_at: int | None = None
    related: str = ""


class Trouble(Enum):
    """What the parser met: it says which line has the slip."""

    READ_ON = auto()
    """A key where the text of the line before goes on."""

    NO_COLON = auto()
    """Words without a colon where a key should be; they begin on the context's line."""

    MISPLACED = auto()
    """A line that fits no level."""

    OTHER = auto()


@dataclass(frozen=True, slots=True)
class Lines:
    """The lines around a fault: ``fault`` is the parser's line, ``start`` that of its context."""

    source: Source
    trouble: Trouble
    fault: int
    start: int

    def text(self, number: int) -> str:
        """As much of a line as is searched."""
        return self.source.line(number)[:MAX_LOOK]

    def before(self, number: int) -> int:
        """The written line before another one, 0 where there is none."""
        return next((at for at in range(number - 1, 0, -1) if self.source.line(at).strip()), 0)

    def above(self, number: int) -> int:
        """The line before another one that is neither blank nor a comment."""
        number = self.before(number)
        while self.text(number).lstrip().startswith("#"):
            number = self.before(number)
        return number

    def at(self, number: int, index: int) -> int:
        """The offset of a place in a line."""
        return self.source.offset(number, index + 1)

    @property
    def suspects(self) -> tuple[int, ...]:
        """The lines that may have the slip, the likeliest first."""
        if self.trouble is Trouble.NO_COLON:
            return (self.start,)
        if self.trouble is Trouble.READ_ON:
            return (self.before(self.fault), self.fault)
        return (self.fault,)

    def head(self, number: int) -> int:
        """The line above that has less indentation: where what the line is part of begins."""
        depth = margin_of(self.source.line(number))
        return next(
            (
                at
                for at in range(number - 1, 0, -1)
                if self.source.line(at).strip() and margin_of(self.source.line(at)) < depth
            ),
            0,
        )

    def block(self, number: int) -> int:
        """The line whose ``|-`` begins the text that a line is part of, 0 where it is none."""
        head = self.head(number)
        return head if _BLOCK_HEAD.search(self.text(head)) else 0


_BLOCK_HEAD = Pattern(r":[ ]+[|>][-+1-9]{0,2}[ ]*(?:#|$)")
_KEY = Pattern(r"[^\s:\"'#-][^:#]*:(?:[ ]|$)")
_ENTRY = Pattern(r"[ ]*-(?:[ ]|$)")


def colon_hint(text: str) -> str:
    """What is to be done where a colon in a text was to end a key; empty where it was not."""
    if wide := re.match(r"[^:：\s]{1,60}([:：])", text):
        if wide[1] == "：":
            return "全角の「：」を半角の「:」と半角スペースに直してください"
        if re.match(r"[^\s/]", text[wide.end() :]):
            return "「:」のあとに半角スペースを入れてください"
    return ""


_DASHES = "-・－ー−–—―‐"


def dash_hint(text: str) -> str:
    """What is to be done where the sign before a text was to be that of a list."""
    if not text.startswith(tuple(_DASHES)):
        return ""
    return f"先頭の「{text[:1]}」を「- 」（半角のハイフンと半角スペース）にしてください"


def find_slip(lines: Lines) -> Told | None:
    """The slip that explains a fault, where one is there for certain."""
    return next((told for look in _LOOKS[lines.trouble] if (told := look(lines))), None)


_LOOKALIKES = (
    (
        Pattern(r"^[ ]*([\u3000\u00a0]+)[ \u3000\u00a0]*\S"),
        "字下げに全角の空白などが使われています",
        "字下げは半角スペースで書いてください",
    ),
    (
        Pattern(r"^(?:[ ]|- )*[^\s:：\"'#-][^:：#]*(：)"),
        "キーのあとの「：」が全角です",
        "全角の「：」を半角の「:」と半角スペースに直してください",
    ),
    (
        Pattern(r"^(?:[ ]|- )*[^\s:：\"'#-][^:：#]*:([\u3000\u00a0]+)"),
        "「:」のあとに全角の空白などがあります",
        "「:」のあとは半角スペースにしてください",
    ),
    (
        Pattern(r"^[ ]*(-)[^\s-][^:]*:(?:[ ]|$)"),
        "「-」のあとに空白がありません",
        "「- 」のように半角スペースを置いてください",
    ),
    (
        Pattern(rf"^[ ]*([{_DASHES[1:]}])[^:]*:(?:[ ]|$)"),
        "リストの行が「{}」で始まっています",
        "「- 」（半角のハイフンと半角スペース）で始めてください",
    ),
)
"""Characters that look right."""


def _lookalike(lines: Lines) -> Told | None:
    for number in lines.suspects:
        if lines.block(number):
            continue
        for pattern, message, hint in _LOOKALIKES:
            if found := pattern.match(lines.text(number)):
                return Told(lines.at(number, found.start(1)), message.format(found[1]), hint)
    return None


_CLOSE_COLON = Pattern(r"^((?:[ ]|- )*)[^\s:：\"'#0-9-][^:：#]*(?<![0-9])(:)[^\s/]")


def _close_colon(lines: Lines) -> Told | None:
    """A key whose colon has no blank after it: ``事務の名称:国民健康保険``."""
    number = lines.suspects[0]
    found = _CLOSE_COLON.match(lines.text(number))
    if not found or lines.block(number) or not _same_column(lines, len(found[1])):
        return None
    return Told(
        lines.at(number, found.start(2)),
        "キーのあとの「:」に空白が続いていません",
        "「:」のあとに半角スペースを入れてください",
    )


def _same_column(lines: Lines, column: int) -> bool:
    """Whether the key that a line before took in stands under that line's own words."""
    return lines.trouble is not Trouble.READ_ON or margin_of(lines.text(lines.fault)) == column


def _no_colon_before(lines: Lines) -> Told | None:
    """First words of a section that lack their colon, so that they take in the next key."""
    number = lines.before(lines.fault)
    text = lines.text(number)
    column = len(text) - len(text.lstrip(" -"))
    above = lines.above(number)
    opens = _ENTRY.match(text) or not above or lines.text(above).rstrip().endswith(":")
    if not number or not opens or ":" in text or not _same_column(lines, column):
        return None
    return Told(
        lines.at(number, column),
        "キーのあとに「:」がないか、複数行の文の前に「|-」がありません",
        "キーなら「キー: 値」の形に書いてください。"
        "文なら、この上のキーの「:」のあとに「|-」と書いてください",
        lines.at(lines.fault, column),
        "この行まで一続きの文として読みました",
    )


_BARE_DASH = Pattern(rf"^[ ]*([{_DASHES}])[^ -]")


def _dash_alone(lines: Lines) -> Told | None:
    """A line of a list that is no ``- ``, between those that are."""
    number = lines.suspects[0]
    found = _BARE_DASH.match(lines.text(number))
    above = lines.text(lines.before(number))
    if not found or not _ENTRY.match(above):
        return None
    if margin_of(above) != margin_of(lines.text(number)):
        return None
    hint = "リストの行は「- 」（半角のハイフンと半角スペース）で始めてください"
    return Told(lines.at(number, found.start(1)), "リストの行が「- 」で始まっていません", hint)


_EMPTY_LIST = Pattern(r"^(?:[ ]|- )*([^\s:#-][^:#]*):[ ]+(\[[ ]*\])[ ]*(?:#|$)")


def _list_left_empty(lines: Lines) -> Told | None:
    """The ``[]`` of the blank document, with its entries typed below."""
    number = lines.above(lines.fault)
    found = _EMPTY_LIST.match(lines.text(number))
    if not found or not _ENTRY.match(lines.text(lines.fault)):
        return None
    if margin_of(lines.text(lines.fault)) < margin_of(lines.text(number)):
        return None
    return Told(
        lines.at(number, found.start(2)),
        f"「{short(found[1])}」に空のリスト「[]」を残したまま、その下にリストが書かれています",
        "この「[]」を消してください（「:」で行を終え、次の行から「- 」で書きます）",
        lines.at(lines.fault, margin_of(lines.text(lines.fault))),
        "ここからのリストです",
    )


def _comment_in_text(lines: Lines) -> Told | None:
    """A ``#`` line that ends the text it was meant to be part of."""
    number = lines.suspects[0]
    text = lines.text(number)
    at = lines.before(number)
    hash_line = lines.text(at)
    if not hash_line.lstrip(" ").startswith("#"):
        return None
    if _KEY.match(text.lstrip(" ")) or _ENTRY.match(text):
        return None
    return Told(
        lines.at(at, margin_of(hash_line)),
        "文の途中に「#」で始まる行があります（注釈とみなされ、文はここで切れます）",
        "文の一部なら、キーのあとに「|-」を書き、この行の字下げを前後の行とそろえてください。"
        "注釈なら、文の外に置いてください",
        lines.at(number, margin_of(text)),
        "この行が文の続きとして読めません",
    )


def _shallow_text(lines: Lines) -> Told | None:
    """A line of a text of several lines that has less indentation than the first one."""
    number = lines.suspects[0]
    text = lines.text(number)
    head = lines.block(lines.before(number))
    depth = margin_of(text)
    if not head or _KEY.match(text.lstrip(" ")) or _ENTRY.match(text):
        return None
    first = next(at for at in range(head + 1, number) if lines.source.line(at).strip())
    deep = margin_of(lines.text(first))
    if not margin_of(lines.text(head)) < depth < deep:
        return None
    hint = "文の行の字下げをそろえてください。文の中の字下げは全角の空白で書けます"
    if lines.before(number) == first and depth <= margin_of(lines.text(number + 1)) < deep:
        message = "複数行の文の最初の行が、続く行より深く字下げされています"
        related = "この行は最初の行より浅いので、文の続きとして読めません"
        return Told(lines.at(first, deep), message, hint, lines.at(number, depth), related)
    message = "複数行の文の途中の行が、最初の行より浅く字下げされています"
    return Told(
        lines.at(number, depth),
        message,
        hint,
        lines.at(first, deep),
        "この行が文の字下げを決めます",
    )


def _document_end(lines: Lines) -> Told | None:
    number = lines.before(lines.suspects[0])
    if lines.source.line(number).rstrip() != "...":
        return None
    return Told(
        lines.at(number, 0),
        "「...」の行があります（YAML では文書の終わりとみなされます）",
        "この行を消してください。省略の印なら「…」と書き、文と同じ字下げにしてください",
    )


_Look = Callable[[Lines], Told | None]
_STRAY: tuple[_Look, ...] = (
    _document_end,
    _lookalike,
    _dash_alone,
    _comment_in_text,
    _shallow_text,
)
_LOOKS: dict[Trouble, tuple[_Look, ...]] = {
    Trouble.READ_ON: (_lookalike, _close_colon, _no_colon_before),
    Trouble.NO_COLON: (_close_colon, *_STRAY),
    Trouble.MISPLACED: (_list_left_empty, *_STRAY),
    Trouble.OTHER: (_lookalike,),
}
