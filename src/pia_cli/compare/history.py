"""The versions of one document in git, and what each of them changed."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path

from pia_cli.check.engine import CheckedDocument, check
from pia_cli.compare.documents import Comparison, compare
from pia_cli.compare.git import Repository, repository
from pia_cli.compare.git_history import commits, tagged
from pia_cli.compare.git_log import Commit
from pia_cli.compare.version import Version, as_version
from pia_cli.core.errors import JobError
from pia_cli.document.files import looks_like_assessment, read_bytes

WORKING = "作業中"
"""The name of the version in the work tree."""


class State(StrEnum):
    """Whether a version of a file can be compared."""

    READ = "read"
    UNREADABLE = "unreadable"
    REMOVED = "removed"


@dataclass(frozen=True, slots=True)
class History:
    """The versions of a file, newest first; None is the work tree where it differs from HEAD.

    ``path`` is from the top of the repository. ``shallow``: older versions may not be here.
    """

    repository: Repository
    file: Path
    path: str
    versions: tuple[Commit | None, ...]
    shallow: bool


@dataclass(frozen=True, slots=True)
class Step:
    """A version, and what it changed of the next older one that can be read.

    ``version`` is None for one that cannot be read, ``comparison`` also for the oldest one.
    """

    commit: Commit | None
    path: str
    state: State
    version: Version | None = None
    comparison: Comparison | None = None

    @property
    def name(self) -> str:
        """The tags, else the short hash, else 作業中."""
        if self.commit is None:
            return WORKING
        return "、".join(self.commit.tags) or self.commit.short

    @property
    def date(self) -> str:
        """The day of the commit, "" for the work tree."""
        return self.commit.date[:10] if self.commit else ""

    @property
    def published(self) -> str:
        """公表日 as this version has it, "" where there is none."""
        return self.version.answer("published") if self.version else ""


def history(file: Path, only_tagged: bool = False) -> History:
    """The versions of a file that git knows. Raises JobError where there is none."""
    here = repository(file)
    path = here.relative(file)
    every = commits(here, path)
    if not every:
        raise _unknown(file)
    versions = tagged(here, path) if only_tagged else every
    if not versions:
        raise JobError(
            f"タグの付いた版がありません: {file}",
            "git tag で版に名前を付けるか、--tags を付けずに実行してください",
        )
    work = (None,) if _is_changed(here, file, path, bool(every[0].path)) else ()
    return History(here, file, path, (*work, *versions), here.is_shallow())


def _unknown(file: Path) -> JobError:
    if os.path.lexists(file):
        return JobError(
            f"git に記録された版がありません: {file}",
            "git add と git commit で記録すると、そこからの履歴を表示できます",
        )
    return JobError(f"ファイルも、git に記録された版もありません: {file}", "パスを確かめてください")


def _is_changed(here: Repository, file: Path, path: str, in_head: bool) -> bool:
    """Whether the file is not what HEAD has; line ends, which git may convert, do not count.

    git is not asked: it would run the filters that the repository names.
    """
    exists = os.path.lexists(file)
    if not (exists and in_head):
        return exists or in_head
    return _unix(read_bytes(file)) != _unix(here.blob("HEAD", path))


def _unix(data: bytes) -> bytes:
    return data.replace(b"\r\n", b"\n")


def steps(found: History) -> Iterator[Step]:
    """The versions, newest first, each read once and not before it is needed.

    Raises JobError where git fails or the file of the work tree cannot be read.
    """
    waiting: list[_Read] = []  # one that can be read, then those that cannot
    for read in _reads(found):
        if read.document and waiting:
            yield from _compared(waiting, read)
            waiting = []
        if read.document or waiting:
            waiting.append(read)
        else:
            yield read.step
    if waiting:
        yield from _compared(waiting, None)


@dataclass(frozen=True, slots=True)
class _Read:
    """A version before it is compared; ``document`` is None for one that cannot be read."""

    step: Step
    name: str
    document: CheckedDocument | None


def _reads(found: History) -> Iterator[_Read]:
    data: bytes | None = None
    document = None
    for commit in found.versions:
        before, data = data, _data(found, commit)
        if data != before:
            document = None if data is None else _document(data)
        state = State.READ if document else State.REMOVED if data is None else State.UNREADABLE
        step = Step(commit, commit.path if commit else found.path, state)
        name = f"{step.name}:{step.path}" if commit else str(found.file)
        yield _Read(step, name, document)


def _data(found: History, commit: Commit | None) -> bytes | None:
    """The bytes of a version, None where it has no file."""
    if commit is None:
        return read_bytes(found.file) if os.path.lexists(found.file) else None
    return found.repository.blob(commit.hash, commit.path) if commit.path else None


def _document(data: bytes) -> CheckedDocument | None:
    """A document read whole: what the reader left out would look like a change, twice."""
    document = check(data, "")
    return None if document.is_partial or not looks_like_assessment(data) else document


def _compared(waiting: Sequence[_Read], older: _Read | None) -> Iterator[Step]:
    first, *others = waiting
    new = _version(first, older)
    comparison = compare(_version(older, first), new) if older else None
    yield replace(first.step, version=new, comparison=comparison)
    yield from (other.step for other in others)


def _version(read: _Read, other: _Read | None) -> Version:
    assert read.document is not None
    known = other.document.form if other and other.document else None
    return as_version(read.name, read.document, known)
