"""Rows that tell nothing of what they name, and have the texts of another item's change.

They have the number of another entry, or a name that the form does not have.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import islice

from pia_cli.cells.done import is_copy, is_done, is_none
from pia_cli.cells.rows import LogRow, by_date
from pia_cli.compare.change import Change
from pia_cli.compare.committed.names import stem
from pia_cli.compare.committed.placed import PlacedChanges, change_place
from pia_cli.forms.notation import notation_key
from pia_cli.rules.log.names import MOST_SUGGESTED


def misnumbered_rows(
    changes: PlacedChanges, told: Mapping[int, Sequence[LogRow]], rows: Iterable[LogRow]
) -> dict[int, LogRow]:
    """The changes that no row tells and one has the texts of, under the number of another entry.

    Or of which it tells the last step.
    """
    found: dict[int, LogRow] = {}
    by_end: dict[str, list[int]] = defaultdict(list)
    for index, change in enumerate(changes.comparison.changes):
        by_end[_key(change.after)].append(index)
    for row in filter(_copies, rows):
        stems = changes.names.stems(row.named)
        alike = [
            index
            for index in by_end.get(_key(row.after), ())
            if _begins(changes.comparison.changes[index], told.get(index, ()), row)
            and stem(change_place(changes.comparison.changes[index])[1]) in stems
        ]
        if len(alike) == 1 and changes.names.file_of_neither(row.named) is None:
            found.setdefault(alike[0], row)
    return found


def misnamed_rows(
    changes: PlacedChanges, told: Mapping[int, Sequence[LogRow]], rows: Iterable[LogRow]
) -> dict[int, LogRow]:
    """The changes that no row tells, and a row of an item that the form does not have.

    It has the two texts of no other change, or tells the change of the item that its name is near.
    """
    found: dict[int, LogRow] = {}
    left = [index for index in range(len(changes.comparison.changes)) if index not in told]
    by_texts: dict[tuple[str, str], list[int]] = defaultdict(list)
    by_item: dict[str, list[int]] = defaultdict(list)
    for index in left:
        change = changes.comparison.changes[index]
        by_texts[_key(change.before), _key(change.after)].append(index)
        by_item[change.item].append(index)
    for row in islice(filter(_copies, rows), MOST_SUGGESTED):
        near = by_item.get(changes.names.suggest(row.item) or "", ())
        alike = [index for index in near if changes.matcher(index).is_told_by(row)]
        alike = alike or by_texts.get((_key(row.before), _key(row.after)), [])
        if len(alike) == 1:
            found.setdefault(alike[0], row)
    return found


def _begins(change: Change, told: Sequence[LogRow], row: LogRow) -> bool:
    """Whether a row, which ends with the text of a change, goes on from what is told of it."""
    if not told:
        return _key(change.before) == _key(row.before)
    last = by_date(told)[-1]
    is_later = bool(last.date and row.date and last.date < row.date)
    ended = _key(last.after)
    return is_later and ended == _key(row.before) and ended != _key(change.after)


def _copies(row: LogRow) -> bool:
    """Whether the cells of a row copy texts, one of them at least; the other may be 空欄, 削除."""
    cells = row.before, row.after
    are_clear = all(is_copy(cell) or is_none(cell) or is_done(cell) for cell in cells)
    return are_clear and any(map(is_copy, cells))


def _key(cell: str) -> str:
    return "" if is_none(cell) or is_done(cell) else notation_key(cell)
