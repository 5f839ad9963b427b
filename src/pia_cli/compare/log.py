"""別添2 変更箇所 as it stands in a document: its rows, and which a version added."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence as Listed
from dataclasses import dataclass

from pia_cli.compare.version import Version
from pia_cli.core.diagnostic import Path
from pia_cli.core.lazy import lazy
from pia_cli.document.nodes import Mapping, Node, Scalar, Sequence
from pia_cli.forms.notation import notation_key
from pia_cli.rules.log.rows import LogRow, log_field, rows_of


@dataclass(frozen=True)
class LogChange:
    """The rows that the new version added, and those of the old one that it no longer has."""

    added: tuple[LogRow, ...]
    lost: tuple[LogRow, ...]

    @lazy
    def rewrites(self) -> dict[LogRow, LogRow]:
        """Rows of the old version with what was made of them: one of the cells that tell them."""
        added: dict[tuple[str, ...], list[LogRow]] = {}
        for row in self.added:
            for but_one in _but_one(row):
                added.setdefault(but_one, []).append(row)
        found: dict[LogRow, LogRow] = {}
        taken: set[LogRow] = set()
        for row in self.lost:
            alike = (one for but_one in _but_one(row) for one in added.get(but_one, ()))
            made = next((one for one in alike if one not in taken), None)
            if made is not None:
                taken.add(made)
                found[row] = made
        return found


def log_rows(version: Version) -> tuple[LogRow, ...]:
    """The rows of 変更箇所, in the order written."""
    return rows_of(version.form.tree, version.root)


def unread_rows(version: Version) -> tuple[Path, ...]:
    """The rows of 変更箇所 in which something is not written the way the form wants: a cell is a
    list. What such a row says is not known.
    """
    key = log_field(version.form.tree).key
    node = version.root.get(key)
    rows = enumerate(node.items if isinstance(node, Sequence) else ())
    return tuple((key, at) for at, row in rows if not _is_read(row))


def _is_read(row: Node) -> bool:
    if isinstance(row, Mapping):
        return all(isinstance(cell.value, Scalar) for cell in row.entries.values())
    return isinstance(row, Scalar) and row.is_empty


def log_change(old: Version, new: Version) -> LogChange:
    """How the log went on from one version to the next; the order of its rows does not count."""
    before, after = log_rows(old), log_rows(new)
    return LogChange(_beyond(after, before), _beyond(before, after))


def _but_one(row: LogRow) -> list[tuple[str, ...]]:
    """What tells a row, each time with one cell left open."""
    cells = row.key
    return [(*cells[:at], "", *cells[at + 1 :], str(at)) for at in range(len(cells))]


def redecided(old: Version, new: Version) -> tuple[tuple[LogRow, LogRow], ...]:
    """Rows of both versions of which the new one has another 提出時期 or 説明, with the old row.

    An empty cell may be filled in later.
    """
    before: dict[tuple[str, ...], list[LogRow]] = {}
    for row in log_rows(old):
        before.setdefault(row.key, []).append(row)
    pairs = ((row, left.pop(0)) for row in log_rows(new) if (left := before.get(row.key)))
    return tuple((row, earlier) for row, earlier in pairs if _differs(earlier, row))


def _differs(old: LogRow, new: LogRow) -> bool:
    cells = ((old.timing, new.timing), (old.reason, new.reason))
    return any(one and notation_key(one) != notation_key(other) for one, other in cells)


def _beyond(rows: Listed[LogRow], others: Listed[LogRow]) -> tuple[LogRow, ...]:
    """The rows that the others lack; of equal ones the last."""
    left = Counter(row.key for row in others)
    found = []
    for row in rows:
        if left[row.key]:
            left[row.key] -= 1
        else:
            found.append(row)
    return tuple(found)
