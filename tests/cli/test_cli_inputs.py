"""Which files ``pia validate`` checks, and what it says of the others."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from cli.support import EXAMPLE, TYPO, Done, Run, is_clean


def checked(done: Done) -> set[str]:
    """The names of the files with findings, from concise output."""
    return {line.split(":")[0] for line in done.out.splitlines()}


@pytest.fixture
def tree(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name in ("a.yaml", "b/c.yml", "b/d/e.YAML", "b/f.txt", ".git/g.yaml", "b/h[1].yaml"):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(TYPO, "utf-8")
    (tmp_path / "b" / "ci.yaml").write_text("jobs: 1\n", "utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


EVERYTHING = {"a.yaml", "b/c.yml", "b/d/e.YAML", "b/h[1].yaml"}


@pytest.mark.parametrize(
    ("words", "names"),
    [
        ([], EVERYTHING),
        (["."], EVERYTHING),
        (["b"], EVERYTHING - {"a.yaml"}),
        (["b/"], EVERYTHING - {"a.yaml"}),
        ([".git"], {".git/g.yaml"}),
        (["a.yaml", "./a.yaml", "."], EVERYTHING),
        (["*.yaml"], {"a.yaml"}),
        (["b/*.y*ml"], {"b/c.yml", "b/ci.yaml", "b/h[1].yaml"}),
        (["b/h[1].yaml"], {"b/h[1].yaml"}),
        (["**/*.yml"], {"b/c.yml"}),
        (["**/d/*"], {"b/d/e.YAML"}),
        (["b/**/**/e.*"], {"b/d/e.YAML"}),
        (["**/d/**"], {"b/d/e.YAML"}),
        (["**"], EVERYTHING),
        (["b/**"], EVERYTHING - {"a.yaml"}),
        (["b/f.txt"], {"b/f.txt"}),
    ],
)
def test_files_folders_and_globs(run: Run, tree: Path, words: list[str], names: set[str]) -> None:
    done = run("validate", "--format", "concise", *words)
    assert done.code == 1
    assert checked(done) == names


def test_an_absolute_glob(run: Run, tree: Path) -> None:
    done = run("validate", "--format", "concise", f"{tree}/**/*.yml")
    assert checked(done) == {str(tree / "b" / "c.yml")}


def test_a_file_without_the_form_key_is_skipped_and_named_with_v(run: Run, tree: Path) -> None:
    assert "ci.yaml" not in run("validate", "b").err
    done = run("validate", "-v", "b")
    assert "対象外: b/ci.yaml: 「様式」など表紙のキーで始まる行がないため" in done.err
    assert "対象外のファイル 1" in done.err


def test_a_file_without_the_form_key_is_checked_when_it_is_named(run: Run, tree: Path) -> None:
    done = run("validate", "--format", "concise", "b/ci.yaml", "b")
    assert any(line.startswith("b/ci.yaml:1:1: error[F001]") for line in done.out.splitlines())


def test_only_skipped_files_are_nothing_to_check(run: Run, tree: Path) -> None:
    (tree / "only").mkdir()
    (tree / "b" / "ci.yaml").rename(tree / "only" / "ci.yaml")
    done = run("validate", "only")
    assert done.code == 3
    assert "検査する評価書が見つかりません" in done.err
    assert "対象外 1 ファイルの名前は -v" in done.err


def test_an_empty_folder(run: Run, tmp_path: Path) -> None:
    done = run("validate", tmp_path)
    assert (done.code, done.out) == (3, "")
    assert "検査する評価書が見つかりません" in done.err


def test_loops_of_links_end(run: Run, tree: Path) -> None:
    for name in ("loop", "b/loop", "b/d/loop"):
        (tree / name).symlink_to(tree, target_is_directory=True)
    for words in (["."], ["**/*.y*ml", "**/*.YAML"]):
        done = run("validate", "--format", "concise", *words)
        assert checked(done) >= EVERYTHING
        assert not any("loop" in name for name in checked(done))


def test_a_broken_link_is_said(run: Run, tree: Path) -> None:
    (tree / "b" / "broken.yaml").symlink_to("nowhere")
    done = run("validate", "b")
    assert done.code == 3
    assert "ファイルが見つかりません: b/broken.yaml" in done.err


def test_a_missing_file_does_not_hide_the_others(run: Run, good: Path) -> None:
    bad = good.with_name("bad.yaml")
    bad.write_text(TYPO, "utf-8")
    done = run("validate", "--format", "concise", good, bad, good.with_name("none.yaml"))
    assert done.code == 3
    assert str(bad) in checked(done)
    assert f"ファイルが見つかりません: {good.with_name('none.yaml')}" in done.err
    assert "読めないファイル 1" in done.err


def test_a_glob_without_a_match(run: Run, good: Path) -> None:
    done = run("validate", good, f"{good.parent}/*.yml")
    assert done.code == 3
    assert "ワイルドカードに一致するファイルがありません" in done.err
    assert "1 ファイルを検査" in done.err


def test_an_empty_name(run: Run) -> None:
    done = run("validate", "")
    assert done.code == 2
    assert "空の名前" in done.err


def test_a_folder_that_cannot_be_listed_is_said(
    run: Run, tree: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    scandir = os.scandir

    def refuse(path: str) -> object:
        if str(path).endswith("d"):
            raise PermissionError(13, "Permission denied", path)
        return scandir(path)

    monkeypatch.setattr(os, "scandir", refuse)
    done = run("validate", "b")
    assert done.code == 3
    assert "フォルダの中を読めません: b/d（権限がありません）" in done.err


def test_a_file_that_may_not_be_read(run: Run, good: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    if os.geteuid() == 0:
        opened = os.open

        def refuse(path: object, *rest: int) -> int:
            if str(path).endswith("good.yaml"):
                raise PermissionError(13, "Permission denied")
            return opened(path, *rest)  # type: ignore[arg-type]  # as given

        monkeypatch.setattr(os, "open", refuse)
    else:
        good.chmod(0)
    done = run("validate", good)
    assert done.code == 3
    assert "ファイルを読む権限がありません" in done.err


def test_a_fifo_is_refused_without_waiting(run: Run, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.yaml")
    done = run("validate", tmp_path / "pipe.yaml")
    assert done.code == 3
    assert "パイプ" in done.err


def test_stdin_has_the_name_given(run: Run) -> None:
    done = run(
        "validate", "-", "--stdin-filename", "国保.yaml", "--format", "concise", stdin=TYPO.encode()
    )
    assert done.code == 1
    assert checked(done) == {"国保.yaml"}
    assert checked(run("validate", "-", "--format", "concise", stdin=b"a: 1")) == {"<stdin>"}


def test_stdin_twice_is_checked_once(run: Run) -> None:
    done = run("validate", "-", "-", stdin=EXAMPLE.read_bytes())
    assert done.code == 0
    assert "1 ファイルを検査" in done.err


@pytest.mark.parametrize(
    ("data", "code", "said"),
    [
        (b"", "Y001", "内容がありません"),
        (b"# only a comment\n", "Y001", "内容がありません"),
        (bytes(range(256)) * 4, "Y002", "UTF-8 ではありません"),
        (TYPO.encode("cp932"), "Y002", "Shift_JIS のようです"),
        (TYPO.encode("euc_jp"), "Y002", "EUC-JP のようです"),
        (TYPO.encode("utf-16"), "Y002", "UTF-16 のようです"),
        (TYPO.encode("utf-32"), "Y002", "UTF-32 のようです"),
        (TYPO.replace("1", "1\0").encode(), "Y004", "U+0000"),
        (TYPO.encode() + b"\x1b[31m: x\n", "Y004", "U+001B"),
        (b"[" * 60_000, "Y020", ""),
        (TYPO.replace("重点", "基礎").encode(), "F002", "基礎項目評価書"),
        (TYPO.replace("重点", "重要").encode(), "F002", "「重点項目評価書」のことですか？"),
        (TYPO.replace("令和6", "令和5").encode(), "F003", "令和5年10月"),
        (b"a: [\n", "Y005", ""),
        (b"- a\n", "Y016", ""),
    ],
    ids=lambda value: value if isinstance(value, str) and value.isascii() else "",
)
def test_bad_bytes_among_good_files(
    run: Run, good: Path, data: bytes, code: str, said: str
) -> None:
    (good.parent / "bad.yaml").write_bytes(data)
    words = ["bad.yaml", "good.yaml"]
    done = run("validate", "--format", "concise", *(good.parent / word for word in words))
    first = done.out.splitlines()[0]
    assert done.code == 1
    assert f"bad.yaml:{first.split(':')[1]}:" in first
    assert f"error[{code}]" in first
    assert said in first
    assert "2 ファイルを検査" in done.err
    assert is_clean(done.out + done.err)


def test_a_legacy_encoding_is_not_skipped_in_a_folder(run: Run, good: Path) -> None:
    (good.parent / "sjis.yaml").write_bytes(TYPO.encode("cp932"))
    done = run("validate", good.parent)
    assert done.code == 1
    assert "Y002" in done.out


@pytest.mark.parametrize("change", ["bom", "crlf"])
def test_bom_and_crlf_are_fine(run: Run, good: Path, change: str) -> None:
    data = good.read_bytes()
    before = run("validate", "--format", "concise", good)
    good.write_bytes(b"\xef\xbb\xbf" + data if change == "bom" else data.replace(b"\n", b"\r\n"))
    after = run("validate", "--format", "concise", good)
    assert after.code == 0
    assert after.out == before.out


@pytest.mark.parametrize("name", ["国保 (案)\n二.yaml", "\x1b[31m赤.yaml", "[red]x[bold].yaml"])
@pytest.mark.parametrize("color", ["never", "always"])
def test_strange_names_are_shown_as_text(run: Run, tmp_path: Path, name: str, color: str) -> None:
    (tmp_path / name).write_text(TYPO, "utf-8")
    done = run("validate", "--color", color, tmp_path)
    assert done.code == 1
    assert "\x1b[31m赤" not in done.out
    assert name.replace("\n", "\\u{0A}").replace("\x1b", "\\u{1B}") in done.out
    missing = run("validate", tmp_path / f"x{name}")
    assert is_clean(missing.err)
    assert missing.code == 3
