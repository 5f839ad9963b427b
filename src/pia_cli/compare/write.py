"""``pia diff --write``: rows put behind those of 変更箇所, in the document's own style."""

from __future__ import annotations

from collections.abc import Sequence

from pia_cli.compare.coverage import coverage
from pia_cli.compare.documents import Comparison
from pia_cli.compare.table import Row, Table
from pia_cli.document.edit import append_entries
from pia_cli.rules.log.rows import log_field


def unwritten(table: Table) -> tuple[Row, ...]:
    """The rows of a table that 変更箇所 of the new version does not have yet."""
    comparison = table.comparison
    told = coverage(comparison).told
    indexes = {id(change): index for index, change in enumerate(comparison.changes)}
    return tuple(row for row in table.rows if indexes[id(row.change)] not in told)


def with_rows(data: bytes, comparison: Comparison, rows: Sequence[Row]) -> bytes:
    """The new version's bytes with further rows in 変更箇所, everything else as it is.

    Raises JobError where the file would not read back as itself and the rows.
    """
    form = comparison.new.form.tree
    field = log_field(form)
    keys = [child.key for child in form.children]
    after = keys[keys.index(field.key) + 1 :]
    entries = [_entry(row, [child.key for child in field.children]) for row in rows]
    return append_entries(data, field.key, entries, after, name=comparison.new.name)


def _entry(row: Row, keys: Sequence[str]) -> dict[str, str]:
    cells = (row.date, row.item, row.before, row.after, row.timing, row.reason)
    return dict(zip(keys, cells, strict=True))
