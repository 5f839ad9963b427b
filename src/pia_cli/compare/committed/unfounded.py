"""Rows of 変更箇所 for which nothing changed."""

from __future__ import annotations

from pia_cli.cells.done import is_copy
from pia_cli.cells.quotation import is_part
from pia_cli.cells.rows import LogRow, log_field
from pia_cli.compare.committed.placed import PlacedChanges
from pia_cli.compare.log import log_rows
from pia_cli.compare.table import revised_on
from pia_cli.compare.version import Version
from pia_cli.core.diagnostic import Path
from pia_cli.core.lazy import lazy
from pia_cli.document.nodes import Mapping, node_at
from pia_cli.forms.notation import notation_key
from pia_cli.forms.tree import locate
from pia_cli.forms.values import answer_text

_APART = "別紙"
"""What a document may refer to without containing it."""


class UnfoundedRows:
    """Finds the rows that should tell a change and do not."""

    def __init__(self, changes: PlacedChanges) -> None:
        self._changes = changes

    def is_unfounded(self, row: LogRow) -> bool:
        """Whether a row that tells no change should.

        Not one of the old version's date or before that may have been forgotten then: it
        says in words what was done, a later row goes on from it, or it states what the item
        said in the old version, or says now.
        """
        if not self._changes.places(row):
            return self._names_nothing(row)
        since = revised_on(self._changes.comparison.old)
        if since is None or row.date is None or row.date > since:
            return self._is_compared(row)
        if not self._is_compared(row) or not is_copy(row.after) or self._is_followed(row):
            return False
        texts = self._texts(row)
        return bool(texts) and not is_part(row.after, texts)

    def _names_nothing(self, row: LogRow) -> bool:
        """Whether a row is the only one on an entry that neither version has.

        One that came and went has two; a 別紙 need not be part of the document.
        """
        return (
            len(self._same_item(row)) == 1
            and _APART not in row.named
            and not self._changes.comparison.unread
        )

    def _is_followed(self, row: LogRow) -> bool:
        return any(
            one.path != row.path and (one.date is None or row.date is None or one.date >= row.date)
            for one in self._same_item(row)
        )

    def _same_item(self, row: LogRow) -> list[LogRow]:
        """The rows of the new version that name the row's item, itself among them."""
        return self._by_item[notation_key(row.named)]

    @lazy
    def _by_item(self) -> dict[str, list[LogRow]]:
        found: dict[str, list[LogRow]] = {}
        for row in log_rows(self._changes.comparison.new):
            found.setdefault(notation_key(row.named), []).append(row)
        return found

    def _texts(self, row: LogRow) -> list[str]:
        """What the row's items said in the old version and say in the new one."""
        found: list[str] = []
        for is_new, path in self._changes.places(row):
            side = self._changes.side(is_new)
            place = locate(side.form.tree, path)
            if place is None or place.field.children:
                return []
            found.append(answer_text(node_at(side.root, path), place.field))
            before = self._changes.comparison.old_path(path) if is_new else None
            if before is not None:
                found.append(
                    answer_text(node_at(self._changes.comparison.old.root, before), place.field)
                )
        return found

    def _is_compared(self, row: LogRow) -> bool:
        """Whether the row's item is one that one of the versions has and that was compared."""
        places = self._changes.places(row)
        log = log_field(self._changes.comparison.new.form.tree).key
        return bool(places) and not any(
            path[0] == log
            or any(_are_related(path, other) for other in self._unread)
            or _is_partial(self._changes.side(is_new), path)
            for is_new, path in places
        )

    @lazy
    def _unread(self) -> set[Path]:
        labels = self._changes.comparison.unread
        return {path for label in labels for path in self._changes.names.places(label, is_new=True)}


def _are_related(path: Path, other: Path) -> bool:
    shorter = min(len(path), len(other))
    return path[:shorter] == other[:shorter]


def _is_partial(version: Version, path: Path) -> bool:
    """Whether the reader refused something around a place."""
    nodes = (node_at(version.root, path[:end]) for end in range(len(path) + 1))
    return any(isinstance(node, Mapping) and node.partial for node in nodes)
