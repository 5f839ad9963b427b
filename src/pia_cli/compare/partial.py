"""What rows leave out of a change that they tell in part."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pia_cli.compare.myers import edits
from pia_cli.compare.prose import sentences
from pia_cli.compare.telling import Telling
from pia_cli.forms.kinds import TextKind
from pia_cli.forms.notation import is_related, notation_key
from pia_cli.forms.quoting import is_copy, is_none, unmarked
from pia_cli.forms.values import changed_marks
from pia_cli.rules.log.rows import LogRow

Texts = tuple[str, str]
"""A part of the old and of the new text, "" where one of them lacks it."""


def untold_boxes(telling: Telling, rows: Sequence[LogRow]) -> Iterator[Texts]:
    """The changed boxes of a 複数選択 item that its rows do not name, in one pair of texts."""
    boxes = telling.old.boxes
    if boxes is None:
        return
    told = telling.told_boxes(rows)
    left = telling.changed_boxes - told
    if not left or not told:
        return
    before, after = (
        {label: text for label, text in side.marks.items() if label in left}
        for side in (telling.old, telling.new)
    )
    yield changed_marks(boxes, before, after)


def untold_sentences(telling: Telling, rows: Sequence[LogRow]) -> Iterator[Texts]:
    """The changed sentences of a text of which its rows quote nothing.

    Only where the rows are of one revision and copy texts: what 「一部変更」 means, nobody
    can tell.
    """
    field, change = telling.old.field, telling.change
    if field is None or not isinstance(field.kind, TextKind) or field.entries:
        return
    cells = [(row.before, row.after) for row in rows]
    if len({row.day for row in rows}) > 1 or not all(map(telling.is_fitting, rows)):
        return
    if not all(is_copy(text) or is_none(text) for pair in cells for text in pair):
        return
    parts = list(_changed(change.before, change.after))
    left = [part for part in parts if not any(_shows(pair, part) for pair in cells)]
    if len(left) < len(parts):
        yield from left


def _changed(before: str, after: str) -> Iterator[Texts]:
    """The runs of sentences that differ by more than their notation."""
    old, new = ([each.strip() for each in sentences(text)] for text in (before, after))
    for edit in edits(old, new):
        gone = "".join(old[edit.old_start : edit.old_end])
        came = "".join(new[edit.new_start : edit.new_end])
        if not edit.equal and notation_key(gone) != notation_key(came):
            yield gone, came


def _shows(cells: Texts, part: Texts) -> bool:
    """Whether a row quotes something of a change, in the text before it or after."""
    return any(
        is_related(unmarked(text), sentence)
        for text, whole in zip(cells, part, strict=True)
        for sentence in sentences(whole)
        if not is_none(text)
    )
