"""The changes that a row of 変更箇所 tells by what it names and by its texts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from pia_cli.cells.rows import LogRow
from pia_cli.compare.committed.listed import listed
from pia_cli.compare.committed.placed import PlacedChanges, change_place
from pia_cli.compare.committed.sharing import quoted_among_others
from pia_cli.compare.committed.unread import TEXTS
from pia_cli.core.diagnostic import Path
from pia_cli.core.lazy import lazy
from pia_cli.forms.notation import notation_key


class RowReader:
    """Finds the changes that a row tells by its own texts."""

    def __init__(self, changes: PlacedChanges) -> None:
        self._changes = changes
        self._found: dict[LogRow, tuple[list[int], dict[int, LogRow]]] = {}

    def _shared(self, row: LogRow) -> tuple[list[int], dict[int, LogRow]]:
        """What `quoted_among_others` and `listed` find of a row."""
        if row not in self._found:
            lines = listed(self._changes, row)
            self._found[row] = quoted_among_others(self._changes, row, lines), lines
        return self._found[row]

    def parts(self, row: LogRow, found: Sequence[int]) -> Iterator[tuple[int, LogRow]]:
        """Each change that a row tells with what of the row is of it."""
        held, lines = self._shared(row) if found else ([], {})
        for index in found:
            whole = self._changes.matcher(index).part_of(row) if index in held else row
            yield index, lines.get(index, whole)

    def told_by(self, row: LogRow) -> list[int]:
        """The changes that a row tells: those its texts fit, else the one it must mean."""
        return self.surely_told_by(row) or self.likely(row)

    def surely_told_by(self, row: LogRow) -> list[int]:
        """The changes that the texts of a row fit."""
        found = self.fitting(row)
        in_cells, lines = self._shared(row)
        held = {*in_cells, *lines}
        if found or held:
            return [*found, *sorted(held.difference(found))]
        if row.named != row.item and (copied := self.copied_anywhere(row)):
            return copied  # 同上 may be meant of the section
        return []

    def likely(self, row: LogRow) -> list[int]:
        """The change that a row whose texts fit none must mean.

        Not one whose text it quotes without anything that changed.
        """
        places = self._changes.places(row)
        exact = {index for place in places for index in self._named(*place)}
        below = {index for place in places for index in self._changes.below(place)}
        sides = {
            index: self._changes.matcher(index).fitting_sides(row)
            for index in sorted(exact or below)
        }
        likely = [index for index, fitting in sides.items() if fitting == 1]
        if exact:
            likely += [index for index, fitting in sides.items() if fitting == 0]
        return likely[:1]

    def perhaps_told_by(self, row: LogRow) -> list[int]:
        """The changes that a row with a cell that cannot be read may tell: those of what it names,
        and those around and below that the other cell fits.
        """
        places = self._changes.places(row)
        named = {index for place in places for index in self._named(*place)}
        near = {index for place in places for index in self._changes.around(place)}
        return sorted(named.union(filter(lambda index: self._may_tell(row, index), near)))

    def _may_tell(self, row: LogRow, index: int) -> bool:
        change = self._changes.comparison.changes[index]
        texts = {name: getattr(change, name) for name in TEXTS if name in row.unread}
        return self._changes.matcher(index).is_told_by(row._replace(**texts))

    def copied_by(self, row: LogRow) -> list[int]:
        """The changes of which both cells of a row copy the text, or have 空欄 for none."""
        return self._copied(row, self.fitting(row))

    def _copied(self, row: LogRow, indexes: Iterable[int]) -> list[int]:
        matchers = ((index, self._changes.matcher(index)) for index in indexes)
        return [index for index, one in matchers if one.is_copied_by(row) and one.is_told_by(row)]

    def copied_anywhere(self, row: LogRow) -> list[int]:
        """The changes of whatever item of which both cells of a row are the whole texts, or which
        they quote where the row is of all of the document (全般).

        For a row whose item cannot be told: nobody need be told to write one for them.
        """
        if self._changes.names.is_of_all(row.item):
            return self._copied(row, range(len(self._changes.comparison.changes)))
        if not self._changes.may_be_item(row):
            return []
        key = notation_key(row.before), notation_key(row.after)
        return self._by_texts.get(key, []) if all(key) else []

    @lazy
    def _by_texts(self) -> dict[tuple[str, str], list[int]]:
        found: dict[tuple[str, str], list[int]] = {}
        for index, change in enumerate(self._changes.comparison.changes):
            key = notation_key(change.before), notation_key(change.after)
            found.setdefault(key, []).append(index)
        return found

    def fitting(self, row: LogRow) -> list[int]:
        """The changes at or below the row's item that its texts tell."""
        near: set[int] = set()
        for place in self._changes.places(row):
            near.update(self._changes.around(place))
        return [index for index in sorted(near) if self._changes.matcher(index).is_told_by(row)]

    def _named(self, is_new: bool, path: Path) -> Iterator[int]:
        """The changes of a place: its own, or of an entry (別添1, 別紙1) those of its answers."""
        yield from self._changes.at((is_new, path))
        if path and isinstance(path[-1], int):
            yield from (
                index
                for index in self._changes.below((is_new, path))
                if len(change_place(self._changes.comparison.changes[index])[1]) == len(path) + 1
            )
