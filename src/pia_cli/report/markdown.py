"""Findings as GitHub-flavoured Markdown, for a comment on a pull or merge request."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain

from pia_cli.core.ci_path import ci_path
from pia_cli.core.diagnostic import Diagnostic, Severity
from pia_cli.core.escape import escape, safe
from pia_cli.core.text import short
from pia_cli.report.ci import left_out, unreadable
from pia_cli.report.model import FileResult, Layout, Report, Tally
from pia_cli.report.stream import Collector, Stream
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


Rows = dict[Severity, list[str]]


def _piece(report: Report, layout: Layout) -> Rows:
    """The rows of each weight, no more than there can be room for."""
    return {
        one: list(_fitting((_row(d) for d in report.diagnostics if d.severity is one), MOST_BYTES))
        for one in Severity
    }


class _Comment(Collector):
    """The rows of a run, of each weight no more than there can be room for."""

    def __init__(self) -> None:
        self.rows: Rows = {one: [] for one in Severity}
        self.room = dict.fromkeys(Severity, MOST_BYTES)

    def add(self, piece: Rows) -> Iterator[str]:
        for one, rows in piece.items():
            fitting = list(_fitting(rows, self.room[one]))
            self.rows[one] += fitting
            full = len(fitting) < len(rows)
            self.room[one] = 0 if full else self.room[one] - sum(map(_size, fitting))
        return iter(())

    def end(self, tally: Tally) -> Iterator[str]:
        unread, left = unreadable(tally), tally.counts()
        number = len(unread) + sum(left.values())
        lines = [MARK, "## pia: 特定個人情報保護評価書の検査", "", summary_line(tally)]
        if number:
            lines += ["", _line(COLUMNS), _line(["---"] * len(COLUMNS))]
        every = chain(map(_unread, unread), *(self.rows[one] for one in Severity))
        table = list(_fitting(every, _room(lines)))
        lines += table
        if len(table) < number:
            shown = max(len(table) - len(unread), 0)
            for one in Severity:
                left[one] -= min(shown, len(self.rows[one]))
                shown = max(shown - len(self.rows[one]), 0)
            lines += ["", _rest(max(len(unread) - len(table), 0), left)]
        return (f"{line}\n" for line in lines)


MARKDOWN = Stream(_piece, _Comment)
"""The summary and a table of the findings, the gravest first, in less than 64 KB.

What the table has no room for is counted below it.
"""


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


def _rest(files: int, left: dict[Severity, int]) -> str:
    return (
        f"ほか {files + sum(left.values())} 件（{left_out(files, left)}）は、"
        "コメントの長さの上限を超えるため省きました。"
        "`pia validate` を手元で実行すると全て表示します。"
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
