"""The tree of a text in the plain YAML in which nearly every assessment is written.

Plain are lines of ``key: value`` and ``- value`` with values on one line (bare, or in quotes
without escapes), literal blocks (``|``), comments, and nothing that the reader has to refuse.
Whatever else stands in a text, `careful` reads it from its start with libyaml. Where both read a
text they give the same tree; this takes a quarter of the time and knows no library.
"""

from __future__ import annotations

import re
from typing import NoReturn

from pia_cli.core.pattern import Pattern
from pia_cli.document.nodes import MAX_DEPTH, MAX_NODES, Entry, Mapping, Node, Scalar, Sequence
from pia_cli.document.source import margin_of

MAX_LINES = MAX_NODES // 4
"""A line makes at most a list, a mapping, a key and a value."""

_LINE = Pattern(
    r"^( *+)(- )?(?:([^\n -/:-@\[-`{-~][^:#\n]{0,200}+(?<! )):(?![^ \n]) *+)?"
    r"(?:([^\n -/:-@\[-`{-~][^:#\n]*+(?<! ))|([^ \n].*))?$",
    re.MULTILINE,
)
"""Indentation, dash, key, and a value: a bare one in which nothing can mean anything, or any other.

Every line is one.
"""
_INDICATORS = frozenset("-?:,[]{}#&*!|>'\"%@`")
_QUOTED = Pattern(r"""(?:"([^"\\\n]*)"|'([^'\n]*)') *(?:(?<= )#.*)?""")
_HEADS = frozenset(("|", "|-"))
_UNKNOWN = (0, 0, 0, 0)
"""The place of a mapping that is not complete."""


class _NotPlainError(Exception):
    """The text has something that this module does not read."""


def read_plainly(text: str) -> Mapping | None:
    """The tree of a text without forbidden characters; None where it is not plain YAML."""
    if not text.endswith("\n") or "\t" in text or "\r" in text or text.count("\n") >= MAX_LINES:
        return None
    try:
        return _Lines(text).read()
    except _NotPlainError:
        return None


def _fail() -> NoReturn:
    raise _NotPlainError


