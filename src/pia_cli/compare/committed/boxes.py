"""Which boxes of a 複数選択 item the rows of 変更箇所 name, and what they quote beside these."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeAlias

from pia_cli.cells.done import NARRATIVE, is_copy, unmarked
from pia_cli.cells.omission import kept_pieces
from pia_cli.cells.quotation import is_quoted, quote_keys
from pia_cli.cells.rows import LogRow
from pia_cli.cells.written import Written
from pia_cli.core.pattern import Pattern
from pia_cli.core.text import fold
from pia_cli.forms.choices import BoxesKind
from pia_cli.forms.kinds import CountKind
from pia_cli.forms.values import differing

_BETWEEN = Pattern(r"[、。，,・/／「」\s○〇●◯☑■✓✔]")

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


def stayed_boxes(sides: Sides, row: LogRow) -> tuple[list[str], list[str]]:
    """The boxes that a row says were put in the stead of others, or left for them, and were not.

    Those of 変更後 that were marked before, and those of 変更前 that still are, where the cells
    have no box in common: 自己点検 → 内部監査 where both are marked now. With more words in a cell
    (外部監査も実施) nobody knows.
    """
    before, after = (side.named(text) for text, side in _cells(sides, row))
    named = (*before.values(), *after.values())
    if not (before and after) or not all(box.marked for box in named):
        return [], []
    if not (_is_listing(row.before, before) and _is_listing(row.after, after)):
        return [], []
    if before.keys() & after.keys():
        return [], []
    old, new = sides
    return [one for one in after if one in old.marks], [one for one in before if one in new.marks]


def _is_listing(cell: str, labels: Iterable[str]) -> bool:
    """Whether a cell has names of boxes, or parts of these, and nothing else."""
    known = [fold(label) for label in labels]
    pieces = (fold(piece) for piece in _BETWEEN.split(cell))
    return all(any(piece in label for label in known) for piece in pieces)


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
        is_named = any(label in boxes for boxes in named)
        return is_named and not _lacks_count(sides, row, label)
    if any(NARRATIVE.search(text) for text, _ in cells):
        return True
    return any(_is_beside(label, text, side) for text, side in cells)


def _lacks_count(sides: Sides, row: LogRow, label: str) -> bool:
    """Whether a cell has the counts of other boxes and not that of this one: 提供（9件）."""
    boxes = sides[0].boxes
    box = boxes.by_label.get(label) if isinstance(boxes, BoxesKind) else None
    if box is None or not isinstance(box.fill, CountKind):
        return False
    return any(
        is_copy(text)
        and len(kept_pieces(text)) == 1
        and label in side.marks
        and label not in named
        and any(each.note for each in named.values())
        for text, side in _cells(sides, row)
        for named in [side.named(text)]
    )


def _is_beside(label: str, text: str, side: Written) -> bool:
    """Whether a cell quotes the text beside a box."""
    note = quote_keys(side.marks.get(label, ""))
    return is_copy(text) and (is_quoted(unmarked(text), [note]) or side.is_count(text, label))
