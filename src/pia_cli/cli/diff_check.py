"""``pia diff --check``: findings about 変更箇所 in the formats of ``pia validate``."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from pia_cli.cli.comparing import comparisons
from pia_cli.cli.findings import fails, write_report
from pia_cli.cli.output import choice, format_of, say
from pia_cli.core.errors import ExitCode, JobError

if TYPE_CHECKING:
    from pia_cli.compare.sides import Sides


SUFFIXES = {".txt": "text", ".json": "json"}
"""The format that the name of an output file stands for."""


def run_check(
    found: Sides, format_: str, output: Path | None, fail_on: str, quiet: bool, color: str
) -> int:
    """Check the new version of every pair; the exit code as of ``pia validate``."""
    from pia_cli.compare.verify import verify
    from pia_cli.core.diagnostic import Diagnostic, Severity
    from pia_cli.report import FORMATS
    from pia_cli.report.model import FileResult, Layout, Report
    from pia_cli.report.summary import summary_line

    format_ = choice(format_ or format_of(output, SUFFIXES, "text"), "--format", FORMATS)
    limit = Severity(choice(fail_on or "error", "--fail-on", [level.value for level in Severity]))
    files: list[FileResult] = []
    findings: list[Diagnostic] = []
    for pair, outcome in comparisons(found, quiet, keep=True):
        if isinstance(outcome, JobError):
            files.append(FileResult(pair.new.name, "unreadable", None, outcome.message))
            continue
        findings += verify(outcome)
        files.append(FileResult(pair.new.name, "checked", outcome.new.document.source))
    report = Report(tuple(files), tuple(findings))
    inputs = [side.path for pair in found.pairs for side in (pair.old, pair.new) if side.path]
    write_report(report, format_, output, color, inputs, Layout(fails=limit))
    if not quiet and report.file_counts()["checked"]:
        say(summary_line(report))
    if report.file_counts()["unreadable"]:
        return ExitCode.FAILED
    return ExitCode.FINDINGS if fails(report, limit) else ExitCode.OK
