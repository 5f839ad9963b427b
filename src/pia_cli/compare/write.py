"""``pia diff --write``: rows put behind those of 変更箇所, in the document's own style."""

from __future__ import annotations

from collections.abc import Sequence

from pia_cli.cells.rows import log_field
from pia_cli.compare.committed.coverage import coverage
from pia_cli.compare.committed.unread import unread_cells
from pia_cli.compare.documents import Comparison
from pia_cli.compare.labels import label_at
from pia_cli.compare.table import Row, Table
from pia_cli.compare.version import Version
from pia_cli.core.diagnostic import Path
from pia_cli.core.errors import JobError
from pia_cli.core.text import short
from pia_cli.document.edit import append_entries
from pia_cli.document.nodes import node_at


def untold(table: Table) -> tuple[Row, ...]:
    """The rows of a table that no row of 変更箇所 of the new version tells.

    Raises JobError where nobody can know: a cell of the rows that are there cannot be read.
    """
    comparison = table.comparison
    found = coverage(comparison)
    _refuse_unread(comparison.new, [path for _, path in unread_cells(comparison)])
    indexes = {id(change): index for index, change in enumerate(comparison.changes)}
    return tuple(row for row in table.rows if not found.has_row(indexes[id(row.change)]))


def _refuse_unread(version: Version, places: Sequence[Path]) -> None:
    if not places:
        return
    node, label = node_at(version.root, places[0]), label_at(version, places[0])
    more = f" ほか {len(places) - 1} か所" if len(places) > 1 else ""
    raise JobError(
        f"{version.name} の{label}{more}が読めないため、どの行がまだないか分からず、"
        "書き足せません" + (f"（{node.span.line} 行目）" if node else ""),
        "一つの文章に直してから、もう一度実行してください",
    )


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
    kept = {field.by_name["timing"].key}  # which somebody has to fill in
    return append_entries(data, field.key, entries, after, kept=kept, name=comparison.new.name)


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
