"""Which boxes of a 複数選択 item the rows of 変更箇所 name, and what they quote beside these."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeAlias

from pia_cli.cells.done import NARRATIVE, is_copy, unmarked
from pia_cli.cells.quotation import is_quoted, quote_keys
from pia_cli.cells.rows import LogRow
from pia_cli.cells.written import Written
from pia_cli.forms.values import differing

Sides: TypeAlias = "tuple[Written, Written]"
"""What cells may say of an item before and after."""


def changed_boxes(sides: Sides) -> set[str]:
    """The boxes of which the mark or the text changed."""
    old, new = sides
    return differing(old.marks, new.marks)


def told_boxes(sides: Sides, rows: Iterable[LogRow]) -> set[str]:
    """The changed boxes that rows name, or of whose text they quote something."""
    changed = changed_boxes(sides)
    return {label for row in rows for label in changed if _tells(sides, row, label)}


def notes_of(sides: Sides, row: LogRow, label: str) -> tuple[str, str]:
    """What a row quotes of the texts beside a box, of both sides, "" for nothing.

    To name a box without a text is to tell all of it.
    """
    cells = _cells(sides, row)
    named = [side.named(text) for text, side in cells]
    if any(named):
        found = [
            (boxes[label].note or side.marks.get(label, "")) if label in boxes else ""
            for boxes, (_, side) in zip(named, cells, strict=True)
        ]
    else:
        found = [text if _is_beside(label, text, side) else "" for text, side in cells]
    return found[0], found[1]


def _cells(sides: Sides, row: LogRow) -> list[tuple[str, Written]]:
    return list(zip((row.before, row.after), sides, strict=True))


def _tells(sides: Sides, row: LogRow, label: str) -> bool:
    cells = _cells(sides, row)
    named = [side.named(text) for text, side in cells]
    if any(named):
        return any(label in boxes for boxes in named)
    if any(NARRATIVE.search(text) for text, _ in cells):
        return True
    return any(_is_beside(label, text, side) for text, side in cells)


def _is_beside(label: str, text: str, side: Written) -> bool:
    """Whether a cell quotes the text beside a box."""
    note = quote_keys(side.marks.get(label, ""))
    return is_copy(text) and (is_quoted(unmarked(text), [note]) or side.is_count(text, label))
