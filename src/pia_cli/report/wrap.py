"""Styled text in lines of a given width."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from pia_cli.core.line_breaks import line_ranges
from pia_cli.core.text import visible
from pia_cli.core.width import display_width
from pia_cli.report.styled import Segment, Style

NARROWEST = 20
"""Cells of a line, whatever the terminal."""


def split_lines(segments: Iterable[Segment]) -> list[list[Segment]]:
    """Segments cut at their line ends, the rest safe to show on a terminal."""
    lines: list[list[Segment]] = [[]]
    for style, text in segments:
        first, *more = text.split("\n")
        lines[-1].append((style, visible(first)))
        lines.extend([(style, visible(line))] for line in more)
    return lines


def wrap(segments: Sequence[Segment], width: int, ambiguous: int) -> Iterator[list[Segment]]:
    """A line as lines of at most ``width`` cells (20 or more); blanks at the breaks are dropped."""
    text = "".join(part for _, part in segments)
    ranges = line_ranges(text, max(width, NARROWEST), ambiguous)
    ends = _ends(segments)
    at = 0
    for start, end in ranges:
        line: list[Segment] = []
        while at < len(ends) and ends[at] <= start:
            at += 1
        for index in range(at, len(ends)):
            begin = ends[index - 1] if index else 0
            if begin >= end:
                break
            line.append((segments[index][0], text[max(begin, start) : min(ends[index], end)]))
        yield line


def block(
    segments: Iterable[Segment],
    layout: tuple[int, int],
    indent: int,
    mark: Segment = (Style.PLAIN, ""),
) -> Iterator[Segment]:
    """A text of several lines, indented, each of its lines behind the ``mark``.

    ``layout`` is the width of the page and that of ambiguous characters, in cells.
    """
    style, sign = mark
    hang = display_width(sign, layout[1])
    for line in split_lines(segments):
        lead: list[Segment] = [(Style.PLAIN, " " * indent), (style, sign)]
        yield from hanging(lead, line, layout, indent + hang)


def hanging(
    lead: Iterable[Segment], line: Sequence[Segment], layout: tuple[int, int], hang: int
) -> Iterator[Segment]:
    """A line behind a lead of at most ``hang`` cells, its later lines indented by as many."""
    width, ambiguous = layout
    for part in wrap(line, width - hang, ambiguous):
        yield from lead
        yield from part
        yield Style.PLAIN, "\n"
        lead = [(Style.PLAIN, " " * hang)]


def _ends(segments: Sequence[Segment]) -> list[int]:
    ends, at = [], 0
    for _, text in segments:
        at += len(text)
        ends.append(at)
    return ends
