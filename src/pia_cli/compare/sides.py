"""Which two versions a command line means: files, ``-``, git's ``REV:path``, or a revision."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from pia_cli.check.collect import SUFFIXES, collect, named_input
from pia_cli.check.run import read_input
from pia_cli.compare.git import Repository, repository
from pia_cli.compare.git_process import to_text
from pia_cli.compare.renames import renamed
from pia_cli.compare.revision import split_revision
from pia_cli.core.errors import JobError, UsageError
from pia_cli.core.shell import shell_word
from pia_cli.core.stdin import STDIN
from pia_cli.document.files import looks_like_assessment, read_bytes

HEAD = "HEAD"
_USAGE = "pia diff 旧.yaml 新.yaml、pia diff 新.yaml、pia diff REV 新.yaml のように指定してください"


@dataclass(frozen=True, slots=True)
class Side:
    """One version: its name for people, its bytes, and its file where it is one.

    ``committed`` is where git's version lies in a work tree.
    """

    name: str
    data: bytes
    path: Path | None = None
    committed: Path | None = None

    @property
    def place(self) -> Path | None:
        """The file it is or was a version of."""
        return self.path or self.committed


@dataclass(frozen=True, slots=True)
class Pair:
    """Two versions to compare."""

    old: Side
    new: Side


@dataclass(frozen=True, slots=True)
class Sides:
    """What a command line names: pairs, and files that have no other version, with why.

    ``notes`` say which pairs were renamed; ``same`` counts the files of folders that are not
    among the pairs because nothing in them changed.
    """

    pairs: tuple[Pair, ...]
    alone: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    same: int = 0
    folders: bool = False

    def __add__(self, other: Sides) -> Sides:
        """Both together."""
        return Sides(
            self.pairs + other.pairs,
            self.alone + other.alone,
            self.notes + other.notes,
            self.same + other.same,
            self.folders or other.folders,
        )


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
    named = None if os.path.lexists(word) else split_revision(word)
    if named is None:
        entry = named_input(word)
        return Side(entry.name, read_input(entry), entry.path)
    here = repository(Path.cwd())
    revision, path = here.split(word) or named
    return Side(word, here.blob(revision, path), committed=here.top / path)


def _against(revision: str, words: Sequence[str]) -> Sides:
    """The files and folders of the work tree against a revision."""
    for word in words:
        if word == STDIN or not os.path.lexists(word):
            raise _only_revisions(words, revision, word) or _no_file(revision, word)
    found = Sides(())
    for word in words:
        here = repository(Path(word))
        if revision != HEAD and not here.is_revision(revision):
            raise _no_revision(revision)
        found += (_folder if os.path.isdir(word) else _file)(here, revision, word)
    return found


def _no_file(revision: str, word: str) -> JobError | UsageError:
    if word == STDIN:
        return UsageError("標準入力はリビジョンと比べられません", _USAGE)
    if revision == HEAD or not split_revision(word):
        return JobError(f"ファイルが見つかりません: {word}", "パスを確かめてください")
    return UsageError(f"「{revision}」というファイルはありません", _USAGE)


def _only_revisions(words: Sequence[str], revision: str, word: str) -> UsageError | None:
    """The error for a revision in place of a document; None where the word is none."""
    try:
        here = repository(Path.cwd())
    except JobError:
        return None
    if word == STDIN or not (here.is_revision(revision) and here.is_revision(word)):
        return None
    file = next((one for one in words if os.path.lexists(one)), "評価書.yaml")
    old, new = (shell_word(f"{one}:{file}") for one in (revision, word))
    two = f"pia diff {old} {new}（二つのリビジョン）、"
    return UsageError(
        f"「{word}」はリビジョンです。比べる評価書をパスで指定してください",
        f"{two if revision != HEAD else ''}"
        f"pia diff {shell_word(word)} {shell_word(file)}（作業フォルダと）のように指定してください",
    )


def _no_revision(revision: str) -> JobError:
    return JobError(
        f"「{revision}」というファイルもリビジョンもありません",
        "ファイルの名前か、git のコミット、ブランチ、タグの名前を確かめてください",
    )


def _file(here: Repository, revision: str, word: str) -> Sides:
    """One file of the work tree against what it was at a revision, maybe by another name."""
    path, data = here.relative(Path(word)), read_bytes(Path(word))
    if path not in here.files(revision):
        old = renamed(here, revision, [(path, data)]).get(path)
        if old:
            return _renamed(here, revision, old, Side(word, data, Path(word)))
    return Sides((Pair(_at(here, revision, path), Side(word, data, Path(word))),))


def _renamed(here: Repository, revision: str, old: str, new: Side) -> Sides:
    note = f"{new.name} は {revision} の {old} から改名されたものとして比べます"
    return Sides((Pair(_at(here, revision, old), new),), notes=(note,))


def _at(here: Repository, revision: str, path: str) -> Side:
    return Side(f"{revision}:{path}", here.blob(revision, path))


def _folder(here: Repository, revision: str, word: str) -> Sides:
    """The assessments of a folder that differ in their bytes, those only one side has aside.

    What was one at the revision and does not look like one now is among the pairs.
    """
    under = here.relative(Path(word))
    before = set(here.files(revision, "" if under == "." else under))
    changed = _changed_paths(here, revision)
    found, new = Sides((), folders=True), {}
    for side in _documents(word):
        path, is_one = here.relative(Path(side.name)), looks_like_assessment(side.data)
        if path not in before and is_one:
            new[path] = side
        elif path in before and (is_one or path in changed):
            found += _changed(Pair(_at(here, revision, path), side))
    names = renamed(here, revision, [(path, side.data) for path, side in new.items()])
    for path, side in new.items():
        if path in names:
            pair = _renamed(here, revision, names[path], side)
            found += replace(_changed(pair.pairs[0]), notes=pair.notes)
        else:
            kind = here.kind(revision, path)
            why = f"{revision} では{kind}の" if kind else f"{revision} にない"
            found += Sides((), (f"{side.name}: {why}ため比べていません",))
    return found + Sides((), tuple(_gone(here, revision, before - set(names.values()))))


def _changed(pair: Pair) -> Sides:
    """A file of a folder that both versions have, where either version is an assessment."""
    old, new = pair.old.data, pair.new.data
    if old == new:
        return Sides((), same=int(looks_like_assessment(new)))
    is_one = looks_like_assessment(new) or looks_like_assessment(old)
    return Sides((pair,) if is_one else ())


def _changed_paths(here: Repository, revision: str) -> set[str]:
    """The paths of the files that git finds changed since a revision."""
    words = ("--no-relative", "--no-renames", "--no-ext-diff", "--ignore-submodules=all")
    commit = here.resolve(revision)
    output = here.run("diff", "--name-only", "-z", *words, commit, "--")
    return set(to_text(output).split("\0"))


def _gone(here: Repository, revision: str, paths: Iterable[str]) -> Iterator[str]:
    """What to say of the assessments that the work tree has no longer."""
    for path in sorted(paths):
        if not path.lower().endswith(SUFFIXES) or os.path.lexists(here.top / path):
            continue
        if looks_like_assessment(here.blob(revision, path)):
            yield f"{revision}:{path}: 作業フォルダにないため比べていません"


def _documents(word: str) -> Iterator[Side]:
    """The YAML files of a folder."""
    for entry in collect([word]):
        if entry.problem:
            raise JobError(entry.problem)
        if entry.path is not None:
            yield Side(entry.name, read_bytes(entry.path), entry.path)
