"""What rows leave out of a change that they tell in part."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import accumulate

from pia_cli.cells.done import is_copy, is_done, is_none, unmarked
from pia_cli.cells.quotation import is_related
from pia_cli.cells.rows import LogRow
from pia_cli.compare.committed.boxes import changed_boxes, notes_of, told_boxes
from pia_cli.compare.committed.change_matcher import ChangeMatcher
from pia_cli.compare.committed.quoted_letters import Quotes, Range
from pia_cli.compare.committed.sentence_parts import Texts, untold_parts
from pia_cli.compare.myers import edits
from pia_cli.compare.prose import sentences
from pia_cli.core.sensitive import masked
from pia_cli.forms.kinds import TextKind
from pia_cli.forms.notation import notation_key
from pia_cli.forms.values import changed_marks


def untold_boxes(matcher: ChangeMatcher, rows: Sequence[LogRow]) -> Iterator[Texts]:
    """The changed boxes of a 複数選択 item that its rows do not name, in one pair of texts."""
    boxes = matcher.old.boxes
    if boxes is None:
        return
    told = told_boxes(matcher.sides, rows)
    left = changed_boxes(matcher.sides) - told
    if not left or not told:
        return
    before, after = (
        {label: text for label, text in side.marks.items() if label in left}
        for side in matcher.sides
    )
    yield changed_marks(boxes, before, after)


def untold_sentences(matcher: ChangeMatcher, rows: Sequence[LogRow]) -> Iterator[Texts]:
    """The changed sentences of a text of which its rows quote nothing, and the changes within the
    others that they leave out, masked as they may be shown.

    Only where the rows are of one revision and copy texts: what 「一部変更」 means, nobody
    can tell.
    """
    if len({row.day for row in rows}) > 1 or not all(map(matcher.is_fitting, rows)):
        return
    if any(map(matcher.is_generated, rows)):
        return
    for before, after, cells in _told_texts(matcher, rows):
        if all(_is_clear(text) for pair in cells for text in pair):
            yield from _untold((before, after), cells)


def _told_texts(
    matcher: ChangeMatcher, rows: Sequence[LogRow]
) -> Iterator[tuple[str, str, Sequence[Texts]]]:
    """The text of an item, or those beside its boxes, with what the rows quote of each."""
    field, change = matcher.old.field, matcher.change
    if field and isinstance(field.kind, TextKind) and not field.entries:
        yield change.before, change.after, [(row.before, row.after) for row in rows]
    for label in sorted(told_boxes(matcher.sides, rows)) if matcher.old.boxes else ():
        before, after = (side.marks.get(label, "") for side in matcher.sides)
        cells = [notes_of(matcher.sides, row, label) for row in rows]
        told = [pair for pair in cells if any(pair)]
        if before and after and told:
            yield before, after, told


def _untold(texts: Texts, cells: Sequence[Texts]) -> Iterator[Texts]:
    runs = list(_changed(*texts))
    parts = [(texts[0][slice(*old)], texts[1][slice(*new)]) for old, new in runs]
    left = [not any(_shows(pair, part) for pair in cells) for part in parts]
    if all(left):
        return
    quotes = [Quotes(_quoted(one), _quoted(other)) for one, other in cells]
    hidden = masked(texts[0]), masked(texts[1])  # before a cut takes the name of a secret away
    for (old, new), is_left in zip(runs, left, strict=True):
        if is_left:
            yield hidden[0][slice(*old)], hidden[1][slice(*new)]
    shown = [run for run, is_left in zip(runs, left, strict=True) if not is_left]
    yield from untold_parts(texts, shown, quotes)


def _is_clear(text: str) -> bool:
    """Whether a cell copies a text, or says that there is or was none."""
    return is_copy(text) or is_none(text) or is_done(text)


def _quoted(text: str) -> str:
    return "" if is_none(text) or is_done(text) else unmarked(text)


def _changed(before: str, after: str) -> Iterator[tuple[Range, Range]]:
    """The runs of sentences that differ by more than their notation."""
    old, new = (sentences(text) for text in (before, after))
    ends = [[0, *accumulate(map(len, texts))] for texts in (old, new)]
    for edit in edits([each.strip() for each in old], [each.strip() for each in new]):
        left = ends[0][edit.old_start], ends[0][edit.old_end]
        right = ends[1][edit.new_start], ends[1][edit.new_end]
        gone, came = before[slice(*left)], after[slice(*right)]
        if not edit.equal and notation_key(gone) != notation_key(came):
            yield left, right


def _shows(cells: Texts, part: Texts) -> bool:
    """Whether a row quotes something of a change, in the text before it or after."""
    return any(
        is_related(unmarked(text), sentence)
        for text, whole in zip(cells, part, strict=True)
        for sentence in sentences(whole)
        if not is_none(text)
    )
