"""Findings as GitHub-flavoured Markdown, for a comment on a pull or merge request."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain

from pia_cli.core.diagnostic import Diagnostic
from pia_cli.core.text import short
from pia_cli.render.escape import escape, safe
from pia_cli.report.ci import ci_path, counted, unreadable, worst_first
from pia_cli.report.model import FileResult, Layout, Report
from pia_cli.report.summary import summary_line

MOST_BYTES = 64_000
"""GitHub refuses a comment of more than 65,536 characters; the poster adds some of its own."""

LAST_LINE = 400
"""Bytes kept for the line that tells what was left out."""

LONGEST_CELL = 300
"""Characters of a text shown in one cell, before they are escaped."""

MARK = "<!-- pia -->"
"""The first line, by which a bot finds its earlier comment to replace it."""

COLUMNS = ("重さ", "場所", "規則", "項目", "指摘", "対処")


def format_markdown(report: Report, layout: Layout) -> str:
    """The summary and a table of the findings, the gravest first, in less than 64 KB.

    What the table has no room for is counted below it.
    """
    unread, findings = unreadable(report), worst_first(report.diagnostics)
    number = len(unread) + len(findings)
    lines = [MARK, "## pia: 特定個人情報保護評価書の検査", "", summary_line(report)]
    if number:
        lines += ["", _line(COLUMNS), _line(["---"] * len(COLUMNS))]
    table = list(_fitting(chain(map(_unread, unread), map(_row, findings)), _room(lines)))
    lines += table
    if len(table) < number:
        files = max(len(unread) - len(table), 0)
        lines += ["", _rest(files, findings[max(len(table) - len(unread), 0) :])]
    return "".join(f"{line}\n" for line in lines)


def _room(head: list[str]) -> int:
    """Bytes that the head leaves for the rows of the table."""
    return MOST_BYTES - LAST_LINE - sum(map(_size, head))


def _fitting(rows: Iterable[str], room: int) -> Iterator[str]:
    """The first rows, as many as there is room for; no further ones are made."""
    for row in rows:
        room -= _size(row)
        if room < 0:
            return
        yield row


def _size(line: str) -> int:
    return len(line.encode()) + 1


def _rest(files: int, left: list[Diagnostic]) -> str:
    beside = "、".join(filter(None, [f"読めないファイル {files}" if files else "", counted(left)]))
    return (
        f"ほか {files + len(left)} 件（{beside}）は、コメントの長さの上限を超えるため"
        "省きました。`pia validate` を手元で実行すると全て表示します。"
    )


def _row(found: Diagnostic) -> str:
    place = f"{ci_path(found.file)}:{found.span.line}:{found.span.column}"
    texts = (place, found.code, found.item, found.message, found.hint)
    return _line([found.severity.japanese, *map(_cell, texts)])


def _unread(file: FileResult) -> str:
    return _line(["読めない", *map(_cell, (ci_path(file.path), "", "", file.message, ""))])


def _cell(text: str) -> str:
    return escape(safe(short(text, LONGEST_CELL)))


def _line(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"
