"""One line per finding."""

from __future__ import annotations

from functools import lru_cache

from pia_cli.core.diagnostic import Diagnostic, Severity
from pia_cli.core.span import Span
from pia_cli.core.text import visible
from pia_cli.report import BETWEEN
from pia_cli.report.model import Layout, Report
from pia_cli.report.stream import Joined, Stream
from pia_cli.report.styled import Segment, Style, to_plain

SEVERITY_STYLES = {
    Severity.ERROR: Style.ERROR,
    Severity.WARNING: Style.WARNING,
    Severity.INFO: Style.INFO,
}


def _piece(report: Report, layout: Layout) -> str:
    return to_plain(concise_segments(report, layout))


def concise_segments(report: Report, layout: Layout) -> list[Segment]:
    """The concise format in styled segments."""
    return [segment for diagnostic in report.diagnostics for segment in headline(diagnostic)]


def headline(diagnostic: Diagnostic) -> tuple[Segment, ...]:
    """``path:line:col: severity[CODE] item: message`` and a line end."""
    severity, item = diagnostic.severity, diagnostic.item
    return (
        (Style.PLACE, place(diagnostic.file, diagnostic.span) + ": "),
        _tag(severity, diagnostic.code),
        (Style.PLACE, f" {visible(item)}:" if item else ""),
        (Style.PLAIN, f" {visible(diagnostic.message)}\n"),
    )


@lru_cache(maxsize=512)
def _tag(severity: Severity, code: str) -> Segment:
    return SEVERITY_STYLES[severity], f"{severity.value}[{visible(code)}]"


def place(file: str, span: Span) -> str:
    """``path:line:col``, as editors and terminals turn into a link."""
    return f"{_name(file)}:{span.line}:{span.column}"


_name = lru_cache(maxsize=16)(visible)

CONCISE = Stream(_piece, lambda: Joined(BETWEEN["concise"]))
"""The first line of each finding of the text format."""
