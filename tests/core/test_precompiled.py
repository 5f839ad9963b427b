"""Expressions that the build compiled are those that `re` compiles."""

from __future__ import annotations

import marshal
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from pia_cli.core.pattern import Pattern
from pia_cli.core.precompiled import HERE, kept_patterns, precompiled
from pia_cli.core.text import _TOUCHED

ROOT = Path(__file__).resolve().parents[2]


def precompile(file: Path) -> Path:
    """Run the tool as the build does: with no library but the standard one."""
    tool = ROOT / "tools" / "precompile.py"
    subprocess.run([sys.executable, "-I", "-S", tool, file], check=True)
    return file


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return precompile(tmp_path_factory.mktemp("kept") / "patterns.bin")


@pytest.fixture
def used(kept: Path, monkeypatch: pytest.MonkeyPatch) -> dict[tuple[str, int], tuple[object, ...]]:
    """What the tool wrote is what `precompiled` finds."""
    found = kept_patterns(kept)
    monkeypatch.setattr("pia_cli.core.precompiled.kept_patterns", lambda: found)
    return found


def test_they_equal_those_of_re(used: dict[tuple[str, int], tuple[object, ...]]) -> None:
    assert len(used) > 300
    for text, flags in used:
        found, made = precompiled(text, flags), re.compile(text, flags)
        assert found == made, text  # their code too
        assert found is not None
        assert (found.groups, found.groupindex, found.flags) == (
            made.groups,
            made.groupindex,
            made.flags,
        )


@pytest.mark.usefixtures("used")
def test_a_pattern_is_not_compiled_again(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(re, "compile", None)
    declared = Pattern(_TOUCHED.pattern, _TOUCHED.flags)
    assert not declared.search("漢字")
    assert declared.search("漢ー字")
    with pytest.raises(TypeError):
        Pattern("[a-z]{2,3}の").search("abの")


@pytest.mark.usefixtures("used")
def test_what_was_not_kept_is_compiled() -> None:
    assert precompiled("[a-z]{2,3}の", 0) is None
    assert Pattern("[a-z]{2,3}の").search("abの")


@pytest.mark.usefixtures("used")
def test_flags_count() -> None:
    assert precompiled(_TOUCHED.pattern, _TOUCHED.flags)
    assert precompiled(_TOUCHED.pattern, _TOUCHED.flags | re.IGNORECASE) is None


def test_the_file_is_the_same_whatever_the_order_of_sets(kept: Path, tmp_path: Path) -> None:
    others = {**os.environ, "PYTHONHASHSEED": "7"}
    tool, again = ROOT / "tools" / "precompile.py", tmp_path / "patterns.bin"
    subprocess.run([sys.executable, "-S", tool, again], check=True, env=others)
    assert again.read_bytes() == kept.read_bytes()


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"pia",
        marshal.dumps((HERE, {("a", 0): (32, b"", 0, {}, ())}))[:-4],
        marshal.dumps(("another Python", {("a", 0): (32, b"", 0, {}, ())})),
        marshal.dumps(HERE),
        marshal.dumps(None),
    ],
)
def test_another_file_is_not_used(content: bytes, tmp_path: Path) -> None:
    file = tmp_path / "patterns.bin"
    file.write_bytes(content)
    assert kept_patterns(file) == {}


def test_no_file_is_needed(tmp_path: Path) -> None:
    assert kept_patterns(tmp_path / "patterns.bin") == {}


def test_help_of_the_tool_writes_no_file(tmp_path: Path) -> None:
    tool = ROOT / "tools" / "precompile.py"
    command: list[str | Path] = [sys.executable, "-I", "-S", tool, "--help"]
    done = subprocess.run(command, cwd=tmp_path, check=True, capture_output=True)
    assert b"usage: precompile.py" in done.stdout
    assert [*tmp_path.iterdir()] == []
