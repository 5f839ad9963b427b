"""Findings as GitHub-flavoured Markdown, for a comment on a pull or merge request."""

from __future__ import annotations

from collections.abc import Iterable

from pia_cli.core.diagnostic import Diagnostic
from pia_cli.core.text import short
from pia_cli.render.escape import escape, safe
from pia_cli.report.ci import ci_path, counted, unreadable, worst_first
from pia_cli.report.model import FileResult, Layout, Report
from pia_cli.report.summary import summary_line

MOST_BYTES = 64_000
"""GitHub refuses a comment of more than 65,536 characters; the poster adds some of its own."""

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
    rows = [*map(_unread, unread), *map(_row, findings)]
    head = [MARK, "## pia: 特定個人情報保護評価書の検査", "", summary_line(report)]
    if rows:
        head += ["", _line(COLUMNS), _line(["---"] * len(COLUMNS))]
    room = MOST_BYTES - _size(head) - 400  # 400 for the last line
    shown = 0
    while shown < len(rows) and (room := room - _size([rows[shown]])) >= 0:
        shown += 1
    lines = [*head, *rows[:shown]]
    if shown < len(rows):
        files = max(len(unread) - shown, 0)
        lines += ["", _rest(files, findings[max(shown - len(unread), 0) :])]
    return "".join(f"{line}\n" for line in lines)


def _size(lines: Iterable[str]) -> int:
    return sum(len(line.encode()) + 1 for line in lines)


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
