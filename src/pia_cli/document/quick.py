"""The tree of a text in which the reader has nothing to refuse, as nearly all have.

A third of the work of `builder`, which reads the text from its start where this gives up: both
give the same tree.
"""

from __future__ import annotations

from typing import Any

from ruamel.yaml.error import YAMLError
from ruamel.yaml.events import (
    DocumentEndEvent,
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
    StreamEndEvent,
    StreamStartEvent,
)

from pia_cli.core.span import Span
from pia_cli.document.decode import FORBIDDEN
from pia_cli.document.events import c_parser
from pia_cli.document.nodes import MAX_DEPTH, MAX_NODES, Entry, Mapping, Node, Scalar, Sequence
from pia_cli.document.source import Source


class _NotPlainError(Exception):
    """Something that the builder may have to refuse."""


def read_quickly(source: Source) -> Mapping | None:
    """The tree of a text; None where something is, or may be, to be refused."""
    factory, text = c_parser(), source.text
    if factory is None or text.startswith("%") or "\n%" in text or "\r%" in text:
        return None
    try:
        return _Tree(source, factory(text)).read()
    except (_NotPlainError, YAMLError, ValueError, LookupError):
        return None


class _Tree:
    """One reading of a text; its methods raise _NotPlainError and what the parser raises."""

    def __init__(self, source: Source, parser: Any) -> None:
        self.source = source
        self.next = parser.get_event
        self.depth = 0
        self.nodes = 0

    def read(self) -> Mapping:
        self.expect(StreamStartEvent)
        self.expect(DocumentStartEvent)
        event = self.next()
        if type(event) is not MappingStartEvent:
            raise _NotPlainError
        root = self.mapping(event)
        self.expect(DocumentEndEvent)
        self.expect(StreamEndEvent)
        return root

    def expect(self, kind: type) -> None:
        if type(self.next()) is not kind:
            raise _NotPlainError

    def mapping(self, head: Any) -> Mapping:
        self.enter(head)
        entries: dict[str, Entry] = {}
        key: Scalar | None = None
        while type(event := self.next()) is ScalarEvent:
            key = self.scalar(event, None)
            if not key.value or key.value in entries or (key.plain and key.value == "<<"):
                raise _NotPlainError
            entries[key.value] = Entry(key, self.node(self.next(), key))
        if type(event) is not MappingEndEvent:
            raise _NotPlainError
        last = entries[key.value].value.span if key else None
        return Mapping(self.around(head, event, last), entries)

    def sequence(self, head: Any) -> Sequence:
        self.enter(head)
        items: list[Node] = []
        while type(event := self.next()) is not SequenceEndEvent:
            items.append(self.node(event, None))
        last = items[-1].span if items else None
        return Sequence(self.around(head, event, last), items)

    def node(self, event: Any, key: Scalar | None) -> Node:
        kind = type(event)
        if kind is ScalarEvent:
            return self.scalar(event, key)
        if kind is MappingStartEvent:
            return self.mapping(event)
        if kind is SequenceStartEvent:
            return self.sequence(event)
        raise _NotPlainError

    def scalar(self, event: Any, key: Scalar | None) -> Scalar:
        """A key, an item, or the value of a key; an empty value has the place of its key."""
        self.count(event)
        value, style, start, end = event.value, event.style, event.start_mark, event.end_mark
        if style == "|" or style == ">":  # twice as fast as a tuple
            text = self.source.text[start.index : end.index].rstrip()
            span = self.source.span(start.index, start.index + len(text))
        elif value or style:
            span = Span(start.line + 1, start.column + 1, end.line + 1, end.column + 1)
        elif key is None:
            raise _NotPlainError
        else:
            span = key.span
        if style == '"' and FORBIDDEN.search(value):
            raise _NotPlainError
        return Scalar(value, span, not style)

    def enter(self, head: Any) -> None:
        self.count(head)
        self.depth += 1
        if self.depth > MAX_DEPTH:
            raise _NotPlainError

    def count(self, event: Any) -> None:
        self.nodes += 1
        if event.anchor is not None or event.tag is not None or self.nodes > MAX_NODES:
            raise _NotPlainError

    def around(self, head: Any, tail: Any, last: Span | None) -> Span:
        """From the first mark of a mapping or list to the end of its last value, or its bracket."""
        self.depth -= 1
        start, end = head.start_mark, tail.end_mark
        is_flow = self.source.text[start.index : start.index + 1] in ("[", "{")
        if is_flow and head.end_mark.index == start.index + 1:
            return Span(start.line + 1, start.column + 1, end.line + 1, end.column + 1)
        if last is None:
            raise _NotPlainError
        return Span(start.line + 1, start.column + 1, last.end_line, last.end_column)
