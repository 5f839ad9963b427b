"""The comments of a text, told from what only looks like one inside a value."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pia_cli.core.pattern import Pattern
from pia_cli.core.span import Span
from pia_cli.document.source import LINE_END, Source

if TYPE_CHECKING:
    from pia_cli.document.events import Engine, Event

_COMMENT = Pattern(r"(?<![^\s,\[\]{}:?-])#[^\r\n]*")
_LINE_END = Pattern(rf"{LINE_END.pattern}|\Z")


@dataclass(frozen=True, slots=True)
class Comment:
    """A comment from its # to the end of the line; ``alone`` where nothing stands before it."""

    text: str
    span: Span
    alone: bool


def comments(source: Source) -> Iterator[Comment]:
    """Every comment of a text, in order; after a syntax error none.

    A # in a quoted, plain or block text is no comment; one in the head of a block text is.
    """
    at = 0
    for start, end in (*_values(source.text), (len(source.text), len(source.text))):
        for match in _COMMENT.finditer(source.text, at, start):
            span = source.span(match.start(), match.end())
            before = source.text[source.starts[span.line - 1] : match.start()]
            yield Comment(match[0], span, not before.strip())
        at = max(at, end)


def _values(text: str) -> list[tuple[int, int]]:
    """The ranges of all keys and values, of refused ones too."""
    from pia_cli.document.events import SyntaxFaultError, c_parser, read_events  # the parser

    engines: tuple[Engine, ...] = ("c", "pure") if c_parser() else ("pure",)
    for engine in engines:
        try:
            return list(_ranges(text, read_events(text, engine)))
        except SyntaxFaultError:  # the two differ in rare cases: see ``reader.parse``
            continue
    return [(0, len(text))]


def _ranges(text: str, events: Iterable[Event]) -> Iterator[tuple[int, int]]:
    for event in events:
        if event.kind != "scalar":
            continue
        start = event.start
        if event.style in ("|", ">"):
            head = _LINE_END.search(text, _block_sign(text, event.start, event.style))
            start = head.start() if head else start
        yield start, max(start, event.end)


def _block_sign(text: str, start: int, style: str) -> int:
    """Offset of | or >; a comment may stand between an anchor and it only on an earlier line."""
    return max(start, text.find(style, start))
