"""The versions of a file as ``git log`` tells them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from pia_cli.compare.git_process import to_text

_HEADER = "--format=tformat:%H%x00%h%x00%cI%x00%s"
LOG = ("log", _HEADER, "-z", "--encoding=UTF-8", "--no-color", "--no-show-signature")
"""The command that `read_log` reads."""


@dataclass(frozen=True, slots=True)
class Commit:
    """One version of a file. ``path`` is its path then, "" where the commit removed it.

    ``date`` is the committer's, in ISO 8601 with its offset.
    """

    hash: str
    short: str
    date: str
    subject: str
    path: str
    tags: tuple[str, ...] = ()


def read_log(output: bytes, path: str) -> Iterator[tuple[Commit, str]]:
    """The commits of a log in the form _HEADER, each with the letter of its --name-status."""
    words = iter(to_text(output).split("\0"))
    word = next(words, "")
    while word:
        commit = Commit(word, next(words), next(words), next(words), path)
        word, status = next(words, ""), ""
        if word.startswith("\n"):  # a status, then the path or, of a rename, both paths
            status, path = word[1:2], next(words)
            path = next(words) if status in ("R", "C") else path
            commit = replace(commit, path="" if status == "D" else path)
            word = next(words, "")
        yield commit, status
