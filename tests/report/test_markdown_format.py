"""The Markdown of a pull-request comment, read back by a Markdown parser."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from markdown_it import MarkdownIt

from pia_cli.core.diagnostic import Diagnostic, Severity
from pia_cli.core.escape import safe
from pia_cli.core.span import START
from pia_cli.core.text import short
from pia_cli.report.markdown import COLUMNS, MARKDOWN
from pia_cli.report.model import FileResult, Layout, Report
from report.reports import ANY_REPORT, HOSTILE, REPORT, many

PARSER = MarkdownIt("commonmark").enable(["table", "strikethrough"])
LIMIT = 64 * 1024


def rows(text: str) -> list[list[str]]:
    """The rows of the table, as shown; anything but text in a cell is an error."""
    found: list[list[str]] = []
    inside = False
    for token in PARSER.parse(text):
        inside = token.type in ("th_open", "td_open") or (inside and token.type == "inline")
        if token.type == "tr_open":
            found.append([])
        elif inside and token.type == "inline":
            shown = ""
            for child in token.children or []:
                assert child.type in ("text", "text_special") or child.content == "<!-- -->"
                shown += child.content if child.type != "html_inline" else ""
            found[-1].append(shown)
    return found


def test_the_table_is_sorted_by_weight() -> None:
    text = MARKDOWN.whole(REPORT, Layout())
    assert text.startswith("<!-- pia -->\n## pia: 特定個人情報保護評価書の検査\n\n2 ファイルを検査")
    header, *body = rows(text)
    assert tuple(header) == COLUMNS
    assert [cells[0] for cells in body] == ["読めない", "エラー", "警告", "情報"]
    assert body[2] == [
        "警告",
        "評価書/国保 2,a:b.yaml:3:7",
        "C018",
        "Ⅱ-5 提供・移転の有無",
        "件数 (4) と記載 (2) が一致しません",
        "件数を直してください",
    ]
    assert "ほか" not in text


def test_nothing_found_needs_no_table() -> None:
    clean = Report((FileResult("a.yaml", "checked"),), ())
    text = MARKDOWN.whole(clean, Layout())
    assert text.endswith("\n\n1 ファイルを検査: 指摘はありません\n")
    assert "|" not in text


@pytest.mark.parametrize("message", ["誤り" * 30, "@#<>|" * 100, "\u202e" * 1000])
def test_what_has_no_room_is_counted(message: str) -> None:
    found = (*many(Severity.WARNING, 900, message), *many(Severity.ERROR, 300, message))
    files = tuple(FileResult(f"{n}.yaml", "unreadable", message="読めません") for n in range(3))
    text = MARKDOWN.whole(Report(files, found), Layout())
    assert len(text.encode()) < LIMIT
    body = rows(text)[1:]
    assert [cells[0] for cells in body[:4]] == ["読めない"] * 3 + ["エラー"]
    told = re.search(r"ほか (\d+) 件（(?:エラー (\d+)、)?警告 (\d+)）は", text)
    assert told
    total, errors, warnings = (int(number or 0) for number in told.groups())
    assert total == errors + warnings == 1203 - len(body)
    assert errors == 300 - sum(cells[0] == "エラー" for cells in body)
    assert len(text.encode()) > LIMIT * 0.9


def test_unreadable_files_without_room_are_counted() -> None:
    files = tuple(FileResult(f"{n}", "unreadable", message="読" * 99) for n in range(500))
    text = MARKDOWN.whole(Report(files, many(Severity.INFO, 2)), Layout())
    assert len(text.encode()) < LIMIT
    left = 500 - len(rows(text)[1:])
    assert f"ほか {left + 2} 件（読めないファイル {left}、情報 2）は" in text


def test_long_texts_are_cut_with_a_sign() -> None:
    (cells,) = rows(MARKDOWN.whole(Report((), many(Severity.ERROR, 1, "長" * 999)), Layout()))[1:]
    assert cells[4] == "長" * 300 + "…"


def test_hostile_texts_stay_texts() -> None:
    found = tuple(
        Diagnostic("F012", Severity.ERROR, "a", START, text, text, text) for text in HOSTILE
    )
    text = MARKDOWN.whole(Report((), found), Layout())
    body = rows(text)[1:]
    assert [cells[4] for cells in body] == [safe(short(text, 300)).strip() for text in HOSTILE]
    assert "@org" not in text


@settings(max_examples=80)
@given(ANY_REPORT)
def test_any_report_is_one_table(report: Report) -> None:
    text = MARKDOWN.whole(report, Layout())
    assert len(text.encode()) < LIMIT
    unread = sum(file.status == "unreadable" for file in report.files)
    number = unread + len(report.diagnostics)
    assert len(rows(text)) == (number + 1 if number else 0)
    assert all(len(cells) == len(COLUMNS) for cells in rows(text))
