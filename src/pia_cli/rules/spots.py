"""Where in the file a part of a text stands, and one finding for each text with a slip."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from operator import itemgetter
from typing import TypeAlias

from pia_cli.core.diagnostic import Path
from pia_cli.core.lazy import lazy
from pia_cli.core.pattern import Pattern
from pia_cli.core.span import Span
from pia_cli.document.nodes import Node, Scalar
from pia_cli.document.source import Source
from pia_cli.rules.facts import Answer, Facts
from pia_cli.rules.rule import Finding

MAX_COUNTED = 1000
"""Places counted in one text; a hostile one may have a million."""

Tell: TypeAlias = Callable[[re.Match[str]], tuple[str, str]]
"""The message and the hint for a slip."""

Holding: TypeAlias = Callable[[Pattern], Iterable[Answer]]
"""The texts that may hold a pattern: `Texts.holding`, or a choice from what it gives."""

_CONTEXT = 8


def spot(facts: Facts, answer: Answer, start: int, end: int) -> Span | None:
    """The place of ``raw[start:end]``, None where the file spells the text otherwise.

    It is looked for with a few characters of the same line before it, and is certain only
    where the file has them as often as the text.
    """
    return spot_in(facts.source, answer.node, answer.raw, start, end)


def spot_in(source: Source, node: Node | None, raw: str, start: int, end: int) -> Span | None:
    """`spot` for a text of any document."""
    if not isinstance(node, Scalar):
        return None
    if found := _in_block(source, node, raw, start, end):
        return found
    first = max(raw.rfind("\n", 0, start) + 1, start - _CONTEXT)
    part = raw[first:end]
    top, bottom = source.extent(node.span)
    if not part or raw.count(part) != source.text.count(part, top, bottom):
        return None
    nth = sum(1 for _ in islice(_places(raw, part, 0, end), MAX_COUNTED + 1)) - 1
    if nth == MAX_COUNTED:
        return None
    at = next(islice(_places(source.text, part, top, bottom), nth, None), None)
    return None if at is None else source.span(at + start - first, at + len(part))


def _in_block(source: Source, node: Scalar, raw: str, start: int, end: int) -> Span | None:
    """The place in a text below a ``|``: each of its lines is one of the file's.

    Only so is it known for blanks, which the indentation has too, and which the node leaves
    out at its end.
    """
    if not is_block(source, node) or raw != node.value:
        return None
    at, until = (_line_and_column(source, node, raw, each) for each in (start, end))
    return Span(*at, *until) if at and until else None


def is_block(source: Source, node: Scalar) -> bool:
    """Whether a text begins below a ``|``."""
    top, _ = source.extent(node.span)
    return not node.plain and source.text.startswith("|", top)


def _line_and_column(source: Source, node: Scalar, raw: str, at: int) -> tuple[int, int] | None:
    first = raw.rfind("\n", 0, at) + 1
    last = raw.find("\n", at)
    line = raw[first : last if last >= 0 else len(raw)]
    number = node.span.line + 1 + raw.count("\n", 0, at)
    written = source.line(number)
    if not written.endswith(line):
        return None
    return number, len(written) - len(line) + at - first + 1


def _places(text: str, part: str, start: int, end: int) -> Iterator[int]:
    """Where a part stands, also where it overlaps with itself."""
    at = text.find(part, start, end)
    while at >= 0:
        yield at
        at = text.find(part, at + 1, end)


class Holders:
    """The texts of a document by their places in the file, sorted only once one is asked for."""

    def __init__(self, facts: Facts) -> None:
        self.facts = facts

    def at(self, place: int) -> Path | None:
        """The path of the text that has this character of the file; None for a comment."""
        index = bisect_right(self._texts, place, key=itemgetter(0)) - 1
        if index < 0:
            return None
        _, end, path = self._texts[index]
        return path if place < end else None

    @lazy
    def _texts(self) -> list[tuple[int, int, Path]]:
        nodes = ((text.node, text.path) for text in self.facts.texts)
        found = [
            (*extent(self.facts, node), path) for node, path in nodes if isinstance(node, Scalar)
        ]
        return sorted(found, key=itemgetter(0))


def extent(facts: Facts, node: Scalar) -> tuple[int, int]:
    """Where a text begins and ends in the file."""
    return facts.source.extent(node.span)


def sentence(text: str, start: int, end: int) -> tuple[str, str]:
    """What stands before and after a part of its sentence, 100 characters at most."""
    before = re.split("[。\n]", text[max(0, start - 100) : start])[-1]
    return before, re.split("[。\n]", text[end : end + 100])[0]


def each_text(
    facts: Facts,
    code: str,
    holding: Holding,
    pattern: Pattern,
    tell: Tell,
) -> Iterator[Finding]:
    """One finding at the first slip of each text that a pattern finds."""
    for text in holding(pattern):
        yield from first_of(facts, code, text, pattern.finditer(text.raw), tell)


def first_of(
    facts: Facts, code: str, text: Answer, matches: Iterator[re.Match[str]], tell: Tell
) -> Iterator[Finding]:
    """One finding at the first slip of a text; ``tell`` gives its message and hint."""
    first = next(matches, None)
    if first is None:
        return
    more = sum(1 for _ in islice(matches, MAX_COUNTED))
    message, hint = tell(first)
    yield Finding(
        code,
        text.path,
        message + (f"（この記載に、ほかに{more}か所あります）" if more else ""),
        hint,
        span=spot(facts, text, first.start(), first.end()),
    )
