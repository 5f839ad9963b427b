"""The work of one file of a run: read, checked, sifted, and what is written of it made."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple

from pia_cli.check.collect import Input
from pia_cli.check.run import Unchecked, data_to_check
from pia_cli.check.stage import Stage
from pia_cli.check.verdict import Steps, Verdict, verdict
from pia_cli.config.settings import Settings
from pia_cli.config.sieve import Notes, Sieve
from pia_cli.core.diagnostic import Path, Severity
from pia_cli.core.silenced import Silenced
from pia_cli.document.source import KnownLines, Lines, Source, line_places
from pia_cli.report import STREAMS, STYLED
from pia_cli.report.model import FileResult, FileStatus, Hidden, Layout, Report

if TYPE_CHECKING:
    from pia_cli.batch.cache import Cache
    from pia_cli.check.engine import CheckedDocument
    from pia_cli.config.baseline import Baseline


class Job(NamedTuple):
    """What all files of a run share.

    ``writings`` are the formats to write and their layouts; with ``styled`` the first piece is
    a list of segments. ``silenced`` asks for what comments set aside.
    """

    stage: Stage
    today: date | None
    settings: Settings
    baseline: Baseline | None = None
    writes_baseline: bool = False
    writings: tuple[tuple[str, Layout], ...] = ()
    styled: bool = False
    silenced: bool = False
    cache: Cache | None = None


class Part(NamedTuple):
    """What a run keeps of a file; without its text, so that nothing piles up.

    ``pieces`` are in the order of ``Job.writings``, ``notes`` for the sieve of the run; ``is_kept``
    where the cache has a new entry.
    """

    file: FileResult
    pieces: tuple[Any, ...] = ()
    found: Mapping[Severity, int] = Counter()
    hidden: Hidden = Hidden()
    silenced: tuple[Silenced, ...] = ()
    notes: Notes | None = None
    is_kept: bool = False


def work(job: Job, entry: Input) -> Part:
    """Check one file of a run; never raises for what the file holds."""
    data = data_to_check(entry)
    if isinstance(data, Unchecked):
        status: FileStatus = "skipped" if data.skipped else "unreadable"
        return passed_over(job, FileResult(entry.name, status, None, data.message))
    judged, source, is_kept = _judged(job, data, entry)

    def lines() -> Lines | None:
        return source or (KnownLines(data, judged.lines) if judged.has_text else None)

    return sifted(job, judged, entry.name, lines)._replace(is_kept=is_kept)


def passed_over(job: Job, file: FileResult) -> Part:
    """The part of a file that was not checked."""
    return Part(file, _pieces(job, Report((file,), ())))


def sifted(
    job: Job, judged: Verdict, name: str, lines: Callable[[], Lines | None], place: str = ""
) -> Part:
    """The part of a checked file: what the settings and the baseline leave of its findings.

    ``lines`` gives its text where some of it is shown; ``place`` is the file that patterns of
    the settings look at, if that is another than ``name``.
    """
    sieve = Sieve(job.settings, job.baseline, job.writes_baseline)
    left = sieve.sift(judged, place or name)
    file = FileResult(name, "checked")
    read = file._replace(source=lines() if left.shown and _quotes(job) else None)
    report = Report((read,), tuple(left.shown), silenced=judged.silenced)
    return Part(
        file,
        _pieces(job, report),
        Counter(one.severity for one in left.shown),
        Hidden(
            suppressed=len(judged.silenced),
            ignored=left.ignored,
            known=left.known,
            omitted=judged.omitted,
            skipped_rules=left.skipped_rules,
        ),
        judged.silenced if job.silenced else (),
        sieve.notes(),
    )


def _judged(job: Job, data: bytes, entry: Input) -> tuple[Verdict, Source | None, bool]:
    """The findings of a file's bytes, its text where it was decoded, and whether they are kept.

    Standard input is not: who pipes a document has no file that could be checked again. Nor is a
    text with something to hide: only the whole of it tells where that stands.
    """
    cache, key, with_names = job.cache if entry.path else None, "", job.baseline is not None
    if cache:
        key = cache.key(data, job.stage, job.today, with_names)
        if found := cache.get(key, entry.name):
            return found, None, False
    from pia_cli.check.engine import check  # half of what is loaded, and kept results need none

    document = check(data, entry.name, job.stage, job.today)
    judged = verdict(document, _names(document) if with_names else None)
    source = document.source
    if cache is None or (source and source.sensitive.is_any):
        return judged, source, False
    places = line_places(data, {one.span.line for one in judged.diagnostics})
    return judged, source, cache.put(key, judged._replace(lines=places))


def _quotes(job: Job) -> bool:
    return any(STREAMS[name].quotes for name, _ in job.writings)


def _names(document: CheckedDocument) -> Mapping[Path, Steps] | None:
    from pia_cli.config.identity import identities  # most runs have no baseline

    return identities(document)


def _pieces(job: Job, report: Report) -> tuple[Any, ...]:
    pieces: list[Any] = []
    for number, (name, layout) in enumerate(job.writings):
        if job.styled and not number:
            pieces.append(STYLED[name](report, layout))
        else:
            pieces.append(STREAMS[name].piece(report, layout))
    return tuple(pieces)
