"""pia preview as a process: its address, its event stream, its signals."""

from __future__ import annotations

import http.client
import re
import signal
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from cli.support import EXAMPLE, environment, pia

DEADLINE = 20.0
"""Seconds after which a test gives up waiting for the program."""


class Running:
    """A running ``pia preview``."""

    def __init__(self, file: Path, *words: str) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-m", "pia_cli", "preview", str(file), *words],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            env=environment(),
            text=True,
            encoding="utf-8",
            preexec_fn=_default_interrupt,
        )
        assert self.process.stdout
        self.line = self.process.stdout.readline()
        found = re.search(r" http://(127\.0\.0\.1):(\d+)(/[\w-]{20,}/) ", self.line)
        assert found, self.line
        self.port, self.base = int(found[2]), found[3]

    def connection(self) -> http.client.HTTPConnection:
        return http.client.HTTPConnection("127.0.0.1", self.port, timeout=DEADLINE)

    def get(self, below: str = "") -> str:
        connection = self.connection()
        connection.request("GET", self.base + below)
        answer = connection.getresponse()
        text = answer.read().decode("utf-8")
        connection.close()
        assert answer.status == 200
        return text

    def end(self, number: int) -> tuple[int, str, str]:
        """Exit code, further output and stderr after a signal."""
        self.process.send_signal(number)
        out, err = self.process.communicate(timeout=DEADLINE)
        return self.process.returncode, out, err


def _default_interrupt() -> None:
    """Also where the tests run in the background of a script, which ignores interrupts."""
    signal.signal(signal.SIGINT, signal.default_int_handler)


class Events:
    """An open event stream."""

    def __init__(self, running: Running) -> None:
        self.connection = running.connection()
        self.connection.request("GET", f"{running.base}events")
        self.answer = self.connection.getresponse()
        assert self.answer.headers["Content-Type"].startswith("text/event-stream")

    def next(self) -> int | None:
        """The next revision, None at the end; blocks until there is one."""
        while line := self.answer.readline():
            if line.startswith(b"data: "):
                return int(line[6:])
        return None

    def close(self) -> None:
        self.answer.close()
        self.connection.close()


Start = Callable[..., Running]


@pytest.fixture
def start() -> Iterator[Start]:
    started: list[Running] = []

    def new(file: Path, *words: str) -> Running:
        started.append(Running(file, *words))
        return started[-1]

    yield new
    for one in started:
        one.process.kill()
        one.process.communicate(timeout=DEADLINE)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "国保.yaml"
    path.write_bytes(EXAMPLE.read_bytes())
    return path


def wait_for(events: Events, running: Running, text: str, below: str = "") -> None:
    """Follow the stream until a page has a text: the system may report a save in two parts."""
    while text not in running.get(below):
        assert events.next() is not None


def test_a_save_is_followed_and_ctrl_c_ends_it(start: Start, file: Path) -> None:
    running = start(file)
    assert running.line.startswith(f"{file} を http")
    assert "Ctrl-C" in running.line
    events = Events(running)
    assert events.next() == 1
    assert "郡山市" in running.get("document")
    file.write_bytes(EXAMPLE.read_bytes().replace("郡山市".encode(), "架空市".encode()))
    wait_for(events, running, "架空市", "document")
    file.write_text("様式: [\n", "utf-8")
    wait_for(events, running, "error[Y005]")
    assert "架空市" in running.get("document")
    new = file.with_name("国保.yaml.tmp")
    new.write_bytes(EXAMPLE.read_bytes())
    new.replace(file)  # as many editors save
    wait_for(events, running, "郡山市", "document")
    file.unlink()
    wait_for(events, running, "ファイルが見つかりません")
    file.write_bytes(EXAMPLE.read_bytes())
    wait_for(events, running, "1 ファイルを検査")
    assert running.end(signal.SIGINT) == (130, "", "pia: 中断しました\n")
    assert events.next() is None
    events.close()
    assert sorted(file.parent.iterdir()) == [file]


def test_a_folder_that_comes_back(start: Start, tmp_path: Path) -> None:
    folder = tmp_path / "版"
    folder.mkdir()
    file = folder / "国保.yaml"
    file.write_bytes(EXAMPLE.read_bytes())
    running = start(file)
    events = Events(running)
    folder.rename(tmp_path / "ほか")
    wait_for(events, running, "ファイルが見つかりません")
    (tmp_path / "ほか").rename(folder)
    wait_for(events, running, "1 ファイルを検査")
    assert running.end(signal.SIGTERM) == (-signal.SIGTERM, "", "")
    events.close()


def test_a_link_is_followed_to_its_file(start: Start, file: Path, tmp_path: Path) -> None:
    (tmp_path / "links").mkdir()
    link = tmp_path / "links" / "link.yaml"
    link.symlink_to(file)
    running = start(link)
    events = Events(running)
    assert events.next() == 1
    file.write_text("様式: [\n", "utf-8")
    wait_for(events, running, "error[Y005]")
    assert running.end(signal.SIGTERM) == (-signal.SIGTERM, "", "")
    assert events.next() is None
    events.close()


def test_a_port_is_taken_once(start: Start, file: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        done = pia("preview", file, "--port", str(port))
    assert (done.code, done.out) == (3, "")
    assert f"ポート {port} は、ほかのプログラムが使っています" in done.err
    assert start(file, "--port", str(port)).port == port


def test_every_start_has_another_token(start: Start, file: Path) -> None:
    assert start(file).base != start(file).base


def test_only_this_machine_is_listened_to(start: Start, file: Path) -> None:
    running = start(file)
    table = Path(f"/proc/{running.process.pid}/net/tcp")
    if not table.exists():
        pytest.skip("needs /proc")
    listening = re.findall(
        rf"([0-9A-F]{{8}}):{running.port:04X} 00000000:0000 0A", table.read_text()
    )
    assert listening == ["0100007F"]
