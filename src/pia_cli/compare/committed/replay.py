"""The entries of a numbered list (委託事項) at each revision, as the rows of 変更箇所 tell them."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from datetime import date
from itertools import groupby
from typing import NamedTuple, TypeAlias

from pia_cli.compare.change import ChangeKind
from pia_cli.compare.committed.placed import Place
from pia_cli.compare.documents import Comparison
from pia_cli.compare.table import revised_on
from pia_cli.compare.version import Version
from pia_cli.core.diagnostic import Path
from pia_cli.document.nodes import Sequence as List
from pia_cli.document.nodes import node_at


class Came(NamedTuple):
    """An entry that a row tells to have come and another one to have gone: in neither version."""

    row: Path


ListEntry: TypeAlias = "Place | Came"
"""Where an entry is: in the new version, in the old one where it is gone, or in neither."""


class Event(NamedTuple):
    """A row that tells that an entry came or went; ``at`` is its index when it does, or did."""

    day: date
    row: Path
    at: int
    came: bool


class Revisions(NamedTuple):
    """The entries of a list as they were from each day on, in order; the first are the old ones.

    Of two states of one day the last one counts.
    """

    days: Sequence[date]
    entries: Sequence[Sequence[ListEntry]]

    def entry(self, day: date, at: int, *, is_gone: bool = False) -> ListEntry | None:
        """The entry of an index on a day; of one that went on it, the day before."""
        find = bisect_left if is_gone else bisect_right
        then = self.entries[find(self.days, day) - 1]
        return then[at] if at < len(then) else None


def revisions(comparison: Comparison, path: Path, events: Iterable[Event]) -> Revisions | None:
    """The entries of a list by the rows; None where the rows do not lead to the new version.

    Where entries changed places, which no row tells, they are taken to have done so last.
    """
    old_path = comparison.old_path(path)
    if old_path is None:
        return None
    new = [(True, (*path, at)) for at in range(_count(comparison.new, path))]
    partner = {comparison.partners.get(place): (is_new, place) for is_new, place in new}
    olds = [(*old_path, at) for at in range(_count(comparison.old, old_path))]
    found: list[list[ListEntry]] = [[partner.get(place, (False, place)) for place in olds]]
    days = [date.min]
    for day, group in groupby(sorted(events), lambda event: event.day):
        after = _after(found[-1], list(group))
        if after is None:
            return None
        days.append(day)
        found.append(after)
    fresh = {place for place in new if place[1] not in comparison.partners}
    is_moved = _is_moved(comparison, path)
    met = _met(found[-1], new, fresh, is_moved=is_moved)
    today = revised_on(comparison.new)
    if met is None or (is_moved and (today is None or today < days[-1])):
        return None
    if is_moved and today:
        days.append(today)
        found.append([*new])
    return Revisions(days, [[met.get(one, one) for one in each] for each in found])


def _count(version: Version, path: Path) -> int:
    node = node_at(version.root, path)
    return len(node.items) if isinstance(node, List) else 0


def _after(before: Sequence[ListEntry], events: Sequence[Event]) -> list[ListEntry] | None:
    """The entries after those that went on a day and those that came."""
    gone = [event.at for event in events if not event.came]
    if len(set(gone)) < len(gone) or any(at >= len(before) for at in gone):
        return None
    left = set(gone)
    found = [one for at, one in enumerate(before) if at not in left]
    for event in sorted(events, key=lambda event: event.at):
        if event.came and event.at > len(found):
            return None
        if event.came:
            found.insert(event.at, Came(event.row))
    return found


def _met(
    last: Sequence[ListEntry], new: Sequence[Place], fresh: set[Place], *, is_moved: bool
) -> dict[ListEntry, ListEntry] | None:
    """Where those that came are in the new version; None where the last entries are not its."""
    if len(last) != len(new):
        return None
    met: dict[ListEntry, ListEntry] = {}
    for one, place in zip(last, new, strict=True):
        if isinstance(one, Came) != (place in fresh):
            return None
        if isinstance(one, Came):
            met[one] = place
        elif one != place and not is_moved:
            return None
    is_same = {met.get(one, one) for one in last} == set(new)
    return met if is_same else None


def _is_moved(comparison: Comparison, path: Path) -> bool:
    return any(
        change.kind is ChangeKind.MOVED and change.new_path == path for change in comparison.changes
    )
