"""Usage errors, help pages and failures of pia itself."""

from __future__ import annotations

import re
import shlex
import shutil
from pathlib import Path

import pytest

from cli.support import ROOT, Run, cells, pia
from compare.repository import GIT, Repo, needs_git, quiet_git
from pia_cli.check import engine
from pia_cli.cli import diff, findings
from pia_cli.cli.app import command_names
from pia_cli.cli.pages import SUFFIXES as PAGES
from pia_cli.report import STREAMS
from pia_cli.report.changes import BINARY
from pia_cli.report.changes import FORMATS as CHANGES

GIT_COMMANDS = ("diff", "log", "blame", "git", "git install", "git uninstall", "git textconv")
"""What works on a repository."""

COMMANDS = command_names()

WORDS = {
    "pia",
    "YAML",
    "JSON",
    "Schema",
    "CODE",
    "FILE",
    "HTML",
    "Markdown",
    "PDF",
    "RENDERED",
    "Jinja",
    "PATH",
    "PATHS",
    "path",
    "ITEM",
    "examples",
}
GIT_WORDS = {"SIDES", "REV", "HEAD"}
FORMATS = {"validate": (*STREAMS,), "diff": (*CHANGES, *BINARY), "render": (*PAGES,)}
"""The formats of the commands that have some."""

VALUES = {name for formats in FORMATS.values() for name in formats}
VALUES |= {"error", "warning", "info", "auto", "always", "never", "stdin"}


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("valdate", "「valdate」というコマンドはありません。「validate」のことですか？"),
        ("it\\'s", "「it's」というコマンドはありません"),
        ("--foo", "オプション「--foo」はありません"),
        ("-x", "オプション「-x」はありません"),
        ("--", "コマンドの書き方が正しくありません"),
        ("validate --fromat json", "「--fromat」はありません。「--format」のことですか？"),
        ("validate -x", "オプション「-x」はありません"),
        ("validate --form x", "「--form」はありません。「--format」のことですか？"),
        ("new --form 様式2", "「--form」はありません。様式は様式3（重点項目評価書）だけです"),
        ("new --様式 様式2", "「--様式」はありません。様式は様式3（重点項目評価書）だけです"),
        ("validate --format", "オプション「--format」の値がありません"),
        ("validate -o", "オプション「-o」の値がありません"),
        ("validate --quiet=1", "オプション「--quiet」に値は付けられません"),
        ("explain", "CODE を指定してください\n  対処: CODE は、規則のコード (F012)、名前、又は"),
        ("diff", "SIDES を指定してください\n  対処: SIDES は、旧版と新版（"),
        ("show", "FILE を指定してください"),
        ("show ''", "FILE が空です"),
        ("explain F011 F012 F013", "引数が多すぎます: F012 F013"),
        ("new x", "引数が多すぎます: x"),
        ("rules --format yaml", "--format に「yaml」は使えません"),
        ("schema --form-version 令和7年", "--form-version に「令和7年」は使えません"),
        ("schema --check -o x", "--check は --form-version や --output と一緒に使えません"),
    ],
)
def test_usage_errors(run: Run, line: str, said: str) -> None:
    words = shlex.split(line)
    done = run(*words)
    assert (done.code, done.out) == (2, "")
    assert said in done.err
    first, *rest = done.err.splitlines()
    assert first.startswith("pia: ")
    assert not re.search(r"[A-Z][a-z]{2}", done.err)  # no English sentence is left
    if words[0] in COMMANDS and rest and "--help" in rest[0]:
        (hint,) = rest
        meaning, _, help_ = hint.removeprefix("  対処: ").rpartition("です。")
        assert help_ == f"pia {words[0]} --help で使い方を表示します"
        assert bool(meaning) is ("を指定してください" in first)


def test_pia_alone_shows_help(run: Run) -> None:
    done = run()
    assert done.code == 2
    assert done.out == run("--help").out
    assert done.err == ""


@pytest.mark.parametrize("words", [(), ("validate", "--help"), ("cache",)])
def test_help_without_docstrings_says_what_it_lacks(words: tuple[str, ...]) -> None:
    stripped = {"PYTHONOPTIMIZE": "2", "PYTHONDONTWRITEBYTECODE": "1"}
    done = pia(*words, env=stripped)
    assert (done.code, done.err) == (2 if "--help" not in words else 0, "")
    assert "PYTHONOPTIMIZE=2" in done.out
    assert "\n例:\n" in done.out


def help_of(run: Run, command: str) -> str:
    done = run(*command.split(), "--help")
    assert (done.code, done.err) == (0, "")
    return done.out


