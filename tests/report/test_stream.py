"""A report written file by file is the report written at once."""

from __future__ import annotations

import pickle
from dataclasses import replace
from typing import IO

import pytest
from hypothesis import given, settings

from pia_cli.core.ci_path import ci_path
from pia_cli.report import STREAMS
from pia_cli.report import stream as streams
from pia_cli.report.model import FileResult, Layout, Report
from report.reports import ANY_REPORT, REPORT

MANY = Report(
    tuple(FileResult(f"{n:03}.yaml", "checked") for n in range(60))
    + tuple(FileResult(f"x{n:03}.yaml", "unreadable", message="読めません") for n in range(12)),
    tuple(
        replace(found, file=f"{n:03}.yaml", message=found.message * 60)
        for n in range(60)
        for found in REPORT.diagnostics
    ),
)


def one_by_one(report: Report) -> list[Report]:
    """A report for each file; they may come from other processes."""
    return [
        Report((file,), tuple(one for one in report.diagnostics if one.file == file.path))
        for file in report.files
    ]


def written(name: str, report: Report, layout: Layout) -> str:
    stream = STREAMS[name]
    collector = stream.collector()
    texts: list[str] = []
    for part in one_by_one(report):
        texts += collector.add(pickle.loads(pickle.dumps(stream.piece(part, layout))))
    return "".join([*texts, *collector.end(report.tally())])


@pytest.mark.parametrize("name", STREAMS)
@pytest.mark.parametrize("report", [REPORT, MANY, Report(MANY.files, ()), Report((), ())])
def test_pieces_make_the_whole(name: str, report: Report, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(streams, "IN_MEMORY", 1000)  # the rest waits on the disk
    assert written(name, report, Layout()) == STREAMS[name].whole(report, Layout())


@settings(max_examples=25)
@given(report=ANY_REPORT)
def test_pieces_make_the_whole_of_any_report(report: Report) -> None:
    files = tuple({ci_path(file.path): file for file in report.files}.values())
    names = [file.path for file in files]
    known = (one for one in report.diagnostics if one.file in names)
    ordered = tuple(sorted(known, key=lambda one: names.index(one.file)))
    report = report._replace(files=files, diagnostics=ordered)
    for name in STREAMS:
        assert written(name, report, Layout()) == STREAMS[name].whole(report, Layout())


@pytest.mark.parametrize("name", ["text", "concise"])
def test_formats_for_people_are_written_at_once(name: str) -> None:
    stream = STREAMS[name]
    piece = stream.piece(REPORT, Layout())
    assert "".join(stream.collector().add(piece)) == STREAMS[name].whole(REPORT, Layout())


@pytest.mark.parametrize("name", sorted({*STREAMS} - {"text", "concise", "github", "markdown"}))
def test_a_run_that_ends_early_leaves_nothing_open(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[IO[str]] = []
    spool = streams.spool

    def watched() -> IO[str]:
        opened.append(spool())
        return opened[-1]

    monkeypatch.setattr(streams, "spool", watched)
    stream = STREAMS[name]
    for pieces in (1, 0):
        collector = stream.collector()
        for _ in range(pieces):
            list(collector.add(stream.piece(REPORT, Layout())))
        collector.close()
    assert opened
    assert all(file.closed for file in opened)
