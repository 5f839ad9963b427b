"""Rows of 変更箇所 of which a cell is no text (a list): what such a cell says is not known.

All that the other cells tell is found as of any row. Of the cell itself a finding says that it
cannot be read, and one that rests on it is left out.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from pia_cli.cells.done import is_copy, is_none, unmarked
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
        self._by_item: dict[str, list[LogRow]] = {}
        for row in comparison.log.added if self._added else ():
            if "item" not in row.unread:
                self._by_item.setdefault(notation_key(row.named), []).append(row)
        self._cells = {self._cell(row, name) for row in self._rows.values() for name in row.unread}

    def _cell(self, row: LogRow, name: str) -> Path:
        return (*row.path, self._columns[name].key)

    def teller(self, index: int) -> LogRow | None:
        """A row that may tell a change: what can be read of it does not speak against it."""
        rows = (*self._named.get(index, ()), *self._nameless)
        return next((row for row in rows if self._may_tell(row, index)), None)

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
        return self._changes.telling(index).is_told_by(row._replace(**texts))

    def may_tell_part(self, before: str, after: str) -> bool:
        """Whether a row without a 項目 quotes something of the texts of an item."""
        return any(
            bool(cell and text) and (is_part(cell, [text]) or is_part(text, [cell]))
            for row in self._nameless
            for cell, text in ((row.before, before), (row.after, after))
        )

    def leave_open(self, finding: Finding) -> bool:
        """Whether a finding about a row rests on a cell that cannot be read."""
        if not self._cells or finding.code == "H006":
            return False
        related = [path for path, _ in finding.related]
        if self._cells.intersection((finding.path, *related)):
            return True
        row = self._rows.get(finding.path[:2])
        if row is None:
            return False
        if finding.code == "H002":
            return self._follows(row, "after", row.before)
        if finding.code == "H003":
            return self._follows(row, "before", row.after)
        if finding.code == "H004":
            return "changed_on" in row.unread or self._leave_change_open(row)
        if finding.code == "H007":
            both = [row, *(self._rows[path[:2]] for path in related if path[:2] in self._rows)]
            is_dated = not any("changed_on" in one.unread for one in both)
            return not is_dated or self._follows(row, "after", row.before)
        return False

    def _follows(self, row: LogRow, side: str, text: str) -> bool:
        """Whether the text of a row may be from the other side of one that cannot be read.

        Of the row itself, the other cell may say what this one, 空欄, stands for.
        """
        if side in row.unread and is_none(text):
            return True
        for one in self._beside(row):
            is_near = one.day == row.day or "changed_on" in one.unread
            if side in one.unread and is_near:
                return True
            if "item" in one.unread and _is_from(text, getattr(one, side)):
                return True
        return False

    def _beside(self, row: LogRow) -> Iterator[LogRow]:
        """The first of the other new rows that are, or may be, of a row's item."""
        named = self._by_item.get(notation_key(row.named), [])[:_MOST]
        return (one for one in (*named, *self._nameless) if one.path != row.path)

    def _leave_change_open(self, row: LogRow) -> bool:
        """Whether cells that cannot be read may say that what a row names did change so, or was
        changed and put back.
        """
        if has_unread([row]) and any(self._may_tell(row, index) for index in self._near(row)):
            return True
        return any(
            ("item" in one.unread or has_unread([row, one])) and _may_go_on(row, one)
            for one in self._beside(row)
        )

    def findings(self, idle: Iterable[LogRow]) -> Iterator[Finding]:
        """What cannot be read of the rows that the new version added; ``idle`` tell no change."""
        for row in self._added:
            for name, (code, said) in _SAID.items():
                path = self._cell(row, name)
                node = node_at(self._root, path)
                if name in row.unread and not isinstance(node, Scalar):
                    yield Finding(code, path, f"{path[-1]}が{state(node)}ため、{said}", _HINT)
        for row in idle:
            if "changed_on" in row.unread and not self._leave_change_open(row):
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


def _may_go_on(row: LogRow, other: LogRow) -> bool:
    """Whether one of two rows may go on from the other."""
    unread = set(TEXTS).issubset
    is_next = _is_from(row.before, other.after) or _is_from(other.before, row.after)
    return is_next or unread(row.unread) or unread(other.unread)


def _is_from(text: str, other: str) -> bool:
    return bool(text and other) and is_part(unmarked(text), [unmarked(other)])
