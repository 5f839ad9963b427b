"""別添2 変更箇所 as it stands in a document: its rows, and which a version added."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence as Listed
from dataclasses import dataclass

from pia_cli.cells.rows import CELLS, LogRow, log_field, rows_of
from pia_cli.compare.version import Version
from pia_cli.core.diagnostic import Path
from pia_cli.core.lazy import lazy
from pia_cli.document.nodes import Mapping, Scalar, Sequence, is_blank, node_at
from pia_cli.forms.notation import notation_key


@dataclass(frozen=True)
class LogChange:
    """The rows that the new version added, and those of the old one that it no longer has.

    ``perhaps`` are some of these with rows among the added that may be theirs: all cells that
    can be read in both are the same.
    """

    added: tuple[LogRow, ...]
    lost: tuple[LogRow, ...]
    perhaps: dict[LogRow, LogRow]

    @lazy
    def rewrites(self) -> dict[LogRow, LogRow]:
        """Rows of the old version with what was made of them: one of the cells that tell them,
        or what may be the same, as a cell is no text.
        """
        added: dict[tuple[str, ...], list[LogRow]] = {}
        for row in self.added:
            for but_one in _but_one(row):
                added.setdefault(but_one, []).append(row)
        found = dict(self.perhaps)
        taken = set(found.values())
        for row in self.lost:
            if row in found:
                continue
            alike = (one for but_one in _but_one(row) for one in added.get(but_one, ()))
            made = next((one for one in alike if one not in taken), None)
            if made is not None:
                taken.add(made)
                found[row] = made
        return found


def log_rows(version: Version) -> tuple[LogRow, ...]:
    """The rows of 変更箇所, in the order written."""
    return rows_of(version.form.tree, version.root)


def shapeless_rows(version: Version) -> tuple[Path, ...]:
    """What stands in 変更箇所 and is no row: a text or a list."""
    key = log_field(version.form.tree).key
    node = version.root.get(key)
    rows = enumerate(node.items if isinstance(node, Sequence) else ())
    odd = (at for at, row in rows if not isinstance(row, Mapping) and not is_blank(row))
    return tuple((key, at) for at in odd)


def unread_places(version: Version) -> tuple[Path, ...]:
    """The rows of 変更箇所 and the cells of rows that are not written the way the form wants."""
    keys = log_field(version.form.tree).by_name
    cells = [
        (*row.path, keys[name].key)
        for row in log_rows(version)
        for name in row.unread
        if not isinstance(node_at(version.root, (*row.path, keys[name].key)), Scalar)
    ]
    return tuple(sorted((*shapeless_rows(version), *cells), key=lambda path: path[1]))


def log_change(old: Version, new: Version) -> LogChange:
    """How the log went on from one version to the next; the order of its rows does not count."""
    before, after = log_rows(old), log_rows(new)
    added, lost = _beyond(after, before), _beyond(before, after)
    perhaps = {row: _dated(other, row) for row, other in _perhaps(lost, added).items()}
    dated = {row.path: row for row in perhaps.values()}
    return LogChange(tuple(dated.get(row.path, row) for row in added), lost, perhaps)


def _dated(row: LogRow, earlier: LogRow) -> LogRow:
    """A row that may be one of the old version, with the day of that one where it has none."""
    is_dated = "changed_on" not in row.unread
    return row if is_dated else row._replace(changed_on=earlier.changed_on)


def _perhaps(lost: Listed[LogRow], added: Listed[LogRow]) -> dict[LogRow, LogRow]:
    """Rows with those that may be the same, each once; those of which most is read first."""
    old, new = _by_unread(lost), _by_unread(added)
    pairs = [(one, other) for one in old for other in new if one | other]
    found: dict[LogRow, LogRow] = {}
    taken: set[LogRow] = set()
    for one, other in sorted(pairs, key=lambda pair: len(pair[0] | pair[1])):
        left: dict[tuple[str, ...], list[LogRow]] = {}
        for row in reversed(old[one]):
            if row not in found:
                left.setdefault(_but(row, one | other), []).append(row)
        for row in new[other]:
            alike = left.get(_but(row, one | other)) if row not in taken else None
            if alike:
                taken.add(row)
                found[alike.pop()] = row
    return found


def _by_unread(rows: Listed[LogRow]) -> dict[frozenset[str], list[LogRow]]:
    """Rows by the cells that tell them and are no text."""
    found: dict[frozenset[str], list[LogRow]] = {}
    for row in rows:
        found.setdefault(frozenset(row.unread).intersection(CELLS), []).append(row)
    return found


def _but(row: LogRow, names: frozenset[str]) -> tuple[str, ...]:
    """What tells a row, without some cells."""
    return tuple(key for name, key in zip(CELLS, row.key, strict=True) if name not in names)


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
