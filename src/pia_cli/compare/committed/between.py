"""Rows of revisions between the two versions: they have the numbers of a version in between."""

from __future__ import annotations

from collections.abc import Container, Sequence
from datetime import date

from pia_cli.cells.done import is_copy, is_done, is_none
from pia_cli.compare.change import ChangeKind
from pia_cli.compare.committed.placed import Place, PlacedChanges, change_place
from pia_cli.compare.committed.stems import ByStem, Stem, stem
from pia_cli.compare.committed.steps import Steps
from pia_cli.compare.table import revised_on
from pia_cli.core.diagnostic import Path
from pia_cli.core.lazy import lazy
from pia_cli.forms.name_reader import ANY
from pia_cli.forms.tree import FormField
from pia_cli.rules.log.rows import LogRow

_MOST_ROWS = 300
"""Rows of which it is found out what they mean, where their texts do not tell."""


class Between:
    """Tells by the texts of rows, and by those that go on from them, which changes they mean."""

    def __init__(self, changes: PlacedChanges, rows: Sequence[LogRow]) -> None:
        """``rows`` are those of revisions after the old version."""
        self._changes = changes
        self._rows = rows
        self._read: dict[str, frozenset[Stem]] = {}
        self._asked: set[Path] = set()

    def may_be_elsewhere(self, row: LogRow) -> bool:
        """Whether what a row names may have another number now, or had another one before."""
        return row.date is not None and (self._is_earlier(row) or self._may_be_gone(row))

    def _is_earlier(self, row: LogRow) -> bool:
        """Whether entries may have other numbers in the new version than at a row's revision.

        Those that came or went since have rows of a later date; those that changed places have
        none.
        """
        if row.date is None or not self._is_in(row, *ChangeKind):
            return False
        today = revised_on(self._changes.comparison.new)
        latest = today if today and self._is_in(row, ChangeKind.MOVED) else row.date
        return row.date < max(latest, self._last)

    def _may_be_gone(self, row: LogRow) -> bool:
        """Whether an entry may have had another number in the old version than when it went."""
        is_later = row.date is not None and self._first < row.date
        return is_later and self._is_in(row, ChangeKind.REMOVED)

    @lazy
    def _first(self) -> date:
        return min((row.date for row in self._rows if row.date), default=date.max)

    @lazy
    def _last(self) -> date:
        return max((row.date for row in self._rows if row.date), default=date.min)

    def _is_in(self, row: LogRow, *kinds: ChangeKind) -> bool:
        """Whether a row names something in a list of which an entry was changed so."""
        return any(
            here[:end] in self._lists[kind]
            for here in self._stems(row)
            for end in range(len(here))
            for kind in kinds
        )

    @lazy
    def _lists(self) -> dict[ChangeKind, set[Stem]]:
        """The lists of which entries came, went or moved; CHANGED where one has another name."""
        found: dict[ChangeKind, set[Stem]] = {kind: set() for kind in ChangeKind}
        names = _identities(self._changes.comparison.new.form.tree)
        for change in self._changes.comparison.changes:
            here = stem(change_place(change)[1])
            if change.kind is ChangeKind.MOVED:
                found[change.kind].add(here)
            elif change.kind is not ChangeKind.CHANGED:
                found[change.kind].add(here[:-1])
            elif change.id in names:
                found[change.kind].add(here[:-2])
        gone = (row for row in self._rows if row.path in self._came_and_went)
        found[ChangeKind.ADDED].update(here[:-1] for row in gone for here in self._stems(row))
        return found

    def told_by(self, row: LogRow, told: Container[int]) -> list[int]:
        """The change that a row tells as one of several steps, or under another number.

        ``told`` are those that have rows: each of several entries that changed alike has its own.
        """
        if not self._is_asked(row):
            return []
        here, elsewhere = self._near(row)
        found = [index for index in here if self._is_step(row, index)]
        if not found and self.may_be_elsewhere(row) and _copies(row):
            if not self._is_earlier(row):
                changes = self._changes.comparison.changes
                elsewhere = [one for one in elsewhere if changes[one].kind is ChangeKind.REMOVED]
            whole = (index for index in elsewhere if self._changes.telling(index).is_told_by(row))
            found = sorted(whole, key=lambda index: index in told)
            found = found or [index for index in elsewhere if self._is_step(row, index)]
        return found[:1]

    def _is_asked(self, row: LogRow) -> bool:
        if len(self._asked) < _MOST_ROWS:
            self._asked.add(row.path)
        return row.path in self._asked

    def meant_by(self, row: LogRow, told: Container[int]) -> int | None:
        """The only change under another number that has the texts of a row, if none tells it.

        Or that of which the row is a step.
        """
        if not self._is_asked(row) or not _copies(row):
            return None
        _, elsewhere = self._near(row)
        found = [index for index in elsewhere if self._changes.telling(index).is_told_by(row)]
        found = [index for index in found if index not in told] if len(found) == 1 else []
        found = found or [index for index in elsewhere if self._is_step(row, index)]
        return found[0] if len(found) == 1 else None

    def place(self, row: LogRow, index: int) -> Place | None:
        """Where what a row names is in the entry of a change; None where it is there as named."""
        if index in self._near(row)[0]:
            return None
        is_new, path = change_place(self._changes.comparison.changes[index])
        for here in self._stems(row):
            found = (*path, *here[len(path) :])[: len(here)]
            if stem(found) == here and ANY not in found:
                return is_new, found
        return None

    def is_undone(self, row: LogRow) -> bool:
        """Whether a row tells what is as before by now: of an entry that came and went, or of an
        item that may have another number.
        """
        if not self._is_asked(row):
            return False
        if row.path in self._came_and_went:
            return True
        return self.may_be_elsewhere(row) and row.path in self._all_returning

    @lazy
    def _came_and_went(self) -> set[Path]:
        """The first and the last rows of entries that neither version has."""
        entries = (
            row
            for row in self._rows
            if is_none(row.before) and any(here[-1:] == (ANY,) for here in self._stems(row))
        )
        return self.returning(list(entries))

    @lazy
    def _all_returning(self) -> set[Path]:
        return self.returning(self._rows)

    def returning(self, rows: Sequence[LogRow]) -> set[Path]:
        """The first and the last of rows at whose end all is as it was before them."""
        lasts = ((row, self._steps.last_of_return(row)) for row in rows)
        return {one.path for row, last in lasts if last is not None for one in (row, last)}

    def _is_step(self, row: LogRow, index: int) -> bool:
        """Whether a row is one of several that tell a change of its item, or of its entry."""
        telling = self._changes.telling(index)
        if telling.is_fitting(row):
            return False
        changed = stem(change_place(telling.change)[1])
        is_of_it = any(changed == here[: len(changed)] for here in self._stems(row))
        if not is_of_it and not telling.old.is_numbered:
            return False
        is_here = index in self._near(row)[0]
        return self._steps.lead_through(
            row, telling, lambda last: not is_here or self._may_end(last, index)
        )

    def _may_end(self, row: LogRow, index: int) -> bool:
        """Whether a row may tell how a change ended: the last ones have the numbers of today."""
        is_last = row.date == self._last
        is_gone = self._changes.comparison.changes[index].kind is ChangeKind.REMOVED
        return not is_last or is_gone or index in self._near(row)[0]

    @lazy
    def _steps(self) -> Steps:
        return Steps(self._rows, self._stems)

    def _near(self, row: LogRow) -> tuple[list[int], list[int]]:
        """The changes at, below and around what a row names, and those of other entries."""
        here = {
            index for place in self._changes.places(row) for index in self._changes.around(place)
        }
        near = {index for one in self._stems(row) for index in self._by_stem.near(one)}
        return sorted(here), sorted(near - here)

    @lazy
    def _by_stem(self) -> ByStem[int]:
        changes = enumerate(self._changes.comparison.changes)
        return ByStem((stem(change_place(change)[1]), index) for index, change in changes)

    def _stems(self, row: LogRow) -> frozenset[Stem]:
        if row.named not in self._read:
            self._read[row.named] = self._changes.names.stems(row.named)
        return self._read[row.named]


def _identities(tree: FormField) -> frozenset[str]:
    """The ids of the items by which entries of lists go."""
    return frozenset(
        field.by_name[name].id for field in tree.walk() for name in field.item.identity
    )


def _copies(row: LogRow) -> bool:
    """Whether the cells of a row copy texts, one of them at least; the other may be 空欄, 削除."""
    cells = row.before, row.after
    are_clear = all(is_copy(cell) or is_none(cell) or is_done(cell) for cell in cells)
    return are_clear and any(map(is_copy, cells))
