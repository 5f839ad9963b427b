"""Rows of 変更箇所 that tell several changes, each cell having the text of one among others."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from pia_cli.cells.rows import LogRow
from pia_cli.compare.committed.change_matcher import ChangeMatcher
from pia_cli.compare.committed.placed import Place, PlacedChanges
from pia_cli.core.diagnostic import Path
from pia_cli.forms.kinds import CountKind
from pia_cli.forms.notation import notation_key
from pia_cli.forms.tree import locate


def quoted_among_others(changes: PlacedChanges, row: LogRow, listed: Iterable[int]) -> list[int]:
    """The changes below a section, or of several items, whose texts a row has among others.

    A change that has one text there may have a slip in the other. ``listed`` are those that
    lines of the row tell (`listed`).
    """
    named = changes.places(row)
    places = dict.fromkeys((*named, *(one for place in named for one in changes.in_cell(place))))
    if len(places) < 2 and not any(_is_section(changes, *place) for place in places):
        return []
    below = {index for place in places for index in changes.below(place)}
    exact = _of_several(changes, named)
    has_one_alone = any(changes.matcher(index).is_fitting(row) for index in exact)
    sides = {index: changes.matcher(index).quoted_sides(row) for index in sorted(below)}
    whole = [index for index, count in sides.items() if count == 2]
    slips = [
        index
        for index, count in sides.items()
        if count == 1
        and ((index in exact and not has_one_alone) or _may_be_slip(changes, index, row))
    ]
    lines = list(_by_lines(changes, below, exact, row))
    held = sorted({*whole, *slips, *lines})
    are_several = len({*held, *listed}) > 1
    is_meant = are_several or not exact.isdisjoint([*whole, *lines])
    told = held if held and (is_meant or _are_labelled(changes, held, row)) else []
    return sorted({*told, *_miscounted(changes, exact, row)})


def _miscounted(changes: PlacedChanges, exact: Iterable[int], row: LogRow) -> list[int]:
    """The counts of the items of a row that has another one: 委託する（2件） where it is 1."""
    counts = [one for one in exact if isinstance(changes.kind(one), CountKind)]
    if any(changes.matcher(one).is_fitting(row) for one in counts):
        return []
    return [one for one in counts if changes.matcher(one).has_count(row)]


def _by_lines(
    changes: PlacedChanges, below: Iterable[int], exact: set[int], row: LogRow
) -> Iterator[int]:
    """The changes that a line of both cells tells, maybe by an excerpt.

    Of several items that are named each has a line of its own, where there are as many.
    """
    free = Counter(ChangeMatcher.lines_of(row))
    are_enough = free.total() >= len(exact)
    for index in sorted(below):
        matcher = changes.matcher(index)
        if matcher.is_fitting(row) or (line := matcher.line_of(row)) is None:
            continue
        pair = line.before, line.after
        if index in exact and are_enough and free.get(pair, 1) < 1:
            continue
        free[pair] = free.get(pair, 1) - 1
        yield index


def also_owed_by(changes: PlacedChanges, row: LogRow, told: Sequence[int]) -> set[int]:
    """The changes that a row has to tell too: of each item where it names several, of all that
    stands in the cell of an item, and of the whole section where it tells several changes of it.
    """
    named = changes.places(row)
    within = {index for one in named for cell in changes.in_cell(one) for index in changes.at(cell)}
    if len(told) > 1:
        within.update(index for one in named for index in changes.below(one))
    return within | _of_several(changes, named)


def _of_several(changes: PlacedChanges, named: Sequence[Place]) -> set[int]:
    return {index for place in named for index in changes.at(place)} if len(named) > 1 else set()


def _may_be_slip(changes: PlacedChanges, index: int, row: LogRow) -> bool:
    """Whether a row with one text of a change must mean it: else it may mean another."""
    return _are_labelled(changes, [index], row) or changes.matcher(index).has_line_of(row)


def _are_labelled(changes: PlacedChanges, indexes: list[int], row: LogRow) -> bool:
    """Whether a row has the labels of the changes: else a slip would be taken for more text."""
    cells = notation_key(row.before), notation_key(row.after)
    return all(
        (field := changes.field(index)) is not None
        and all(
            notation_key(field.key) in cell or is_blank
            for cell, is_blank in zip(cells, changes.matcher(index).blank_sides, strict=True)
        )
        for index in indexes
    )


def _is_section(changes: PlacedChanges, is_new: bool, path: Path) -> bool:
    side = changes.side(is_new)
    place = locate(side.form.tree, path)
    return place is not None and bool(place.field.children)
