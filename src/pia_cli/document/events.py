"""Parser events of a text, from libyaml or from the pure parser, in one shape.

The only module, with ``pure``, that knows ruamel.yaml.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from importlib import import_module
from typing import Any, Literal, NamedTuple

from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.events import (
    AliasEvent,
    DocumentEndEvent,
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
    StreamEndEvent,
)

Engine = Literal["c", "pure"]
Kind = Literal["document", "document end", "scalar", "mapping", "sequence", "end", "alias"]

_KINDS: dict[type, Kind] = {
    DocumentStartEvent: "document",
    DocumentEndEvent: "document end",
    ScalarEvent: "scalar",
    MappingStartEvent: "mapping",
    SequenceStartEvent: "sequence",
    MappingEndEvent: "end",
    SequenceEndEvent: "end",
    AliasEvent: "alias",
}


class Event(NamedTuple):
    """One parser event; ``start`` and ``end`` are character offsets into the text.

    ``style`` is ``|``, ``>``, ``'``, ``"`` or empty; ``marked`` tells that ``start`` is the
    place of an anchor or a tag in front of the value.
    """

    kind: Kind
    start: int
    end: int
    value: str
    style: str
    marked: bool


class SyntaxFaultError(Exception):
    """What a parser could not read: its own words and character offsets."""

    def __init__(self, context: str, context_at: int | None, problem: str, at: int) -> None:
        super().__init__(problem)
        self.context = context
        self.context_at = context_at
        self.problem = problem
        self.at = at


def c_parser() -> Callable[[str], Any] | None:
    """The class of the C parser, or None where it is not installed."""
    try:
        module = import_module("ruamel.yaml.cyaml")
    except ImportError:
        return None
    parser: Callable[[str], Any] = module.CParser
    return parser


def _pure_parser() -> Callable[[str], Any]:
    from pia_cli.document.pure import PureParser  # nearly nobody needs it

    return PureParser


def read_events(text: str, engine: Engine) -> Iterator[Event]:
    """Events from the first document to the end of the stream.

    Raises SyntaxFaultError at the first place that is not YAML.
    """
    factory = c_parser() if engine == "c" else _pure_parser()
    if factory is None:
        raise RuntimeError("the C parser of ruamel.yaml is not installed")
    try:
        parser = factory(text)
        while not isinstance(event := parser.get_event(), StreamEndEvent):
            if kind := _KINDS.get(type(event)):
                yield _convert(kind, event)
    except MarkedYAMLError as error:
        raise _fault(error) from None
    except (YAMLError, ValueError, LookupError) as error:
        raise SyntaxFaultError("", None, str(error), 0) from error


def _convert(kind: Kind, event: Any) -> Event:
    start, end = event.start_mark.index, event.end_mark.index
    if kind not in ("scalar", "mapping", "sequence"):
        return Event(kind, start, end, "", "", False)
    marked = event.anchor is not None or event.tag is not None
    if kind == "scalar":
        return Event(kind, start, end, event.value, event.style or "", marked)
    return Event(kind, start, end, "", "", marked)


def _fault(error: MarkedYAMLError) -> SyntaxFaultError:
    context_at = None if error.context_mark is None else error.context_mark.index
    mark = error.problem_mark or error.context_mark
    at = 0 if mark is None else mark.index
    return SyntaxFaultError(error.context or "", context_at, error.problem or "", at)
