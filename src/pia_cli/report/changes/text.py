"""Changes for a terminal: by document and section, what was written and what is."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from pia_cli.compare.prose import Piece, highlight
from pia_cli.compare.table import Row, Table
from pia_cli.core.text import BLANK, visible
from pia_cli.core.width import display_width
from pia_cli.report.changes.model import (
    OFFERED,
    ChangesLayout,
    section_title,
    side,
    tag,
)
from pia_cli.report.changes.summary import Point, points
from pia_cli.report.styled import Segment, Style, to_plain
from pia_cli.report.wrap import block

WIDEST = 120
"""Cells of a page, whatever the terminal: longer lines are hard to read."""

GONE, CAME = Style.ERROR, Style.NOTE


def format_text(tables: Sequence[Table], layout: ChangesLayout) -> str:
    """The changes of all documents as plain text."""
    return to_plain(text_segments(tables, layout))


def text_segments(tables: Sequence[Table], layout: ChangesLayout) -> Iterator[Segment]:
    """The text format in styled segments, a blank line between two documents."""
    for index, table in enumerate(tables):
        if index:
            yield Style.PLAIN, "\n\n"
        yield from _Page(layout).document(table)


class _Page:
    def __init__(self, layout: ChangesLayout) -> None:
        self.cells = (min(layout.width, WIDEST), layout.ambiguous)
        self.layout = layout

    def document(self, table: Table) -> Iterator[Segment]:
        yield from self.sides(side(table.comparison.old), side(table.comparison.new))
        dates = dict.fromkeys(row.date for row in table.rows if row.date)
        if dates:
            yield from self.lines(0, (Style.PLAIN, f"変更日: {'、'.join(dates)}"))
        for section, rows in groupby(table.rows, key=lambda row: row.change.section):
            yield Style.PLAIN, "\n"
            yield from self.lines(0, (Style.PLACE, section_title(table, section)))
            for row in rows:
                yield from self.row(row)
        if found := points(table, self.layout):
            yield Style.PLAIN, "\n"
            yield from self.summary(found)

    def sides(self, old: str, new: str) -> Iterator[Segment]:
        """Both versions, on one line where they fit."""
        width, ambiguous = self.cells
        if display_width(visible(f"{old} → {new}"), ambiguous) <= width:
            yield from self.lines(0, (Style.PLACE, f"{old} → {new}"))
            return
        yield from self.lines(0, (Style.PLACE, old))
        yield from block([(Style.PLACE, new)], self.cells, 0, (Style.PLACE, "→ "))

    def row(self, row: Row) -> Iterator[Segment]:
        yield from self.lines(2, *_heading(row))
        if row.change.old_item != row.item:
            yield from self.lines(4, (Style.PLAIN, f"前の版の項目: {row.change.old_item}"))
        before, after = highlight(row.before, row.after)
        yield from block(_styled(before, GONE), self.cells, 4, (GONE, "- "))
        yield from block(_styled(after, CAME), self.cells, 4, (CAME, "+ "))
        if row.reason:
            yield from self.lines(4, (Style.PLAIN, f"説明: {row.reason}"))
        if self.layout.why:
            yield from self.ground(row)

    def ground(self, row: Row) -> Iterator[Segment]:
        yield from self.lines(4, (Style.PLAIN, f"根拠: {row.judgement.ground}"))
        if row.judgement.explanations:
            yield from self.lines(4, (Style.PLAIN, f"{OFFERED}:"))
        for text in row.judgement.explanations:
            yield from self.listed(6, text)

    def summary(self, found: Sequence[Point]) -> Iterator[Segment]:
        for point in found:
            style = Style.WARNING if point.urgent else Style.PLAIN
            yield from self.lines(0, (style, point.text))
            for text in point.details:
                yield from self.listed(2, text)

    def listed(self, indent: int, text: str) -> Iterator[Segment]:
        return block([(Style.PLAIN, text)], self.cells, indent, (Style.PLAIN, "・"))

    def lines(self, indent: int, *segments: Segment) -> Iterator[Segment]:
        return block(segments, self.cells, indent)


def _heading(row: Row) -> Iterator[Segment]:
    yield Style.PLACE, row.item
    if tag(row.change):
        yield Style.INFO, f" [{tag(row.change)}]"
    if not row.judgement.is_candidate:
        yield Style.PLAIN, f"  提出時期: {row.timing}"
    elif row.timing:
        yield Style.WARNING, f"  ※ 提出時期: {row.timing}"
    else:
        proposal = row.judgement.proposal
        yield Style.WARNING, f"  ※ 提出時期: {proposal}（提案。人が決めます）"


def _styled(pieces: Sequence[Piece], changed: Style) -> list[Segment]:
    shown: list[Segment] = [
        (changed if piece.changed else Style.PLAIN, piece.text) for piece in pieces
    ]
    return shown or [(Style.PLAIN, BLANK)]
