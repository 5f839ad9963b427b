"""Entries that go by names (files, 区分 of 別添1) and had another name before, as rows tell."""

from __future__ import annotations

from collections.abc import Iterable

from pia_cli.cells.rows import LogRow
from pia_cli.compare.committed.more_entries import is_numbered_list
from pia_cli.compare.documents import Comparison
from pia_cli.core.diagnostic import Path
from pia_cli.core.lazy import lazy
from pia_cli.document.nodes import text_at
from pia_cli.forms.notation import notation_key
from pia_cli.forms.tree import locate


class Renamed:
    """The former names of entries, and the rows that may still use them."""

    def __init__(self, comparison: Comparison, rows: Iterable[LogRow]) -> None:
        self._comparison = comparison
        self._rows = rows

    def new_paths(self, row: LogRow, paths: Iterable[Path]) -> tuple[Path, ...]:
        """Paths of the old version that a row names as in the new one.

        () where one is in an entry that had been given its new name before, or is gone.
        """
        found = [self._new_path(path) for path in paths if self._may_be_named(row, path)]
        return tuple(found) if len(found) == len(list(paths)) else ()

    def is_in_one(self, path: Path) -> bool:
        """Whether a path of the old version is in an entry that has another name now."""
        return self._of(path) is not None

    def __bool__(self) -> bool:
        return bool(self._names)

    def _may_be_named(self, row: LogRow, path: Path) -> bool:
        """Whether a path is in no entry of another name now, or a later row tells that name."""
        names = self._of(path)
        return names is None or any(
            one.date and row.date and row.date < one.date and names == _keys(one.before, one.after)
            for one in self._rows
        )

    def _of(self, path: Path) -> tuple[str, str] | None:
        heads = (path[:end] for end in range(len(path) + 1))
        return next((self._names[head] for head in heads if head in self._names), None)

    def _new_path(self, path: Path) -> Path:
        for end in range(len(path), 0, -1):
            if path[:end] in self._entries:
                return (*self._entries[path[:end]], *path[end:])
        return path

    @lazy
    def _entries(self) -> dict[Path, Path]:
        """The entries of both versions that go by names, by their paths in the old one."""
        tree = self._comparison.new.form.tree
        return {
            old: new
            for new, old in self._comparison.partners.items()
            if (place := locate(tree, new[:-1])) and not is_numbered_list(place.field)
        }

    @lazy
    def _names(self) -> dict[Path, tuple[str, str]]:
        """The former and the new names of those that have another one now."""
        every = ((old, self._both(old, new)) for old, new in self._entries.items())
        return {old: names for old, names in every if names[0] != names[1]}

    def _both(self, old: Path, new: Path) -> tuple[str, str]:
        place = locate(self._comparison.new.form.tree, new[:-1])
        assert place is not None
        key = place.field.by_name[place.field.item.identity[0]].key
        sides = (self._comparison.old, old), (self._comparison.new, new)
        before, after = (text_at(side.root, (*path, key)) for side, path in sides)
        return _keys(before, after)


def _keys(before: str, after: str) -> tuple[str, str]:
    return notation_key(before), notation_key(after)
