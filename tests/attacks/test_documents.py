"""Documents made to hurt: within its limits, every command says what is wrong with them."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from attacks.documents import READ, REFUSED
from attacks.process import attacked

MOST_SAID = 300_000
"""Characters: 200 findings of some codes with their excerpts."""

DAMAGED = ("alias-bomb",)
"""Documents of READ that ``pia fix`` leaves alone."""


def put(folder: Path, content: str | bytes, name: str = "x.yaml") -> Path:
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


@pytest.mark.parametrize("kind", ["refused", "read"])
def test_validate(tmp_path: Path, kind: str) -> None:
    """All in one process, whose memory and time are limited: none may keep another from it."""
    attacks: Mapping[str, tuple[str | bytes, str]] = REFUSED if kind == "refused" else READ
    for name, (content, _) in attacks.items():
        put(tmp_path, content, f"{name}.yaml")
    names = [f"{name}.yaml" for name in attacks]
    done = attacked("validate", *names, "--format", "concise", cwd=tmp_path)
    assert done.code == 1, done.err
    for name, (_, code) in attacks.items():
        said = [line for line in done.out.splitlines() if line.startswith(f"{name}.yaml:")]
        assert any(f"[{code}" in line for line in said), name
        assert sum(map(len, said)) < MOST_SAID
    assert f"{len(attacks)} ファイルを検査" in done.err


@pytest.mark.parametrize("name", ["brackets", "no-utf-8"])
@pytest.mark.parametrize("words", ["diff x.yaml x.yaml", "fix x.yaml", "render x.yaml -o o.html"])
def test_what_cannot_be_read_is_refused_and_stays(tmp_path: Path, name: str, words: str) -> None:
    path = put(tmp_path, REFUSED[name][0])
    before = path.read_bytes()
    done = attacked(*words.split(), cwd=tmp_path)
    assert (done.code, done.out) == (3, ""), done.err
    assert "読め" in done.err
    assert "pia validate x.yaml" in done.err
    assert path.read_bytes() == before
    assert [one.name for one in tmp_path.iterdir()] == ["x.yaml"]


@pytest.mark.parametrize("name", ["alias-bomb", "integer", "log-rows"])
def test_diff(tmp_path: Path, name: str) -> None:
    put(tmp_path, READ[name][0])
    done = attacked("diff", "x.yaml", "x.yaml", "--exit-code", cwd=tmp_path)
    assert done.code == 0, done.err
    assert len(done.out) < MOST_SAID


@pytest.mark.parametrize("name", ["alias-bomb", "invisible", "double-points"])
def test_fix(tmp_path: Path, name: str) -> None:
    path = put(tmp_path, READ[name][0])
    before = path.read_bytes()
    done = attacked("fix", "x.yaml", cwd=tmp_path)
    assert done.code == (3 if name in DAMAGED else 0), done.err
    assert (path.read_bytes() == before) is (name in DAMAGED)


@pytest.mark.parametrize("name", ["alias-bomb", "integer"])
def test_render(tmp_path: Path, name: str) -> None:
    put(tmp_path, READ[name][0])
    done = attacked("render", "x.yaml", "-o", "o.html", cwd=tmp_path)
    assert done.code == 1, done.err  # written, and said that there are errors
    (tmp_path / "o.html").read_text("utf-8")
