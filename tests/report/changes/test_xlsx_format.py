"""The workbook, read back by openpyxl and opened by LibreOffice."""

from __future__ import annotations

import csv
import io
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Iterable, Sequence
from pathlib import Path

import pytest
from hypothesis import given, settings
from openpyxl import Workbook, load_workbook

from pia_cli.compare.table import Table
from pia_cli.core.errors import JobError
from pia_cli.core.escape import safe
from pia_cli.report.changes.model import COLUMNS, ChangesLayout
from pia_cli.report.changes.xlsx import CONTINUED, CUT, LONGEST_CELL, TALLEST, format_xlsx
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


def book(*tables: Table) -> Workbook:
    return load_workbook(io.BytesIO(format_xlsx(tables, LAYOUT)))


def texts(workbook: Workbook, sheet: int = 0) -> list[list[str]]:
    rows = workbook.worksheets[sheet].iter_rows()
    return [["" if cell.value is None else str(cell.value) for cell in one] for one in rows]


def whole(rows: Iterable[Sequence[str]]) -> list[list[str]]:
    """The rows of the table from those of the sheet: one without a date goes on with the last."""
    found: list[list[str]] = []
    for date, *rest in rows:
        if date:
            found.append([date, *rest])
        else:
            found[-1][1:] = [
                before + ("" if text.endswith(CONTINUED) else text)
                for before, text in zip(found[-1][1:], rest, strict=True)
            ]
    return found


def seen(text: str) -> str:
    """What a cell is to hold; openpyxl does not undo _x005F_ where Excel does."""
    return safe(text).replace("_x0041_", "_x005F_x0041_")


def test_the_real_pair() -> None:
    workbook = book(real_table())
    assert workbook.sheetnames == ["変更箇所"]
    header, *body = texts(workbook)
    assert tuple(header) == COLUMNS
    assert [tuple(one) for one in body] == [one.cells for one in real_table().rows]
    sheet = workbook.worksheets[0]
    assert [{cell.font.b for cell in row} for row in sheet.iter_rows(max_row=2)] == [
        {True},
        {False},
    ]
    assert sheet.freeze_panes == "A2"
    assert sheet.print_title_rows == "$1:$1"
    assert sheet.page_setup.orientation == "landscape"
    assert (sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight) == (1, 0)
    assert sheet["C2"].alignment.wrap_text


def test_an_empty_table_is_a_header() -> None:
    assert texts(book(table_of())) == [list(COLUMNS)]


def test_texts_are_never_formulas() -> None:
    sheet = book(HOSTILE_TABLE).worksheets[0]
    cells = [cell for row in sheet.iter_rows(min_row=2) for cell in row]
    assert {cell.data_type for cell in cells} <= {"s", "n"}
    assert all(cell.quotePrefix == str(cell.value).startswith("=") for cell in cells)
    assert whole(texts(book(HOSTILE_TABLE))[1:]) == [
        list(map(seen, one.cells)) for one in HOSTILE_TABLE.rows
    ]


def test_what_no_row_of_excel_shows_goes_on_in_further_rows() -> None:
    """A row is 409.5 points high at most: what is longer would print cut."""
    lines = "".join(f"({number}) {'長い記載。' * 9}\n" for number in range(1, 33)).strip()
    table = table_of(row(change("甲", lines), "事後", "理由"), row(change("丙", "丁")))
    workbook = book(table)
    _, first, *more, last = texts(workbook)
    assert first[:3] == [*table.rows[0].cells[:2], "甲"]
    assert first[4:] == ["事後", "理由"]
    assert len(more) > 1
    for one in more:
        assert [*one[:3], *one[4:]] == ["", "Ⅰ-1-②事務の内容（続き）", "", "", ""]
    assert "\n".join(one[3] for one in (first, *more)) == lines, "cut at the ends of lines"
    assert tuple(last) == table.rows[1].cells
    heights = [one.height for one in workbook.worksheets[0].row_dimensions.values()]
    assert max(heights) < TALLEST
    (timing,) = workbook.worksheets[0].data_validations.dataValidation
    assert str(timing.sqref) == f"E2:E{len(more) + 3}"


def test_a_long_line_goes_on_in_further_rows() -> None:
    text = "長" * 40_000 + "😀"
    words = " ".join(f"word{number}" for number in range(2_000))
    table = table_of(row(change(text, words)))
    assert whole(texts(book(table))[1:]) == [list(one.cells) for one in table.rows]


def test_a_cell_that_is_too_long_says_so() -> None:
    shown = texts(book(table_of(row(change("か" + "\u3099" * 40_000, "乙")))))[1][2]
    assert len(shown) == LONGEST_CELL
    assert shown.endswith(f"\u3099{CUT}")


def test_a_sheet_for_each_document() -> None:
    names = ["a/x.yaml", "b/X.yaml", "HEAD:c/x.yaml", "d/" + "長" * 40 + ".yaml", "[:*?].yaml"]
    tables = [table_of(row(change(name, "乙")), name=name) for name in [*names, names[3], "'.yaml"]]
    workbook = book(*tables)
    assert workbook.sheetnames == [
        *("x", "X (2)", "x (3)", "長" * 30 + "…", "_?]".replace("?", "_").replace("]", "_")),
        *("長" * 26 + "… (2)", "変更箇所"),
    ]
    assert texts(workbook, 2)[1][2] == "HEAD:c/x.yaml"


def test_same_input_same_bytes(monkeypatch: pytest.MonkeyPatch) -> None:
    first = format_xlsx([real_table()], LAYOUT)
    monkeypatch.setenv("TZ", "Asia/Tokyo")
    assert format_xlsx([real_table()], LAYOUT) == first
    with zipfile.ZipFile(io.BytesIO(first)) as archive:
        assert {one.date_time for one in archive.infolist()} == {(2000, 1, 1, 0, 0, 0)}
        core = archive.read("docProps/core.xml").decode()
    assert core.count("2000-01-01T00:00:00Z") == 2


def test_openpyxl_is_optional(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "openpyxl", None)
    with pytest.raises(JobError, match="openpyxl") as caught:
        format_xlsx([real_table()], LAYOUT)
    assert "pia-cli[xlsx]" in caught.value.hint


@pytest.mark.skipif(not shutil.which("soffice"), reason="no LibreOffice")
@pytest.mark.parametrize("table", [real_table(), HOSTILE_TABLE], ids=["real", "hostile"])
def test_libreoffice_opens_it(table: Table, tmp_path: Path) -> None:
    file = tmp_path / "表.xlsx"
    file.write_bytes(format_xlsx([table], LAYOUT))
    done = subprocess.run(
        [
            "soffice",
            "--headless",
            f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}",
            "--convert-to",
            "csv:Text - txt - csv (StarCalc):44,34,76",
            "--outdir",
            str(tmp_path),
            str(file),
        ],
        capture_output=True,
        check=False,
        timeout=300,
    )
    assert done.returncode == 0, done.stderr
    with (tmp_path / "表.csv").open(encoding="utf-8-sig", newline="") as opened:
        header, *body = csv.reader(opened)
    assert tuple(header) == COLUMNS
    for got, one in zip(whole(body), table.rows, strict=True):
        assert got == [seen(text).replace("_x005F_", "_") for text in one.cells]


@settings(max_examples=40)
@given(ANY_TEXT)
def test_any_text_comes_back(text: str) -> None:
    got = texts(book(texts_table(text)))[1]
    assert got[2] == seen(text)
