"""``pia git``: assessments in git diff, git log and git show, in real repositories."""

from __future__ import annotations

import os
import shlex
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cli.support import EXAMPLE, ROOT, Run, cells, pia
from compare.repository import Repo, needs_git, quiet_git
from pia_cli.document.decode import MAX_BYTES
from pia_cli.render import item_lines

pytestmark = needs_git

PLACE = "評価書 一覧/介護 保険.yaml"
TEXT = EXAMPLE.read_text("utf-8")
OLD, NEW = "富士通Japan株式会社福島公共ビジネス部", "富士通株式会社"
NAMED = f"委託先名: {OLD}"
BLOCK = "# pia git install ここから\n*.yaml diff=pia\n*.yml diff=pia\n# pia git install ここまで\n"
HEAD = "様式: 重点項目評価書\n様式の版: 令和6年10月\n"


@pytest.fixture(autouse=True)
def _quiet(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    quiet_git(monkeypatch, tmp_path)


@pytest.fixture
def repo(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Repo:
    """An assessment and other YAML, committed; the current folder is the top."""
    repo = Repo.create(tmp_path / "文書 庫")
    repo.write(PLACE, TEXT)
    repo.write("other.yaml", "a: 1\nb: 2\n")
    repo.write("broken.yml", f"{HEAD}評価書名: [\n")
    repo.commit("最初の版")
    monkeypatch.chdir(repo.top)
    return repo


def attributes(repo: Repo) -> Path:
    return repo.top / ".git" / "info" / "attributes"


def state(repo: Repo) -> tuple[bytes, bytes | None]:
    """What install may change: the configuration and the attributes."""
    file = attributes(repo)
    config = (repo.top / ".git" / "config").read_bytes()
    return config, file.read_bytes() if file.exists() else None


def changed(diff: str) -> list[str]:
    """The lines of a diff that go and come."""
    lines = diff.splitlines()
    return [
        one for one in lines if one.startswith(("+", "-")) and not one.startswith(("+++", "---"))
    ]


def test_git_diff_shows_items(repo: Repo, run: Run) -> None:
    done = run("git", "install")
    assert (done.code, done.out) == (0, "")
    assert "項目ごと" in done.err
    repo.write(PLACE, TEXT.replace(NAMED, f"委託先名: {NEW}"))
    wanted = [f"-Ⅱ-4-委託事項1-③委託先名: {OLD}", f"+Ⅱ-4-委託事項1-③委託先名: {NEW}"]
    assert changed(repo.run("diff")) == wanted
    assert changed(repo.run("diff", cwd=repo.top / "評価書 一覧")) == wanted
    repo.commit("委託先の名称変更")
    assert changed(repo.run("log", "-p", "-1")) == wanted
    assert changed(repo.run("show")) == wanted
    assert changed(repo.run("diff", "--no-textconv", "HEAD~1")) != wanted


def test_every_line_of_a_hunk_names_its_item(repo: Repo, run: Run) -> None:
    run("git", "install")
    repo.write(PLACE, TEXT.replace("サーバ内に保管する。", "サーバ内に保管する。\n        追記。"))
    diff = repo.run("diff", "-U1")
    assert changed(diff) == ["+Ⅱ-6 保管場所 ※: 追記。"]
    assert diff.splitlines()[-1].startswith(" Ⅱ-6 保管場所 ※: サーバへのアクセスは")


def test_a_comment_is_no_difference(repo: Repo, run: Run) -> None:
    run("git", "install")
    repo.write(PLACE, f"# 注釈\n{TEXT}")
    assert changed(repo.run("diff")) == []


def test_a_comment_that_sets_findings_aside_is_a_difference(repo: Repo, run: Run) -> None:
    run("git", "install")
    text = TEXT.replace(NAMED, f"{NAMED}  # pia: ignore[F] すべてよい")
    repo.write(PLACE, f"# pia: ignore-file[F,C] 県の方針による\n{text}")
    wanted = [
        "+抑制の注釈 ファイル全体: # pia: ignore-file[F,C] 県の方針による",
        "+抑制の注釈 Ⅱ-4-委託事項1-③委託先名: # pia: ignore[F] すべてよい",
    ]
    assert changed(repo.run("diff")) == wanted
    repo.commit("抑制")
    assert changed(repo.run("show")) == changed(repo.run("log", "-p", "-1")) == wanted
    repo.write(PLACE, f"# 前に一行\n# pia: ignore-file[F,C] 県の方針による\n{text}")
    assert changed(repo.run("diff")) == []


def test_where_comments_stand_that_set_findings_aside(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "x.yaml"
    path.write_text(
        "# pia: ignore-file[N] until 令和9年3月31日 方針\u202e\n"
        f"{HEAD}# pia: ignore[F011] 後で\n評価書名:\n評価書番号: 1  # pia: ignore[F]\n"
        "知らないキー: 1  # pia: ignore[F020] 残す\n"
        "特定個人情報ファイルの概要:\n"
        "  - 特定個人情報ファイル名: 甲  # pia: ignore[F] 個人番号 123456789018 のまま\n"
        "    特定個人情報の入手・使用:  # pia: ignore[F] 確認中\n"
        "      使用目的: |  # pia: ignore[C] 確認済み\n        本文\n"
        "# pia: ignore-file[F] 遅い\n# pia: ignore[F] 何もない\n",
        "utf-8",
    )
    lines = run("git", "textconv", path).out.splitlines()
    assert [line for line in lines if line.startswith(item_lines.ASIDE)] == [
        "抑制の注釈 ファイル全体: # pia: ignore-file[N] until 令和9年3月31日 方針\\u{202E}",
        "抑制の注釈 評価書名: # pia: ignore[F011] 後で",
        "抑制の注釈 様式にない記載 知らないキー: # pia: ignore[F020] 残す",
        "抑制の注釈 Ⅱ 特定個人情報ファイルの概要: # pia: ignore[F] 個人番号 ************ のまま",
        "抑制の注釈 Ⅱ-3 特定個人情報の入手・使用: # pia: ignore[F] 確認中",
        "抑制の注釈 Ⅱ-3-③使用目的 ※: # pia: ignore[C] 確認済み",
        "抑制の注釈 項目のない行: # pia: ignore[F] 何もない",
    ]


def test_other_files_are_shown_as_they_are(repo: Repo, run: Run) -> None:
    repo.write("other.yaml", "a: 1\nb: 3\n")
    repo.write("broken.yml", f"{HEAD}評価書名: {{\n")
    repo.write("-x.yaml", "x: 1\n")
    repo.run("add", "-AN")
    before = repo.run("diff")
    run("git", "install")
    assert repo.run("diff") == before
    assert changed(before) == [
        "+x: 1",
        "-評価書名: [",
        "+評価書名: {",
        "-b: 2",
        "+b: 3",
    ]


@pytest.mark.parametrize(
    "before",
    [
        *(
            None,
            b"",
            b"*.md text\n",
            b"*.md text",
            b"*.md text\r\n*.x y\r\n",
            b"*.md text\r\n*.x y",
        ),
        *(b"\xff\xfe\x00", b"\n", b"# pia\n\n", b"\xef\xbb\xbf*.md text\n"),
    ],
)
def test_uninstall_restores_every_byte(repo: Repo, run: Run, before: bytes | None) -> None:
    if before is not None:
        attributes(repo).parent.mkdir(exist_ok=True)
        attributes(repo).write_bytes(before)
    start, listed = state(repo), repo.run("config", "--list", "--local")
    assert run("git", "install").code == 0
    assert state(repo)[1] != before
    assert (state(repo)[1] or b"").startswith(before or b"")
    assert repo.run("check-attr", "diff", "x/y.yaml").endswith(": pia\n")
    installed = state(repo)
    again = run("git", "install")
    assert (again.code, state(repo)) == (0, installed)
    assert "既に設定されています" in again.err
    done = run("git", "uninstall")
    assert (done.code, done.out) == (0, "")
    assert "取り除きました" in done.err
    assert state(repo) == start
    assert repo.run("config", "--list", "--local") == listed


def test_what_is_written(repo: Repo, run: Run) -> None:
    run("git", "install")
    assert attributes(repo).read_text("utf-8") == BLOCK
    command = repo.run("config", "--local", "diff.pia.textconv").rstrip("\n")
    program, *words = shlex.split(command)
    assert (program, words) == (sys.executable, ["-P", "-m", "pia_cli", "git", "textconv", "--"])


def test_nothing_to_uninstall(repo: Repo, run: Run) -> None:
    before = state(repo)
    done = run("git", "uninstall")
    assert (done.code, state(repo)) == (0, before)
    assert "設定はありません" in done.err


def test_lines_around_the_block_stay(repo: Repo, run: Run) -> None:
    attributes(repo).parent.mkdir(exist_ok=True)
    attributes(repo).write_bytes(b"a x\n" + BLOCK.encode() + b"b y")
    run("git", "install", "--pattern", "c.yaml")
    middle = BLOCK.replace("*.yaml diff=pia\n*.yml", "c.yaml").encode()
    assert attributes(repo).read_bytes() == b"a x\n" + middle + b"b y"
    run("git", "uninstall")
    assert attributes(repo).read_bytes() == b"a x\nb y"


def test_patterns(repo: Repo, run: Run) -> None:
    repo.write(PLACE, TEXT.replace(NAMED, f"委託先名: {NEW}"))
    plain = changed(repo.run("diff"))
    patterns = ["評価書 一覧/*.yaml", 'a"b\\c', "#x", "x", "x"]
    run("git", "install", *(word for one in patterns for word in ("--pattern", one)))
    assert changed(repo.run("diff")) != plain
    for name, found in (
        ("評価書 一覧/z.yaml", "pia"),
        ("#x", "pia"),
        ("other.yaml", "unspecified"),
    ):
        assert repo.run("check-attr", "-z", "diff", name).split("\0")[2] == found
    assert attributes(repo).read_text("utf-8").splitlines()[1:-1] == [
        '"評価書 一覧/*.yaml" diff=pia',
        '"a\\"b\\\\c" diff=pia',
        '"#x" diff=pia',
        "x diff=pia",
    ]
    assert "既に設定されています" in run("git", "install").err  # keeps the patterns


@pytest.mark.parametrize("pattern", ["", "!*.yaml", "a\nb", "評価書/", "\x1b[31m"])
def test_useless_patterns(repo: Repo, run: Run, pattern: str) -> None:
    before = state(repo)
    done = run("git", "install", "--pattern", pattern)
    assert (done.code, state(repo)) == (2, before)
    assert "使えません" in done.err


@pytest.mark.parametrize("value", ["other", "pia git textconv", "cat -m pia_cli git textconv -- x"])
def test_a_foreign_setting_is_kept(repo: Repo, run: Run, value: str) -> None:
    repo.run("config", "diff.pia.textconv", value)
    repo.run("config", "diff.pia.cachetextconv", "false")
    before = state(repo)
    done = run("git", "install")
    assert (done.code, state(repo)) == (3, before)
    assert f"別のコマンドに設定されています: {value}" in done.err
    assert "--force" in done.err
    assert run("git", "uninstall").code == 0
    assert state(repo) == before
    assert run("git", "install", "--force").code == 0
    assert repo.run("config", "--get-all", "diff.pia.textconv").startswith(sys.executable)
    assert run("git", "install", "--force").code == 0
    done = run("git", "uninstall")
    assert f"diff.pia.textconv を元の設定に戻しました: {value}" in done.err
    assert repo.run("config", "--get", "diff.pia.textconv") == f"{value}\n"
    assert state(repo)[1] == before[1]
    assert "pia.replaced" not in repo.run("config", "--list", "--local")
    assert "[pia]" not in state(repo)[0].decode()


def test_several_foreign_settings_come_back_in_order(repo: Repo, run: Run) -> None:
    for value in ("cat -A", "  #x; 'y'\tz ", "-z"):
        repo.run("config", "--add", "diff.pia.textconv", value)
    before = state(repo), repo.run("config", "-z", "--list", "--local")
    assert run("git", "install").code == 3
    assert run("git", "install", "--force").code == 0
    assert run("git", "uninstall").code == 0
    assert (state(repo), repo.run("config", "-z", "--list", "--local")) == before


def test_a_setting_made_after_install_wins_over_the_one_replaced(repo: Repo, run: Run) -> None:
    repo.run("config", "diff.pia.textconv", "one")
    run("git", "install", "--force")
    repo.run("config", "diff.pia.textconv", "two")
    assert run("git", "uninstall").code == 0
    assert repo.run("config", "--get-all", "diff.pia.textconv") == "two\n"
    assert "pia.replaced" not in repo.run("config", "--list", "--local")


def test_a_pia_that_moved_is_put_right(repo: Repo, run: Run) -> None:
    run("git", "install")
    wanted = state(repo)
    repo.run("config", "diff.pia.textconv", "'/old place/python' -P -m pia_cli git textconv --")
    assert "項目ごと" in run("git", "install").err
    assert state(repo) == wanted


@pytest.mark.parametrize("text", [BLOCK[:-5], BLOCK + BLOCK, BLOCK.partition("\n")[2]])
def test_a_damaged_block_is_left_to_a_person(repo: Repo, run: Run, text: str) -> None:
    attributes(repo).parent.mkdir(exist_ok=True)
    attributes(repo).write_text(text, "utf-8")
    before = state(repo)
    for command in ("install", "uninstall"):
        done = run("git", command)
        assert (done.code, state(repo)) == (3, before)
        assert "印が揃っていません" in done.err


def test_attributes_that_cannot_be_written(repo: Repo, run: Run) -> None:
    attributes(repo).mkdir(parents=True)
    before = (repo.top / ".git" / "config").read_bytes()
    done = run("git", "install")
    assert (done.code, done.out) == (3, "")
    assert "フォルダです" in done.err
    assert (repo.top / ".git" / "config").read_bytes() == before


def test_no_folder_for_attributes_and_a_link(repo: Repo, run: Run, tmp_path: Path) -> None:
    info = attributes(repo).parent
    for file in info.iterdir():
        file.unlink()
    info.rmdir()
    assert run("git", "install").code == 0
    attributes(repo).rename(tmp_path / "attributes")
    attributes(repo).symlink_to(tmp_path / "attributes")
    run("git", "install", "--pattern", "x")
    assert attributes(repo).is_symlink()
    assert b"x diff=pia" in (tmp_path / "attributes").read_bytes()


@pytest.mark.parametrize("place", ["評価書 一覧", "../linked", "../bare.git"])
def test_from_elsewhere(repo: Repo, run: Run, monkeypatch: pytest.MonkeyPatch, place: str) -> None:
    repo.run("worktree", "add", "-q", "--detach", repo.top.parent / "linked")
    repo.run("clone", "-q", "--bare", repo.top, repo.top.parent / "bare.git")
    here = repo.top / place
    monkeypatch.chdir(here)
    assert run("git", "install").code == 0
    assert repo.run("check-attr", "-a", "x.yaml", cwd=here if "linked" in place else None) == (
        "" if "bare" in place else "x.yaml: diff: pia\n"
    )
    monkeypatch.chdir(repo.top)
    other = run("git", "install", "--repo", str(here))
    assert "既に設定されています" in other.err
    assert run("git", "uninstall", "-C", str(here)).err.endswith("取り除きました\n")


def test_git_log_in_a_bare_repository(repo: Repo, run: Run) -> None:
    repo.run("clone", "-q", "--bare", repo.top, repo.top.parent / "bare.git")
    run("git", "install", "-C", "../bare.git")
    log = repo.run("log", "-p", cwd=repo.top.parent / "bare.git")
    assert f"+Ⅱ-4-委託事項1-③委託先名: {OLD}\n" in log


def test_modules_of_the_work_tree_are_not_run(repo: Repo, run: Run) -> None:
    run("git", "install")
    repo.write("pia_cli/__init__.py", "raise SystemExit(9)\n")
    repo.write("re.py", "raise SystemExit(9)\n")
    repo.write(PLACE, TEXT.replace(NAMED, f"委託先名: {NEW}"))
    assert len(changed(repo.run("diff"))) == 2


def test_failures(tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for command in ("install", "uninstall"):
        done = run("git", command)
        assert (done.code, done.out) == (3, "")
        assert "git のリポジトリの中にありません" in done.err
        assert run("git", command, "-C", "none").code == 2
        assert run("git", command, "-C", "").code == 2
    monkeypatch.setenv("PATH", "")
    done = run("git", "install")
    assert done.code == 3
    assert "git が見つかりません" in done.err


@pytest.mark.parametrize(
    ("line", "said", "command"),
    [
        ("git instal", "「install」のことですか？", "pia git"),
        ("git --foo", "オプション「--foo」はありません", "pia git"),
        ("git install x", "引数が多すぎます: x", "pia git install"),
        ("git install --patern x", "「--pattern」のことですか？", "pia git install"),
        ("git install --pattern", "オプション「--pattern」の値がありません", "pia git install"),
        ("git textconv", "FILE を指定してください", "pia git textconv"),
    ],
)
def test_usage_errors(run: Run, line: str, said: str, command: str) -> None:
    done = run(*line.split())
    assert (done.code, done.out) == (2, "")
    assert said in done.err
    assert done.err.endswith(f"{command} --help で使い方を表示します\n")


@pytest.mark.parametrize("command", ["git", "git install", "git uninstall", "git textconv"])
def test_help(repo: Repo, run: Run, command: str) -> None:
    repo.write("examples/koriyama_kaigo.yaml", TEXT)
    page = run(*command.split(), "--help").out
    assert page.startswith(f"使い方: pia {command} [オプション]")
    assert max(map(cells, page.splitlines())) <= 100
    for example in page.partition("例:\n")[2].splitlines():
        assert run(*shlex.split(example)[1:]).code == 0, example
    assert run("git").out == run("git", "--help").out


def test_textconv_tells_everything(run: Run) -> None:
    done = run("git", "textconv", EXAMPLE)
    assert (done.code, done.err) == (0, "")
    lines = done.out.splitlines()
    assert all(": " in line or line.endswith(":") for line in lines)
    for line in (
        "様式: [重点項目評価書]",
        "特記事項: （空欄）",
        "公表日: 令和8年2月16日",
        "Ⅱ-3-①入手元 ※: [　] 本人又は本人の代理人",
        "Ⅱ-5 提供・移転の有無: [○] 提供を行っている（20件）",
        "Ⅱ-6 保管場所 ※: サーバへのアクセスはIDとパスワードによる認証が必要となる。",
        "Ⅱ-6 保管場所 ※:",
        "別添1-認定情報-27: 申請者郵便番号",
        "別添2-3 提出時期に係る説明: （空欄）",
        f"別添2-23 変更後の記載: {OLD}",
    ):
        assert line in lines
    assert item_lines.OUTSIDE not in done.out


def test_textconv_of_a_document_with_faults_loses_nothing(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "x.yaml"
    path.write_text(
        f"{HEAD}知らないキー: 1\n空のキー:\n評価書名: {{a: b}}\n基本情報: 文章\n変更箇所: [c, []]\n"
        "特定個人情報ファイルの概要:\n  特定個人情報の入手・使用:\n    入手元: 紙\n"
        '    入手方法: {紙: x}\n    使用方法: "a\\n\\nb\\u202E\\t\\n"\n',
        "utf-8",
    )
    lines = run("git", "textconv", path).out.splitlines()
    assert [line for line in lines if line.startswith((item_lines.OUTSIDE, "Ⅰ", "Ⅱ-3-⑤使"))] == [
        "Ⅰ 基本情報: 文章",
        "Ⅱ-3-⑤使用方法: a",
        "Ⅱ-3-⑤使用方法:",
        "Ⅱ-3-⑤使用方法: b\\u{202E} ",
        "様式にない記載 知らないキー: 1",
        "様式にない記載 空のキー: （空欄）",
        "様式にない記載 評価書名 > a: b",
        "様式にない記載 変更箇所 > 1: c",
        "様式にない記載 特定個人情報ファイルの概要 > 特定個人情報の入手・使用 > 入手元: 紙",
        "様式にない記載 特定個人情報ファイルの概要 > 特定個人情報の入手・使用 > 入手方法 > 紙: x",
    ]


@pytest.mark.parametrize(
    "data",
    [
        *(
            b"",
            b"a: 1",
            b"\xff\xfe\x00\r\n\r",
            TEXT.encode("cp932", "replace"),
            TEXT.encode("utf-16"),
        ),
        *(one.encode() for one in (f"{HEAD}a: [", f"{HEAD}様式: x\n", f"{HEAD}a: &x 1\nb: *x\n")),
        *(
            one.encode()
            for one in ("様式: 基礎項目評価書\n", "評価書名: x\r\n", f"{HEAD}a: \x1b[31m\n")
        ),
        HEAD.encode() + b"#" + b"\xe3\x81\x82" * (MAX_BYTES // 2) + b"\n",
    ],
    ids=range(12),
)
def test_other_bytes_pass_unchanged(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "x.yaml"
    path.write_bytes(data)
    words = [sys.executable, "-m", "pia_cli", "git", "textconv", "--", str(path)]
    env = {**os.environ, "LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONIOENCODING": "cp932"}
    done = subprocess.run(words, env=env, capture_output=True, check=False)
    assert (done.returncode, done.stdout == data, done.stderr) == (0, True, b"")


def test_a_bug_does_not_keep_git_from_its_diff(
    run: Run, good: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise ValueError

    monkeypatch.setattr(item_lines, "item_lines", fail)
    done = run("git", "textconv", good)
    assert (done.code, done.out, done.err) == (0, TEXT, "")


def test_textconv_of_what_cannot_be_read(run: Run, tmp_path: Path) -> None:
    said = {
        tmp_path: "ファイルではなくフォルダです",
        tmp_path / "none": "ファイルが見つかりません",
        "a\0b": "ファイルを読めません",
    }
    for path, why in said.items():
        done = run("git", "textconv", path)
        assert (done.code, done.out) == (3, "")
        assert why in done.err
    done = run("git", "textconv", "")
    assert (done.code, done.out) == (2, "")
    assert "FILE が空です" in done.err


def test_textconv_into_a_closed_pipe() -> None:
    script = '"$@" git textconv examples/koriyama_kaigo.yaml | true; exit ${PIPESTATUS[0]}'
    done = pia(shell=script, cwd=ROOT)
    assert (done.code, done.err) == (3, "")


PIECES = st.sampled_from(
    [
        "様式",
        ": ",
        "\n",
        "  ",
        "- ",
        "[",
        "]",
        "{",
        "}",
        "a",
        '"',
        "|",
        "\t",
        "\0",
        "入手元",
        "変更箇所",
    ]
)


@settings(max_examples=100)
@given(st.one_of(st.binary(), st.lists(PIECES).map(lambda parts: "".join(parts).encode())))
def test_any_bytes(data: bytes) -> None:
    item_lines.assessment_lines(data)
    item_lines.assessment_lines(HEAD.encode() + data)


@settings(max_examples=40)
@given(st.integers(0, len(TEXT)), st.integers(0, 40), st.lists(PIECES, max_size=4))
def test_any_edit(start: int, size: int, parts: list[str]) -> None:
    data = (TEXT[:start] + "".join(parts) + TEXT[start + size :]).encode()
    text = item_lines.assessment_lines(data)
    assert text == item_lines.assessment_lines(data)
    assert text is None or all(line.isprintable() or "　" in line for line in text.splitlines())
