"""docs/security.md names tests: each is there, with the bounds of the program."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

from pia_cli.check.limit import MAX_OF_A_CODE
from pia_cli.document.decode import MAX_BYTES
from pia_cli.document.nodes import MAX_DEPTH, MAX_NODES

from .process import MEMORY, SECONDS

ROOT = Path(__file__).resolve().parents[2]
PAGE = (ROOT / "docs" / "security.md").read_text("utf-8")
NAMED = re.findall(r"`(tests/[\w/]+\.py)::(\w+)`", PAGE)


@pytest.mark.parametrize(("file", "test"), NAMED)
def test_a_named_test_is_there(file: str, test: str) -> None:
    tree = ast.parse((ROOT / file).read_text("utf-8"))
    assert test in {node.name for node in tree.body if isinstance(node, ast.FunctionDef)}


def test_the_numbers_are_those_of_the_program() -> None:
    for number in (
        f"{MAX_BYTES >> 20} MiB",
        f"{MAX_DEPTH} 段",
        f"{MAX_NODES:,} 個",
        f"{MAX_OF_A_CODE} 件",
        f"{MEMORY >> 20} MiB",
        f"CPU 時間を {SECONDS} 秒",
    ):
        assert number in PAGE


def test_every_row_names_a_test() -> None:
    rows = [line for line in PAGE.splitlines() if re.match(r"\| (?!---|何 |脅威 )", line)]
    assert len(rows) > 20
    assert [row for row in rows if "::test_" not in row] == []
