"""A git repository: its files at a revision, read without touching index or work tree."""

from __future__ import annotations

import hashlib
import os
import posixpath
import re
import sys
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from pia_cli.compare.git_process import (
    as_stored,
    failure,
    one_line,
    read_start,
    run_git,
    to_bytes,
    to_text,
)
from pia_cli.compare.revision import split_revision
from pia_cli.core.errors import JobError
from pia_cli.core.reasons import absolute
from pia_cli.document.decode import MAX_BYTES

_OBJECT = re.compile(r"([0-9a-f]+) (commit|tag|tree|blob) [0-9]+")
SHALLOW = "一部だけを取得したリポジトリ（浅いクローン）"
_AMBIGUOUS = "ambiguous"
_NAMED_PLACES = ("GIT_DIR", "GIT_WORK_TREE")
_NOT_FILES = {
    "040000": "フォルダ",
    "120000": "シンボリックリンク",
    "160000": "サブモジュール",
}


@dataclass(frozen=True, slots=True)
class _TreeEntry:
    mode: str
    hash: str
    path: str


def repository(near: Path) -> Repository:
    """The repository that a file or folder lies in; ``near`` need not exist.

    Where the environment says which one it is, as in hooks and aliases, git is run in the
    current folder: there its relative paths start, and there may be the top of the work tree.
    Raises JobError where git is not installed, refuses, or there is no repository.
    """
    absolute(near)  # or git says in English that there is no current folder
    if any(os.environ.get(name) for name in _NAMED_PLACES):
        return repository_at(Path(absolute(".")), near)
    folder = near
    while not os.path.isdir(folder) and folder != folder.parent:
        folder = folder.parent
    return repository_at(folder, near)


def repository_at(folder: Path, near: Path | None = None) -> Repository:
    """The repository that git finds when run in a folder; raises as `repository` of ``near``."""
    done = run_git(folder, ("rev-parse", "--show-toplevel"))
    if done.stderr.startswith(b"fatal: not a git repository"):
        raise JobError(
            f"git のリポジトリの中にありません: {near or folder}",
            "git clone や git init で作ったフォルダの中で実行してください",
        )
    bare = b"must be run in a work tree" in done.stderr
    if bare:
        done = run_git(folder, ("rev-parse", "--absolute-git-dir"))
    if done.returncode:
        raise failure(done)
    return Repository(Path(os.fsdecode(one_line(done.stdout))), folder, bare)


