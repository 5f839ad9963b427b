"""The tree of a text in the plain YAML in which nearly every assessment is written.

Plain are lines of ``key: value`` and ``- value`` with values on one line (bare, or in quotes
without escapes), literal blocks (``|``), comments, and nothing that the reader has to refuse.
Whatever else stands in a text, `careful` reads it from its start with libyaml. Where both read a
text they give the same tree; this takes a fifth of the time and knows no library.
"""

from __future__ import annotations

import re
from typing import NoReturn

from pia_cli.core.pattern import Pattern
from pia_cli.core.span import Span
from pia_cli.document.nodes import MAX_DEPTH, MAX_NODES, Entry, Mapping, Node, Scalar, Sequence

MAX_LINES = MAX_NODES // 4
"""A line makes at most a list, a mapping, a key and a value."""

_LINE = Pattern(
    r"( *)(- )?(?:([^ -/:-@\[-`{-~][^:#]{0,200}(?<! )):(?![^ ]) *"
    r"(?:([^ -/:-@\[-`{-~][^:#]*(?<! ))|([^ ].*))?|([^ #].*))"
)
"""Indentation, dash, key with its value, or a value without a key.

The first of the two groups for the value of a key is a bare one in which nothing can mean anything.
"""
_INDICATORS = frozenset("-?:,[]{}#&*!|>'\"%@`")
_QUOTED = Pattern(r"""(?:"([^"\\\n]*)"|'([^'\n]*)') *(?:(?<= )#.*)?""")
_HEADS = frozenset(("|", "|-"))


class _NotPlainError(Exception):
    """The text has something that this module does not read."""


def read_plainly(text: str) -> Mapping | None:
    """The tree of a text without forbidden characters; None where it is not plain YAML."""
    if not text.endswith("\n") or "\t" in text or "\r" in text:
        return None
    lines = text.split("\n")
    if len(lines) > MAX_LINES:
        return None
    try:
        return _Lines(lines[:-1]).read()
    except _NotPlainError:
        return None


def _fail() -> NoReturn:
    raise _NotPlainError


class _Lines:
    """The lines of a text and the one that is read next, ``match``: None after the last.

    Every method raises _NotPlainError.
    """

    def __init__(self, lines: list[str]) -> None:
        self.lines = lines
        self.at = -1
        self.match: re.Match[str] | None = None
        self.depth = 0
        self.advance()

    def advance(self) -> None:
        """Go to the next line that is neither blank nor a comment."""
        for at in range(self.at + 1, len(self.lines)):
            match = _LINE.fullmatch(self.lines[at])
            if match:
                self.at = at
                self.match = match
                self.indent = match.end(1)
                self.dash = match[2] is not None
                return
            if self.lines[at].lstrip(" ")[:1] not in ("", "#"):
                _fail()
        self.match = None
        self.indent = -1
        self.dash = False

    def read(self) -> Mapping:
        if self.match is None or self.indent or self.dash:
            _fail()
        root = self.mapping(0)
        if self.match:
            _fail()
        return root

    def mapping(self, indent: int) -> Mapping:
        """The keys of an indentation, from the one in the present line on."""
        self.depth += 1
        if self.depth > MAX_DEPTH:
            _fail()
        entries: dict[str, Entry] = {}
        start: Span | None = None
        while match := self.match:
            name = match[3]
            if name is None or name in entries:
                _fail()
            line, column = self.at + 1, match.start(3) + 1
            place = Span(line, column, line, column + len(name))
            value = self.value_of_key(match, indent) or self.below(indent, place)
            entries[name] = Entry(Scalar(name, place), value)
            start, end = start or place, value.span
            if self.indent < indent:
                break
            if self.indent > indent or self.dash:
                _fail()
        self.depth -= 1
        assert start
        return Mapping(Span(start.line, start.column, end.end_line, end.end_column), entries)

    def value_of_key(self, match: re.Match[str], indent: int) -> Node | None:
        """The value on the line of a key, None where there is none."""
        text = match[4]
        if text is None:
            return self.value(match[5], match.start(5), indent) if match[5] else None
        line, column = self.at + 1, match.start(4) + 1
        self.end_line(indent)
        return Scalar(text, Span(line, column, line, column + len(text)))

    def end_line(self, indent: int) -> None:
        """Leave a line with a value, which the next one must not go on with."""
        self.advance()
        if self.indent > indent:
            _fail()

    def below(self, indent: int, key: Span) -> Node:
        """What stands on the lines below a key: a list may be as far to the left as the key."""
        self.advance()
        if self.dash and self.indent >= indent:
            return self.sequence()
        if self.indent > indent:
            return self.mapping(self.indent)
        return Scalar("", key)

    def sequence(self) -> Sequence:
        """The items of the indentation of the present line."""
        self.depth += 1
        if self.depth > MAX_DEPTH:
            _fail()
        indent, line = self.indent, self.at + 1
        items: list[Node] = []
        while self.match and self.dash and self.indent == indent:
            if self.match[3] is not None:
                items.append(self.mapping(indent + 2))
            else:
                items.append(self.value(self.match[6], indent + 2, indent) or _fail())
        if self.indent > indent:
            _fail()
        self.depth -= 1
        last = items[-1].span
        return Sequence(Span(line, indent + 1, last.end_line, last.end_column), items)

    def value(self, text: str, column: int, indent: int) -> Node | None:
        """The value at a 0-based column of the present line, None for a mere comment.

        It belongs to a key or an item of the indentation.
        """
        number = self.at + 1
        first = text[0]
        node: Node
        if first not in _INDICATORS:
            if " #" in text:
                text = text.partition(" #")[0]
            text = text.rstrip(" ")
            if ": " in text or text[-1] == ":":
                _fail()
            span = Span(number, column + 1, number, column + 1 + len(text))
            node = Scalar(text, span)
        elif first == "#":
            return None
        elif text in _HEADS:
            node = self.literal(text, column, indent)
        elif text == "[]":
            node = Sequence(Span(number, column + 1, number, column + 3))
        elif quoted := _QUOTED.fullmatch(text):
            inner = quoted[quoted.lastindex or 1]
            end = column + len(inner) + 3
            node = Scalar(inner, Span(number, column + 1, number, end), plain=False)
        else:
            _fail()
        self.end_line(indent)
        return node

    def literal(self, head: str, column: int, indent: int) -> Scalar:
        """A block of text; moves to its last line."""
        top = self.at
        first = self.lines[top + 1] if top + 1 < len(self.lines) else ""
        margin = len(first) - len(first.lstrip(" "))
        if margin <= indent or margin == len(first):
            _fail()
        prefix, last = " " * margin, top
        texts: list[str] = []
        for at in range(top + 1, len(self.lines)):
            line = self.lines[at]
            if not line.startswith(prefix) and line.strip(" "):
                break
            texts.append(line[margin:])
            if line.strip():
                last = at
        self.at = top + len(texts)
        value = "\n".join(texts).rstrip("\n") + ("\n" if head == "|" else "")
        end = len(self.lines[last].rstrip()) + 1
        return Scalar(value, Span(top + 1, column + 1, last + 1, end), plain=False)
