"""Numbered texts (別添1) over several revisions: the rows put into effect one after another."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from itertools import groupby
from typing import NamedTuple

from pia_cli.cells.done import is_done, is_none
from pia_cli.cells.rows import LogRow, by_date
from pia_cli.compare.change import ChangeKind
from pia_cli.compare.committed.placed import Place, PlacedChanges, change_place
from pia_cli.core.pattern import Pattern
from pia_cli.core.span import START
from pia_cli.document.nodes import Entry, Mapping, Scalar, node_at
from pia_cli.document.nodes import Sequence as List
from pia_cli.forms.notation import notation_key
from pia_cli.forms.numbered import entries, own_number, own_numbers, without_number
from pia_cli.forms.tree import FormField
from pia_cli.forms.values import Plain, data_of, entry_text

_RANGE = Pattern("[ \t　]?[~〜～][ \t　]?")


class _Run(NamedTuple):
    """A line of a cell: a number with its text, or the first and the last of a range."""

    start: int
    end: int
    first: str
    last: str


def told_step_by_step(changes: PlacedChanges, rows: Iterable[LogRow]) -> dict[int, list[LogRow]]:
    """The changes of numbered texts, or of their groups, to which rows of several days lead."""
    at: dict[int, list[LogRow]] = {}
    for row in by_date(rows):
        for index in _named(changes, row):
            at.setdefault(index, []).append(row)
    return {index: found for index, found in at.items() if _are_all(changes, index, found)}


def _named(changes: PlacedChanges, row: LogRow) -> list[int]:
    """The changes of the only group that a row names, or of its texts."""
    places = changes.places(row)
    return [
        index
        for index in (changes.below(places[0]) if len(places) == 1 else ())
        if places[0] in _groups(changes, index)
    ]


def _groups(changes: PlacedChanges, index: int) -> tuple[Place, ...]:
    """What rows on a change of numbered texts name, or on one of their group."""
    change = changes.comparison.changes[index]
    is_new, path = change_place(change)
    if _slot(changes.field(index)):
        return () if change.kind is ChangeKind.MOVED else ((is_new, path),)
    is_numbered = changes.matcher(index).old.is_numbered
    return ((is_new, path), (is_new, path[:-1])) if is_numbered else ()


def _slot(field: FormField | None) -> FormField | None:
    """The numbered texts of an entry: 項目 of a group of 別添1."""
    below = field.children if field else ()
    return next((child for child in below if child.item.slot and not child.children), None)


def _are_all(changes: PlacedChanges, index: int, rows: Sequence[LogRow]) -> bool:
    """Whether rows of several days tell a change step by step."""
    change = changes.comparison.changes[index]
    if len({row.day for row in rows}) < 2:
        return False
    if change.kind is ChangeKind.CHANGED:
        return _lead(_keys(change.old_value), _keys(change.new_value), rows)
    texts, is_new = _texts(changes, index), change.kind is ChangeKind.ADDED
    whole, rest = (rows[0], rows[1:]) if is_new else (rows[-1], rows[:-1])
    cell, other = (whole.after, whole.before) if is_new else (whole.before, whole.after)
    then = [without_number(line) for line in cell.split("\n") if own_number(line)]
    is_whole = notation_key(cell) == notation_key(_group_text(changes, index, then))
    if not is_whole or not (is_none(other) or is_done(other)) or whole.day in _days(rest):
        return False
    sides = (then, texts) if is_new else (texts, then)
    return _lead(_keys(sides[0]), _keys(sides[1]), rest)


def _days(rows: Iterable[LogRow]) -> set[date | str]:
    return {row.day for row in rows}


def _texts(changes: PlacedChanges, index: int) -> Plain:
    """The numbered texts of a group that one version alone has."""
    is_new, path = change_place(changes.comparison.changes[index])
    slot = _slot(changes.field(index))
    return data_of(node_at(changes.side(is_new).root, (*path, slot.key))) if slot else ""


def _group_text(changes: PlacedChanges, index: int, texts: Sequence[str]) -> str:
    """The text of a group if it had other texts."""
    is_new, path = change_place(changes.comparison.changes[index])
    entry, field = node_at(changes.side(is_new).root, path), changes.field(index)
    slot = _slot(field)
    if not isinstance(entry, Mapping) or field is None or slot is None:
        return ""
    items = List(START, [Scalar(text, START, plain=False) for text in texts])
    return entry_text(Mapping(START, entry.entries | {slot.key: Entry(START, items)}), field)


def _lead(found: list[str], new: list[str], rows: Sequence[LogRow]) -> bool:
    """Whether rows make some texts others, number by number."""
    for _, group in groupby(by_date(rows), lambda row: row.day):
        found = _after(found, list(group)) if found else []
    return bool(found) and found == new


def _keys(value: Plain | Sequence[str]) -> list[str]:
    """The texts of a list that counts from 1."""
    listed = (
        []
        if isinstance(value, str | dict)
        else entries([text for text in value if isinstance(text, str)])
    )
    is_counted = all(one.number == at for at, one in enumerate(listed, 1))
    return [notation_key(one.name) for one in listed] if is_counted else []


def _after(texts: Sequence[str], rows: Iterable[LogRow]) -> list[str]:
    """The texts after the rows of one day; none where a row does not fit them."""
    gone: set[int] = set()
    came: dict[int, str] = {}
    for row in rows:
        taken, put = _runs(row.before), _runs(row.after)
        ranges = [texts[run.start - 1 : run.end] for run in taken if run.end > run.start]
        if not (taken or put) or not all(_is_there(run, texts) for run in taken):
            return []
        for number in (number for run in taken for number in range(run.start, run.end + 1)):
            if number in gone:
                return []
            gone.add(number)
        for run in put:
            moved = ranges.pop(0) if run.end > run.start and ranges else [run.first]
            numbers = range(run.start, run.end + 1)
            is_same = (moved[0], moved[-1]) == (run.first, run.last)
            if not is_same or len(moved) != len(numbers) or not came.keys().isdisjoint(numbers):
                return []
            came |= dict(zip(numbers, moved, strict=True))
        if ranges:
            return []
    found = [text for number, text in enumerate(texts, 1) if number not in gone]
    for number, text in sorted(came.items()):
        if number > len(found) + 1:
            return []
        found.insert(number - 1, text)
    return found


def _is_there(run: _Run, texts: Sequence[str]) -> bool:
    is_within = 1 <= run.start <= run.end <= len(texts)
    return is_within and (texts[run.start - 1], texts[run.end - 1]) == (run.first, run.last)


def _runs(cell: str) -> list[_Run]:
    """The lines of a cell; one that has no number is none that fits."""
    return [] if is_none(cell) else [_run(line) for line in cell.split("\n")]


def _run(line: str) -> _Run:
    ends = _RANGE.split(line)
    numbers = own_numbers(ends) if len(ends) == 2 else []
    if not numbers:
        ends, numbers = [line], own_numbers([line]) or [0]
    keys = [notation_key(without_number(end)) for end in ends]
    return _Run(numbers[0], numbers[-1], keys[0], keys[-1])
