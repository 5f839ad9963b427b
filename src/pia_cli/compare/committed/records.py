"""Numbered texts (別添1) over several revisions: the rows put into effect one after another."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import NamedTuple

from pia_cli.cells.done import is_none
from pia_cli.compare.change import ChangeKind
from pia_cli.compare.committed.placed import PlacedChanges
from pia_cli.core.pattern import Pattern
from pia_cli.forms.notation import notation_key
from pia_cli.forms.numbered import entries, own_numbers, without_number
from pia_cli.forms.values import Plain, flat
from pia_cli.rules.log.rows import LogRow, by_date

_RANGE = Pattern("[ \t　]?[~〜～][ \t　]?")


class _Run(NamedTuple):
    """A line of a cell: a number with its text, or the first and the last of a range."""

    start: int
    end: int
    first: str
    last: str


def replayed(changes: PlacedChanges, rows: Iterable[LogRow]) -> dict[int, list[LogRow]]:
    """The numbered texts that rows of several days lead from the old version to the new one."""
    at: dict[int, list[LogRow]] = {}
    for row in rows:
        for index in _named(changes, row):
            at.setdefault(index, []).append(row)
    return {index: found for index, found in at.items() if _lead(changes, index, found)}


def _named(changes: PlacedChanges, row: LogRow) -> list[int]:
    """The change of the numbered texts of the only group that a row names."""
    places = changes.places(row)
    return [
        index
        for index in (changes.below(places[0]) if len(places) == 1 else ())
        if (change := changes.comparison.changes[index]).kind is ChangeKind.CHANGED
        and change.new_path
        and places[0] in ((True, change.new_path), (True, change.new_path[:-1]))
        and changes.telling(index).old.is_numbered
    ]


def _lead(changes: PlacedChanges, index: int, rows: Sequence[LogRow]) -> bool:
    """Whether rows of several days make the old texts the new ones, number by number."""
    change = changes.comparison.changes[index]
    found, new = _keys(change.old_value), _keys(change.new_value)
    if not found or not new or len({row.day for row in rows}) < 2:
        return False
    for _, group in groupby(by_date(rows), lambda row: row.day):
        found = _after(found, list(group))
        if not found:
            return False
    return found == new


def _keys(value: Plain) -> list[str]:
    """The texts of a list that counts from 1."""
    listed = entries([*flat(value)]) if isinstance(value, list) else []
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
