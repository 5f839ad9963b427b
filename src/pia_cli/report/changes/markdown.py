"""The 変更箇所 table as GitHub-flavoured Markdown, for a pull request."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from pia_cli.compare.table import Row, Table
from pia_cli.core.escape import escape
from pia_cli.core.text import BLANK
from pia_cli.report.changes.model import (
    COLUMNS,
    OFFERED,
    ChangesLayout,
    cells_marked,
    side,
)
from pia_cli.report.changes.summary import points


def format_markdown(tables: Sequence[Table], layout: ChangesLayout) -> str:
    """A heading, a table and the summary for each document, a blank line between two."""
    return "\n".join("".join(f"{line}\n" for line in _document(table, layout)) for table in tables)


def _document(table: Table, layout: ChangesLayout) -> Iterator[str]:
    old, new = table.comparison.old, table.comparison.new
    yield f"## {escape(side(old))} → {escape(side(new))}"
    yield ""
    if table.rows:
        yield _line(COLUMNS)
        yield _line(["---"] * len(COLUMNS))
        yield from (_line(map(escape, cells_marked(row, BLANK))) for row in table.rows)
    found = points(table, layout)
    if table.rows and found:
        yield ""
    for point in found:
        text = escape(point.text)
        yield f"- **{text}**" if point.urgent else f"- {text}"
        yield from (f"  - {escape(detail)}" for detail in point.details)
    if layout.why and table.rows:
        yield from ("", "### 提出時期の根拠", "")
        for row in table.rows:
            yield from _ground(row)


def _line(texts: Iterable[str]) -> str:
    return f"| {' | '.join(texts)} |"


def _ground(row: Row) -> Iterator[str]:
    yield f"- {escape(row.item)}: {escape(row.judgement.ground)}"
    if row.judgement.explanations:
        yield f"  - {OFFERED}"
    yield from (f"    - {escape(text)}" for text in row.judgement.explanations)