@pytest.mark.parametrize("command", ["", *COMMANDS])
def test_help_is_japanese_and_fits(run: Run, monkeypatch: pytest.MonkeyPatch, command: str) -> None:
    for columns in (60, 100):
        monkeypatch.setenv("COLUMNS", str(columns))
        page = help_of(run, command)
        assert max(map(cells, page.splitlines())) <= columns
        assert page.startswith(f"使い方: pia {command}".rstrip())
        assert "オプション:\n" in page
        assert "--help" in page
    english = set(re.findall(r"(?<![-\w.])[A-Za-z]{3,}(?![-\w./])", page))
    commands = {word for command in COMMANDS for word in command.split()}
    assert english <= WORDS | GIT_WORDS | VALUES | commands


@pytest.mark.parametrize(("command", "formats"), FORMATS.items(), ids=FORMATS)
def test_the_help_names_every_format(run: Run, command: str, formats: tuple[str, ...]) -> None:
    """The help knows them by hand or by their suffixes: it is to load no format."""
    told = re.search(r"--format (.*?)\n  -", help_of(run, command), re.DOTALL)
    assert told
    assert set(formats) <= set(re.findall(r"(?<![.\w])[a-z]+", told[1]))


def test_every_suffix_asks_for_a_format_that_there_is() -> None:
    assert set(findings.SUFFIXES.values()) <= {*STREAMS}
    assert set(diff.SUFFIXES.values()) <= {*CHANGES, *BINARY}


@pytest.fixture
def committed(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder with the examples and a new 国保.yaml, twice committed where there is git."""
    shutil.copytree(ROOT / "examples", tmp_path / "examples")
    monkeypatch.chdir(tmp_path)
    quiet_git(monkeypatch, tmp_path)
    run("new", "-o", "国保.yaml")
    if GIT:
        repo = Repo.create(tmp_path)
        repo.commit("最初の版")
        repo.tag("v1")
        repo.commit("次の版")


@pytest.mark.usefixtures("committed")
@pytest.mark.parametrize(
    "command",
    ["", *(pytest.param(one, marks=needs_git if one in GIT_COMMANDS else ()) for one in COMMANDS)],
)
def test_the_examples_of_the_help_work(run: Run, command: str) -> None:
    examples = help_of(run, command).partition("例:\n")[2].splitlines()
    assert examples
    for example in examples:
        program, *words = shlex.split(example)
        assert program == "pia"
        if words == ["schema", "--check"]:
            continue  # says whether the checkout is up to date
        if words[0] == "preview":
            continue  # runs until it is stopped
        if "new" in words:
            Path("国保.yaml").unlink()
        done = run(*words, stdin=b"\n" * 20)
        draft = "国保.yaml" in words and "validate" in words and "案" not in words
        assert done.code == (1 if draft or "render" in words else 0), example


def test_version(run: Run) -> None:
    assert run("--version").out == run("-V").out == run("--version", "x").out
    assert re.fullmatch(r"pia \d+\.\d+\.\d+\S*\n", run("--version").out)


@pytest.fixture
def broken(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise ValueError("secret\n\x1b[31mdetail")

    monkeypatch.setattr(engine, "check_shape", fail)


@pytest.mark.usefixtures("broken")
@pytest.mark.parametrize("command", ["validate", "show"])
def test_a_bug_is_one_line(run: Run, good: Path, command: str) -> None:
    done = run(command, good)
    assert (done.code, done.out) == (3, "")
    assert done.err.startswith("pia: pia の不具合です（ValueError: secret \\u{1B}[31mdetail）")
    assert "--debug" in done.err
    assert done.err.count("\n") == 1
    assert "Traceback" not in done.err


@pytest.mark.usefixtures("broken")
@pytest.mark.parametrize("place", [0, 2])
def test_a_bug_with_debug_has_its_traceback(run: Run, good: Path, place: int) -> None:
    words = ["validate", str(good)]
    words.insert(place, "--debug")
    done = run(*words)
    assert done.code == 3
    assert "Traceback" in done.err
    assert done.err.splitlines()[-1].startswith("pia: pia の不具合です（ValueError")


def test_debug_changes_nothing_else(run: Run, good: Path) -> None:
    assert run("validate", good, "--debug") == run("validate", good)
    assert run("--debug", "validate", "none.yaml").code == 3


@pytest.mark.parametrize("group", ["", "git"])
def test_the_list_of_commands_has_one_sentence_each(
    run: Run, monkeypatch: pytest.MonkeyPatch, group: str
) -> None:
    monkeypatch.setenv("COLUMNS", "100")
    page = help_of(run, group)
    listed = page.split("コマンド:\n")[1].split("\n\nオプション:")[0]
    for row in re.split(r"\n(?=  \w)", listed):
        assert row.count("。") == 1, row
        assert row.endswith("。")
