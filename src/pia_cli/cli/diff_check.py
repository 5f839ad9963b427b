"""``pia diff --check``: findings about 変更箇所 in the formats of ``pia validate``."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from pia_cli.cli.comparing import comparisons
from pia_cli.cli.findings import SUFFIXES, fails, write_report
from pia_cli.cli.living import tell_set_aside
from pia_cli.cli.output import choice, format_of, say
from pia_cli.core.errors import ExitCode, JobError

if TYPE_CHECKING:
    from pia_cli.check.engine import CheckedDocument
    from pia_cli.compare.documents import Comparison
    from pia_cli.compare.sides import Sides
    from pia_cli.config.settings import Settings


def run_check(
    found: Sides,
    settings: Settings,
    format_: str,
    output: Path | None,
    quiet: bool,
    color: str,
    show_suppressed: bool,
) -> int:
    """Check the new version of every pair; the exit code as of ``pia validate``.

    A baseline does not take part: it knows the findings of one document, not of two versions.
    """
    from pia_cli.cli.gather import Gathering
    from pia_cli.config.sieve import Sieve
    from pia_cli.report import FORMATS
    from pia_cli.report.model import Layout
    from pia_cli.report.summary import summary_line

    format_ = choice(format_ or format_of(output, SUFFIXES, "text"), "--format", FORMATS)
    gathering = Gathering(Sieve(settings))
    for pair, outcome in comparisons(found, quiet, keep=True):
        if isinstance(outcome, JobError):
            gathering.add_unread(pair.new.name, outcome.message)
        else:
            place = str(pair.new.place) if pair.new.place else ""
            gathering.add(_checked(outcome), pair.new.name, place)
    report = gathering.report()
    inputs = [side.path for pair in found.pairs for side in (pair.old, pair.new) if side.path]
    layout = Layout(ambiguous=settings.ambiguous_width, fails=settings.fail_on)
    write_report(report, format_, output, color, inputs, layout)
    if not quiet and report.file_counts()["checked"]:
        say(summary_line(report))
    tell_set_aside(report.tally(), gathering.sieve, quiet, show_suppressed)
    if report.file_counts()["unreadable"]:
        return ExitCode.FAILED
    return ExitCode.FINDINGS if fails(report, settings.fail_on) else ExitCode.OK


def _checked(comparison: Comparison) -> CheckedDocument:
    """The new version with what the comparison finds, less what its comments set aside."""
    from pia_cli.check.suppress import set_aside
    from pia_cli.compare.verify import verify

    document, found = comparison.new.document, verify(comparison)
    assert document.source is not None
    judged = set_aside(found, document.source, comparison.new.root, date.today())
    return document._replace(
        diagnostics=judged.kept,
        silenced=judged.silenced,
        omitted=0,
        skipped=frozenset(),
        crowded=frozenset(),
    )
