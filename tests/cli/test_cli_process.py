"""pia as a process: streams, encodings, pipes, terminals and signals."""

from __future__ import annotations

import fcntl
import os
import pty
import re
import select
import signal
import struct
import subprocess
import sys
import termios
from pathlib import Path

import pytest

from cli.support import EXAMPLE, TYPO, cells, environment, pia
from pia_cli.cli.output import tell_locale


@pytest.mark.parametrize("env", [{"LC_ALL": "C", "PYTHONUTF8": "0"}, {"PYTHONIOENCODING": "cp932"}])
def test_any_locale(tmp_path: Path, env: dict[str, str]) -> None:
    path = tmp_path / "評価書.yaml"
    path.write_text(TYPO, "utf-8")
    done = pia("validate", path, env=env)
    assert done.code == 1
    assert "様式" in done.out
    assert "ファイルを検査" in done.err
    assert (
        "国保" in pia("new", "--interactive", stdin="\n国保\n".encode() + b"\n" * 10, env=env).out
    )


@pytest.mark.parametrize(
    ("env", "told"),
    [
        ({"LC_ALL": "C", "PYTHONUTF8": "0"}, True),
        ({"LC_ALL": "C", "PYTHONUTF8": ""}, False),
        ({"LC_ALL": "C.UTF-8", "PYTHONUTF8": "0"}, False),
    ],
)
def test_a_locale_without_japanese_is_told(env: dict[str, str], told: bool) -> None:
    done = pia("validate", "ない.yaml", env=env)
    assert done.code == 3
    assert done.err.startswith("注意: ロケールの文字コード（ascii）に日本語がない") == told


def test_a_locale_with_japanese_is_not_told(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    for encoding in ("euc_jp", "cp932", "utf-8"):
        monkeypatch.setattr(sys, "getfilesystemencoding", lambda encoding=encoding: encoding)
        tell_locale()
    assert capsys.readouterr().err == ""


def test_a_name_that_is_not_utf_8(tmp_path: Path) -> None:
    name = os.fsencode(tmp_path) + b"/\x95].yaml"
    try:
        with open(name, "wb") as file:
            file.write(TYPO.encode())
    except OSError:
        pytest.skip("the file system only has UTF-8 names")
    for words in (["--format", "json"], [], ["--color", "always"]):
        done = pia("validate", name, *words)
        assert done.code == 1
        assert "dc95" in done.out.lower()


@pytest.mark.parametrize(
    ("script", "code"),
    [
        ('"$@" | head -1; exit ${PIPESTATUS[0]}', 3),
        ('PYTHONUNBUFFERED=1 "$@" | head -1; exit ${PIPESTATUS[0]}', 3),
        ('"$@" --color always | head -1; exit ${PIPESTATUS[0]}', 3),
        ('"$@" 2>&1 | true; exit ${PIPESTATUS[0]}', 3),
        ('"$@" > /dev/full', 3),
        ('"$@" --color always > /dev/full', 3),
        ('"$@" >&-', 0),
        ('"$@" 2>&-', 0),
    ],
)
def test_streams_that_end_early(tmp_path: Path, script: str, code: int) -> None:
    for number in range(4):  # more than a pipe holds, however late its reader ends
        path = tmp_path / f"many{number}.yaml"
        path.write_text(TYPO + "変更箇所:\n" + "  - 変更日: 令和1年6月27日\n" * 200, "utf-8")
    done = pia("validate", tmp_path, "--select", "D", shell=script, env={"PYTHONUNBUFFERED": ""})
    assert done.code == code
    assert "Traceback" not in done.err
    assert "Exception ignored" not in done.err
    assert ("標準出力に書き込めません（空き容量がありません）" in done.err) is ("full" in script)


def test_a_closed_stdin() -> None:
    done = pia("validate", "-", shell='"$@" <&-')
    assert done.code == 3
    assert done.err == "pia: 標準入力が閉じられています\n"


def test_a_version_nobody_reads() -> None:
    done = pia("--version", shell='"$@" | true; exit ${PIPESTATUS[0]}')
    assert done.err == ""


def on_terminal(words: list[str], columns: int, interrupt_at: str = "") -> str:
    """What pia shows on a terminal, then its exit code; interrupted when it shows a text."""
    master, slave = pty.openpty()
    fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", 24, columns, 0, 0))
    process = subprocess.Popen(
        [sys.executable, "-m", "pia_cli", *words],
        stdin=slave,
        stdout=slave,
        stderr=slave,
        env=environment({"TERM": "xterm"}),
        preexec_fn=_default_interrupt,
    )
    os.close(slave)
    shown = b""
    while select.select([master], [], [], 20)[0]:
        try:
            part = os.read(master, 65536)
        except OSError:  # the other end is closed
            break
        shown += part
        if not part:
            break
        if interrupt_at and interrupt_at.encode() in shown:
            process.send_signal(signal.SIGINT)
            interrupt_at = ""
    os.close(master)
    return f"{shown.decode('utf-8')}\n[{process.wait(20)}]"


def _default_interrupt() -> None:
    """Also where the tests run in the background of a script, which ignores interrupts."""
    signal.signal(signal.SIGINT, signal.default_int_handler)


def plain(shown: str) -> str:
    return re.sub(r"\x1b\[[0-9;?]*[A-Za-z]", "", shown)


@pytest.mark.parametrize("columns", [60, 80])
def test_excerpts_fit_the_terminal(tmp_path: Path, columns: int) -> None:
    path = tmp_path / "x.yaml"
    text = "長い文章と①Ⅱ※とabcを書きました。" * 30
    path.write_text(f"{TYPO}{text}: {text}\n公表日: {text}\n", "utf-8")
    shown = on_terminal(["validate", str(path), "--select", "F020,F045"], columns)
    lines = plain(shown).replace("\r", "").splitlines()
    excerpts = [line for line in lines if re.match(r" *\d* \|", line)]
    assert len(excerpts) >= 9
    assert max(map(cells, excerpts)) <= columns
    assert "\x1b[" in shown
    assert lines[-1] == "[1]"


def test_the_progress_is_shown_and_cleared(tmp_path: Path) -> None:
    for number in range(12):
        (tmp_path / f"{number}.yaml").write_bytes(EXAMPLE.read_bytes())
    shown = on_terminal(["validate", str(tmp_path), "--select", "F"], 80)
    assert "検査しています" in shown
    assert "12/12 ファイル" in plain(shown) or re.search("毎秒 [0-9.]+ 指摘 [0-9]+", plain(shown))
    assert "\x1b[2K" in shown  # the line of the progress is erased
    assert "12 ファイルを検査" in shown[shown.rindex("\x1b[2K") :]
    assert "検査しています" not in shown[shown.rindex("\x1b[2K") :]
    assert "検査しています" not in on_terminal(["validate", "-q", str(tmp_path)], 80)
    assert "検査しています" not in pia("validate", tmp_path).err


def test_an_interrupt(tmp_path: Path) -> None:
    for number in range(200):
        (tmp_path / f"{number}.yaml").write_bytes(EXAMPLE.read_bytes())
    shown = on_terminal(["validate", str(tmp_path)], 80, "検査")
    assert "Traceback" not in shown
    assert plain(shown).split()[-3:] == ["pia:", "中断しました", "[130]"]
    assert shown.rindex("\x1b[?25h") > shown.rindex("\x1b[?25l")  # the cursor is back


def test_an_interrupted_question() -> None:
    shown = on_terminal(["new", "--interactive"], 80, "評価書番号（例: 24）: ")
    assert "Traceback" not in shown
    assert plain(shown).splitlines()[-3:] == ["pia: 中断しました", "", "[130]"]
