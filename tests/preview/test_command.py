"""The command line of pia preview."""

from __future__ import annotations

import errno
import socket
import sys
import webbrowser
from collections.abc import Callable
from pathlib import Path
from threading import Event

import pytest

from cli.support import EXAMPLE
from pia_cli.__main__ import main
from pia_cli.cli import preview as command


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (["none.yaml"], 3, "ファイルが見つかりません: none.yaml"),
        (["."], 3, "ファイルではなくフォルダです: ."),
        (["-"], 2, "標準入力は見張れません"),
        ([""], 2, "FILE が空です"),
        ([], 2, "FILE を指定してください"),
        ([str(EXAMPLE), "--port", "x"], 2, "--port に「x」は使えません"),
        ([str(EXAMPLE), "--port", "0"], 2, "--port に「0」は使えません"),
        ([str(EXAMPLE), "--port", "65536"], 2, "1 から 65535 までの数"),
        ([str(EXAMPLE), "--port", "99999999999999999999"], 2, "--port に「9"),
        ([str(EXAMPLE), "--port", "0000809999"], 2, "--port に「0000809999」は使えません"),
        ([str(EXAMPLE), "--port", "-1"], 2, "--port に「-1」は使えません"),
    ],
)
def test_refusals(
    capsys: pytest.CaptureFixture[str], words: list[str], code: int, said: str
) -> None:
    assert main(["preview", *words]) == code
    out, err = capsys.readouterr()
    assert out == ""
    assert said in err


@pytest.mark.parametrize("missing", ["starlette", "uvicorn", "watchfiles"])
def test_a_missing_extra(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, missing: str
) -> None:
    for name in [name for name in sys.modules if name.startswith("pia_cli.preview")]:
        monkeypatch.delitem(sys.modules, name)
    for name in [name for name in sys.modules if name.partition(".")[0] == missing]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, missing, None)
    assert main(["preview", str(EXAMPLE)]) == 3
    err = capsys.readouterr().err
    assert f"preview に要るライブラリがありません（{missing}" in err
    assert "pip install 'pia-cli[preview]'" in err


@pytest.mark.parametrize("opens", [True, False])
def test_the_browser(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, opens: bool
) -> None:
    asked: list[str] = []
    said = Event()

    def serve(path: Path, name: str, port: int, ready: Callable[[str], None]) -> None:
        ready("http://127.0.0.1:1/x/")

    def browse(address: str) -> bool:
        asked.append(address)
        if opens:
            said.set()
        return opens

    monkeypatch.setattr(command, "_serve", lambda: serve)
    monkeypatch.setattr(command, "say", lambda _: said.set())
    monkeypatch.setattr(webbrowser, "open", browse)
    assert main(["preview", str(EXAMPLE), "--open"]) == 0
    assert said.wait(10)
    assert asked == ["http://127.0.0.1:1/x/"]
    assert "http://127.0.0.1:1/x/ で表示しています" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("number", "said"),
    [
        (errno.EACCES, "ポート 80 を使う権限がありません"),
        (errno.EPERM, "ポート 80 を使う権限がありません"),
        (errno.EADDRNOTAVAIL, "ポート 80 を使えません（"),
    ],
)
def test_a_port_that_cannot_be_had(
    number: int,
    said: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    def refused(address: object) -> socket.socket:
        raise OSError(number, "no")

    path = tmp_path / "a.yaml"
    path.write_bytes(EXAMPLE.read_bytes())
    monkeypatch.setattr(socket, "create_server", refused)
    assert main(["preview", str(path), "--port", "80"]) == 3
    assert said in capsys.readouterr().err
