"""CSV, read back by the csv module."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given, settings

from pia_cli.compare.table import Table
from pia_cli.core.escape import safe
from pia_cli.report.changes.csv_ import format_csv
from pia_cli.report.changes.model import COLUMNS, ChangesLayout
from report.changes.support import (
    ANY_TEXT,
    HOSTILE_TABLE,
    change,
    real_table,
    row,
    table_of,
    texts_table,
)

LAYOUT = ChangesLayout()


def read(table: Table) -> list[list[str]]:
    text = format_csv([table], LAYOUT)
    assert text.startswith("\ufeff")
    return list(csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline="")))


def test_the_real_pair() -> None:
    header, *body = read(real_table())
    assert tuple(header) == COLUMNS
    assert [tuple(one) for one in body] == [one.cells for one in real_table().rows]
    assert body[2][4:] == ["", ""]
    text = format_csv([real_table()], LAYOUT)
    assert text.count("\r\n") == 13
    assert text.endswith("\r\n")
    assert "\n第三欄" in text


def test_an_empty_table_is_a_header() -> None:
    assert format_csv([table_of()], LAYOUT) == "\ufeff" + ",".join(COLUMNS) + "\r\n"


@pytest.mark.parametrize(
    "text",
    ["=1", "+1", "-1", "@A", "-", "＝1", "＋1", "－1", "＠A", "  =1", "　＝1", "\n=1", "\t=1"],
)
def test_no_cell_is_a_formula(text: str) -> None:
    assert read(table_of(row(change(text, "1"))))[1][2] == f"'{safe(text)}"


@pytest.mark.parametrize("text", ["1-1", "・=1", "番号=1", "'=1", "", "①-②"])
def test_other_cells_stay(text: str) -> None:
    assert read(table_of(row(change(text, "1"))))[1][2] == text


def test_exactly_one_table() -> None:
    with pytest.raises(ValueError, match="too many"):
        format_csv([table_of(), table_of()], LAYOUT)


def test_hostile_text() -> None:
    body = read(HOSTILE_TABLE)[1:]
    assert len(body) == len(HOSTILE_TABLE.rows)
    for got, one in zip(body, HOSTILE_TABLE.rows, strict=True):
        assert [cell.removeprefix("'") for cell in got] == list(map(safe, one.cells))


@settings(max_examples=100)
@given(ANY_TEXT)
def test_any_text_comes_back(text: str) -> None:
    (got,) = read(texts_table(text))[1:]
    assert got[2].lstrip()[:1] not in tuple("=+-@＝＋－＠")
    assert got[2] in (safe(text), f"'{safe(text)}")
