"""``pia diff --check`` with comments of the document and the configuration."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from cli.support import Run
from compare.repository import Repo, needs_git, quiet_git
from pia_cli.report import FOR_CI, STREAMS

HEAD = "様式: 重点項目評価書\n様式の版: 令和6年10月\n"
ONE = f"{HEAD}公表日: 令和8年1月1日\n特記事項: 甲\n"
TWO = f"{HEAD}公表日: 令和8年2月1日\n特記事項: 乙\n"


@pytest.fixture(autouse=True)
def here(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    quiet_git(monkeypatch, tmp_path)
    (tmp_path / ".git").mkdir()
    (tmp_path / "旧.yaml").write_text(ONE, "utf-8")
    (tmp_path / "新.yaml").write_text(TWO, "utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def checked(run: Run, *words: str) -> tuple[int, list[str], dict[str, Any]]:
    """The exit code, the codes found and the whole report."""
    done = run("diff", "--check", "旧.yaml", "新.yaml", "--format", "json", "-q", *words)
    report = json.loads(done.out)
    return done.code, [one["code"] for one in report["diagnostics"]], report


def test_without_either_there_is_one_finding(run: Run) -> None:
    assert checked(run)[:2] == (1, ["H001"])


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("特記事項: 乙  # pia: ignore[H001] 台帳に書く", []),
        ("# pia: ignore[H001] until 令和99年3月31日 台帳に書く\n特記事項: 乙", []),
        ("# pia: ignore[H001] until 令和5年3月31日 台帳に書く\n特記事項: 乙", ["H001"]),
        ("特記事項: 乙  # pia: ignore[H002] 別の規則", ["H001"]),
        ("特記事項: 乙  # pia: ignore[H001]", ["H001"]),
    ],
)
def test_a_comment_sets_a_finding_aside(
    run: Run, here: Path, written: str, kept: list[str]
) -> None:
    (here / "新.yaml").write_text(TWO.replace("特記事項: 乙", written), "utf-8")
    code, found, report = checked(run)
    assert (code, found) == (int(bool(kept)), kept)
    assert report["summary"]["suppressed"] == 1 - len(kept)
    assert [one["code"] for one in report["suppressed"]] == ["H001"] * (1 - len(kept))


@pytest.mark.parametrize(("comment", "shown", "suppressed"), [("", 200, 0), ("H001", 0, 250)])
def test_many_findings_of_a_code_are_counted_not_shown(
    run: Run, here: Path, comment: str, shown: int, suppressed: int
) -> None:
    """As in the check of one document; what a comment sets aside is not counted again."""
    top = f"# pia: ignore-file[{comment}] 台帳に書く\n" if comment else ""
    sheets = "".join(f"  - 名称: 資料{at}\n    本文: 本文{at}\n" for at in range(250))
    (here / "旧.yaml").write_text(HEAD, "utf-8")
    (here / "新.yaml").write_text(f"{top}{HEAD}別紙:\n{sheets}", "utf-8")
    code, found, report = checked(run)
    assert (code, found) == (int(bool(shown)), ["H001"] * shown)
    assert report["summary"]["omitted"] == 250 - shown - suppressed
    assert report["summary"]["suppressed"] == suppressed


def test_what_is_set_aside_is_counted_and_shown_on_request(run: Run, here: Path) -> None:
    written = "特記事項: 乙  # pia: ignore[H001] 台帳に書く"
    (here / "新.yaml").write_text(TWO.replace("特記事項: 乙", written), "utf-8")
    words = ("diff", "--check", "旧.yaml", "新.yaml")
    assert "指摘はありません（抑制 1）" in run(*words).err
    err = run(*words, "--show-suppressed").err
    assert "抑制: 新.yaml:4:7: H001 " in err
    assert "（理由: 台帳に書く。4 行目の注釈）" in err
    assert run("diff", "旧.yaml", "新.yaml", "--show-suppressed").code == 2


@pytest.mark.parametrize(
    ("text", "words", "code", "found", "ignored"),
    [
        ('ignore = { H001 = "台帳に書く" }', (), 0, [], 1),
        ('ignore = { H001 = "台帳に書く" }', ("--no-config",), 1, ["H001"], 0),
        ('select = ["F"]', (), 0, [], 1),
        ('severity = { H = "info" }', (), 0, ["H001"], 0),
        ('severity = { H = "info" }\nfail-on = "info"', (), 1, ["H001"], 0),
        ('severity = { H = "info" }\nfail-on = "info"', ("--fail-on", "error"), 0, ["H001"], 0),
        ('per-file-ignores = { "新.yaml" = ["H"] }', (), 0, [], 1),
        ('per-file-ignores = { "旧.yaml" = ["H"] }', (), 1, ["H001"], 0),
    ],
)
def test_the_configuration_counts(
    run: Run,
    here: Path,
    text: str,
    words: tuple[str, ...],
    code: int,
    found: list[str],
    ignored: int,
) -> None:
    (here / "pia.toml").write_text(text, "utf-8")
    got = checked(run, *words)
    assert got[:2] == (code, found)
    assert got[2]["summary"]["ignored"] == ignored


ROW = "- 変更日: 令和8年2月1日\n  項目: {}\n  変更前の記載: {}\n  変更後の記載: {}\n"
LISTED = "[特記事項]", "甲", "乙"


@pytest.mark.parametrize(
    ("cells", "config", "expected"),
    [
        (("[特記事項]  # pia: ignore[H005] 理由", "甲", "乙"), "", ["H001", "H004"]),
        (("特記事項", "[甲]  # pia: ignore[H002] 理由", "乙"), "", ["H004"]),
        (("特記事項", "甲", "[乙]  # pia: ignore[H003] 理由"), "", ["H004"]),
        (LISTED, '[ignore]\nH005 = "理由"\n', ["H001", "H004"]),
        (LISTED, '[severity]\nH005 = "info"\n', ["H001", "H005", "H004"]),
    ],
)
def test_a_cell_that_cannot_be_read_hides_no_other_row_when_set_aside(
    run: Run, here: Path, cells: tuple[str, str, str], config: str, expected: list[str]
) -> None:
    rows = ROW.format(*cells) + ROW.format("評価実施機関名", "あ市", "い市")
    (here / "新.yaml").write_text(f"{TWO}変更箇所:\n{rows}", "utf-8")
    (here / "pia.toml").write_text(config, "utf-8")
    assert checked(run)[:2] == (1, expected)


def test_a_fault_of_the_configuration_is_told(run: Run, here: Path) -> None:
    (here / "pia.toml").write_text('fail-on = "eror"', "utf-8")
    done = run("diff", "--check", "旧.yaml", "新.yaml")
    assert (done.code, "pia.toml:1: fail-on に「eror」は使えません" in done.err) == (2, True)


def test_ambiguous_width_moves_the_marks(run: Run, here: Path) -> None:
    (here / "新.yaml").write_text(TWO.replace("特記事項: 乙", "? 特記事項\n: 乙①①①①②"), "utf-8")
    words = ("diff", "--check", "旧.yaml", "新.yaml")

    def marks() -> int:
        return run(*words).out.count("^")

    narrow = marks()
    (here / "pia.toml").write_text("ambiguous-width = 2", "utf-8")
    assert marks() == narrow + 5


@needs_git
def test_patterns_mean_the_file_of_a_version_in_git(
    run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    repo = Repo.create(tmp_path / "文書")
    for text in (ONE, TWO):
        repo.write("課/国保.yaml", text)
        repo.commit("版")
    monkeypatch.chdir(repo.top)
    words = ("diff", "--check", "HEAD~1:課/国保.yaml", "HEAD:課/国保.yaml", "-q")
    assert run(*words).code == 1
    (repo.top / "pia.toml").write_text('per-file-ignores = { "課/*.yaml" = ["H"] }', "utf-8")
    assert run(*words).code == 0


@needs_git
@pytest.mark.parametrize("format_", STREAMS)
def test_ci_is_told_the_file_in_the_work_tree(
    run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, format_: str
) -> None:
    repo = Repo.create(tmp_path / "repo")
    for text in (ONE, TWO):
        repo.write("doc/a.yaml", text)
        repo.commit("版")
    monkeypatch.chdir(repo.top)
    words = ("diff", "--check", "HEAD~1:doc/a.yaml", "HEAD:doc/a.yaml", "-q", "--format", format_)
    out = run(*words).out.replace("%3A", ":")
    assert ("HEAD:" not in out) is (format_ in FOR_CI)
    assert "doc/a.yaml" in out
    assert str(repo.top) not in out
    monkeypatch.chdir(repo.top / "doc")
    out = run(*words).out
    assert "doc/a.yaml" not in out or format_ not in FOR_CI


def test_the_excerpt_hides_what_the_version_before_tells(run: Run, here: Path) -> None:
    (here / "旧.yaml").write_text(f"{ONE.rstrip()} パスワード=Kaigo2024!\n", "utf-8")
    (here / "新.yaml").write_text(f"{ONE.rstrip()} Kaigo2024!\n", "utf-8")
    done = run("diff", "--check", "旧.yaml", "新.yaml")
    assert "│ 特記事項: 甲 **********" in done.out.replace("|", "│")
    assert "Kaigo" not in done.out
