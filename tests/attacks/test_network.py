"""No command but preview opens a socket, and what it starts is git."""

from __future__ import annotations

from pathlib import Path

import pytest

from attacks.process import attacked_each
from attacks.test_files import NEWER, SLIP
from compare.repository import Repo, needs_git
from pia_cli.cli.app import command_names

WITHOUT_NETWORK = """
import ctypes, os, sys
user = os.geteuid()
ctypes.CDLL(None).unshare(0x40000000 | (0x10000000 if user else 0))
def refuse(event, arguments):
    if event.startswith(("socket.", "urllib.", "http.client.", "ftplib.", "smtplib.")):
        os.write(told, f"{event} {arguments}\\n".encode())
        raise PermissionError(1, event)
    if event == "subprocess.Popen":
        os.write(started, f"{os.fsdecode(arguments[0])}\\n".encode())
told = os.open("sockets", os.O_CREAT | os.O_WRONLY | os.O_APPEND)
started = os.open("started", os.O_CREAT | os.O_WRONLY | os.O_APPEND)
sys.addaudithook(refuse)
"""
"""Before pia: a socket is refused and written down, also in the processes that pia forks. Where it
is allowed, other programs have no network either: theirs is a namespace without one."""

LINES = {
    "validate": (
        "validate .",
        "validate . --jobs 2 --format sarif",
        "validate 新.yaml --format github",
        "validate 新.yaml -o 新.json --format json",
        "validate 新.yaml --write-baseline 既知.json",
    ),
    "fix": ("fix --diff 新.yaml", "fix 直す.yaml"),
    "diff": (
        "diff 旧.yaml 新.yaml",
        "diff HEAD~1 国保.yaml --format markdown",
        "diff 旧.yaml 新.yaml -o 表.xlsx",
        "diff --check 旧.yaml 新.yaml",
        "diff --write 旧.yaml 書く.yaml --date 令和8年2月16日",
    ),
    "log": ("log 国保.yaml",),
    "blame": ("blame 国保.yaml 公表日",),
    "render": (
        "render 新.yaml -o 新.html",
        "render 新.yaml -o 新.md",
        "render 新.yaml -o 新.pdf",
        "render . -o ページ",
        "render --changes 旧.yaml 新.yaml -o 変更.html",
        "render --template 様式.html 新.yaml",
    ),
    "verify": ("verify 新.html 新.yaml",),
    "new": ("new", "new -o 白紙.yaml"),
    "show": ("show 新.yaml",),
    "explain": ("explain F",),
    "rules": ("rules --format json",),
    "config": ("config",),
    "schema": ("schema", "schema --check"),
    "threshold": ("threshold --people 1000 --staff 10 --incident なし", "threshold 新.yaml"),
    "git": ("git",),
    "git install": ("git install",),
    "git textconv": ("git textconv 新.yaml",),
    "git uninstall": ("git uninstall",),
    "cache": ("cache",),
    "cache dir": ("cache dir",),
    "cache info": ("cache info",),
    "cache clear": ("cache clear",),
}
"""Command lines of every command, in a repository with two versions of 国保.yaml and copies."""

LIBRARY_SEARCH = {"...", "ldconfig", "gcc", "cc", "ld", "objdump"}
"""Programs by which Python finds the libraries of WeasyPrint."""

URL = '特記事項: "https://example.jp/ ![図](https://example.jp/a.png) <img src=//example.jp/a>"\n'
TEMPLATE = "<img src='https://example.jp/a.png'>"


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    repo = Repo.create(tmp_path / "repo")
    repo.write("様式.html", TEMPLATE)
    for name in ("国保.yaml", "旧.yaml", "直す.yaml"):
        repo.write(name, SLIP + URL)
    repo.commit("公表")
    for name in ("国保.yaml", "新.yaml", "書く.yaml"):
        repo.write(name, NEWER + URL)
    repo.commit("再公表", "2026-10-01T09:00:00+09:00")
    return repo.top


@needs_git
def test_no_command_opens_a_socket(repository: Path) -> None:
    assert {*LINES, "preview"} == {*command_names()}
    lines = [line for lines in LINES.values() for line in lines]
    told = attacked_each(*lines, cwd=repository, before=WITHOUT_NETWORK)
    assert (repository / "sockets").read_text("utf-8") == ""
    for line, done in zip(lines, told, strict=True):
        assert done.code in (0, 1) or line in ("git", "cache"), (line, done.err)
        assert "不具合" not in done.err, (line, done.err)
    started = (repository / "started").read_text("utf-8").splitlines()
    assert {Path(one).name for one in started} - LIBRARY_SEARCH <= {"git", "fc-list"}
    assert started


def test_a_socket_would_be_seen(tmp_path: Path) -> None:
    """The test above can fail: the page of preview is on a socket, and is refused."""
    (tmp_path / "新.yaml").write_text(NEWER, "utf-8")
    (done,) = attacked_each("preview 新.yaml", cwd=tmp_path, before=WITHOUT_NETWORK)
    assert done.code == 3
    assert "socket." in (tmp_path / "sockets").read_text("utf-8")
