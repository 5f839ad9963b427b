"""The commands that docs/suppress.md and docs/config.md show are run, and their output compared."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from test_readme import ROOT, SESSION, output_of

PAGES = ("suppress.md", "config.md")


def checkout(top: Path, name: str) -> None:
    """The examples, and the page's first TOML as pia.toml."""
    shutil.copytree(ROOT / "examples", top / "examples")
    (top / ".git").mkdir()
    text = (ROOT / "docs" / name).read_text("utf-8")
    if toml := re.search(r"^```toml\n(.*?)^```$", text, re.MULTILINE | re.DOTALL):
        (top / "pia.toml").write_text(toml[1], "utf-8")


@pytest.mark.parametrize("name", PAGES)
def test_shown_sessions_are_real(name: str, tmp_path: Path) -> None:
    checkout(tmp_path, name)
    blocks = SESSION.findall((ROOT / "docs" / name).read_text("utf-8"))
    assert blocks
    for block in blocks:
        for part in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
            command, _, shown = part.partition("\n")
            assert output_of(command, tmp_path) == shown, command
