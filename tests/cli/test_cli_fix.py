"""``pia fix``: shown, written, refused."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from cli.support import EXAMPLE, Run


@pytest.fixture
def copy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    target = tmp_path / "国保 1.yaml"
    target.write_bytes(EXAMPLE.read_bytes())
    return target


def test_diff_shows_and_writes_nothing(run: Run, copy: Path) -> None:
    done = run("fix", "--diff", copy.name)
    assert done.code == 0
    assert done.out.count("+  - 変更日: 令和元年6月27日\n") == 5
    assert done.err == "国保 1.yaml: 5 か所を直せます（D003 5）\n"
    assert copy.read_bytes() == EXAMPLE.read_bytes()
    assert run("fix", "--diff", "--exit-code", copy.name).code == 1
    piped = run("fix", "--diff", "-", stdin=copy.read_bytes())
    assert piped.out.replace("<stdin>", "国保 1.yaml\t") == done.out


@pytest.mark.skipif(not shutil.which("patch"), reason="no patch")
@pytest.mark.parametrize("change", ["lf", "crlf", "no newline at the end"])
def test_a_diff_can_be_applied(run: Run, copy: Path, change: str) -> None:
    head = "様式: 重点項目評価書\n様式の版: 令和6年10月\n評価書番号: 1\n"
    text = f"{head}公表日: 令和1年6月27日\n"
    data = (text[:-1] if change.startswith("no") else text).encode()
    data = data.replace(b"\n", b"\r\n") if change == "crlf" else data
    copy.write_bytes(data)
    shown = run("fix", "--diff", copy.name).out
    subprocess.run(["patch", "--binary", "-p0"], input=shown.encode(), cwd=copy.parent, check=True)
    assert copy.read_bytes() == data.replace("令和1年".encode(), "令和元年".encode())


def test_fix_writes_once(run: Run, copy: Path) -> None:
    done = run("fix", copy.name)
    assert (done.code, done.out) == (0, "")
    assert done.err == "国保 1.yaml: 5 か所を直しました（D003 5）\n"
    written = copy.read_bytes()
    assert written == EXAMPLE.read_bytes().replace("令和1年6".encode(), "令和元年6".encode())
    again = run("fix", "--exit-code", copy.name)
    assert (again.code, again.err) == (0, "国保 1.yaml: 直すところはありません\n")
    assert copy.read_bytes() == written
    assert run("fix", "-q", copy.name).err == ""


@pytest.mark.parametrize("rules", ["first-year", "D003、F031", "d003，F,C", "Ｄ００３ , L"])
def test_rules_are_named_as_for_validate(run: Run, copy: Path, rules: str) -> None:
    assert run("validate", "--select", rules, copy.name).code in (0, 1)
    done = run("fix", "--diff", "--select", rules, copy.name)
    assert done.err == "国保 1.yaml: 5 か所を直せます（D003 5）\n"


def test_folder_skips_what_is_no_assessment(run: Run, copy: Path) -> None:
    other = copy.with_name("他.yaml")
    other.write_text("変更日: 令和1年6月27日\n", "utf-8")
    done = run("fix", "--select", "D", ".")
    assert done.code == 0
    assert done.err.count("\n") == 1
    assert other.read_text("utf-8") == "変更日: 令和1年6月27日\n"


@pytest.mark.parametrize(
    ("words", "message", "code"),
    [
        (("-",), "標準入力は書き換えられません", 2),
        (("",), "空の名前", 2),
        (("--select", "C026", "x.yaml"), "--select の「C026」に、直せる規則はありません", 2),
        (("--select", "C026、C007", "x.yaml"), "「C026、C007」に、直せる規則はありません", 2),
        (("--select", "", "x.yaml"), "--select に空の規則があります", 2),
        (("--select", "D0031", "x.yaml"), "「D0031」という規則はありません。「D003」の", 2),
        (("ない.yaml",), "ファイルが見つかりません", 3),
        (("空",), "直す評価書がありません", 3),
        (("雑.bin",), "評価書ではないようです", 3),
        (("壊れた.yaml",), "壊れた.yaml: YAML として読めないところがあるため、直していません", 3),
        (("--diff", "壊れた.yaml"), "直していません", 3),
    ],
)
def test_refused(run: Run, copy: Path, words: tuple[str, ...], message: str, code: int) -> None:
    copy.with_name("空").mkdir()
    copy.with_name("壊れた.yaml").write_bytes("様式: 重点項目評価書\na: [\n".encode())
    copy.with_name("雑.bin").write_bytes(b"\x00\xff\n")
    done = run("fix", *words)
    assert (done.code, done.out) == (code, "")
    assert message in done.err
    assert copy.read_bytes() == EXAMPLE.read_bytes()


def test_what_is_left_is_told_with_place_and_reason(run: Run, copy: Path) -> None:
    text = copy.read_text("utf-8")
    spelt = text.replace("変更日: 令和1年6月27日", '変更日: "\\u4ee4和1年6月27日"', 1)
    line = spelt[: spelt.index("\\u4ee4")].count("\n") + 1
    copy.write_text(spelt, "utf-8")
    err = run("fix", copy.name).err
    assert err.startswith("国保 1.yaml: 4 か所を直しました（D003 4）。1 か所は自動では")
    assert f"\n  国保 1.yaml:{line}:10: D003 " in err
    assert "引用符の中で \\ を使って書かれています" in err


def test_a_refused_file_says_where(run: Run, copy: Path) -> None:
    copy.with_name("印.yaml").write_text("様式: &a 重点項目評価書\n様式の版: *a\n", "utf-8")
    err = run("fix", "印.yaml").err
    assert "印.yaml: YAML として読めないところがあるため、直していません（1 行目: " in err


def test_a_refused_file_stops_no_other(run: Run, copy: Path) -> None:
    copy.with_name("印.yaml").write_text("様式: &a 重点項目評価書\n様式の版: *a\n", "utf-8")
    done = run("fix", "印.yaml", copy.name)
    first, second = done.err.splitlines()
    assert (done.code, done.out) == (3, "")
    assert first.startswith("pia: 印.yaml: YAML として読めないところがある")
    assert second == "国保 1.yaml: 5 か所を直しました（D003 5）"


def test_the_lines_shown_hide_what_must_not_be_published(run: Run, copy: Path) -> None:
    """Whatever stands beside the slip, and with the sign of ``diff`` in front of it."""
    head = "様式: 重点項目評価書\n様式の版: 令和6年10月\n"
    slip = "公表日: 令和1年6月27日 # パスワード=Kaigo2024!\n123456789018: Kaigo2024!\n"
    copy.write_text(head + slip, "utf-8")
    assert run("fix", "--diff", copy.name).out.splitlines()[3:] == [
        " 様式の版: 令和6年10月",
        "-公表日: 令和1年6月27日 # パスワード=**********",
        "+公表日: 令和元年6月27日 # パスワード=**********",
        " ************: **********",
    ]
