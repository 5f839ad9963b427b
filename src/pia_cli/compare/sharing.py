"""Rows of 変更箇所 that tell several changes, each cell having the text of one among others."""

from __future__ import annotations

from pia_cli.compare.placed import PlacedChanges
from pia_cli.core.diagnostic import Path
from pia_cli.forms.notation import notation_key
from pia_cli.forms.tree import locate
from pia_cli.rules.log.rows import LogRow


def held_by(changes: PlacedChanges, row: LogRow) -> list[int]:
    """The changes below a section, or of several items, whose texts a row has among others.

    A change that has one text there may have a slip in the other.
    """
    places = changes.places(row)
    if len(places) < 2 and not any(_is_section(changes, *place) for place in places):
        return []
    below = {index for place in places for index in changes.below(place)}
    sides = {index: changes.telling(index).held_sides(row) for index in sorted(below)}
    held = [
        index
        for index, count in sides.items()
        if count == 2 or (count == 1 and _may_be_slip(changes, index, row))
    ]
    return held if len(held) > 1 or _are_labelled(changes, held, row) else []


def _may_be_slip(changes: PlacedChanges, index: int, row: LogRow) -> bool:
    """Whether a row with one text of a change must mean it: else it may mean another."""
    return _are_labelled(changes, [index], row) or changes.telling(index).has_line_of(row)


def _are_labelled(changes: PlacedChanges, indexes: list[int], row: LogRow) -> bool:
    """Whether a row has the labels of the changes: else a slip would be taken for more text."""
    cells = notation_key(row.before), notation_key(row.after)
    fields = [changes.field(index) for index in indexes]
    return all(field and all(notation_key(field.key) in cell for cell in cells) for field in fields)


def _is_section(changes: PlacedChanges, is_new: bool, path: Path) -> bool:
    side = changes.side(is_new)
    place = locate(side.form.tree, path)
    return place is not None and bool(place.field.children)
