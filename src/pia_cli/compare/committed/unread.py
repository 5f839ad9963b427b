"""Rows of 変更箇所 of which a cell is no text (a list): what such a cell says is not known.

A finding says of such a cell that it cannot be read. Its row tells the changes that it names and
is judged no further; one without a 項目 tells nothing. All other rows are judged as they are.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from pia_cli.cells.rows import LogRow, log_field
from pia_cli.compare.documents import Comparison
from pia_cli.compare.log import shapeless_rows
from pia_cli.core.diagnostic import Path
from pia_cli.document.nodes import Mapping, Node, Scalar, Sequence, node_at
from pia_cli.rules.rule import Finding

TEXTS = ("before", "after")
_HINT = '"…" で囲むか「|-」の次の行から字下げして、一つの文章で書いてください'
_SAID = {
    "item": ("H005", "どの項目の行か読めません"),
    "before": ("H002", "読めません"),
    "after": ("H003", "読めません"),
}
_STATES = {Sequence: "リスト", Mapping: "キーの組", Scalar: "文字だけ"}


def state(node: Node | None) -> str:
    """What stands where a text or a row should: リストになっている."""
    return f"{_STATES.get(type(node), '読み込まない書き方')}になっている"


def has_unread(rows: Iterable[LogRow]) -> bool:
    """Whether what one of some rows says before or after cannot be read."""
    return any(name in row.unread for row in rows for name in TEXTS)


def is_nameless(row: LogRow) -> bool:
    """Whether a row's 項目 is no text itself; 同上 of such a row is one, held to its texts."""
    return "item" in row.unread and not row.item


def unread_cells(comparison: Comparison) -> Iterator[tuple[str, Path]]:
    """The cells of the rows that the new version added for which nobody knows what these tell.

    By the name of their column.
    """
    columns = log_field(comparison.new.form.tree).by_name
    for row in comparison.log.added:
        for name in _SAID:
            if is_nameless(row) if name == "item" else name in row.unread:
                yield name, (*row.path, columns[name].key)


def unread_findings(comparison: Comparison) -> Iterator[Finding]:
    """H002, H003 and H005 for what cannot be read of the rows that the new version added."""
    root = comparison.new.root
    for name, path in unread_cells(comparison):
        code, said = _SAID[name]
        yield Finding(code, path, f"{path[-1]}が{state(node_at(root, path))}ため、{said}", _HINT)
    columns = list(log_field(comparison.new.form.tree).children)
    keys = "、".join(f"「{field.key}」" for field in columns[:4])
    for path in shapeless_rows(comparison.new)[len(shapeless_rows(comparison.old)) :]:
        message = f"行が{state(node_at(root, path))}ため、何の変更の行か読めません"
        yield Finding("H005", path, message, f"{keys}などのキーを字下げして書いてください")
