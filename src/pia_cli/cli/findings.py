"""Findings as every command writes them, and when they fail it."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from pia_cli.cli.output import (
    emit,
    emit_segments,
    reason,
    terminal_width,
    wants_color,
    write_file,
)
from pia_cli.core.errors import JobError

if TYPE_CHECKING:
    from pia_cli.core.diagnostic import Severity
    from pia_cli.report.model import Layout, Report

SUFFIXES = {
    ".txt": "text",
    ".json": "json",
    ".sarif": "sarif",
    ".xml": "junit",
    ".md": "markdown",
}
"""The format that the name of an output file stands for."""

STEP_SUMMARY = "GITHUB_STEP_SUMMARY"
"""The variable that names the file whose Markdown GitHub shows below a job."""


def write_report(
    report: Report,
    format_: str,
    output: Path | None,
    color: str,
    inputs: Sequence[Path],
    layout: Layout,
) -> None:
    """Write a report in a format of `pia_cli.report.FORMATS` to a file, else to stdout.

    A terminal sets the layout's width. The github format also adds a table to the job's summary.
    """
    from pia_cli.report import FORMATS, STYLED

    if output is not None:
        write_file(output, FORMATS[format_](report, layout), inputs=inputs)
    else:
        shown = replace(layout, width=terminal_width(sys.stdout))
        if format_ in STYLED:
            emit_segments(STYLED[format_](report, shown), wants_color(color, sys.stdout))
        else:
            emit(FORMATS[format_](report, shown))
    if format_ == "github" and (summary := os.environ.get(STEP_SUMMARY)):
        _append(summary, FORMATS["markdown"](report, layout))


def _append(name: str, text: str) -> None:
    """Add a text to what other steps wrote. Raises JobError where that fails."""
    try:
        with open(name, "ab") as file:
            file.write(f"\n{text}".encode("utf-8", "backslashreplace"))
    except (OSError, ValueError) as error:
        why = reason(error) if isinstance(error, OSError) else "名前が正しくありません"
        message = f"{STEP_SUMMARY} のファイル {name} に書き込めません（{why}）"
        raise JobError(message, f"{STEP_SUMMARY} を空にすると要約を書きません") from error


def fails(report: Report, limit: Severity) -> bool:
    """Whether a report has a finding of this severity or a graver one."""
    return any(found.severity.rank >= limit.rank for found in report.diagnostics)
