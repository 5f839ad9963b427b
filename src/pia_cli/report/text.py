"""Findings for people: the headline, the place in the source, what to do."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache

from pia_cli.core.diagnostic import Diagnostic
from pia_cli.core.sensitive import masked
from pia_cli.core.span import START, Span
from pia_cli.core.text import ELLIPSIS, crop, display_width, visible
from pia_cli.report import BETWEEN
from pia_cli.report.concise import SEVERITY_STYLES, headline, place
from pia_cli.report.model import Layout, Report
from pia_cli.report.stream import Joined, Stream
from pia_cli.report.styled import Segment, Style, to_plain

ReadLine = Callable[[str, int], str | None]


def format_text(report: Report, layout: Layout) -> str:
    """All findings of a report as plain text; empty when there are none."""
    return to_plain(text_segments(report, layout))


def text_segments(report: Report, layout: Layout) -> Iterator[Segment]:
    """The text format in styled segments, a blank line between two findings."""
    read_line = _line_reader(report)
    for index, diagnostic in enumerate(report.diagnostics):
        if index:
            yield Style.PLAIN, "\n"
        yield from _block(diagnostic, read_line, layout)


def _line_reader(report: Report) -> ReadLine:
    """A function from file and line number to the line, None where there is no such line.

    A report is kept and shown by others (CI): what must not be published is hidden in it.
    """
    sources = {file.path: file.source for file in report.files}

    @cache  # many findings may lie on one very long line
    def read_line(file: str, number: int) -> str | None:
        source = sources.get(file)
        if source is None or not 1 <= number <= len(source.starts):
            return None
        return masked(source.line(number))

    return read_line


def _block(diagnostic: Diagnostic, read_line: ReadLine, layout: Layout) -> Iterator[Segment]:
    span = diagnostic.span
    gutter = len(str(span.line))
    yield from headline(diagnostic)
    line = None if span == START else read_line(diagnostic.file, span.line)
    if line is not None:
        yield from _excerpt(line, diagnostic, gutter, layout)
    if diagnostic.hint:
        yield from _note(gutter, "対処", diagnostic.hint)
    for related in diagnostic.related:
        where = place(diagnostic.file, related.span)
        yield from _note(gutter, "関連", f"{where} {related.message}")
    yield from _note(gutter, "説明", f"pia explain {diagnostic.code}")


def _note(gutter: int, label: str, text: str) -> Iterator[Segment]:
    yield Style.GUTTER, f"{' ' * gutter} = "
    yield Style.NOTE, f"{label}: "
    yield Style.PLAIN, f"{visible(text)}\n"


def _excerpt(line: str, diagnostic: Diagnostic, gutter: int, layout: Layout) -> Iterator[Segment]:
    width = layout.width - gutter - len(" | ") - 1  # one cell for a caret after the end
    shown, indent, carets = _underline(line, diagnostic.span, width, layout)
    yield Style.GUTTER, f"{' ' * gutter} |\n{diagnostic.span.line} |"
    yield Style.PLAIN, f" {shown}\n" if shown else "\n"
    yield Style.GUTTER, f"{' ' * gutter} |"
    yield SEVERITY_STYLES[diagnostic.severity], f" {' ' * indent}{'^' * carets}\n"


def _underline(line: str, span: Span, width: int, layout: Layout) -> tuple[str, int, int]:
    """The line as shown in ``width`` cells, the cells before the carets, and their number."""
    start = min(span.column - 1, len(line))
    end = len(line) if span.end_line > span.line else span.end_column - 1
    window = crop(line, start, width, layout.ambiguous)

    def cells(first: int, last: int) -> int:
        return display_width(visible(line[first:last]), layout.ambiguous)

    cut = display_width(ELLIPSIS, layout.ambiguous) if window.start > 0 else 0
    carets = cells(start, min(end, window.end))
    return window.shown, cut + cells(window.start, start), max(carets, 1)


TEXT = Stream(format_text, lambda: Joined(BETWEEN["text"]))
