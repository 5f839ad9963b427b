"""The commands that README.md and README.ja.md show are run, and their output compared."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from compare.repository import Repo, git_environment

ROOT = Path(__file__).resolve().parents[1]
VERSIONS = (
    ("r3", "koriyama_kaigo_r3", "2021-09-01"),
    ("r8", "koriyama_kaigo", "2026-02-16"),
)
READMES = ("README.md", "README.ja.md")
SESSION = re.compile(r"^```console\n(.*?)^```$", re.MULTILINE | re.DOTALL)
SET_UP = re.compile(r"^```sh\n(.*?)^```$", re.MULTILINE | re.DOTALL)
EXCERPT = re.compile(r"^```yaml\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def sessions(name: str) -> list[tuple[str, str]]:
    """Every (command, shown output) of a README."""
    found = []
    for block in SESSION.findall((ROOT / name).read_text("utf-8")):
        for part in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
            command, _, output = part.partition("\n")
            found.append((command, output))
    return found


def make_checkout(top: Path) -> None:
    """What a reader of the README has at hand, and a repository of two versions in 文書/."""
    for folder in ("examples", "schemas"):
        shutil.copytree(ROOT / folder, top / folder)
    repo = Repo.create(top / "文書")
    for tag, name, day in VERSIONS:
        repo.write("介護.yaml", (ROOT / "examples" / f"{name}.yaml").read_bytes())
        repo.commit(f"{tag} を公表", f"{day}T09:00:00+09:00")
        repo.tag(tag)


def output_of(command: str, top: Path) -> str:
    """What a shell shows for a command, in the order written."""
    path = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])
    environment = git_environment(top, PATH=path, NO_COLOR="1", COLUMNS="100")
    environment.pop("FORCE_COLOR", None)
    done = subprocess.run(
        ["bash", "-c", command],
        cwd=top,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        check=False,
    )
    return done.stdout


@pytest.mark.parametrize("name", READMES)
def test_shown_sessions_are_real(name: str, tmp_path: Path) -> None:
    make_checkout(tmp_path)
    assert sessions(name)
    for command, shown in sessions(name):
        assert output_of(command, tmp_path) == shown, command


def test_both_languages_show_the_same_sessions() -> None:
    english, japanese = map(sessions, READMES)
    assert english == japanese


@pytest.mark.parametrize("name", READMES)
def test_set_up_commands_are_those_of_the_ci(name: str) -> None:
    first, second = SET_UP.findall((ROOT / name).read_text("utf-8"))[:2]
    script = (ROOT / ".ci" / "run").read_text("utf-8")
    for command in (first, second):
        assert command in script


@pytest.mark.parametrize("name", READMES)
def test_shown_yaml_stands_in_the_examples(name: str) -> None:
    broken = (ROOT / "examples" / "broken.yaml").read_text("utf-8")
    excerpts = EXCERPT.findall((ROOT / name).read_text("utf-8"))
    assert excerpts
    for excerpt in excerpts:
        for line in excerpt.splitlines():
            assert line in broken or line == "…"
