"""Findings as every command writes them, and when they fail it."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from pia_cli.cli.output import emit, emit_segments, terminal_width, wants_color, write_file

if TYPE_CHECKING:
    from pia_cli.core.diagnostic import Severity
    from pia_cli.report.model import Report


def write_report(
    report: Report,
    format_: str,
    output: Path | None,
    color: str,
    inputs: Sequence[Path],
    ambiguous: int = 1,
) -> None:
    """Write a report in a format of `pia_cli.report.FORMATS` to a file, else to stdout."""
    from pia_cli.report import FORMATS, STYLED
    from pia_cli.report.model import Layout

    if output is not None:
        write_file(output, FORMATS[format_](report, Layout(ambiguous=ambiguous)), inputs=inputs)
        return
    layout = Layout(terminal_width(sys.stdout), ambiguous)
    if format_ in STYLED:
        emit_segments(STYLED[format_](report, layout), wants_color(color, sys.stdout))
    else:
        emit(FORMATS[format_](report, layout))


def fails(report: Report, limit: Severity) -> bool:
    """Whether a report has a finding of this severity or a graver one."""
    return any(found.severity.rank >= limit.rank for found in report.diagnostics)
