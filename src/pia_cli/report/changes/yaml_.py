"""The rows as they stand under 変更箇所 in a document, to be pasted there."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pia_cli.compare.table import Row, Table
from pia_cli.document.emit import value_lines
from pia_cli.render.escape import writable
from pia_cli.report.changes.model import COLUMNS, ChangesLayout, cells

DASH, STEP = 2, 2
"""Column of the list marks, and the step from there to the keys and on to block texts."""


def format_yaml(tables: Sequence[Table], layout: ChangesLayout) -> str:
    """The entries of the list for the one table; 空欄 is a key without a value.

    Characters that no document may hold are written as visible text.
    """
    (table,) = tables
    return "".join(f"{line}\n" for row in table.rows for line in _lines(row))


def _lines(row: Row) -> Iterator[str]:
    column = DASH + STEP
    margin = " " * DASH + "-".ljust(STEP)
    for key, text in zip(COLUMNS, cells(row), strict=True):
        value = writable(text)
        first, *more = value_lines(value, "", column, STEP) if value else [""]
        yield f"{margin}{key}: {first}".rstrip(" ")
        yield from more
        margin = " " * column
