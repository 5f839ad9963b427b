"""Fixtures of the command line's tests."""

from __future__ import annotations

import io
import sys
from pathlib import Path

import pytest

from cli.support import EXAMPLE, Done, Run
from pia_cli.__main__ import main


@pytest.fixture(autouse=True)
def _plain_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("NO_COLOR", "FORCE_COLOR", "COLUMNS"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("TERM", "xterm")


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Run:
    def start(*words: str | Path, stdin: bytes = b"") -> Done:
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin), encoding="utf-8"))
        capsys.readouterr()
        code = main([str(word) for word in words])
        out, err = capsys.readouterr()
        return Done(int(code), out, err)

    return start


@pytest.fixture
def good(tmp_path: Path) -> Path:
    """A copy of the example, without errors."""
    path = tmp_path / "good.yaml"
    path.write_bytes(EXAMPLE.read_bytes())
    return path
