"""``pia diff --write``: rows put behind those of 変更箇所, in the document's own style."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from pia_cli.cells.rows import LogRow, log_field
from pia_cli.compare.committed.coverage import coverage
from pia_cli.compare.committed.unread import UnreadCells
from pia_cli.compare.documents import Comparison
from pia_cli.compare.table import Row, Table
from pia_cli.compare.version import Version
from pia_cli.core.errors import JobError
from pia_cli.core.text import short
from pia_cli.document.edit import append_entries


class Untold(NamedTuple):
    """The rows of a table that 変更箇所 of the new version does not have yet.

    ``perhaps`` are those that it may have, each with the row of which a cell cannot be read.
    """

    rows: tuple[Row, ...]
    perhaps: tuple[tuple[Row, LogRow], ...]


def untold(table: Table) -> Untold:
    """The rows of a table that no row of 変更箇所 tells."""
    comparison = table.comparison
    found = coverage(comparison)
    unread = UnreadCells(found.changes)
    indexes = {id(change): index for index, change in enumerate(comparison.changes)}
    rows, perhaps = [], []
    for row in table.rows:
        index = indexes[id(row.change)]
        if found.has_row(index):
            continue
        teller = unread.teller(index)
        if teller is None:
            rows.append(row)
        else:
            perhaps.append((row, teller))
    return Untold(tuple(rows), tuple(perhaps))


def unwritten(table: Table) -> tuple[Row, ...]:
    """The rows to be written of a table."""
    return untold(table).rows


def with_rows(data: bytes, comparison: Comparison, rows: Sequence[Row]) -> bytes:
    """The new version's bytes with further rows in 変更箇所, everything else as it is.

    Raises JobError where the file would not read back as itself and the rows, and where its
    key is misspelt: a second one would hide the rows that are there.
    """
    form = comparison.new.form.tree
    field = log_field(form)
    _refuse_misspelt(comparison.new, field.key)
    keys = [child.key for child in form.children]
    after = keys[keys.index(field.key) + 1 :]
    columns = [child.key for child in field.children]
    entries = [dict(zip(columns, row.cells, strict=True)) for row in rows]
    return append_entries(data, field.key, entries, after, name=comparison.new.name)


def _refuse_misspelt(version: Version, key: str) -> None:
    read, as_written = version.root.entries.get(key), version.document.root
    if read is None or as_written is None or key in as_written.entries:
        return
    spelt = next(
        name for name, entry in as_written.entries.items() if entry.key_place == read.key_place
    )
    raise JobError(
        f"「{key}」のキーが「{short(spelt)}」と書かれているため、行を書き足せません"
        f"（{version.name} の {read.key_span.line} 行目）",
        f"キーを「{key}」に直してから、もう一度実行してください",
    )
