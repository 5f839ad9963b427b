"""The hook, run by pre-commit in another repository, from this checkout and without a network."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from ci.offline import ROOT, checkout_repository, environment
from ci.snippets import HOOKS
from cli.support import EXAMPLE, TYPO
from compare.repository import Repo, needs_git

CONFIG = ".pre-commit-config.yaml"
PRE_COMMIT = (sys.executable, "-m", "pre_commit")


@dataclass
class User:
    """A repository that uses the hook."""

    repo: Repo
    variables: dict[str, str]
    source: Path
    revision: str

    def configure(self, snippet: str) -> None:
        """Take over a configuration of docs/ci.md, its two placeholders filled in."""
        text = snippet.replace("https://git.example.com/pia", str(self.source))
        self.repo.write(CONFIG, text.replace("REVISION", self.revision))
        self.repo.run("add", "-A")

    def run(self, *words: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [*PRE_COMMIT, *words],
            cwd=self.repo.top,
            env=self.variables,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
            check=False,
        )


@pytest.fixture(scope="module")
def user(tmp_path_factory: pytest.TempPathFactory) -> User:
    home = tmp_path_factory.mktemp("user")
    source, revision = checkout_repository(home / "pia")
    variables = environment(home, PRE_COMMIT_HOME=str(home / "cache"))
    return User(Repo.create(home / "役所"), variables, source.top, revision)


def test_pre_commit_accepts_the_manifest() -> None:
    manifest = str(ROOT / ".pre-commit-hooks.yaml")
    done = subprocess.run([*PRE_COMMIT, "validate-manifest", manifest], check=False)
    assert done.returncode == 0


@needs_git
def test_the_hook_stops_a_commit_with_errors_only(user: User) -> None:
    user.configure(HOOKS[0])
    user.repo.write("評価書/国保.yaml", TYPO)
    user.repo.write(".github/workflows/ci.yml", "on: push\njobs: {}\n")
    user.repo.run("add", "-A")
    done = user.run("run")
    assert done.returncode == 1, done.stdout
    assert "評価書/国保.yaml:3:1: error[F020]" in done.stdout
    assert "ci.yml" not in done.stdout
    user.repo.write("評価書/国保.yaml", EXAMPLE.read_bytes())
    user.repo.run("add", "-A")
    done = user.run("run")
    assert done.returncode == 0, done.stdout
    assert "Passed" in done.stdout


@needs_git
def test_the_hook_takes_options_and_a_folder(user: User) -> None:
    user.repo.write("評価書/国保.yaml", EXAMPLE.read_bytes())
    user.repo.write("下書き/国保.yaml", TYPO)
    user.configure(HOOKS[1])
    assert user.run("run").returncode == 0


@needs_git
def test_without_an_assessment_the_hook_says_so(user: User) -> None:
    for path in (user.repo.top / "評価書", user.repo.top / "下書き"):
        for file in path.glob("*.yaml"):
            file.unlink()
    user.repo.write(".github/workflows/ci.yml", "on: push\njobs: {}\n")
    user.configure(HOOKS[0])
    done = user.run("run", "--all-files")
    assert (done.returncode, "Skipped" in done.stdout) == (0, True), done.stdout
    user.repo.write("compose.yaml", "services: {}\n")
    user.repo.run("add", "-A")
    done = user.run("run", "--all-files")
    assert done.returncode == 1
    assert "検査する評価書が見つかりません" in done.stdout
    user.configure(HOOKS[1])
    done = user.run("run", "--all-files")
    assert (done.returncode, "Skipped" in done.stdout) == (0, True), done.stdout
