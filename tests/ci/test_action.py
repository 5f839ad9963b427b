"""action.yml and the workflows of docs/ci.md: valid, and their shell steps run with bash."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from ci.offline import ROOT, copy_checkout, environment
from ci.snippets import GITLAB, WORKFLOWS, parsed
from cli.support import EXAMPLE, TYPO

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="the steps are written for bash")

STRICT = ("bash", "--noprofile", "--norc", "-eo", "pipefail", "-c")
"""How GitHub starts ``shell: bash``."""


def check_schema(name: str, path: Path) -> None:
    """Validate a file against a schema that check-jsonschema carries."""
    done = subprocess.run(
        [sys.executable, "-m", "check_jsonschema", "--builtin-schema", name, str(path)],
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr


@dataclass
class Runner:
    """A job of GitHub: its variables, its PATH, and the repository it works in."""

    home: Path
    action: Path
    work: Path
    variables: dict[str, str] = field(default_factory=dict)

    def step(self, script: str, **extra: str) -> subprocess.CompletedProcess[str]:
        added = self.home / "path"
        before = "".join(f"{line}:" for line in added.read_text("utf-8").splitlines())
        return subprocess.run(
            [*STRICT, script],
            cwd=self.work,
            env={**self.variables, "PATH": before + self.variables["PATH"], **extra},
            capture_output=True,
            encoding="utf-8",
            check=False,
        )

    @property
    def summary(self) -> str:
        path = self.home / "summary.md"
        return path.read_text("utf-8") if path.exists() else ""


@pytest.fixture(scope="module")
def runner(tmp_path_factory: pytest.TempPathFactory) -> Runner:
    """A job in which the install step of the action has run."""
    home = tmp_path_factory.mktemp("job")
    found = Runner(home, copy_checkout(home / "action"), home / "work")
    (home / "path").touch()
    (home / "temp").mkdir()
    (found.work / "評価書").mkdir(parents=True)
    found.variables = environment(
        home,
        GITHUB_ACTION_PATH=str(found.action),
        GITHUB_PATH=str(home / "path"),
        GITHUB_STEP_SUMMARY=str(home / "summary.md"),
        RUNNER_TEMP=str(home / "temp"),
        PATH=f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
    )
    done = found.step(STEPS[0]["run"])
    assert done.returncode == 0, done.stdout + done.stderr
    return found


ACTION = parsed((ROOT / "action.yml").read_text("utf-8"))
STEPS = ACTION["runs"]["steps"]


def test_it_is_an_action() -> None:
    check_schema("vendor.github-actions", ROOT / "action.yml")
    assert set(ACTION["inputs"]) == {"path", "args"}
    assert all(step["shell"] == "bash" for step in STEPS)
    assert not any("uses" in step for step in STEPS)


def test_no_input_is_pasted_into_a_script() -> None:
    for step in STEPS:
        assert "${{" not in step["run"]
    given = {name: f"${{{{ inputs.{name} }}}}" for name in ACTION["inputs"]}
    assert STEPS[1]["env"] == {f"PIA_{name.upper()}": value for name, value in given.items()}


def validate(runner: Runner, path: str, args: str = "") -> subprocess.CompletedProcess[str]:
    return runner.step(STEPS[1]["run"], PIA_PATH=path, PIA_ARGS=args)


def test_it_installs_the_checkout_and_shows_the_findings(runner: Runner) -> None:
    where = runner.step('python -c "import pia_cli; print(pia_cli.__file__)"')
    assert where.stdout.startswith(str(runner.home / "temp" / "pia"))
    (runner.work / "評価書" / "国保 1.yaml").write_text(TYPO, "utf-8")
    done = validate(runner, "評価書")
    assert done.returncode == 1
    assert done.stdout.startswith("::error file=評価書/国保 1.yaml,line=")
    assert "| F020 |" in runner.summary


def test_arguments_are_words_and_the_path_is_one(runner: Runner) -> None:
    (runner.work / "良い 例.yaml").write_bytes(EXAMPLE.read_bytes())
    assert validate(runner, "良い 例.yaml").returncode == 0
    done = validate(runner, "良い 例.yaml", "--fail-on info\n--select  C,D")
    assert done.returncode == 1
    assert "::notice" in done.stdout or "::warning" in done.stdout
    (runner.work / "*").mkdir()
    assert validate(runner, "--help").returncode == 3
    assert "「*」という規則はありません" in validate(runner, ".", "--select *").stderr
    assert validate(runner, "$(touch 乗っ取り)", "; touch 乗っ取り").returncode != 0
    assert not (runner.work / "乗っ取り").exists()


def test_an_old_python_is_named(runner: Runner, tmp_path: Path) -> None:
    old = tmp_path / "python3"
    old.write_text("#!/bin/sh\nexit 1\n", "utf-8")
    old.chmod(0o755)
    done = runner.step(f'PATH="{tmp_path}:$PATH"\n{STEPS[0]["run"]}')
    assert done.returncode == 3
    assert done.stdout.startswith("::error title=pia::pia には Python 3.11 以上が必要です")


@pytest.mark.parametrize("text", WORKFLOWS)
def test_the_workflows_are_valid_and_name_the_action_alike(text: str, tmp_path: Path) -> None:
    path = tmp_path / "pia.yml"
    path.write_text(text, "utf-8")
    check_schema("vendor.github-workflows", path)
    steps = parsed(text)["jobs"]["pia"]["steps"]
    (ours,) = [step for step in steps if "pia@" in step.get("uses", "")]
    assert ours == {"uses": "OWNER/pia@REVISION", "with": {"path": "評価書"}}


def test_the_shell_steps_of_the_workflows_run(runner: Runner) -> None:
    """``gh`` is a stand-in that writes down what it is asked and knows no earlier comment."""
    (runner.work / "評価書" / "国保 1.yaml").write_text(TYPO, "utf-8")
    gh = runner.home / "bin" / "gh"
    gh.parent.mkdir()
    gh.write_text('#!/bin/sh\necho "$@" >> asked\ncase "$*" in *--edit-last) exit 1;; esac\n')
    gh.chmod(0o755)
    steps = [step for text in WORKFLOWS for step in parsed(text)["jobs"]["pia"]["steps"]]
    scripts = [step["run"] for step in steps if "run" in step]
    assert len(scripts) == 2
    for script in scripts:
        done = runner.step(f'PATH="{gh.parent}:$PATH"\n{script}', NUMBER="7")
        assert done.returncode == 0, done.stdout + done.stderr
    assert '"ruleId": "F020"' in (runner.work / "pia.sarif").read_text("utf-8")
    assert "| F020 |" in (runner.work / "pia.md").read_text("utf-8")
    asked = (runner.work / "asked").read_text("utf-8").splitlines()
    assert asked == [
        "pr comment 7 --body-file pia.md --edit-last",
        "pr comment 7 --body-file pia.md",
    ]
    for script in scripts:
        assert runner.step(script.replace("評価書", "ない"), NUMBER="7").returncode != 0


def test_the_gitlab_job(runner: Runner, tmp_path: Path) -> None:
    path = tmp_path / ".gitlab-ci.yml"
    path.write_text(GITLAB, "utf-8")
    check_schema("vendor.gitlab-ci", path)
    install, *commands = parsed(GITLAB)["評価書の検査"]["script"]
    assert re.fullmatch(r'pip install --quiet "pia-cli @ git\+https://\S+@REVISION"', install)
    reports = parsed(GITLAB)["評価書の検査"]["artifacts"]["reports"]
    (runner.work / "評価書" / "国保 1.yaml").write_text(TYPO, "utf-8")
    codes = [runner.step(command).returncode for command in commands]
    assert codes == [0, 1]
    for name in reports.values():
        assert "F020" in (runner.work / name).read_text("utf-8")
    (runner.work / "評価書" / "国保 1.yaml").write_bytes(EXAMPLE.read_bytes())
    assert [runner.step(command).returncode for command in commands] == [0, 0]