@dataclass(frozen=True, slots=True)
class Repository:
    """A repository seen from a folder: ``top`` is its work tree, or the git folder of a bare one.

    ``folder`` is where ``REV:./path`` starts. Every method raises JobError with git's own
    first line where git fails for a reason of its own (ownership, damage).
    """

    top: Path
    folder: Path
    bare: bool = False

    def run(self, *words: str, stdin: bytes = b"", fine: Sequence[int] = (0,)) -> bytes:
        """What a git command writes. Raises JobError for an exit code that is not ``fine``."""
        done = run_git(self.folder, words, stdin)
        if done.returncode not in fine:
            raise failure(done)
        return done.stdout

    def prefix(self) -> str:
        """The folder's path from the top: "" or ending in ``/``."""
        return to_text(one_line(self.run("rev-parse", "--show-prefix")))

    def split(self, word: str) -> tuple[str, str] | None:
        """``REV:path`` as (REV, path from the top); None where the word is none.

        ``./`` and ``../`` start at the folder. Raises JobError where they leave the repository.
        """
        parts = split_revision(word)
        if parts is None or not parts[1].startswith(("./", "../")):
            return parts and (parts[0], as_stored(parts[1]))
        path = posixpath.normpath(self.prefix() + as_stored(parts[1]))
        if path == ".." or path.startswith("../"):
            raise JobError(
                f"「{word}」はリポジトリの外を指しています", f"リポジトリの最上位: {self.top}"
            )
        return parts[0], path

    def is_shallow(self) -> bool:
        """Whether git was given only the newest versions."""
        return self.run("rev-parse", "--is-shallow-repository").strip() == b"true"

    def not_fetched(self) -> str:
        """What to do about a missing revision that may only not be here; "" where all are."""
        if not self.is_shallow():
            return ""
        return (
            f"{SHALLOW}なので、取得していない版かもしれません。"
            "git fetch --unshallow --tags で全ての版とタグを取得するか"
            "（actions/checkout では fetch-depth: 0）、名前を確かめてください"
        )

    def is_revision(self, word: str) -> bool:
        """Whether git knows a commit by this name."""
        return bool(self._lookup(word))

    def resolve(self, revision: str) -> str:
        """The hash of a commit. Raises JobError where the name is unknown or names several."""
        found = self._lookup(revision)
        if found == _AMBIGUOUS:
            raise JobError(
                f"リビジョン「{revision}」に当てはまるものが複数あります",
                "ハッシュを長く書いてください",
            )
        if found:
            return found
        if revision == "HEAD":
            raise JobError("まだコミットがありません", "git commit で最初の版を記録してください")
        usual = (
            "コミット、ブランチ又はタグの名前を指定してください（git log や git tag で表示します）"
        )
        raise JobError(f"リビジョン「{revision}」はありません", self.not_fetched() or usual)

    def parent(self, commit: str) -> str:
        """The hash of the first parent of a commit, "" of the first one."""
        return self._lookup(f"{commit}^1")

    def blob(self, revision: str, path: str) -> bytes:
        """A file's bytes at a revision, at most MAX_BYTES + 1 of them; ``path`` from the top.

        Raises JobError where the revision is unknown, the path is not in it, or is no file.
        """
        commit = self.resolve(revision)
        entry = self._entry(commit, path)
        if entry is None:
            raise JobError(
                f"リビジョン「{revision}」に「{path}」はありません",
                self._where(commit, revision, path),
            )
        if entry.mode in _NOT_FILES:
            raise JobError(
                f"ファイルではなく{_NOT_FILES[entry.mode]}です: {revision}:{path}",
                "評価書のファイルを指定してください",
            )
        return self.read(entry.hash)

    def kind(self, revision: str, path: str) -> str:
        """What a path is at a revision, "" for a file and for what is not there.

        Raises JobError where the revision is unknown.
        """
        entry = self._entry(self.resolve(revision), path)
        return _NOT_FILES.get(entry.mode, "") if entry else ""

    def relative(self, path: Path) -> str:
        """The path of a work-tree file from the top, as git stores it; links stay at its end.

        Raises JobError for a path outside the work tree.
        """
        last = path.name if path.name != ".." else ""
        real = Path(os.path.realpath(path.parent if last else path), last)
        top = Path(os.path.realpath(self.top))
        if self.bare or not real.is_relative_to(top):
            raise JobError(
                f"git の作業フォルダ（{self.top}）の中にありません: {path}",
                "リポジトリの中のファイルを指定してください",
            )
        name = as_stored(real.relative_to(top).as_posix())
        return unicodedata.normalize("NFC", name) if sys.platform == "darwin" else name

    def files(self, revision: str, under: str = "") -> dict[str, str]:
        """The path and hash of all files below a folder at a revision, in git's order."""
        folder = under.strip("/")
        below = self._entries(self.resolve(revision), f"{folder}/" if folder else "", "-r")
        return {entry.path: entry.hash for entry in below if entry.mode not in _NOT_FILES}

    def read(self, hash_: str) -> bytes:
        """The bytes of a file by its hash, at most MAX_BYTES + 1 of them."""
        return read_start(self.folder, ("cat-file", "blob", hash_), MAX_BYTES + 1)

    def _lookup(self, revision: str) -> str:
        """The hash of a commit, "" for an unknown name, or _AMBIGUOUS."""
        if not revision or any(char in revision for char in "\n\0"):
            return ""
        name = as_stored(revision)
        answer = self._answer(name)
        ambiguous = answer.endswith(" ambiguous")
        found = _OBJECT.fullmatch(answer)
        if ambiguous or (found and found[2] == "tag"):  # the start of one commit's hash is enough
            found = _OBJECT.fullmatch(self._answer(f"{found[1] if found else name}^{{commit}}"))
        if found and found[2] == "commit":
            return found[1]
        return _AMBIGUOUS if ambiguous else ""

    def _answer(self, name: str) -> str:
        """What git says of an object; the name comes on stdin, where none is an option."""
        return to_text(one_line(self.run("cat-file", "--batch-check", stdin=to_bytes(f"{name}\n"))))

    def files_among(self, names: Sequence[str]) -> set[str]:
        """Those of the names REV:path that are files."""
        names = [name for name in names if "\n" not in name]
        answers = self.run("cat-file", "--batch-check", stdin=to_bytes("\n".join([*names, ""])))
        said = zip(names, to_text(answers).split("\n"), strict=False)
        kinds = ((name, _OBJECT.fullmatch(answer)) for name, answer in said)
        return {name for name, found in kinds if found and found[2] == "blob"}

    def _entry(self, commit: str, path: str) -> _TreeEntry | None:
        wanted = as_stored(path).rstrip("/")
        if not wanted:
            return None if path else _TreeEntry("040000", "", "")
        for name in dict.fromkeys((wanted, unicodedata.normalize("NFC", wanted))):
            for entry in self._entries(commit, name):
                if entry.path == name:
                    return entry
        return None

    def _entries(self, commit: str, path: str, *flags: str) -> list[_TreeEntry]:
        """The entries of a commit's tree that a path names; none for a path no tree can hold."""
        if path.startswith("/") or ".." in path.split("/") or "\0" in path:
            return []
        paths = (pathspec(path),) if path else ()
        output = self.run("ls-tree", "-z", "--full-tree", *flags, commit, "--", *paths)
        return [_tree_entry(line) for line in to_text(output).split("\0") if line]

    def _where(self, commit: str, revision: str, path: str) -> str:
        """What to do about a path that is not in a commit."""
        prefix = self.prefix()
        if prefix and self._entry(commit, prefix + path):
            return f"今のフォルダからのパスは {revision}:./{path} と書きます"
        if "\\" in path:
            return f"フォルダは「/」で区切ります: {revision}:{path.replace(chr(92), '/')}"
        return (
            f"パスはリポジトリの最上位（{self.top}）から書きます。"
            "その版にまだないか、別の名前だったことも確かめてください"
        )


def _tree_entry(line: str) -> _TreeEntry:
    details, _, path = line.partition("\t")
    mode, _, hash_ = details.split(" ")
    return _TreeEntry(mode, hash_, path)


def blob_hash(data: bytes, like: str) -> str:
    """What git calls a file of these bytes, in a repository with hashes like this one.

    Told without git, which would run the filters that the repository names.
    """
    digest = hashlib.sha1 if len(like) == 40 else hashlib.sha256
    return digest(b"blob %d\0" % len(data) + data, usedforsecurity=False).hexdigest()


def pathspec(path: str) -> str:
    """A path from the top as git takes it, whatever folder it runs in and signs it has."""
    return f":(top,literal){path}"
