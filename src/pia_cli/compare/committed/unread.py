"""Rows of 変更箇所 of which a cell is no text (a list): what such a cell says is not known.

A finding says of such a cell that it cannot be read. What else is found of the rows of its item
waits until it is mended.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from pia_cli.cells.done import is_copy
from pia_cli.cells.quotation import is_part
from pia_cli.cells.rows import LogRow, log_field
from pia_cli.compare.committed.placed import PlacedChanges
from pia_cli.compare.log import log_rows, shapeless_rows
from pia_cli.core.diagnostic import Path
from pia_cli.core.lazy import lazy
from pia_cli.core.text import short
from pia_cli.document.nodes import Mapping, Node, Scalar, Sequence, node_at
from pia_cli.forms.notation import notation_key
from pia_cli.rules.rule import Finding

TEXTS = ("before", "after")
_MOST = 20
"""Among how many rows one is looked for that may tell a thing."""
_MOST_NAMED = 200
_HINT = '"…" で囲むか「|-」の次の行から字下げして、一つの文章で書いてください'
_SAID = {
    "item": ("H005", "どの項目の行か読めません"),
    "before": ("H002", "読めません"),
    "after": ("H003", "読めません"),
}
_OF_TEXTS = ("H002", "H003", "H004", "H007")
_OF_DAYS = ("H004", "H007")
_STATES = {Sequence: "リスト", Mapping: "キーの組", Scalar: "文字だけ"}


def state(node: Node | None) -> str:
    """What stands where a text or a row should: リストになっている."""
    return f"{_STATES.get(type(node), '読み込まない書き方')}になっている"


class UnreadCells:
    """The cells of the new version's rows that are no text, and what they leave open."""

    def __init__(self, changes: PlacedChanges) -> None:
        self._changes = changes
        comparison = changes.comparison
        self._root = comparison.new.root
        self._columns = log_field(comparison.new.form.tree).by_name
        self._rows = {row.path: row for row in log_rows(comparison.new)}
        self._added = [row for row in comparison.log.added if row.unread]
        self._nameless = [row for row in self._added if "item" in row.unread][:_MOST]
        self._cells = {self._cell(row, name) for row in self._rows.values() for name in row.unread}
        self._told = [
            (row, name) for row in self._added for name in _SAID if self._is_odd(row, name)
        ]
        self._is_any_open = any(name == "item" for _, name in self._told)
        self._open = {notation_key(row.named) for row, _ in self._told}

    def _cell(self, row: LogRow, name: str) -> Path:
        return (*row.path, self._columns[name].key)

    def _is_odd(self, row: LogRow, name: str) -> bool:
        """Whether a cell is no text itself, not 同上 of one that is none."""
        node = node_at(self._root, self._cell(row, name))
        return name in row.unread and not isinstance(node, Scalar)

    @property
    def places(self) -> tuple[Path, ...]:
        """The cells of added rows for which nobody knows what these tell."""
        return tuple(
            self._cell(row, name) for row in self._added for name in _SAID if name in row.unread
        )

    def may_be_told(self, index: int) -> bool:
        """Whether a row may tell a change: what can be read of it does not speak against it."""
        rows = (*self._named.get(index, ()), *self._nameless)
        return any(self._may_tell(row, index) for row in rows)

    @lazy
    def _named(self) -> dict[int, list[LogRow]]:
        """The first rows by the changes at, below and around what they name."""
        found: dict[int, list[LogRow]] = {}
        named = [row for row in self._added if "item" not in row.unread and has_unread([row])]
        for row in named[:_MOST_NAMED]:
            for index in self._near(row):
                found.setdefault(index, []).append(row)
        return {index: rows[:_MOST] for index, rows in found.items()}

    def _near(self, row: LogRow) -> set[int]:
        places = self._changes.places(row)
        return {index for place in places for index in self._changes.around(place)}

    def _may_tell(self, row: LogRow, index: int) -> bool:
        change = self._changes.comparison.changes[index]
        if "item" in row.unread and not any(is_copy(text) for text in _read(row)):
            return False
        texts = {name: getattr(change, name) for name in TEXTS if name in row.unread}
        return self._changes.matcher(index).is_told_by(row._replace(**texts))

    def may_tell_part(self, before: str, after: str) -> bool:
        """Whether a row without a 項目 quotes something of the texts of an item."""
        return any(
            bool(cell and text) and (is_part(cell, [text]) or is_part(text, [cell]))
            for row in self._nameless
            for cell, text in ((row.before, before), (row.after, after))
        )

    def leave_open(self, finding: Finding) -> bool:
        """Whether a finding about a row may rest on a cell that cannot be read."""
        if not self._cells or finding.code == "H006":
            return False
        paths = (finding.path, *(path for path, _ in finding.related))
        if self._cells.intersection(paths):
            return True
        rows = [self._rows[path[:2]] for path in paths if path[:2] in self._rows]
        if not rows or finding.code not in _OF_TEXTS:
            return False
        is_dated = not any("changed_on" in row.unread for row in rows)
        return (finding.code in _OF_DAYS and not is_dated) or self._is_open(rows[0])

    def _is_open(self, row: LogRow) -> bool:
        """Whether what the rows of a row's item tell waits until a cell can be read.

        `findings` tells that cell, so that nothing passes meanwhile. A row without a 項目 may be
        of any item.
        """
        return self._is_any_open or notation_key(row.named) in self._open

    def findings(self, unfounded: Iterable[LogRow]) -> Iterator[Finding]:
        """What cannot be read of the added rows; those that are ``unfounded`` tell no change."""
        for row, name in self._told:
            (code, said), path = _SAID[name], self._cell(row, name)
            where = f"{path[-1]}が{state(node_at(self._root, path))}ため"
            yield Finding(code, path, f"{where}、{said}", _HINT)
        for row in unfounded:
            if "changed_on" in row.unread and not self._is_open(row):
                yield self._of_no_day(row)
        for path in self._shapeless:
            node = node_at(self._root, path)
            keys = "、".join(f"「{field.key}」" for field in list(self._columns.values())[:4])
            message = f"行が{state(node)}ため、何の変更の行か読めません"
            yield Finding("H005", path, message, f"{keys}などのキーを字下げして書いてください")

    @property
    def _shapeless(self) -> tuple[Path, ...]:
        """What the new version added that is no row."""
        comparison = self._changes.comparison
        return shapeless_rows(comparison.new)[len(shapeless_rows(comparison.old)) :]

    def _of_no_day(self, row: LogRow) -> Finding:
        """H004 of a row that may be of a revision before the old version."""
        path = self._cell(row, "changed_on")
        return Finding(
            "H004",
            path,
            f"「{short(row.named)}」の記載は前の版から、この行のようには変わっていません。"
            f"{path[-1]}が{state(node_at(self._root, path))}ため、"
            "それより前の変更かどうか読めません",
            f"{path[-1]}を一つの日付で書いてください。この改訂の行なら、項目の名も確かめてください",
        )


def has_unread(rows: Iterable[LogRow]) -> bool:
    """Whether what one of some rows says before or after cannot be read."""
    return any(name in row.unread for row in rows for name in TEXTS)


def _read(row: LogRow) -> list[str]:
    return [getattr(row, name) for name in TEXTS if name not in row.unread]
