"""Which two versions a command line means: files, ``-``, git's ``REV:path``, or a revision."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from pia_cli.check.collect import STDIN, SUFFIXES, Input, collect
from pia_cli.check.run import read_input
from pia_cli.compare.git import Repository, repository, split_revision
from pia_cli.core.errors import JobError, UsageError
from pia_cli.document.files import looks_like_assessment, read_bytes

STDIN_NAME = "<stdin>"
HEAD = "HEAD"
_USAGE = "pia diff 旧.yaml 新.yaml、pia diff 新.yaml、pia diff REV 新.yaml のように指定してください"


@dataclass(frozen=True, slots=True)
class Side:
    """One version: its name for people, its bytes, and its file where it is one."""

    name: str
    data: bytes
    path: Path | None = None


@dataclass(frozen=True, slots=True)
class Pair:
    """Two versions to compare."""

    old: Side
    new: Side


@dataclass(frozen=True, slots=True)
class Sides:
    """What a command line names: pairs, and files that have no other version, with why."""

    pairs: tuple[Pair, ...]
    alone: tuple[str, ...] = ()


def sides(words: Sequence[str]) -> Sides:
    """The pairs that the arguments of ``pia diff`` name.

    OLD NEW are two versions; PATH alone is the work tree against HEAD; REV PATH… against a
    revision, where a folder stands for the assessments in it. Raises UsageError for what is
    no such combination, JobError for what cannot be read.
    """
    if "" in words:
        raise UsageError("空の名前があります", _USAGE)
    if len(words) == 1:
        return _of_one(words[0])
    if len(words) == 2 and _is_version(words[0]):
        if words[0] == words[1] == STDIN:
            raise UsageError("両方を標準入力にはできません", _USAGE)
        return Sides((Pair(side_of(words[0]), side_of(words[1])),))
    if _is_version(words[0]):
        raise UsageError(f"比べる版が多すぎます: {' '.join(words)}", _USAGE)
    return _against(words[0], words[1:])


def _of_one(word: str) -> Sides:
    if word == STDIN or (not os.path.lexists(word) and split_revision(word)):
        raise UsageError(f"「{word}」と比べる相手がありません", _USAGE)
    return _against(HEAD, [word])


def _is_version(word: str) -> bool:
    """Whether a word names one version of a document by itself."""
    return word == STDIN or os.path.lexists(word) or split_revision(word) is not None


def side_of(word: str) -> Side:
    """The version that a word names: a file, ``-``, or git's ``REV:path``.

    Raises JobError for what cannot be read.
    """
    if word == STDIN:
        return Side(STDIN_NAME, read_input(Input(STDIN_NAME, None, True)))
    named = None if os.path.lexists(word) else split_revision(word)
    if named is None:
        return Side(word, read_bytes(Path(word)), Path(word))
    here = repository(Path.cwd())
    revision, path = here.split(word) or named
    return Side(word, here.blob(revision, path))


def _against(revision: str, words: Sequence[str]) -> Sides:
    """The files and folders of the work tree against a revision."""
    for word in words:
        if word == STDIN or not os.path.lexists(word):
            raise _no_file(revision, word)
    pairs: list[Pair] = []
    alone: list[str] = []
    for word in words:
        here = repository(Path(word))
        if revision != HEAD and not here.is_revision(revision):
            raise JobError(
                f"「{revision}」というファイルもリビジョンもありません",
                "ファイルの名前か、git のコミット、ブランチ、タグの名前を確かめてください",
            )
        if os.path.isdir(word):
            found = _folder(here, revision, word)
            pairs += found.pairs
            alone += found.alone
        else:
            pairs.append(_pair(here, revision, word))
    return Sides(tuple(pairs), tuple(alone))


def _no_file(revision: str, word: str) -> JobError | UsageError:
    if word == STDIN:
        return UsageError("標準入力はリビジョンと比べられません", _USAGE)
    if revision == HEAD or not split_revision(word):
        return JobError(f"ファイルが見つかりません: {word}", "パスを確かめてください")
    return UsageError(f"「{revision}」というファイルはありません", _USAGE)


def _pair(here: Repository, revision: str, word: str) -> Pair:
    path = here.relative(Path(word))
    data = here.blob(revision, path)
    return Pair(Side(f"{revision}:{path}", data), Side(word, read_bytes(Path(word)), Path(word)))


def _folder(here: Repository, revision: str, word: str) -> Sides:
    """The assessments of a folder that differ in their bytes, those only one side has aside."""
    under = here.relative(Path(word))
    before = set(here.files(revision, "" if under == "." else under))
    pairs: list[Pair] = []
    alone: list[str] = []
    there: set[str] = set()
    for name in _assessments(word):
        path = here.relative(Path(name))
        there.add(path)
        if path not in before:
            alone.append(f"{name}: {revision} にないため比べていません")
            continue
        pair = _pair(here, revision, name)
        if pair.old.data != pair.new.data:
            pairs.append(pair)
    gone = [path for path in sorted(before - there) if path.lower().endswith(SUFFIXES)]
    alone += [
        f"{revision}:{path}: 作業フォルダにないため比べていません"
        for path in gone
        if not (here.top / path).exists() and looks_like_assessment(here.blob(revision, path))
    ]
    return Sides(tuple(pairs), tuple(alone))


def _assessments(word: str) -> Iterator[str]:
    for entry in collect([word]):
        if entry.problem:
            raise JobError(entry.problem)
        if entry.path is not None and looks_like_assessment(read_bytes(entry.path)):
            yield entry.name
