"""Documents made to hurt: within its limits, every command says what is wrong with them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from attacks.documents import CHANGED, READ, REFUSED, many_keys
from attacks.process import attacked, attacked_each
from pia_cli.document.decode import MAX_BYTES

MOST_SAID = 300_000
"""Characters: 200 findings of some codes with their excerpts."""

DAMAGED = ("alias-bomb",)
"""Documents of READ that ``pia fix`` leaves alone."""


def put(folder: Path, content: str | bytes, name: str = "x.yaml") -> Path:
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


KINDS: dict[str, Callable[[], Mapping[str, tuple[str | bytes, str]]]] = {
    "refused": lambda: REFUSED,
    "read": lambda: READ,
    "many-keys": many_keys,
}


@pytest.mark.parametrize("kind", KINDS)
def test_validate(tmp_path: Path, kind: str) -> None:
    """All in one process, whose memory and time are limited: none may keep another from it."""
    attacks = KINDS[kind]()
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


def test_many_keys_fill_what_is_read() -> None:
    for name, (content, _) in many_keys().items():
        number = int(name.split("-")[0].replace(",", ""))
        keys = content.count(",") if "{" in content else content.count(":\n")
        assert number <= keys < number + 100_000, name
        assert MAX_BYTES - 200 < len(content.encode()) <= MAX_BYTES, name


def test_what_cannot_be_read_is_refused_and_stays(tmp_path: Path) -> None:
    attacks = REFUSED | many_keys()
    names = [
        put(tmp_path, attacks[name][0], f"{name}.yaml").name
        for name in ("brackets", "no-utf-8", "888,000-in-braces")
    ]
    before = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    lines = [
        f"{how} {name}" for name in names for how in (f"diff {name}", "fix", "render -o o.html")
    ]
    for line, done in zip(lines, attacked_each(*lines, cwd=tmp_path), strict=True):
        assert (done.code, done.out) == (3, ""), (line, done.err)
        assert "読め" in done.err, line
        assert "  対処: " in done.err, line
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == before


def test_diff(tmp_path: Path) -> None:
    names = [
        put(tmp_path, READ[name][0], name).name for name in ("alias-bomb", "integer", "log-rows")
    ]
    lines = [f"diff {name} {name} --exit-code" for name in names]
    for line, done in zip(lines, attacked_each(*lines, cwd=tmp_path), strict=True):
        assert done.code == 0, (line, done.err)
        assert len(done.out) < MOST_SAID, line


def test_diff_of_many_changed_lines(tmp_path: Path) -> None:
    """Time for the square of the lines would be minutes for each pair."""
    for name, (old, new) in CHANGED.items():
        put(tmp_path, old, f"{name}-old")
        put(tmp_path, new, f"{name}-new")
    lines = [f"diff {name}-old {name}-new -q -o {name}.md" for name in CHANGED]
    for line, done in zip(lines, attacked_each(*lines, cwd=tmp_path), strict=True):
        assert done.code == 0, (line, done.err)


def test_fix(tmp_path: Path) -> None:
    paths = [
        put(tmp_path, READ[name][0], name) for name in ("alias-bomb", "invisible", "double-points")
    ]
    before = {path.name: path.read_bytes() for path in paths}
    told = attacked_each(*(f"fix {path.name}" for path in paths), cwd=tmp_path)
    for path, done in zip(paths, told, strict=True):
        damaged = path.name in DAMAGED
        assert done.code == (3 if damaged else 0), (path.name, done.err)
        assert (path.read_bytes() == before[path.name]) is damaged, path.name


def test_render(tmp_path: Path) -> None:
    names = [put(tmp_path, READ[name][0], name).name for name in ("alias-bomb", "integer")]
    told = attacked_each(*(f"render {name} -o {name}.html" for name in names), cwd=tmp_path)
    for name, done in zip(names, told, strict=True):
        assert done.code == 1, (name, done.err)  # written, and said that there are errors
        assert (tmp_path / f"{name}.html").read_text("utf-8").startswith("<!")
