"""A git repository for tests: fixed names and dates, deaf to the machine's configuration."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest

GIT = shutil.which("git") or ""
needs_git = pytest.mark.skipif(not GIT and not os.environ.get("CI"), reason="git is not installed")

_OWN = {
    "GIT_CONFIG_GLOBAL": os.devnull,
    "GIT_CONFIG_NOSYSTEM": "1",
    "GIT_AUTHOR_NAME": "担当者",
    "GIT_AUTHOR_EMAIL": "tanto@example.jp",
    "GIT_COMMITTER_NAME": "担当者",
    "GIT_COMMITTER_EMAIL": "tanto@example.jp",
}


def git_environment(home: Path, **extra: str) -> dict[str, str]:
    """The environment without what this machine and an outer git tell git."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    return {**kept, **_OWN, "HOME": str(home), "XDG_CONFIG_HOME": str(home), **extra}


@dataclass(frozen=True)
class Repo:
    """A repository with a work tree at ``top``; paths are relative to it."""

    top: Path

    @classmethod
    def create(cls, top: Path, *options: str) -> Repo:
        """An empty repository on the branch main."""
        top.mkdir(parents=True, exist_ok=True)
        repo = cls(top)
        repo.run("init", "-q", "-b", "main", *options)
        return repo

    def write(self, path: str, text: str | bytes) -> Path:
        """Write a file of the work tree, with its folders."""
        target = self.top / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(text.encode() if isinstance(text, str) else text)
        return target

    def commit(self, message: str, date: str = "2026-04-01T09:00:00+09:00") -> str:
        """Commit everything in the work tree and return the hash."""
        self.run("add", "-A")
        dates = {"GIT_AUTHOR_DATE": date, "GIT_COMMITTER_DATE": date}
        self.run("commit", "-q", "--allow-empty", "-m", message, env=dates)
        return self.run("rev-parse", "HEAD").strip()

    def tag(self, name: str, message: str = "", revision: str = "HEAD") -> None:
        """Tag a commit, annotated where there is a message."""
        kind = ("-a", "-m", message) if message else ()
        date = {"GIT_COMMITTER_DATE": "2026-04-01T09:00:00+09:00"}
        self.run("tag", *kind, name, revision, env=date)

    def run(
        self,
        *words: str | Path,
        cwd: Path | None = None,
        env: Mapping[str, str] | None = None,
        stdin: bytes = b"",
    ) -> str:
        """What a git command writes, run at the top (or in ``cwd``); it must succeed."""
        done = subprocess.run(
            [GIT or "git", *words],
            cwd=cwd or self.top,
            env=git_environment(self.top.parent, **(env or {})),
            input=stdin,
            capture_output=True,
            check=False,
        )
        assert done.returncode == 0, done.stderr.decode("utf-8", "replace")
        return done.stdout.decode("utf-8", "surrogateescape")


def quiet_git(monkeypatch: pytest.MonkeyPatch, home: Path) -> None:
    """Keep the machine's git configuration away from what runs in this process."""
    wanted = git_environment(home)
    for name in [name for name in os.environ if name.startswith("GIT_")]:
        monkeypatch.delenv(name)
    for name, value in wanted.items():
        monkeypatch.setenv(name, value)
