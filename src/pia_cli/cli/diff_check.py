"""``pia diff --check``: findings about 変更箇所 in the formats of ``pia validate``."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from pia_cli.cli.comparing import comparisons
from pia_cli.cli.findings import SUFFIXES, Output, fails
from pia_cli.cli.output import choice, format_of, say
from pia_cli.core.errors import ExitCode, JobError
from pia_cli.core.file_name import seen_from

if TYPE_CHECKING:
    from pia_cli.batch.part import Job, Part
    from pia_cli.compare.documents import Comparison
    from pia_cli.compare.sides import Side, Sides
    from pia_cli.config.settings import Settings


def run_check(
    found: Sides,
    settings: Settings,
    *,
    format_: str,
    output: Path | None,
    quiet: bool,
    color: str,
    show_suppressed: bool,
) -> int:
    """Check the new version of every pair; the exit code as of ``pia validate``.

    A baseline does not take part: it knows the findings of one document, not of two versions.
    """
    from pia_cli.batch.part import Job
    from pia_cli.cli.run import tell_silenced, write
    from pia_cli.config.sieve import Sieve
    from pia_cli.report import STREAMS
    from pia_cli.report.model import Layout
    from pia_cli.report.summary import summary_line

    format_ = choice(format_ or format_of(output, SUFFIXES, "text"), "--format", STREAMS)
    layout = Layout(ambiguous=settings.ambiguous_width, fails=settings.fail_on)
    sieve = Sieve(settings)
    inputs = [side.path for pair in found.pairs for side in (pair.old, pair.new) if side.path]
    with closing(Output(format_, output, color, layout)) as results:
        job = Job(
            stage=settings.stage,
            today=date.today(),
            settings=settings,
            writings=results.writings,
            styled=results.styled,
            silenced=show_suppressed,
        )
        report = write(_parts(job, found, quiet), results, sieve)
        results.end(report, inputs)
    if not quiet and report.file_counts()["checked"]:
        say(summary_line(report))
    if show_suppressed:
        tell_silenced(report)
    if report.file_counts()["unreadable"]:
        return ExitCode.FAILED
    return ExitCode.FINDINGS if fails(report, settings.fail_on) else ExitCode.OK


def _parts(job: Job, found: Sides, quiet: bool) -> Iterator[Part]:
    """What is found of each pair, as the part of its new version."""
    from pia_cli.batch.part import passed_over
    from pia_cli.report.model import FileResult

    for pair, outcome in comparisons(found, quiet, keep=True):
        if isinstance(outcome, JobError):
            unread = FileResult(_name(job, pair.new), "unreadable", None, outcome.message)
            yield passed_over(job, unread)
        else:
            yield _part(job, pair.new, outcome)


def _name(job: Job, new: Side) -> str:
    """What the output calls the new version: where it lies in the work tree, for CI."""
    from pia_cli.report import FOR_CI

    if new.committed is None or job.writings[0][0] not in FOR_CI:
        return new.name
    return seen_from(os.getcwd(), str(new.committed))


def _part(job: Job, new: Side, comparison: Comparison) -> Part:
    """What the comparison finds in the new version, less what its comments set aside.

    All is found before the bound is laid on it, so that comments hold for all of it.
    """
    from pia_cli.batch.part import sifted
    from pia_cli.check.limit import Limit
    from pia_cli.check.suppress import set_aside
    from pia_cli.check.verdict import Verdict
    from pia_cli.compare.committed.verify import verify
    from pia_cli.document.source import MaskedLines

    source = comparison.new.document.source
    assert source is not None
    judged = set_aside(verify(comparison), source, comparison.new.root, job.today)
    limit = Limit()
    kept = tuple(one for one in judged.kept if limit.allows(one.code))
    found = Verdict(kept, limit.omitted, silenced=judged.silenced, crowded=limit.crowded)
    lines = MaskedLines(source, comparison.mask)
    name = _name(job, new)
    return sifted(job, found.named(name), name, lambda: lines, str(new.place or ""))
