"""The options of ``pia validate``."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from cli.support import EXAMPLE, TYPO, Done, Run
from pia_cli.cli.ask import chosen
from pia_cli.cli.output import wants_color, whole_number


@pytest.fixture
def bad(tmp_path: Path) -> Path:
    """A document with F010, F020, one warning and infos."""
    path = tmp_path / "bad.yaml"
    path.write_text(EXAMPLE.read_text("utf-8").replace("公表日:", "知らないキー:"), "utf-8")
    return path


def codes(done: Done) -> list[str]:
    return sorted({line.split("[")[1].split("]")[0] for line in done.out.splitlines()})


@pytest.mark.parametrize(
    ("words", "expected", "code"),
    [
        (["--select", "C007,D,F"], ["C007", "D003", "F010", "F020"], 1),
        (["--select", "F020"], ["F020"], 1),
        (["--select", "f"], ["F010", "F020"], 1),
        (["--select", "F01,D"], ["D003", "F010"], 1),
        (["--select", "F020", "--select", "D、C007"], ["C007", "D003", "F020"], 1),
        (["--select", "unknown-key"], ["F020"], 1),
        (["--select", "C007,D,F", "--ignore", "F"], ["C007", "D003"], 0),
        (["--ignore", "F,C,D,H,L,N,S"], [], 0),
        (["--select", "F", "--ignore", "F020"], ["F010"], 1),
    ],
)
def test_select_and_ignore(
    run: Run, bad: Path, words: list[str], expected: list[str], code: int
) -> None:
    done = run("validate", "--format", "concise", bad, *words)
    assert codes(done) == expected
    assert done.code == code


def test_what_is_left_out_is_counted(run: Run, bad: Path) -> None:
    assert "除外 2" in run("validate", bad, "--ignore", "F").err


def test_rules_that_could_not_run_are_counted(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "x.yaml"
    path.write_text(EXAMPLE.read_text("utf-8").replace("件数: 2", "件数: 二"), "utf-8")
    assert "未実行の規則 1" in run("validate", path, "--select", "C018").err
    assert "未実行" not in run("validate", path, "--ignore", "C").err
    done = run("validate", path, "--format", "json", "--select", "C018")
    assert json.loads(done.out)["summary"]["skipped_rules"] == 1


def test_today_is_an_option(run: Run) -> None:
    for day in ("2026-04-01", "令和8年4月1日"):
        assert run("validate", EXAMPLE, "--today", day).code == 0


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--select", "F0111"], "「F0111」という規則はありません。「F011」のことですか？"),
        (["--ignore", "unknown-kye"], "「unknown-key」のことですか？"),
        (["--select", "Z"], "「Z」という規則はありません"),
        (["--select", "F,"], "--select に空の規則があります"),
        (["--format", "jsn"], "--format に「jsn」は使えません。「json」のことですか？"),
        (["--fail-on", "eror"], "--fail-on に「eror」は使えません。「error」のことですか？"),
        (["--stage", "草案"], "--stage に「草案」は使えません。「案」のことですか？"),
        (["--color", "yes"], "--color に「yes」は使えません"),
        (["--today", "昨日"], "--today に「昨日」は使えません。「昨日」は日付ではありません"),
        (["--today", "2026-02-30"], "--today に「2026-02-30」は使えません"),
        (["--today", "令和8年4月"], "--today に「令和8年4月」は使えません"),
    ],
)
def test_wrong_values(run: Run, bad: Path, words: list[str], said: str) -> None:
    done = run("validate", bad, *words)
    assert (done.code, done.out) == (2, "")
    assert said in done.err
    assert "  対処: " in done.err


@pytest.mark.parametrize(
    ("level", "kept", "code"),
    [
        ("error", "C", 0),
        ("warning", "C", 1),
        ("warning", "D", 0),
        ("info", "D", 1),
        ("error", "F", 1),
    ],
)
def test_fail_on(run: Run, bad: Path, level: str, kept: str, code: int) -> None:
    assert run("validate", bad, "--select", kept, "--fail-on", level).code == code


def test_stage(run: Run, bad: Path) -> None:
    bad.write_text(EXAMPLE.read_text("utf-8").replace("評価書番号: 24", "評価書番号:"), "utf-8")
    words = ("validate", bad, "--format", "concise", "--select", "F")
    assert "error[F011] 評価書番号" in run(*words).out
    assert run(*words, "--stage", "公表").code == 1
    draft = run(*words, "--stage", "案")
    assert "info[F011] 評価書番号" in draft.out
    assert draft.code == 0


def test_formats(run: Run, bad: Path) -> None:
    text = run("validate", bad, "--select", "F020").out
    assert text.startswith(f"{bad}:")
    assert "  = 説明: pia explain F020" in text
    assert "^" in text
    assert (
        len(run("validate", bad, "--select", "F020", "--format", "concise").out.splitlines()) == 1
    )
    report = json.loads(run("validate", bad, "--select", "F020", "--format", "json").out)
    assert report["schema"] == "pia.report/1"
    assert [one["code"] for one in report["diagnostics"]] == ["F020"]
    assert report["diagnostics"][0]["path"] == ["知らないキー"]


def test_json_names_what_could_not_be_read(run: Run, bad: Path) -> None:
    missing = bad.with_name("none.yaml")
    done = run("validate", bad, missing, "--format", "json")
    files = {file["path"]: file["status"] for file in json.loads(done.out)["files"]}
    assert files == {str(bad): "checked", str(missing): "unreadable"}


def test_reruns_are_identical(run: Run, bad: Path) -> None:
    for format_ in ("text", "concise", "json"):
        words = ("validate", bad, EXAMPLE, "--format", format_)
        assert run(*words) == run(*words)


def test_quiet_and_verbose(run: Run, bad: Path) -> None:
    assert run("validate", bad, "-q").err == ""
    assert run("validate", bad, "-q").code == 1
    assert "1 ファイルを検査: エラー 2" in run("validate", bad, "-v").err


def test_output_file(run: Run, bad: Path) -> None:
    target = bad.with_name("結果.json")
    shown = run("validate", bad, "--format", "json").out
    done = run("validate", bad, "--format", "json", "-o", target, "--color", "always")
    assert (done.code, done.out) == (1, "")
    assert target.read_text("utf-8") == shown
    assert sorted(path.name for path in bad.parent.iterdir()) == ["bad.yaml", "結果.json"]


def test_output_keeps_the_mode_and_follows_a_link(run: Run, bad: Path) -> None:
    target, link = bad.with_name("real.txt"), bad.with_name("link.txt")
    target.write_text("old", "utf-8")
    target.chmod(0o640)
    link.symlink_to(target.name)
    run("validate", bad, "-o", link)
    assert link.is_symlink()
    assert target.read_text("utf-8").startswith(str(bad))
    assert target.stat().st_mode & 0o777 == 0o640


def test_output_has_the_usual_mode(run: Run, bad: Path) -> None:
    target, usual = bad.with_name("new.txt"), bad.with_name("usual.txt")
    usual.write_text("", "utf-8")
    run("validate", bad, "-o", target)
    assert target.stat().st_mode == usual.stat().st_mode


@pytest.mark.parametrize("way", ["same", "symlink", "hardlink"])
def test_output_onto_an_input_is_refused(run: Run, bad: Path, way: str) -> None:
    before, target = bad.read_bytes(), bad.with_name("out.txt")
    if way == "same":
        target = bad.parent / "." / bad.name
    elif way == "symlink":
        target.symlink_to(bad)
    else:
        os.link(bad, target)
    done = run("validate", bad.parent, "--format", "text", "-o", target)
    assert done.code == 2
    assert "入力と同じファイルです" in done.err
    assert bad.read_bytes() == before


KNOWN, CONFIGURATION = "既知の指摘のファイル", "設定ファイル"


@pytest.mark.parametrize(
    ("words", "output", "what"),
    [
        (("validate", "bad.yaml", "--baseline", "k.json"), "k.json", KNOWN),
        (("validate", "bad.yaml"), "k.json", KNOWN),
        (("validate", "bad.yaml"), "pia.toml", CONFIGURATION),
        (("validate", "bad.yaml", "--config", "pia.toml"), "./pia.toml", CONFIGURATION),
        (("validate", "bad.yaml", "--write-baseline", "k.json"), "k.json", KNOWN),
        (("validate", "bad.yaml", "--write-baseline", "new.json"), "./new.json", KNOWN),
        (("diff", "bad.yaml", "bad.yaml", "--check"), "pia.toml", CONFIGURATION),
        (("diff", "bad.yaml", "bad.yaml"), "k.json", KNOWN),
    ],
)
def test_output_onto_the_files_that_pia_keeps_is_refused(
    run: Run,
    bad: Path,
    monkeypatch: pytest.MonkeyPatch,
    words: tuple[str, ...],
    output: str,
    what: str,
) -> None:
    monkeypatch.chdir(bad.parent)
    texts = {"k.json": '{"schema": "pia.baseline/1", "files": {}}', "pia.toml": 'baseline="k.json"'}
    for name, text in texts.items():
        Path(name).write_text(text, "utf-8")
    done = run(*words, "--format", "json", "-o", output)
    assert done.code == 2
    assert f"は{what}と同じファイルです" in done.err
    assert {one.name for one in bad.parent.iterdir()} == {bad.name, *texts}
    assert {name: Path(name).read_text("utf-8") for name in texts} == texts


@pytest.mark.parametrize("command", ["validate", "render", "diff"])
def test_an_empty_name_of_the_output_is_said(run: Run, bad: Path, command: str) -> None:
    done = run(command, bad, *([bad] if command == "diff" else []), "-o", "")
    assert (done.code, "名前が空" in done.err) == (2, True)
    assert [one.name for one in bad.parent.iterdir()] == [bad.name]


@pytest.mark.parametrize(
    "words",
    [
        "validate bad.yaml --format text -o other.yaml",
        "validate bad.yaml --write-baseline other.yaml",
        "diff bad.yaml good.yaml --format yaml -o other.yaml",
        "diff bad.yaml good.yaml --check --format text -o other.yaml",
        "diff good.yaml new.yaml --write --timing 事後 --reason 甲 --format yaml -o other.yaml",
        "render good.yaml --format html -o other.yaml",
        "render . -o pages",
        "schema -o other.yaml",
        "new -o other.yaml",
    ],
)
def test_what_must_not_be_overwritten_is_wrong_usage(
    run: Run, good: Path, bad: Path, monkeypatch: pytest.MonkeyPatch, words: str
) -> None:
    monkeypatch.chdir(bad.parent)
    text = EXAMPLE.read_text("utf-8")
    before = {"other.yaml": text, "pages/index.html": "<p>another site</p>"}
    Path("new.yaml").write_text(text.replace("評価書番号: 24", "評価書番号: 25"), "utf-8")
    Path("pages").mkdir()
    for name, content in before.items():
        Path(name).write_text(content, "utf-8")
    done = run(*words.split())
    assert (done.code, done.err.count("pia: ")) == (2, 1), done.err
    assert {name: Path(name).read_text("utf-8") for name in before} == before


def test_output_that_cannot_be_written(run: Run, bad: Path) -> None:
    done = run("validate", bad, "-o", bad.parent / "none" / "x")
    assert done.code == 3
    assert "に書き込めません（フォルダがありません）" in done.err
    assert "通常のファイルでない" in run("validate", bad, "-o", bad.parent).err


def test_a_failed_write_leaves_the_old_file(
    run: Run, bad: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = bad.with_name("out.txt")
    target.write_text("old", "utf-8")

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "replace", full)
    done = run("validate", bad, "-o", target)
    assert done.code == 3
    assert "空き容量がありません" in done.err
    assert target.read_text("utf-8") == "old"
    assert sorted(path.name for path in bad.parent.iterdir()) == ["bad.yaml", "out.txt"]


class _Terminal:
    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(
    ("mode", "environment", "terminal", "expected"),
    [
        ("auto", {}, True, True),
        ("auto", {}, False, False),
        ("auto", {"NO_COLOR": "1"}, True, False),
        ("auto", {"NO_COLOR": ""}, True, True),
        ("auto", {"FORCE_COLOR": "1"}, False, True),
        ("auto", {"NO_COLOR": "1", "FORCE_COLOR": "1"}, True, False),
        ("auto", {"TERM": "dumb"}, True, False),
        ("auto", {"TERM": "dumb", "FORCE_COLOR": "1"}, True, True),
        ("always", {"TERM": "dumb"}, False, True),
        ("always", {"NO_COLOR": "1"}, False, True),
        ("never", {"FORCE_COLOR": "1"}, True, False),
    ],
)
def test_when_there_are_colours(
    run: Run,
    monkeypatch: pytest.MonkeyPatch,
    mode: str,
    environment: dict[str, str],
    terminal: bool,
    expected: bool,
) -> None:
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    if terminal:
        assert wants_color(mode, _Terminal()) is expected  # type: ignore[arg-type]
        return
    for words in (("validate", "-"), ("show", "-", "Ⅱ-4")):
        done = run(*words, "--color", mode, stdin=EXAMPLE.read_bytes())
        assert ("\x1b[" in done.out) is expected
        assert "\x1b" not in done.err


def test_colours_change_no_text(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "x.yaml"
    path.write_text(TYPO + '"[red]a[/]": "[bold]:smile:"\n', "utf-8")
    plain = run("validate", path, "--color", "never").out
    colored = run("validate", path, "--color", "always").out
    for part in ("1", "1;31", "1;33", "1;36", "34", "32", "0"):
        colored = colored.replace(f"\x1b[{part}m", "")
    assert colored == plain
    assert "[red]a[/]" in plain


@pytest.mark.parametrize(
    ("name", "start"),
    [
        ("結果.json", '{\n  "schema": "pia.report/1"'),
        ("結果.SARIF", '{\n  "$schema": '),
        ("結果.xml", "<?xml"),
        ("結果.md", "<!-- pia -->\n#"),
        ("結果.txt", "good.yaml:"),
        ("結果", "good.yaml:"),
    ],
)
def test_the_name_of_the_output_chooses_the_format(
    run: Run, good: Path, monkeypatch: pytest.MonkeyPatch, name: str, start: str
) -> None:
    monkeypatch.chdir(good.parent)
    good.write_text(TYPO, "utf-8")
    assert run("validate", "good.yaml", "-o", name).code == 1
    assert good.with_name(name).read_text("utf-8").startswith(start)
    assert run("validate", "good.yaml", "--format", "json", "-o", name).code == 1
    assert good.with_name(name).read_text("utf-8").startswith("{")


def test_an_unknown_suffix_needs_a_format(run: Run, good: Path) -> None:
    done = run("validate", good, "-o", good.with_name("結果.html"))
    assert done.code == 2
    assert "拡張子「.html」からは出力の形式が決まりません" in done.err
    assert ".txt, .json, .sarif, .xml, .md" in done.err


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("1", 1),
        ("12", 12),
        ("１２", 12),
        ("0000000012", 12),
        ("0", None),
        ("13", None),
        ("0000809999", None),
        ("9" * 10_000, None),
        ("0" * 10_000, None),
        ("-1", None),
        ("1.0", None),
        ("²", None),
        ("", None),
    ],
)
def test_a_whole_number_is_read_as_a_whole(text: str, number: int | None) -> None:
    assert whole_number(text, 1, 12) == number


@pytest.mark.parametrize(
    ("answer", "meant"), [("2", "乙"), ("0000000002", "乙"), ("00000000012", None)]
)
def test_an_answer_with_zeros_before_it(answer: str, meant: str | None) -> None:
    assert chosen(answer, ("甲", "乙")) == meant


def test_jobs_with_zeros_before_them(run: Run, good: Path) -> None:
    assert run("validate", good, "--jobs", "0001").code == 0
