"""Cells of boxes read back by the marks of the versions from which they were written."""

from __future__ import annotations

from collections.abc import Mapping as Dict
from typing import TypeAlias

from pia_cli.cells.named_boxes import NamedBox, named_boxes
from pia_cli.core.lazy import lazy
from pia_cli.forms.choices import BoxesKind
from pia_cli.forms.values import (
    box_text,
    changed_labels,
    changed_marks,
)

Boxes: TypeAlias = "dict[str, NamedBox]"


class WrittenBoxes:
    """What a cell says of a 複数選択 item with the marks ``old`` and ``new``.

    A label that is foreign to the form may begin like one of the form (フラッシュメモリ、甲乙),
    and a text beside a box may look like a further box: by itself no cell tells them apart, so
    a cell that `changed_marks` wrote, and each of its lines, is known by its letters.
    """

    def __init__(self, kind: BoxesKind, old: Dict[str, str], new: Dict[str, str]) -> None:
        self.kind = kind
        self.old = old
        self.new = new

    @lazy
    def _cells(self) -> dict[str, Boxes]:
        """What the two cells of the change say; rows lose the space at the ends of a cell."""
        labels = changed_labels(self.kind, self.old, self.new)
        cells = changed_marks(self.kind, self.old, self.new)
        return {
            cell.strip(): {label: _box(label, marks) for label in labels}
            for cell, marks in zip(cells, (self.old, self.new), strict=True)
        }

    @lazy
    def _lines(self) -> dict[str, Boxes]:
        """What the lines say that stand for one box; two boxes may be written alike."""
        found: dict[str, Boxes] = {}
        for label in {**self.old, **self.new}:
            for marks in ({}, self.old, self.new):
                line = box_text(self.kind, label, marks).strip()
                found.setdefault(line, {})[label] = _box(label, marks)
        return found

    def named(self, cell: str) -> Boxes:
        """The boxes that a cell names: those of its lines that were written, then all others."""
        text = cell.strip()
        if text in self._cells:
            return self._cells[text]
        found: Boxes = {}
        others: list[str] = []
        for line in text.split("\n"):
            boxes = self._lines.get(line.strip())
            if boxes is None:
                others.append(line)
            else:
                found |= boxes
        return named_boxes(self.kind, "\n".join(others), only_signed=bool(found)) | found


def _box(label: str, marks: Dict[str, str]) -> NamedBox:
    return NamedBox(label in marks, marks.get(label, ""))
