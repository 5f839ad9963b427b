"""Rows of revisions between the two versions: they have the numbers of a version in between."""

from __future__ import annotations

from collections.abc import Container, Sequence
from datetime import date

from pia_cli.compare.change import ChangeKind
from pia_cli.compare.placed import Place, PlacedChanges, change_place
from pia_cli.compare.stems import ByStem, Stem, stem
from pia_cli.compare.steps import Steps
from pia_cli.compare.table import revised_on
from pia_cli.core.diagnostic import Path
from pia_cli.core.lazy import lazy
from pia_cli.forms.name_reader import ANY
from pia_cli.forms.quoting import is_copy, is_none
from pia_cli.forms.tree import FormField
from pia_cli.rules.log.rows import LogRow


class Between:
    """Tells by the texts of rows, and by those that go on from them, which changes they mean."""

    def __init__(self, changes: PlacedChanges, rows: Sequence[LogRow]) -> None:
        """``rows`` are those of revisions after the old version."""
        self._changes = changes
        self._rows = rows

    def is_earlier(self, row: LogRow) -> bool:
        """Whether the entries that a row names may have other numbers now than at its revision.

        Those that came or went since have rows of a later date; those that changed places have
        none.
        """
        if row.date is None or not self._is_in(row, self._renumbered):
            return False
        today = revised_on(self._changes.comparison.new)
        latest = today if today and self._is_in(row, self._moved) else self._latest
        return row.date < max(latest, self._latest)

    @lazy
    def _latest(self) -> date:
        return max((row.date for row in self._rows if row.date), default=date.min)

    def _is_in(self, row: LogRow, lists: Container[Stem]) -> bool:
        return any(here[:end] in lists for here in self._stems(row) for end in range(len(here)))

    @lazy
    def _moved(self) -> set[Stem]:
        """The lists whose entries stand in another order."""
        changes = self._changes.comparison.changes
        return {stem(change_place(one)[1]) for one in changes if one.kind is ChangeKind.MOVED}

    @lazy
    def _renumbered(self) -> set[Stem]:
        """The lists of which an entry came, went, moved, or goes by another name."""
        found, names = set(self._moved), _identities(self._changes.comparison.new.form.tree)
        for change in self._changes.comparison.changes:
            here = stem(change_place(change)[1])
            if change.kind in (ChangeKind.ADDED, ChangeKind.REMOVED):
                found.add(here[:-1])
            elif change.id in names:
                found.add(here[:-2])
        return found

    def told_by(self, row: LogRow, told: Container[int]) -> list[int]:
        """The change that a row tells as one of several steps, or under another number.

        ``told`` are those that have rows: each of several entries that changed alike has its own.
        """
        here, elsewhere = self._near(row)
        found = [index for index in here if self._is_step(row, index)]
        if not found and self.is_earlier(row) and _copies(row):
            whole = (index for index in elsewhere if self._changes.telling(index).is_told_by(row))
            found = sorted(whole, key=lambda index: index in told)
            found = found or [index for index in elsewhere if self._is_step(row, index)]
        return found[:1]

    def meant_by(self, row: LogRow, told: Container[int]) -> int | None:
        """The only change under another number that has the texts of a row, if none tells it.

        Or that of which the row is a step.
        """
        if not _copies(row):
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

    def returning(self, rows: Sequence[LogRow]) -> set[Path]:
        """The first and the last of rows at whose end all is as it was before them."""
        lasts = ((row, self._steps.last_of_return(row)) for row in rows)
        return {one.path for row, last in lasts if last is not None for one in (row, last)}

    def _is_step(self, row: LogRow, index: int) -> bool:
        telling = self._changes.telling(index)
        return not telling.is_fitting(row) and self._steps.lead_through(row, telling)

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
        return self._changes.names.stems(row.named)


def _identities(tree: FormField) -> frozenset[str]:
    """The ids of the items by which entries of lists go."""
    return frozenset(
        field.by_name[name].id for field in tree.walk() for name in field.item.identity
    )


def _copies(row: LogRow) -> bool:
    """Whether both cells of a row copy texts, or have 空欄."""
    cells = row.before, row.after
    return any(map(is_copy, cells)) and all(is_copy(cell) or is_none(cell) for cell in cells)
