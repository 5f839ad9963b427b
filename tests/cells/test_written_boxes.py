"""Cells of boxes: what is written is read back as the same boxes, whatever the labels are."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from compare.documents import TREE, marks
from pia_cli.cells.named_boxes import NamedBox, named_boxes
from pia_cli.cells.written_boxes import WrittenBoxes
from pia_cli.forms.choices import Box, BoxesKind
from pia_cli.forms.kinds import TextKind
from pia_cli.forms.values import (
    box_text,
    changed_labels,
    changed_marks,
    marks_in,
)

MANY = settings(max_examples=200)
KINDS = sorted(
    {field.kind for field in TREE.walk() if isinstance(field.kind, BoxesKind)},
    key=lambda kind: kind.choices,
)
KIND = BoxesKind((Box("紙"), Box("フラッシュメモリ"), Box("その他", TextKind())))


@st.composite
def changes(draw: st.DrawFn) -> tuple[BoxesKind, dict[str, str], dict[str, str]]:
    """An item with two answers, the new one with marks of the old."""
    kind = draw(st.sampled_from(KINDS))
    old: list[Any] = draw(marks(kind))
    kept = [one for one in old if draw(st.booleans())]
    return kind, marks_in(old), marks_in([*draw(marks(kind)), *kept])


@MANY
@given(changes())
def test_what_is_written_is_read_back(
    change: tuple[BoxesKind, dict[str, str], dict[str, str]],
) -> None:
    kind, old, new = change
    boxes, labels = WrittenBoxes(kind, old, new), changed_labels(kind, old, new)
    for cell, side in zip(changed_marks(kind, old, new), (old, new), strict=True):
        assert boxes.named(cell) == {one: _box(one, side) for one in labels}


@MANY
@given(changes())
def test_a_line_that_is_written_names_its_box(
    change: tuple[BoxesKind, dict[str, str], dict[str, str]],
) -> None:
    """A row of one of several boxes; one over several lines is known by its label alone."""
    kind, old, new = change
    boxes = WrittenBoxes(kind, old, new)
    for label in new:
        line = box_text(kind, label, new)
        if "\n" not in line:
            assert boxes.named(line)[label] == _box(label, new)


def _box(label: str, marks: dict[str, str]) -> NamedBox:
    return NamedBox(label in marks, marks.get(label, ""))


@pytest.mark.parametrize(
    ("cell", "named"),
    [
        ("[○]フラッシュメモリ、甲乙", {"フラッシュメモリ、甲乙": NamedBox(True, "")}),
        ("[　]フラッシュメモリ、甲乙", {"フラッシュメモリ、甲乙": NamedBox(False, "")}),
        ("[○]フラッシュメモリ", {"フラッシュメモリ": NamedBox(True, "")}),
        (
            "[○]フラッシュメモリ、甲乙\n■紙",
            {"フラッシュメモリ、甲乙": NamedBox(True, ""), "紙": NamedBox(True, "")},
        ),
        (
            "[○]フラッシュメモリ、甲乙\n紙の申請書を追加した。",
            {"フラッシュメモリ、甲乙": NamedBox(True, "")},
        ),
        ("[○]その他（[○]紙）", {"その他": NamedBox(True, "[○]紙")}),
        ("[○]その他（別のもの）", {"その他": NamedBox(True, "別のもの")}),
        ("紙、その他", {"紙": NamedBox(True, ""), "その他": NamedBox(True, "")}),
    ],
)
def test_a_cell_is_read_with_the_labels_of_the_versions(
    cell: str, named: dict[str, NamedBox]
) -> None:
    boxes = WrittenBoxes(KIND, {}, {"フラッシュメモリ、甲乙": "", "その他": "[○]紙"})
    assert boxes.named(cell) == named


def test_boxes_that_are_written_alike_are_all_named() -> None:
    boxes = WrittenBoxes(KIND, {}, {"その他": "甲", "その他（甲）": "", "紙": ""})
    assert boxes.named("[○]その他（甲）") == {
        "その他": NamedBox(True, "甲"),
        "その他（甲）": NamedBox(True, ""),
    }


def test_without_the_versions_a_label_is_one_of_the_form() -> None:
    assert named_boxes(KIND, "[○]フラッシュメモリ、甲乙") == {
        "フラッシュメモリ": NamedBox(True, "甲乙")
    }
