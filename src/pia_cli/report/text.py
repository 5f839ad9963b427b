"""Findings for people: the headline, the place in the source, what to do."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from pia_cli.core.diagnostic import Diagnostic
from pia_cli.core.span import START, Span
from pia_cli.core.text import ELLIPSIS, visible
from pia_cli.core.width import crop, display_width, shown_width
from pia_cli.report import BETWEEN
from pia_cli.report.concise import SEVERITY_STYLES, headline, place
from pia_cli.report.lines import ReadLine, line_reader
from pia_cli.report.model import Layout, Report
from pia_cli.report.stream import Joined, Stream
from pia_cli.report.styled import Segment, Style, to_plain
from pia_cli.report.wrap import hanging


def _piece(report: Report, layout: Layout) -> str:
    return to_plain(text_segments(report, layout))


def text_segments(report: Report, layout: Layout) -> list[Segment]:
    """The text format in styled segments, a blank line between two findings."""
    read_line, segments = line_reader(report), list[Segment]()
    for diagnostic in report.diagnostics:
        if segments:
            segments.append((Style.PLAIN, "\n"))
        segments += _block(diagnostic, read_line, layout)
    return segments


def _block(diagnostic: Diagnostic, read_line: ReadLine, layout: Layout) -> list[Segment]:
    span = diagnostic.span
    gutter = len(str(span.line))
    segments = [*headline(diagnostic)]
    line = None if span == START else read_line(diagnostic.file, span.line)
    if line is not None:
        segments += _excerpt(line, diagnostic, gutter, layout)
    if diagnostic.hint:
        segments += _advice(gutter, diagnostic.hint, layout)
    for related in diagnostic.related:
        where = place(diagnostic.file, related.span)
        segments += _note(gutter, "関連", f"{where} {related.message}")
    segments += _note(gutter, "説明", f"pia explain {diagnostic.code}")
    return segments


def _advice(gutter: int, hint: str, layout: Layout) -> Sequence[Segment]:
    """What to do, in a terminal parted where it is too long; places stay whole, to be followed."""
    *lead, (style, line) = _note(gutter, "対処", hint)
    if not layout.parts:
        return (*lead, (style, line))
    hang = sum(display_width(text, layout.ambiguous) for _, text in lead)
    bare = [(style, line.removesuffix("\n"))]
    return list(hanging(lead, bare, (layout.width, layout.ambiguous), hang))


@lru_cache(maxsize=1024)  # most findings of a run give one of a few hints
def _note(gutter: int, label: str, text: str) -> tuple[Segment, ...]:
    return (
        (Style.GUTTER, f"{' ' * gutter} = "),
        (Style.NOTE, f"{label}: "),
        (Style.PLAIN, f"{visible(text)}\n"),
    )


def _excerpt(line: str, diagnostic: Diagnostic, gutter: int, layout: Layout) -> tuple[Segment, ...]:
    width = layout.width - gutter - len(" | ") - 1  # one cell for a caret after the end
    shown, indent, carets = _underline(line, diagnostic.span, width, layout)
    return (
        (Style.GUTTER, f"{' ' * gutter} |\n{diagnostic.span.line} |"),
        (Style.PLAIN, f" {shown}\n" if shown else "\n"),
        (Style.GUTTER, f"{' ' * gutter} |"),
        (SEVERITY_STYLES[diagnostic.severity], f" {' ' * indent}{'^' * carets}\n"),
    )


def _underline(line: str, span: Span, width: int, layout: Layout) -> tuple[str, int, int]:
    """The line as shown in ``width`` cells, the cells before the carets, and their number."""
    start = min(span.column - 1, len(line))
    end = len(line) if span.end_line > span.line else span.end_column - 1
    window = crop(line, start, width, layout.ambiguous)
    cut = display_width(ELLIPSIS, layout.ambiguous) if window.start > 0 else 0
    before = shown_width(line[window.start : start], layout.ambiguous)
    carets = shown_width(line[start : min(end, window.end)], layout.ambiguous)
    return window.shown, cut + before, max(carets, 1)


TEXT = Stream(_piece, lambda: Joined(BETWEEN["text"]), quotes=True)
"""All findings as plain text; empty when there are none."""
