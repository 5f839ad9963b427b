"""Which packages each command loads, of this program and of others: no more than it needs."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from cli.support import TYPO, environment
from compare.repository import Repo
from pia_cli.batch.run import WORTH_FILES
from pia_cli.cli.app import COMMANDS
from pia_cli.report import STREAMS
from pia_cli.report.changes import BINARY
from pia_cli.report.changes import FORMATS as CHANGES

OTHERS = (
    *("jinja2", "openpyxl", "platformdirs", "pydantic", "rich", "ruamel", "starlette", "typer"),
    *("uvicorn", "watchfiles", "weasyprint"),
    *("asyncio", "concurrent.futures", "multiprocessing", "tempfile"),
)
"""The dependencies, and what is slow to load of the standard library."""

FORMATS = {
    place.rpartition(".")[0].removeprefix("pia_cli.")
    for named in (STREAMS, CHANGES, BINARY)
    for place in named.places.values()
}
"""The modules of the formats."""

DECLARED = "core document forms cells rules"
CHECKED = f"{DECLARED} check"
COMPARED = f"{CHECKED} compare report"
TEXT = "report.concise report.text"
"""The text format has the first lines of its findings from the concise one."""

LOADS = {
    "--version": "core",
    "--help": f"typer core {' '.join(f'cli.{name}' for name in COMMANDS)}",
    "validate --help": "typer core cli.validate",
    "validate 新.yaml": f"typer {CHECKED} batch config report cli.validate {TEXT}",
    "validate 流.yaml": f"ruamel typer {CHECKED} batch config report cli.validate {TEXT}",
    "validate 旧.yaml 新.yaml": f"typer {CHECKED} batch config report cli.validate {TEXT}",
    "validate 新.yaml --format json": (
        f"tempfile typer {CHECKED} batch config report cli.validate report.json_"
    ),
    "fix 新.yaml": f"typer {CHECKED} cli.fix",
    "diff 旧.yaml 新.yaml": f"typer {COMPARED} config cli.diff report.changes.text",
    "diff 旧.yaml 新.yaml --format csv": (f"typer {COMPARED} config cli.diff report.changes.csv_"),
    "diff 旧.yaml 新.yaml --check": f"typer {COMPARED} batch config cli.diff {TEXT}",
    "log 新.yaml": f"typer {COMPARED} cli.log",
    "blame 新.yaml 公表日": f"typer {COMPARED} cli.blame",
    "render 新.yaml": f"jinja2 tempfile typer {CHECKED} compare render cli.render",
    "verify 新.yaml 旧.yaml": f"jinja2 tempfile typer {CHECKED} compare render cli.verify",
    "new": f"jinja2 pydantic tempfile typer {DECLARED} render cli.new",
    "show 新.yaml Ⅰ": f"typer {CHECKED} render report cli.show",
    "explain F012": f"typer {DECLARED} cli.explain",
    "rules": " ".join(
        (
            "jinja2 pydantic tempfile typer",
            DECLARED,
            "render",
            *(f"cli.{name}" for name in COMMANDS),
        )
    ),
    "config": "typer core document check config cli.config",
    "schema": f"jinja2 pydantic tempfile typer {DECLARED} render cli.schema",
    "threshold --people 1000 --staff 10 --incident なし": (
        "typer core document forms rules cli.threshold"
    ),
    "threshold 新.yaml": f"typer {CHECKED} cli.threshold",
    "cache dir": "tempfile typer core document check batch cli.cache",
}
"""Command lines in a repository with 旧.yaml, 新.yaml, and 流.yaml, which is no plain YAML, and all
that they load of OTHERS, of the packages in pia_cli, and of the modules of commands and formats.
"""

CODE = """
import sys
from pia_cli.__main__ import main
main(sys.argv[1:])
print("\\n", *sys.modules, file=sys.stderr)
"""


@pytest.fixture(scope="module")
def repository(tmp_path_factory: pytest.TempPathFactory) -> Path:
    repo = Repo.create(tmp_path_factory.mktemp("imports") / "repo")
    for name, more in (("旧.yaml", ""), ("新.yaml", ""), ("流.yaml", "備考: {}\n")):
        repo.write(name, f"{TYPO}{more}".encode())
    repo.commit("公表", "2026-02-16T09:00:00+09:00")
    return repo.top


def loaded_by(folder: Path, words: str, **variables: str) -> list[str]:
    done = subprocess.run(
        [sys.executable, "-c", CODE, *words.split()],
        capture_output=True,
        env=environment(variables),
        cwd=folder,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stderr
    loaded = set(done.stderr.splitlines()[-1].split())
    own = {name.removeprefix("pia_cli.") for name in loaded if name.startswith("pia_cli.")}
    packages = {name.partition(".")[0] for name in own} - {"__main__", "cli"}
    commands = own & {f"cli.{name}" for name in COMMANDS}
    return sorted((loaded & {*OTHERS}) | packages | commands | (own & FORMATS))


@pytest.mark.parametrize(("words", "expected"), LOADS.items(), ids=LOADS)
def test_a_command_loads_what_it_needs(repository: Path, words: str, expected: str) -> None:
    assert loaded_by(repository, words) == sorted(expected.split())


def test_results_that_are_kept_need_no_rules(tmp_path: Path) -> None:
    folder, cache = tmp_path / "文書", str(tmp_path / "cache")
    folder.mkdir()
    for number in range(WORTH_FILES):
        (folder / f"{number}.yaml").write_text(f"{TYPO}備考: {number}\n", "utf-8")
    first = loaded_by(folder, "validate . -j 1", PIA_CACHE_DIR=cache)
    second = loaded_by(folder, "validate . -j 1", PIA_CACHE_DIR=cache)
    assert [name for name in first if name not in second] == ["cells", "forms", "rules"]
