"""Which row of 変更箇所 tells which change, however people wrote the row."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pia_cli.compare.change import Change, Plain
from pia_cli.compare.documents import Comparison
from pia_cli.compare.log import LogRow, log_change
from pia_cli.compare.notation import notation_key
from pia_cli.compare.numbered import numbered
from pia_cli.compare.table import revision_date
from pia_cli.core.diagnostic import Path
from pia_cli.core.wareki import DateError, parse_date
from pia_cli.forms.kinds import BLANK_MARKS
from pia_cli.forms.naming import is_item, resolve

_OMISSION = re.compile("[（(](?:中|前|後|以下)?略[)）]|…+|・・・+")
_RANGE = re.compile("[~〜～]")
_HEADING = re.compile("<<[^<>]*>>|《[^《》]*》|≪[^≪≫]*≫")
NARRATIVE = re.compile(
    r"(?:追加|削除|廃止|新設|変更|修正|追記|全部改正)(?:し(?:た|ました))?。?\s*$"
)


@dataclass(frozen=True, slots=True)
class Coverage:
    """The rows added since the old version against the changes.

    ``told`` has the rows of each change, by its index in the comparison, in the order of the
    log. ``idle`` are rows for which nothing changed, ``unknown`` those whose item the form
    does not have.
    """

    told: dict[int, tuple[LogRow, ...]]
    idle: tuple[LogRow, ...]
    unknown: tuple[LogRow, ...]


def coverage(comparison: Comparison) -> Coverage:
    """Assign the new rows to the changes.

    Rows dated up to the old version's own date tell of revisions before it.
    """
    told: dict[int, list[LogRow]] = {}
    idle: list[LogRow] = []
    unknown: list[LogRow] = []
    for row in new_rows(comparison):
        if not _is_item(comparison, row):
            unknown.append(row)
            continue
        found = _changes_of(comparison, row)
        if not found and _places(comparison, row) != ((), ()):
            idle.append(row)
        for index in found:
            told.setdefault(index, []).append(row)
    return Coverage(
        {index: tuple(rows) for index, rows in told.items()}, tuple(idle), tuple(unknown)
    )


def new_rows(comparison: Comparison) -> tuple[LogRow, ...]:
    """The rows that the new version added for changes after the old one."""
    added = log_change(comparison.old, comparison.new).added
    try:
        since = parse_date(revision_date(comparison.old)).exact
    except DateError:
        since = None
    return tuple(row for row in added if not (since and row.date and row.date <= since))


def _is_item(comparison: Comparison, row: LogRow) -> bool:
    sides = (comparison.new, comparison.old)
    return any(is_item(side.form.tree, side.root, row.item) for side in sides)


def _places(comparison: Comparison, row: LogRow) -> tuple[tuple[Path, ...], tuple[Path, ...]]:
    """The places that a row's item names in the old and in the new version."""
    old, new = comparison.old, comparison.new
    return (
        resolve(old.form.tree, old.root, row.item),
        resolve(new.form.tree, new.root, row.item),
    )


def _changes_of(comparison: Comparison, row: LogRow) -> list[int]:
    """The changes that a row tells: those its texts fit, else the one it names exactly."""
    old_places, new_places = _places(comparison, row)
    near, exact = [], []
    for index, change in enumerate(comparison.changes):
        path = change.new_path or change.old_path or ()
        places = new_places if change.new_path else old_places
        if any(_within(path, place) or _within(place, path) for place in places):
            near.append(index)
        if any(place in (path, path[:-1]) for place in places if _names_change(place, path)):
            exact.append(index)
    fitting = [index for index in near if fits(row, comparison.changes[index])]
    return fitting or exact[:1]


def _within(path: Path, top: Path) -> bool:
    return path[: len(top)] == top


def _names_change(place: Path, path: Path) -> bool:
    """Whether a place is that of a change: itself, or the entry whose numbered list it is."""
    return place == path or (bool(place) and isinstance(place[-1], int))


def fits(row: LogRow, change: Change) -> bool:
    """Whether both texts of a row fit a change."""
    return before_fits(row, change) and after_fits(row, change)


def before_fits(row: LogRow, change: Change) -> bool:
    """Whether 変更前の記載 is the old text, a part of it, or says in words what was done."""
    return _fits(row.before, row.after, _texts(change, old=True), _texts(change, old=False))


def after_fits(row: LogRow, change: Change) -> bool:
    """Whether 変更後の記載 is the new text, a part of it, or says in words what was done."""
    return _fits(row.after, row.before, _texts(change, old=False), _texts(change, old=True))


def _fits(text: str, other: str, here: Sequence[str], there: Sequence[str]) -> bool:
    """``text`` is what a row says of ``here``; ``other`` its text for the other side."""
    if BLANK_MARKS.fullmatch(text):
        blank = any(BLANK_MARKS.fullmatch(whole) for whole in here)
        came = not is_part(other, here) and is_part(other, there)
        return blank or came or bool(NARRATIVE.search(other))
    return is_part(text, here) or bool(NARRATIVE.search(text))


def is_part(text: str, wholes: Sequence[str]) -> bool:
    """Whether all pieces of an excerpt stand in one of the texts."""
    pieces = [notation_key(piece) for piece in _OMISSION.split(text)]
    return any(
        all(piece in whole for piece in pieces) or _is_numbered_part(text, whole)
        for whole in map(notation_key, wholes)
    )


def _is_numbered_part(text: str, whole: str) -> bool:
    """The same for 別添1: <<認定情報>> 15.職権修正区分 ～ 95.…."""
    pieces = [notation_key(piece) for piece in _RANGE.split(_HEADING.sub("", text))]
    return len(pieces) > 1 and all(piece in whole for piece in pieces)


def _texts(change: Change, *, old: bool) -> list[str]:
    """What a cell may have been copied from: the generated one, or the whole value."""
    cell, value = (change.before, change.old_value) if old else (change.after, change.new_value)
    return [cell, "\n".join(_flat(value)), *_numbered(value)]


def _flat(value: Plain) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for key, below in value.items():
            yield key
            yield from _flat(below)
    else:
        for below in value:
            yield from _flat(below)


def _numbered(value: Plain) -> Iterator[str]:
    if isinstance(value, list) and all(isinstance(text, str) for text in value):
        yield numbered([str(text) for text in value])
