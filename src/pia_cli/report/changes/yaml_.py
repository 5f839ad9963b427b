"""The rows as they stand under 変更箇所 in a document, to be pasted there."""

from __future__ import annotations

from collections.abc import Sequence

from pia_cli.compare.table import Table
from pia_cli.core.escape import writable
from pia_cli.document.emit import Style, entry_lines
from pia_cli.report.changes.model import COLUMNS, ChangesLayout

STYLE = Style(dash=2, gap=2, step=2, quote="", key_quote="", blank="")


def format_yaml(tables: Sequence[Table], layout: ChangesLayout) -> str:
    """The entries of the list for the one table; 空欄 is a key without a value.

    Characters that no document may hold are written as visible text.
    """
    (table,) = tables
    return "".join(
        f"{line}\n"
        for row in table.rows
        for line in entry_lines(tuple(zip(COLUMNS, map(writable, row.cells), strict=True)), STYLE)
    )
