"""What holds for every format."""

from __future__ import annotations

import subprocess
import sys

import pytest

from pia_cli.forms.registry import FORMS as FORM_VERSIONS
from pia_cli.report.changes import BINARY, FORMATS, SEVERAL, STYLED
from pia_cli.report.changes.model import COLUMNS, ChangesLayout
from report.changes.support import HOSTILE_TABLE, real_table, table_of

NAMES = [*FORMATS, *BINARY]


def written(name: str, layout: ChangesLayout) -> str | bytes:
    tables = [real_table(), HOSTILE_TABLE] if name in SEVERAL else [HOSTILE_TABLE]
    return FORMATS[name](tables, layout) if name in FORMATS else BINARY[name](tables, layout)


PASTED = {name for name in NAMES if name not in SEVERAL}
"""Formats of one table and nothing else: it is pasted into 別添2, or read by a program."""


def test_the_names() -> None:
    assert {"csv", "yaml"} <= PASTED
    assert {*SEVERAL, *STYLED} <= set(NAMES)


@pytest.mark.parametrize("name", NAMES)
def test_same_input_same_output(name: str) -> None:
    for layout in (ChangesLayout(), ChangesLayout(60, 2, why=True)):
        assert written(name, layout) == written(name, layout)


@pytest.mark.parametrize("name", NAMES)
def test_output_can_be_encoded(name: str) -> None:
    shown = written(name, ChangesLayout(why=True))
    assert isinstance(shown, bytes) or shown.encode()


@pytest.mark.parametrize("name", [name for name in NAMES if name not in ("json", "xlsx")])
def test_nothing_proposed_gets_into_what_is_pasted(name: str) -> None:
    shown = FORMATS[name]([real_table()], ChangesLayout())
    assert ("提案" in shown) == (name not in PASTED), "what is proposed goes into no pasted table"


@pytest.mark.parametrize("name", [name for name in NAMES if name in ("text", "markdown", "html")])
def test_no_changes_are_said_aloud(name: str) -> None:
    assert "実質的な変更はありません" in FORMATS[name]([table_of()], ChangesLayout())


def test_what_one_format_needs_is_loaded_for_it_alone() -> None:
    code = (
        "import sys; import pia_cli.report.changes;"
        "sys.exit(bool({'rich', 'jinja2', 'openpyxl'} & sys.modules.keys()))"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_the_columns_are_those_of_every_form() -> None:
    for form in FORM_VERSIONS:
        rows = form.tree.by_name["changes"]
        assert tuple(child.key for child in rows.children) == COLUMNS