class _Lines:
    """The lines of a text, read one by one into the innermost mapping or list.

    ``number`` is the line read last, ``node`` what it lies in and ``indent`` where that begins;
    ``around`` are the mappings and lists around it. ``waiting`` is a key without a value on
    its line. Every method raises _NotPlainError.
    """

    def __init__(self, text: str) -> None:
        self.lines = text.split("\n")
        self.rows = _LINE.compiled.findall(text)
        self.number = 0
        self.node: Mapping | Sequence = Mapping(_UNKNOWN)
        self.indent = 0
        self.around: list[tuple[int, Mapping | Sequence]] = []
        self.waiting: Entry | None = None

    def read(self) -> Mapping:
        root = self.node
        while self.number < len(self.rows):
            if isinstance(self.node, Mapping):
                self.keys(self.node.entries)
            else:
                self.items(self.node.items)
            if self.number < len(self.rows):
                self.number += 1
                self.any_line(*self.rows[self.number - 1])
        while self.around:
            self.leave()
        if not isinstance(root, Mapping) or not root.entries:
            _fail()
        _close(root)
        return root

    def keys(self, entries: dict[str, Entry]) -> None:
        """The next lines that are keys with bare or no values, of the present mapping.

        With `items` these are most lines. `any_line` could read them too, in twice the time.
        """
        lines, rows, indent = self.lines, self.rows, self.indent
        number, start, entry = self.number, indent + 1, self.waiting
        while number < len(rows):
            spaces, dash, key, bare, other = rows[number]
            if not key or dash or other or len(spaces) != indent or key in entries:
                break
            number += 1
            place = (number, start, number, start + len(key))
            if bare:
                end = len(lines[number - 1]) + 1
                value = Scalar(bare, (number, end - len(bare), number, end))
                entries[key], entry = Entry(place, value), None
            else:
                entry = entries[key] = Entry(place, Scalar("", place))
        self.number, self.waiting = number, entry

    def items(self, items: list[Node]) -> None:
        """The next lines that are bare values of the present list."""
        lines, rows, indent, number = self.lines, self.rows, self.indent, self.number
        while number < len(rows):
            spaces, dash, key, bare, _ = rows[number]
            if not bare or key or not dash or len(spaces) != indent:
                break
            number += 1
            end = len(lines[number - 1]) + 1
            items.append(Scalar(bare, (number, end - len(bare), number, end)))
        self.number = number

    def any_line(self, spaces: str, dash: str, key: str, bare: str, other: str) -> None:
        """A line of any kind."""
        if not (key or bare or dash) and other[:1] in ("", "#"):
            return
        indent, is_item = len(spaces), dash != ""
        if self.waiting or indent != self.indent or isinstance(self.node, Mapping) == is_item:
            self.find(indent, is_item)
        if isinstance(self.node, Mapping):
            self.key(self.node, key, bare, other)
        elif key:
            mapping = Mapping(_UNKNOWN)
            self.node.items.append(mapping)
            self.enter(mapping, indent + 2)
            self.key(mapping, key, bare, other)
        else:
            self.node.items.append(self.value(bare, other) or _fail())

    def key(self, mapping: Mapping, key: str, bare: str, other: str) -> None:
        """A key with the value on its line."""
        if not key or key in mapping.entries:
            _fail()
        column = self.indent + 1
        place = (self.number, column, self.number, column + len(key))
        value = self.value(bare, other)
        entry = mapping.entries[key] = Entry(place, value or Scalar("", place))
        self.waiting = None if value else entry

    def find(self, indent: int, is_item: bool) -> None:
        """Enter or leave mappings and lists, to the one that a line belongs to.

        A list may be as far to the left as its key.
        """
        waiting, self.waiting = self.waiting, None
        if waiting and (indent > self.indent or (is_item and indent == self.indent)):
            place = (self.number, indent + 1, self.number, indent + 1)
            below = waiting.value = Sequence(place) if is_item else Mapping(place)
            self.enter(below, indent)
            return
        while self.around and (
            indent < self.indent
            or (indent == self.indent and isinstance(self.node, Sequence) > is_item)
        ):
            self.leave()
        if indent != self.indent or isinstance(self.node, Sequence) != is_item:
            _fail()

    def enter(self, node: Mapping | Sequence, indent: int) -> None:
        """Go into a mapping or list of an indentation."""
        self.around.append((self.indent, self.node))
        if len(self.around) >= MAX_DEPTH:
            _fail()
        self.indent, self.node = indent, node

    def leave(self) -> None:
        """Go out of the innermost mapping or list, which is complete."""
        _close(self.node)
        self.indent, self.node = self.around.pop()

    def value(self, bare: str, other: str) -> Node | None:
        """The value with which the present line ends, None where there is none."""
        if bare:
            number, end = self.number, len(self.lines[self.number - 1]) + 1
            return Scalar(bare, (number, end - len(bare), number, end))
        return self.other(other) if other else None

    def other(self, text: str) -> Node | None:
        """A value that is not bare, None for a mere comment."""
        number, column = self.number, len(self.lines[self.number - 1]) - len(text) + 1
        first = text[0]
        if first not in _INDICATORS:
            if " #" in text:
                text = text.partition(" #")[0]
            text = text.rstrip(" ")
            if ": " in text or text[-1] == ":":
                _fail()
            return Scalar(text, (number, column, number, column + len(text)))
        if first == "#":
            return None
        if text in _HEADS:
            return self.literal(text, column)
        if text == "[]":
            return Sequence((number, column, number, column + 2))
        quoted = _QUOTED.fullmatch(text) or _fail()
        inner = quoted[quoted.lastindex or 1]
        return Scalar(inner, (number, column, number, column + len(inner) + 2), plain=False)

    def literal(self, head: str, column: int) -> Scalar:
        """A block of text; moves to its last line."""
        top = self.number
        first = self.lines[top] if top < len(self.lines) else ""
        margin = margin_of(first)
        if margin <= self.indent or margin == len(first):
            _fail()
        prefix, last = " " * margin, top
        texts: list[str] = []
        for number in range(top + 1, len(self.lines)):
            line = self.lines[number - 1]
            if not line.startswith(prefix) and line.strip(" "):
                break
            texts.append(line[margin:])
            if line.strip():
                last = number
        self.number = top + len(texts)
        value = "\n".join(texts).rstrip("\n") + ("\n" if head == "|" else "")
        end = len(self.lines[last - 1].rstrip()) + 1
        return Scalar(value, (top, column, last, end), plain=False)


def _close(node: Mapping | Sequence) -> None:
    """Set the place of a mapping or list that is complete."""
    if isinstance(node, Mapping):
        entries = list(node.entries.values())
        start, end = entries[0].key_place, entries[-1].value.place
    else:
        start, end = node.place, node.items[-1].place
    node.place = (*start[:2], *end[2:])
