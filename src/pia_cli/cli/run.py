"""The files of ``pia validate`` checked, their findings written, and what is said of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing
from typing import TYPE_CHECKING

from pia_cli.cli.findings import Output, fails
from pia_cli.cli.output import say
from pia_cli.cli.progress import NoProgress, progress
from pia_cli.core.errors import ExitCode, JobError

if TYPE_CHECKING:
    from pia_cli.batch.part import Job, Part
    from pia_cli.check.collect import Input
    from pia_cli.config.sieve import Sieve
    from pia_cli.core.diagnostic import Severity
    from pia_cli.core.silenced import Silenced
    from pia_cli.report.model import FileResult, Tally


def run(
    job: Job, inputs: Sequence[Input], jobs: int | None, quiet: bool, output: Output, sieve: Sieve
) -> Tally:
    """Check the inputs and write what is found of each; what is left are the numbers."""
    from pia_cli.batch.run import parts

    with progress(len(inputs), quiet) as shown, closing(parts(job, inputs, jobs)) as results:
        output.aside = shown.aside
        return write(_watched(results, shown), output, sieve)


def _watched(parts: Iterable[Part], shown: NoProgress) -> Iterator[Part]:
    """The parts; each is a step of the progress when it is written."""
    for part in parts:
        yield part
        shown.step(sum(part.found.values()))


def write(parts: Iterable[Part], output: Output, sieve: Sieve) -> Tally:
    """Write what is found of each file; what is left are the numbers."""
    from pia_cli.report.model import Hidden, Tally

    files: list[FileResult] = []
    silenced: list[Silenced] = []
    found: Counter[Severity] = Counter()
    hidden: Counter[str] = Counter()
    for part in parts:
        files.append(part.file)
        silenced += part.silenced
        found.update(part.found)
        hidden.update(part.hidden._asdict())
        if part.notes:
            sieve.absorb(part.notes)
        output.add(part.pieces)
    sieve.stale += sieve.gone()
    hidden["stale"] = sum(one.count for one in sieve.stale)
    return Tally(tuple(files), found, Hidden(**hidden), tuple(silenced))


def tell(report: Tally, quiet: bool, verbose: bool) -> None:
    """What belongs on stderr: files that could not be read, skipped files (-v), the summary."""
    from pia_cli.report.summary import summary_line

    for file in report.files:
        if file.status == "unreadable":
            say(f"pia: {file.message}")
        elif file.status == "skipped" and verbose:
            say(f"対象外: {file.path}: {file.message}")
    if not quiet and report.file_counts()["checked"]:
        say(summary_line(report))


def tell_silenced(report: Tally) -> None:
    """What comments hide, on stderr."""
    from pia_cli.core.wareki import to_wareki

    for one in report.silenced:
        found = one.diagnostic
        item = f" {found.item}" if found.item else ""
        until = f"、{to_wareki(one.until)}まで" if one.until else ""
        place = f"{found.file}:{found.span.line}:{found.span.column}"
        why = f"（理由: {one.reason}{until}。{one.span.line} 行目の注釈）"
        say(f"抑制: {place}: {found.code}{item}: {found.message}{why}")


def exit_code(report: Tally, limit: Severity) -> int:
    """The exit code of a run. Raises JobError where nothing was checked."""
    counts = report.file_counts()
    if counts["unreadable"]:
        return ExitCode.FAILED
    if not counts["checked"]:
        hint = "「様式: 重点項目評価書」の行がある .yaml か .yml のファイルを指定してください"
        if counts["skipped"]:
            hint += f"（対象外 {counts['skipped']} ファイルの名前は -v で表示します）"
        raise JobError("検査する評価書が見つかりません", hint)
    return ExitCode.FINDINGS if fails(report, limit) else ExitCode.OK
