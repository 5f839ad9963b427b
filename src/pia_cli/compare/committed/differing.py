"""H002 and H003: cells of 変更箇所 with a text that the item had not before, or has not now."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pia_cli.cells.done import is_copy, unmarked
from pia_cli.cells.quotation import is_part
from pia_cli.cells.rows import LogRow, log_field
from pia_cli.cells.written import Written
from pia_cli.compare.committed.boxes import stayed_boxes
from pia_cli.compare.committed.change_matcher import ChangeMatcher
from pia_cli.compare.committed.slips import Slip, slip
from pia_cli.compare.committed.unread import has_unread
from pia_cli.compare.documents import Comparison
from pia_cli.compare.table import revised_on
from pia_cli.core.diagnostic import Path
from pia_cli.core.span import Span
from pia_cli.core.text import BLANK, short
from pia_cli.document.nodes import node_at, text_at
from pia_cli.rules.fixes import mended
from pia_cli.rules.rule import Finding
from pia_cli.rules.spots import spot_in

_NEAR = 20
"""Among how many rows of one item one that another goes on from is looked for."""


def differing_cells(
    comparison: Comparison, matcher: ChangeMatcher, rows: Sequence[LogRow]
) -> Iterator[Finding]:
    """H002 for the rows of the first revision, H003 for those of the last.

    A row that goes on from another one of the same day, or that another one goes on from,
    has a text of neither version; one with a cell that cannot be read is not judged.
    """
    first, last = rows[0].day, rows[-1].day
    for at, row in enumerate(rows):
        if has_unread([row]):
            continue
        is_first, is_last = row.day == first, row.day == last
        yield from _boxes_that_stayed(comparison, matcher, row, is_first=is_first, is_last=is_last)
        if is_first and not matcher.before_fits(row):
            earlier = rows[max(0, at - _NEAR) : at]
            if not any(_goes_on(row, one) for one in earlier):
                yield _before_differs(comparison, matcher, row)
        if is_last and not _after_fits(matcher, row):
            later = rows[at + 1 : at + 1 + _NEAR]
            if not any(_goes_on(one, row) for one in later):
                yield _after_differs(comparison, matcher, row)


def _boxes_that_stayed(
    comparison: Comparison, matcher: ChangeMatcher, row: LogRow, *, is_first: bool, is_last: bool
) -> Iterator[Finding]:
    """H002 and H003 for boxes that a row exchanges for others though they were or are marked."""
    before, after = stayed_boxes(matcher.sides, row) if matcher.old.boxes else ([], [])
    keys, item = log_field(comparison.new.form.tree).by_name, matcher.change.item
    hint = "変わった選択肢だけを書くか、変わらない選択肢を変更前と変更後の両方に書いてください"
    if before and is_first:
        yield Finding(
            "H002",
            (*row.path, keys["before"].key),
            f"「{short('、'.join(before))}」は前の版の「{matcher.change.old_item}」にもあるのに、"
            "変更前の記載にありません",
            hint,
        )
    if after and is_last:
        yield Finding(
            "H003",
            (*row.path, keys["after"].key),
            f"「{short('、'.join(after))}」は「{item}」に残っているのに、変更後の記載にありません",
            hint,
        )


def _after_fits(matcher: ChangeMatcher, row: LogRow) -> bool:
    """Whether 変更後 is the new text, maybe as it was before ``pia fix`` mended it."""
    if matcher.after_fits(row):
        return True
    field = matcher.new.field
    text = mended(row.after, field) if field else row.after
    return text != row.after and matcher.after_fits(row._replace(after=text))


def _goes_on(row: LogRow, before: LogRow) -> bool:
    is_open = "before" in row.unread or "after" in before.unread
    return is_open or is_part(unmarked(row.before), [unmarked(before.after)])


def _before_differs(comparison: Comparison, matcher: ChangeMatcher, row: LogRow) -> Finding:
    change = matcher.change
    found, path, span = _slip(comparison, row, "before", matcher.old)
    return Finding(
        "H002",
        path,
        f"「{found.said or BLANK}」は前の版（{comparison.old.name}）の"
        f"「{change.old_item}」にありません",
        f"前の版の記載を写してください: {found.wanted or BLANK}",
        span=span,
    )


def _after_differs(comparison: Comparison, matcher: ChangeMatcher, row: LogRow) -> Finding:
    change = matcher.change
    found, path, span = _slip(comparison, row, "after", matcher.new)
    return Finding(
        "H003",
        path,
        f"「{found.said or BLANK}」は「{change.item}」の今の記載にありません",
        f"この版の記載を写してください: {found.wanted or BLANK}{_or_later(comparison, row)}",
        related=((change.new_path, "今の記載です"),) if change.new_path else (),
        span=span,
    )


def _or_later(comparison: Comparison, row: LogRow) -> str:
    """What else may be wrong with the last row of an item, if it is of a revision before."""
    today = revised_on(comparison.new)
    if row.date is None or today is None or row.date >= today or not is_copy(row.after):
        return ""
    return f"。{row.changed_on}の後でまた変わったのなら、その行を書き足してください"


def _slip(
    comparison: Comparison, row: LogRow, name: str, written: Written
) -> tuple[Slip, Path, Span | None]:
    """What a cell says and should say, its path, and the place of the slip in it."""
    new = comparison.new
    path = (*row.path, log_field(new.form.tree).by_name[name].key)
    cell, raw = getattr(row, name), text_at(new.root, path)
    found, source = slip(cell, written.cell, written.knows), new.document.source
    at = raw.find(cell)
    if found.end == 0 or source is None or at < 0:
        return found, path, None
    node = node_at(new.root, path)
    return found, path, spot_in(source, node, raw, at + found.start, at + found.end)
