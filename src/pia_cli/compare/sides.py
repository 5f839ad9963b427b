"""Which two versions a command line means: files, ``-``, git's ``REV:path``, or a revision."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from pia_cli.check.collect import SUFFIXES, collect, named_input
from pia_cli.check.run import read_input
from pia_cli.compare.git import Repository, blob_hash, repository
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
            raise _no_revision(here, revision)
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


def _no_revision(here: Repository, revision: str) -> JobError:
    return JobError(
        f"「{revision}」というファイルもリビジョンもありません",
        here.not_fetched()
        or "ファイルの名前か、git のコミット、ブランチ、タグの名前を確かめてください",
    )


def _file(here: Repository, revision: str, word: str) -> Sides:
    """One file of the work tree against what it was at a revision, maybe by another name."""
    path, data = here.relative(Path(word)), read_bytes(Path(word))
    new = Side(word, data, Path(word))
    before = here.files(revision)
    if path not in before:
        old = renamed(here, before, [(path, data)]).get(path)
        if old:
            pair = Pair(_at(here, revision, old, before[old]), new)
            return Sides((pair,), notes=(_renamed(revision, old, new),))
    return Sides((Pair(Side(f"{revision}:{path}", here.blob(revision, path)), new),))


def _renamed(revision: str, path: str, new: Side) -> str:
    return f"{new.name} は {revision} の {path} から改名されたものとして比べます"


def _at(here: Repository, revision: str, path: str, hash_: str) -> Side:
    return Side(f"{revision}:{path}", here.read(hash_))


def _folder(here: Repository, revision: str, word: str) -> Sides:
    """The assessments of a folder that differ in their bytes, those only one side has aside.

    What was one at the revision and does not look like one now is among the pairs.
    """
    under = here.relative(Path(os.path.realpath(word)))  # git has nothing below a link
    before = here.files(revision, "" if under == "." else under)
    found, new = Sides((), folders=True), {}
    for side in _documents(word):
        path = here.relative(Path(side.name))
        if path not in before:
            if looks_like_assessment(side.data):
                new[path] = side
        else:
            found += _since(here, revision, (path, before[path]), side)
    everywhere = here.files(revision) if new else {}
    names = renamed(here, everywhere, [(path, side.data) for path, side in new.items()])
    for path, side in new.items():
        if path in names:
            old = names[path]
            changed = _since(here, revision, (old, everywhere[old]), side)
            found += replace(changed, notes=(_renamed(revision, old, side),))
        else:
            kind = here.kind(revision, path)
            why = f"{revision} では{kind}の" if kind else f"{revision} にない"
            found += Sides((), (f"{side.name}: {why}ため比べていません",))
    left = {path: hash_ for path, hash_ in before.items() if path not in names.values()}
    return found + Sides((), tuple(_gone(here, revision, left)))


def _since(here: Repository, revision: str, file: tuple[str, str], new: Side) -> Sides:
    """A file of a folder that was the file (path, hash), where either is an assessment.

    One that is as it was is not read out of git.
    """
    path, hash_ = file
    is_one = looks_like_assessment(new.data)
    if blob_hash(new.data, hash_) == hash_:
        return Sides((), same=int(is_one))
    old = _at(here, revision, path, hash_)
    if old.data == new.data:  # as far as they are read
        return Sides((), same=int(is_one))
    return Sides((Pair(old, new),) if is_one or looks_like_assessment(old.data) else ())


def _gone(here: Repository, revision: str, before: Mapping[str, str]) -> Iterator[str]:
    """What to say of the assessments (path, hash) that the work tree has no longer."""
    for path, hash_ in sorted(before.items()):
        if not path.lower().endswith(SUFFIXES) or os.path.lexists(here.top / path):
            continue
        if looks_like_assessment(here.read(hash_)):
            yield f"{revision}:{path}: 作業フォルダにないため比べていません"


def _documents(word: str) -> Iterator[Side]:
    """The YAML files of a folder."""
    for entry in collect([word]):
        if entry.problem:
            raise JobError(entry.problem)
        if entry.path is not None:
            yield Side(entry.name, read_bytes(entry.path), entry.path)
