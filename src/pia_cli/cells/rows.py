"""The rows of 別添2 変更箇所 as they stand in a document."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import NamedTuple

from pia_cli.core.diagnostic import Path
from pia_cli.core.pattern import Pattern
from pia_cli.core.wareki import day_of
from pia_cli.document.nodes import Mapping, Node, Scalar, Sequence, stripped
from pia_cli.forms.notation import notation_key
from pia_cli.forms.tree import FormField

_DITTO = Pattern(
    r"[\s(（「]{0,3}(?:同\s?上|〃|上記?[にと]同じ)[\s)）」。]{0,3}", needs=("同", "〃")
)

CELLS = ("changed_on", "item", "before", "after")
"""The cells of a row that tell it from others."""

UNREAD = "\0"
"""The key of a cell that is no text; no text is this."""


class LogRow(NamedTuple):
    """One row with its path in the document; the texts are as written, "" for 空欄.

    ``named`` is the 項目 that is meant: of 「同上」 that of the row above. ``unread`` names the
    cells that are no text: what they say is not known, and they are "" as well. The 項目 of a
    「同上」 is among them where that of the row above is.
    """

    path: Path
    changed_on: str
    item: str
    before: str
    after: str
    timing: str
    reason: str
    named: str
    unread: tuple[str, ...] = ()

    @property
    def day(self) -> date | str:
        """What rows of one revision share: 変更日 in any notation, as written where it is none."""
        return self.date or self.changed_on

    @property
    def date(self) -> date | None:
        """変更日, None where it is no date."""
        return day_of(self.changed_on)

    @property
    def key(self) -> tuple[str, ...]:
        """What tells the row from others, whatever its notation; `UNREAD` for what is no text."""
        cells = (self.changed_on, self.named, self.before, self.after)
        keys = tuple(map(notation_key, cells))
        if not self.unread:
            return keys
        told = zip(CELLS, keys, strict=True)
        return tuple(UNREAD if name in self.unread else key for name, key in told)


def log_field(form: FormField) -> FormField:
    """The field of the form that is the log."""
    return next(child for child in form.children if child.item.log)


def rows_of(form: FormField, root: Mapping) -> tuple[LogRow, ...]:
    """The rows of 変更箇所, in the order written."""
    field = log_field(form)
    keys = {name: child.key for name, child in field.by_name.items()}
    names = (*CELLS, "timing", "reason")
    node = root.get(field.key)
    rows = (
        _row((field.key, at), {name: entry.get(keys[name]) for name in names})
        for at, entry in enumerate(node.items if isinstance(node, Sequence) else ())
        if isinstance(entry, Mapping)
    )
    return tuple(_with_items(rows))


def _row(path: Path, cells: dict[str, Node | None]) -> LogRow:
    texts = {name: stripped(node) for name, node in cells.items()}
    unread = (name for name, node in cells.items() if not isinstance(node, Scalar | None))
    return LogRow(path, **texts, named=texts["item"], unread=tuple(unread))


def _with_items(rows: Iterable[LogRow]) -> Iterator[LogRow]:
    """The rows, those with 同上 with the item of the nearest row above that names one."""
    above, is_read = "", True
    for row in rows:
        if not (_DITTO.may_match(row.item) and _DITTO.fullmatch(row.item)):
            if row.item or "item" in row.unread:
                above, is_read = row.item, "item" not in row.unread
            yield row
        elif is_read:
            yield row._replace(named=above or row.item)
        else:
            yield row._replace(unread=(*row.unread, "item"))


def by_date(rows: Iterable[LogRow]) -> list[LogRow]:
    """The rows from old to new where each has a date, else as they are."""
    found = list(rows)
    dates = {row.path: row.date for row in found}
    if None in dates.values():
        return found
    return sorted(found, key=lambda row: dates[row.path] or date.min)
