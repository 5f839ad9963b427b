"""The 変更箇所 table as an Excel workbook (the optional extra ``xlsx``).

Texts are texts, never formulas; characters that a workbook cannot hold become visible text.
Same input, same bytes: no clock gets in.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator, Sequence
from datetime import datetime
from itertools import zip_longest
from typing import TYPE_CHECKING, NamedTuple

from pia_cli.compare.table import Table
from pia_cli.core.errors import JobError
from pia_cli.core.escape import safe
from pia_cli.core.line_breaks import line_ranges
from pia_cli.core.text import visible
from pia_cli.forms.choices import TIMINGS
from pia_cli.report.changes.model import COLUMNS, ChangesLayout, title

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.styles import NamedStyle
    from openpyxl.worksheet.worksheet import Worksheet

SHEET = "変更箇所"
HEADER, TEXT = "変更箇所の見出し", "変更箇所の記載"
FONT = "ＭＳ Ｐゴシック"
WIDTHS = (17, 30, 50, 50, 10, 32)
"""Widths of the columns in half-width characters."""

LONGEST_CELL = 32_767
"""UTF-16 units that a cell of Excel holds."""

CUT = "…（Excelのセルの上限を超えるため、以下略）"
LONGEST_NAME = 31
"""UTF-16 units of the name of a sheet."""

LONGEST_HEADER = 60

LINE, TALLEST = 14.5, 409.0
"""Points of a line of text, and of the tallest row that Excel has."""

MOST_LINES = int(TALLEST / LINE) - 1
"""Lines of text that a row shows; what is longer goes on in the next row."""

CONTINUED = "（続き）"
ITEM = COLUMNS.index("項目")

_EPOCH = datetime(2000, 1, 1)
_ESCAPE = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
_NOT_IN_NAME = re.compile(r"[\[\]:*?/\\]")
_MODIFIED = re.compile(rb"(<dcterms:modified[^>]*>)[^<]*")


def format_xlsx(tables: Sequence[Table], layout: ChangesLayout) -> bytes:
    """A workbook with a sheet for each table. Raises JobError where openpyxl is missing."""
    try:
        from openpyxl import Workbook
    except ImportError as error:
        raise JobError(
            "xlsx を書くための openpyxl がありません",
            "pip install 'pia-cli[xlsx]' で追加してください",
        ) from error
    book = Workbook()
    book.remove(book.worksheets[0])
    book.properties.creator = "pia"
    book.properties.created = _EPOCH
    for style in _styles():
        book.add_named_style(style)
    for name, table in zip(_sheet_names(tables), tables, strict=True):
        _fill(book.create_sheet(name), table)
    return _bytes(book)


def _styles() -> tuple[NamedStyle, NamedStyle]:
    """Of the header and of the other cells; by name, because that is quick to set."""
    from openpyxl.styles import Alignment, Border, Font, NamedStyle, PatternFill, Side

    line = Side(style="thin", color="808080")
    header = NamedStyle(
        HEADER,
        font=Font(name=FONT, size=10, bold=True),
        fill=PatternFill("solid", start_color="E7E6E6"),
        alignment=Alignment("center", "center", wrap_text=True),
        border=Border(line, line, line, line),
    )
    text = NamedStyle(
        TEXT,
        font=Font(name=FONT, size=10),
        alignment=Alignment(vertical="top", wrap_text=True),
        border=Border(line, line, line, line),
    )
    return header, text


def _fill(sheet: Worksheet, table: Table) -> None:
    from openpyxl.cell import Cell
    from openpyxl.utils import get_column_letter

    rows = [*_rows(COLUMNS), *(part for row in table.rows for part in _rows(row.cells))]
    for number, row in enumerate(rows, 1):
        for column, (text, _) in enumerate(row, 1):
            cell = sheet.cell(number, column)
            assert isinstance(cell, Cell)  # nothing is merged
            cell.style = TEXT if number > 1 else HEADER
            if text:
                cell.value = _cut(_ESCAPE.sub("_x005F_", text), LONGEST_CELL, CUT)
                cell.data_type = "s"  # also where it begins with = or reads #N/A
            if text.startswith("="):
                cell.quotePrefix = True
        sheet.row_dimensions[number].height = _height(max(part.lines for part in row))
    for column, width in enumerate(WIDTHS, 1):
        sheet.column_dimensions[get_column_letter(column)].width = width
    _set_up_page(sheet, table, len(rows))


class _Part(NamedTuple):
    """Of a text, as much as a row shows, and how many lines that is."""

    text: str
    lines: int


def _rows(cells: Sequence[str]) -> Iterator[tuple[_Part, ...]]:
    """A row of the table as the rows that show all of it; the further ones name the item again."""
    parts = [list(_parts(safe(text), width)) for text, width in zip(cells, WIDTHS, strict=True)]
    if len(item := parts[ITEM]) == 1:
        again = _Part(f"{item[0].text}{CONTINUED}", item[0].lines + 1)
        item += [again] * (max(map(len, parts)) - 1)
    yield from zip_longest(*parts, fillvalue=_Part("", 1))


def _parts(text: str, width: int) -> Iterator[_Part]:
    """A text in parts of as many lines as a row shows, cut at its own line ends where it can be.

    A cut inside a line drops nothing, one at a line end the line end.
    """
    starts, first = list(_line_starts(text, width)), 0
    while len(starts) - first > MOST_LINES:
        end = first + MOST_LINES
        own = [at for at in range(first + MOST_LINES // 2, end + 1) if _is_own(text, starts[at])]
        end = own[-1] if own else end
        yield _Part(text[starts[first] : starts[end]].removesuffix("\n"), end - first)
        first = end
    yield _Part(text[starts[first] :], len(starts) - first)


def _is_own(text: str, start: int) -> bool:
    """Whether a line begins where the text has a line end."""
    return text[start - 1] == "\n"


def _line_starts(text: str, width: int) -> Iterator[int]:
    """Where the lines of a cell begin, the column being so wide."""
    at = 0
    for line in text.split("\n"):
        for start, _ in line_ranges(line, width - 2, 2):
            yield at + start
        at += len(line) + 1


def _height(lines: int) -> float:
    """Points of a row, estimated: no program measures again a row whose height is written."""
    return min(LINE * lines + LINE / 3, TALLEST)


def _set_up_page(sheet: Worksheet, table: Table, rows: int) -> None:
    from openpyxl.worksheet.datavalidation import DataValidation
    from openpyxl.worksheet.page import PageMargins
    from openpyxl.worksheet.properties import PageSetupProperties

    sheet.freeze_panes = "A2"
    sheet.print_title_rows = "1:1"
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = 9  # A4
    sheet.page_setup.fitToWidth = 1
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.page_margins = PageMargins(0.5, 0.5, 0.6, 0.6, 0.3, 0.3)
    if sheet.oddHeader is not None and sheet.oddFooter is not None:
        header = _cut(visible(title(table)), LONGEST_HEADER, "…")
        sheet.oddHeader.left.text = header.replace("&", "&&")
        sheet.oddFooter.center.text = "&P / &N"
    if table.rows:
        timing = DataValidation("list", formula1=f'"{",".join(TIMINGS)}"', allow_blank=True)
        timing.add(f"E2:E{rows}")
        sheet.add_data_validation(timing)


def _sheet_names(tables: Sequence[Table]) -> list[str]:
    """変更箇所, or of several documents their names, different whatever the case."""
    if len(tables) == 1:
        return [SHEET]
    names: dict[str, str] = {}
    for table in tables:
        file = re.split(r"[/\\:]", table.comparison.new.name)[-1]
        stem = _NOT_IN_NAME.sub("_", visible(file)).removesuffix(".yaml").strip("' ") or SHEET
        name, number = _cut(stem, LONGEST_NAME, "…"), 1
        while name.casefold() in names or name.casefold() == "history":
            number += 1
            suffix = f" ({number})"
            name = _cut(stem, LONGEST_NAME - len(suffix), "…") + suffix
        names[name.casefold()] = name
    return list(names.values())


def _cut(text: str, most: int, end: str) -> str:
    """The text in at most so many UTF-16 units, ending with ``end`` where something is left out."""
    units = text.encode("utf-16-le")
    if len(units) <= 2 * most:
        return text
    return units[: 2 * (most - len(end))].decode("utf-16-le", "ignore") + end


def _bytes(book: Workbook) -> bytes:
    """The workbook as a zip file whose dates are fixed."""
    written, fixed = io.BytesIO(), io.BytesIO()
    book.save(written)
    with zipfile.ZipFile(written) as source, zipfile.ZipFile(fixed, "w") as target:
        for member in source.infolist():
            data = source.read(member)
            if member.filename == "docProps/core.xml":
                data = _MODIFIED.sub(rb"\g<1>" + _EPOCH.isoformat().encode() + b"Z", data)
            info = zipfile.ZipInfo(member.filename, _EPOCH.timetuple()[:6])
            info.compress_type, info.create_system = zipfile.ZIP_DEFLATED, 3
            target.writestr(info, data)
    return fixed.getvalue()
