"""``-`` as an output is standard output, and a name for standard input needs it as an input."""

from __future__ import annotations

from pathlib import Path

import pytest

from cli.support import TYPO, Run


@pytest.fixture
def tree(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "a.yaml").write_text(TYPO, "utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize("words", [("new",), ("schema",), ("validate", "-q", "--format", "json")])
def test_a_dash_as_output_is_standard_output(run: Run, tree: Path, words: tuple[str, ...]) -> None:
    plain = run(*words)
    assert run(*words, "-o", "-").out == plain.out != ""
    assert not Path("-").exists()


def test_a_name_for_unread_standard_input_is_refused(run: Run, tree: Path) -> None:
    done = run("validate", "--stdin-filename", "x.yaml", ".")
    assert (done.code, done.out) == (2, "")
    assert "--stdin-filename" in done.err
