"""pia for programs: check documents, also many of them on other machines, compare and render.

>>> from pia_cli import api
>>> result = api.check("国保.yaml")
>>> [found.code for found in result.diagnostics]

Everything given back is plain, frozen data that can be compared and pickled. The commands of
pia read pia.toml and baselines; these functions do not: they give back all findings. Nothing here
writes to the terminal, changes a file or keeps a result.

`PiaError` is the base of the errors raised for what cannot be read; its ``message`` and ``hint``
are Japanese.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from concurrent.futures import Executor
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Literal

from pia_cli.batch.order import Pending, chunks, in_order
from pia_cli.check.collect import Input, collect
from pia_cli.check.engine import CheckedDocument
from pia_cli.check.engine import check as _check
from pia_cli.check.run import Unchecked, data_to_check, read_input
from pia_cli.check.stage import Stage
from pia_cli.compare.change import Change, ChangeKind, Weight
from pia_cli.core.diagnostic import Diagnostic, Related, Severity, error_count
from pia_cli.core.errors import JobError, PiaError
from pia_cli.core.silenced import Silenced
from pia_cli.core.span import Span

__all__ = [
    "Change",
    "ChangeKind",
    "Comparison",
    "Diagnostic",
    "JobError",
    "PiaError",
    "Related",
    "Result",
    "Row",
    "Severity",
    "Silenced",
    "Source",
    "Span",
    "Stage",
    "Weight",
    "check",
    "check_many",
    "compare",
    "render",
]

Source = str | os.PathLike[str] | bytes
"""A document: the path of its file, or its bytes."""

Status = Literal["checked", "skipped", "unreadable"]

BYTES_NAME = "<bytes>"

CHUNK = 8
"""Files that go to an executor together."""

AHEAD = 64
"""Chunks that are with an executor at a time."""


@dataclass(frozen=True, slots=True)
class Result:
    """What the check of a document found.

    ``status`` is ``checked``; of `check_many` also ``skipped`` (a file of a folder that is no
    assessment) and ``unreadable``, ``message`` saying why. ``silenced`` are the findings that
    comments in the document set aside, ``omitted`` counts those over the bound for one code,
    and ``skipped_rules`` did not run because what they read is wrong in itself.
    """

    name: str
    status: Status
    message: str = ""
    diagnostics: tuple[Diagnostic, ...] = ()
    silenced: tuple[Silenced, ...] = ()
    omitted: int = 0
    skipped_rules: tuple[str, ...] = ()

    @property
    def errors(self) -> int:
        """How many of the findings are errors."""
        return error_count(self.diagnostics)


@dataclass(frozen=True, slots=True)
class Row:
    """A row of the 変更箇所 table; ``is_candidate`` where it may be a 重要な変更.

    ``timing`` is empty where a person has to decide.
    """

    date: str
    item: str
    before: str
    after: str
    timing: str
    reason: str
    is_candidate: bool


@dataclass(frozen=True, slots=True)
class Comparison:
    """What differs between two versions, and the rows that 変更箇所 needs for it.

    ``unread`` are the items in which a version has something that cannot be compared.
    """

    old: str
    new: str
    changes: tuple[Change, ...]
    rows: tuple[Row, ...]
    unread: tuple[str, ...]


def check(
    source: Source,
    *,
    name: str | None = None,
    stage: Stage | str = Stage.PUBLISHED,
    today: date | None = None,
) -> Result:
    """Check one document; ``name`` is how its findings call it.

    ``stage`` is 案 or 公表 (ValueError for others), ``today`` the day that periods are checked
    on, the real one without it (TypeError for a text). Raises JobError where a file cannot be
    read; what is wrong in the document, whatever its bytes, is a finding.
    """
    day = _day(today)
    shown, data = _read(source, name)
    return _result(_check(data, shown, Stage(stage), day), shown)


def check_many(
    paths: Iterable[str | os.PathLike[str]],
    *,
    executor: Executor | None = None,
    stage: Stage | str = Stage.PUBLISHED,
    today: date | None = None,
    send: bool = False,
    chunk: int = CHUNK,
    ahead: int = AHEAD,
) -> Iterator[Result]:
    """Check files, folders and globs; the results in the order of the names, as they come.

    With an ``executor`` (threads, processes, Dask's ``client.get_executor()``…) that does the
    work, up to ``chunk`` files at a time and ``ahead`` chunks under way, so that neither documents
    nor results pile up; without one it is done here. Workers read the files themselves, or with
    ``send`` get their bytes. The results are the same in each case, and what stops a worker
    is raised. Closing the iterator cancels what is under way. Raises TypeError for a single path.
    """
    if isinstance(paths, str | os.PathLike):
        raise TypeError("paths is a list of paths: [path]")
    if chunk < 1 or ahead < 1:
        raise ValueError("chunk and ahead are 1 or more")
    entries = collect([os.fspath(path) for path in paths], stdin_name=None)
    level, day = Stage(stage), _day(today)
    if executor is None:
        return (_checked(entry, None, level, day) for entry in entries)

    def submit(part: list[Input]) -> Pending[list[Result]]:
        data = [data_to_check(entry) if send else None for entry in part]
        return executor.submit(_checked_chunk, part, data, level, day)

    return in_order(submit, chunks(entries, chunk), ahead)


def compare(
    old: Source, new: Source, *, names: tuple[str, str] | None = None, everything: bool = False
) -> Comparison:
    """Compare two versions of a document.

    ``everything`` makes rows also of changes of notation or order. Raises JobError where a
    version cannot be read as YAML at all, or is no assessment.
    """
    from pia_cli.compare.documents import compare as compare_versions
    from pia_cli.compare.table import RowOptions, table
    from pia_cli.compare.version import read_versions, refuse_others

    before, after = names or (None, None)
    sides = _read(old, before), _read(new, after)
    versions = read_versions(*sides)
    if isinstance(versions, str):
        raise JobError(f"評価書として読めません: {versions}")
    refuse_others(*sides)
    made = table(compare_versions(*versions), RowOptions(everything=everything))
    rows = tuple(
        Row(
            row.date,
            row.item,
            row.before,
            row.after,
            row.timing,
            row.reason,
            row.judgement.is_candidate,
        )
        for row in made.rows
    )
    compared = made.comparison
    return Comparison(versions[0].name, versions[1].name, compared.changes, rows, compared.unread)


def render(source: Source, format: str = "html", *, name: str | None = None) -> str:  # noqa: A002  # the word of --format
    """The page that people read, as ``html`` or ``markdown`` (ValueError for others).

    It is the same on every day: a comment sets aside what it names, also after its day has
    passed. Raises JobError where the document cannot be read as YAML at all.
    """
    from pia_cli.render.documents import FORMATS
    from pia_cli.render.page import PageOptions

    if format not in FORMATS:
        raise ValueError(f"format is one of {', '.join(FORMATS)}, not {format!r}")
    shown, data = _read(source, name)
    document = _check(data, shown)
    if document.root is None:
        raise JobError(f"評価書として読めません: {shown}")
    return FORMATS[format](document, PageOptions())


def _day(today: date | None) -> date:
    if today is None:
        return date.today()
    if not isinstance(today, date):
        raise TypeError(f"today is a datetime.date, not {today!r}: date.fromisoformat(...)")
    return today.date() if isinstance(today, datetime) else today


def _read(source: Source, name: str | os.PathLike[str] | None) -> tuple[str, bytes]:
    name = os.fspath(name) if name else ""
    if isinstance(source, bytes):
        return name or BYTES_NAME, source
    path = os.fspath(source)
    return name or path, read_input(Input(path, Path(path), explicit=True))


def _checked_chunk(
    entries: list[Input], contents: list[bytes | Unchecked | None], stage: Stage, today: date
) -> list[Result]:
    """What a worker does."""
    return [
        _checked(entry, content, stage, today)
        for entry, content in zip(entries, contents, strict=True)
    ]


def _checked(entry: Input, content: bytes | Unchecked | None, stage: Stage, today: date) -> Result:
    data = data_to_check(entry) if content is None else content
    if isinstance(data, Unchecked):
        status: Status = "skipped" if data.skipped else "unreadable"
        return Result(entry.name, status, data.message)
    return _result(_check(data, entry.name, stage, today), entry.name)


def _result(document: CheckedDocument, name: str) -> Result:
    return Result(
        name,
        "checked",
        "",
        document.diagnostics,
        document.silenced,
        document.omitted,
        tuple(sorted(document.skipped)),
    )
