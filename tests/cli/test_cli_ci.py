"""The formats for CI on the command line, and the summary of a GitHub job."""

from __future__ import annotations

import json
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from cli.support import EXAMPLE, ROOT, TYPO, Run

OLD = ROOT / "examples" / "koriyama_kaigo_r3.yaml"
SUMMARY = "GITHUB_STEP_SUMMARY"
FORMATS = ("sarif", "github", "gitlab", "junit", "markdown")


@pytest.fixture(autouse=True)
def _no_job(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(SUMMARY, raising=False)


@pytest.fixture
def bad(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A faulty document in a folder of its own, named from there."""
    monkeypatch.chdir(tmp_path)
    path = Path("評価書/国保.yaml")
    path.parent.mkdir()
    path.write_text(TYPO, "utf-8")
    return path


@pytest.mark.parametrize("format_", FORMATS)
def test_every_format_to_stdout_and_to_a_file(run: Run, bad: Path, format_: str) -> None:
    words = ("validate", "--select", "F020", "--format", format_, bad)
    done = run(*words)
    assert done.code == 1
    assert "知らないキー" in done.out
    assert run(*words, "-o", "結果").code == 1
    assert Path("結果").read_text("utf-8") == done.out


@pytest.mark.parametrize("format_", FORMATS)
def test_every_format_without_a_finding(run: Run, bad: Path, format_: str) -> None:
    done = run("validate", "--format", format_, "--select", "Y", bad)
    assert done.code == 0
    assert "知らないキー" not in done.out


def test_the_same_formats_for_the_committed_table(run: Run) -> None:
    words = ("diff", "--check", "-q", OLD, EXAMPLE, "--format")
    plain = json.loads(run(*words, "json").out)["diagnostics"]
    assert plain
    for format_ in FORMATS:
        done = run(*words, format_)
        assert done.code == 1
        assert plain[0]["code"] in done.out
    sarif = json.loads(run(*words, "sarif").out)["runs"][0]
    assert [one["ruleId"] for one in sarif["results"]] == [one["code"] for one in plain]
    assert len(json.loads(run(*words, "gitlab").out)) == len(plain)


def test_junit_fails_where_the_run_fails(run: Run, bad: Path) -> None:
    words = ("validate", bad, "--select", "F020", "--format", "junit")
    assert ET.fromstring(run(*words).out.encode()).get("failures") == "1"
    bad.write_bytes(EXAMPLE.read_bytes())
    for level, code in (("error", 0), ("info", 1)):
        done = run("validate", bad, "--format", "junit", "--fail-on", level)
        assert done.code == code
        assert ET.fromstring(done.out.encode()).get("failures") == str(code)


def test_github_adds_a_table_to_the_summary_of_the_job(
    run: Run, bad: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(SUMMARY, "要約.md")
    Path("要約.md").write_text("前の手順", "utf-8")
    assert run("validate", "--format", "github", bad).code == 1
    shown = Path("要約.md").read_text("utf-8")
    assert shown.startswith("前の手順\n<!-- pia -->\n## pia: ")
    assert "| エラー | 評価書/国保.yaml:3:1 | F020 |" in shown
    run("validate", "--format", "text", bad)
    assert Path("要約.md").read_text("utf-8") == shown
    run("diff", "--check", "--format", "github", OLD, EXAMPLE)
    assert Path("要約.md").read_text("utf-8").count("<!-- pia -->") == 2


@pytest.mark.parametrize(
    ("name", "why"), [("ない/要約.md", "フォルダがありません"), (".", "フォルダです")]
)
def test_a_summary_that_cannot_be_written(
    run: Run, bad: Path, monkeypatch: pytest.MonkeyPatch, name: str, why: str
) -> None:
    monkeypatch.setenv(SUMMARY, name)
    done = run("validate", "--format", "github", bad)
    assert done.code == 3
    assert f"{SUMMARY} のファイル {name} に書き込めません（{why}）" in done.err
    assert done.out.startswith("::error file=評価書/国保.yaml,line=")


def test_unreadable_files_are_told_in_every_format(run: Run, bad: Path) -> None:
    for format_ in FORMATS:
        done = run("validate", "--format", format_, bad, "ない.yaml")
        assert done.code == 3
        assert "ない.yaml" in done.out or "%E3%81%AA%E3%81%84.yaml" in done.out


def test_a_misspelt_format(run: Run, bad: Path) -> None:
    done = run("validate", "--format", "junitt", bad)
    assert done.code == 2
    assert "「junit」のことですか？" in done.err
