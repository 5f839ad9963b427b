"""The 変更箇所 table as CSV for a spreadsheet.

UTF-8 with a BOM and CRLF line ends; a line break inside a cell is a LF in quotes. A cell that
a spreadsheet could take for a formula (it begins, behind blanks, with = + - @ in half or full
width) gets an apostrophe in front: also one that only begins with a hyphen.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Sequence

from pia_cli.compare.table import Table
from pia_cli.core.escape import safe
from pia_cli.report.changes.model import COLUMNS, ChangesLayout

BOM = "\ufeff"

_FORMULA = re.compile(r"\s*[=+\-@＝＋－＠]")


def format_csv(tables: Sequence[Table], layout: ChangesLayout) -> str:
    """The rows of the one table under a header."""
    (table,) = tables
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    writer.writerows([_cell(text) for text in row.cells] for row in table.rows)
    return BOM + out.getvalue()


def _cell(text: str) -> str:
    shown = safe(text)
    return f"'{shown}" if _FORMULA.match(shown) else shown
