"""Where in the file a part of a text stands, and one finding for each text with a slip."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from typing import TypeAlias

from pia_cli.core.pattern import Pattern
from pia_cli.core.span import Span
from pia_cli.document.nodes import Scalar
from pia_cli.rules.facts import Answer, Facts
from pia_cli.rules.rule import Finding

ODD_SPACES = "\u00a0\u202f\u205f" + "".join(map(chr, range(0x2000, 0x200B)))
"""Blanks that look like a plain space."""
BLANKS = f" \t　{ODD_SPACES}"
"""White space within a line."""
MAX_COUNTED = 1000
"""Places counted in one text; a hostile one may have a million."""

Tell: TypeAlias = Callable[[re.Match[str]], tuple[str, str]]
"""The message and the hint for a slip."""

_CONTEXT = 8


def spot(facts: Facts, answer: Answer, start: int, end: int) -> Span | None:
    """The place of ``raw[start:end]``, None where the file spells the text otherwise.

    It is looked for with a few characters of the same line before it, and is certain only
    where the file has them as often as the text.
    """
    if not isinstance(answer.node, Scalar):
        return None
    raw, source, span = answer.raw, facts.source, answer.node.span
    first = max(raw.rfind("\n", 0, start) + 1, start - _CONTEXT)
    part = raw[first:end]
    top = source.offset(span.line, span.column)
    bottom = source.offset(span.end_line, span.end_column)
    if not part or raw.count(part) != source.text.count(part, top, bottom):
        return None
    at, before = top - len(part), raw.count(part, 0, end)
    if before > MAX_COUNTED:
        return None
    for _ in range(before):
        at = source.text.find(part, at + len(part), bottom)
    return source.span(at + start - first, at + len(part))


def line_ends(text: str) -> Iterator[tuple[int, int]]:
    """For each line its start and the end of what is no white space."""
    start = 0
    for line in text.split("\n"):
        yield start, start + len(line.rstrip(BLANKS))
        start += len(line) + 1


def each_text(
    facts: Facts,
    code: str,
    texts: Iterable[Answer],
    pattern: Pattern,
    tell: Tell,
) -> Iterator[Finding]:
    """One finding at the first slip of each text that a pattern finds."""
    for text in texts:
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


def code_point(char: str) -> str:
    """U+202E."""
    return f"U+{ord(char):04X}"
