"""The 変更箇所 table as one HTML file for the browser and for paper."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from pia_cli.compare.prose import Piece, highlight
from pia_cli.compare.table import Row, Table
from pia_cli.core.escape import safe
from pia_cli.core.text import BLANK
from pia_cli.report.changes.model import (
    COLUMNS,
    OFFERED,
    ChangesLayout,
    cells_marked,
    side,
    title,
)
from pia_cli.report.changes.summary import Point, points

CLASSES = ("date", "item", "before", "after", "timing", "reason")
"""Of the columns, for their widths."""


def format_html(tables: Sequence[Table], layout: ChangesLayout) -> str:
    """All documents in one page that loads nothing; templates/changes.html.j2."""
    from pia_cli.render.templates import fill  # Jinja2 is for this format only

    return fill(
        "changes.html.j2",
        documents=[_document(table, layout) for table in tables],
        columns=list(zip(COLUMNS, CLASSES, strict=True)),
        empty=BLANK,
        offered=OFFERED,
        why=layout.why,
    )


def _document(table: Table, layout: ChangesLayout) -> dict[str, Any]:
    comparison = table.comparison
    return {
        "title": safe(title(table)) or "変更箇所",
        "agency": safe(comparison.new.answer("agency")),
        "old": safe(side(comparison.old)),
        "new": safe(side(comparison.new)),
        "starred": bool(table.candidates),
        "rows": [_row(row) for row in table.rows],
        "points": [_point(point) for point in points(table, layout)],
    }


def _row(row: Row) -> dict[str, Any]:
    date, item, _, _, timing, reason = map(safe, cells_marked(row, ""))
    before, after = highlight(row.before, row.after)
    return {
        "date": date,
        "item": item,
        "before": _pieces(before),
        "after": _pieces(after),
        "timing": timing,
        "undecided": not row.timing,
        "reason": reason,
        "ground": row.judgement.ground,
        "explanations": row.judgement.explanations,
    }


def _pieces(pieces: Sequence[Piece]) -> list[tuple[str, bool]]:
    return [(safe(piece.text), piece.changed) for piece in pieces]


def _point(point: Point) -> dict[str, Any]:
    details = [safe(text) for text in point.details]
    return {"text": safe(point.text), "details": details, "urgent": point.urgent}
