"""The rows of 別添2 変更箇所 as they stand in a document."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import NamedTuple

from pia_cli.core.diagnostic import Path
from pia_cli.core.pattern import Pattern
from pia_cli.core.wareki import day_of
from pia_cli.document.nodes import Mapping, Sequence, stripped
from pia_cli.forms.notation import notation_key
from pia_cli.forms.tree import FormField

_DITTO = Pattern(
    r"[\s(（「]{0,3}(?:同\s?上|〃|上記?[にと]同じ)[\s)）」。]{0,3}", needs=("同", "〃")
)


class LogRow(NamedTuple):
    """One row with its path in the document; the texts are as written, "" for 空欄.

    ``named`` is the 項目 that is meant: of 「同上」 that of the row above.
    """

    path: Path
    changed_on: str
    item: str
    before: str
    after: str
    timing: str
    reason: str
    named: str

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
        """What tells the row from others, whatever its notation."""
        cells = (self.changed_on, self.named, self.before, self.after)
        return tuple(map(notation_key, cells))


def log_field(form: FormField) -> FormField:
    """The field of the form that is the log."""
    return next(child for child in form.children if child.item.log)


def rows_of(form: FormField, root: Mapping) -> tuple[LogRow, ...]:
    """The rows of 変更箇所, in the order written."""
    field = log_field(form)
    keys = {name: child.key for name, child in field.by_name.items()}
    names = ("changed_on", "item", "before", "after", "timing", "reason")
    node = root.get(field.key)
    cells = (
        ((field.key, at), {name: stripped(entry.get(keys[name])) for name in names})
        for at, entry in enumerate(node.items if isinstance(node, Sequence) else ())
        if isinstance(entry, Mapping)
    )
    return tuple(_with_items([LogRow(path, **texts, named=texts["item"]) for path, texts in cells]))


def _with_items(rows: Iterable[LogRow]) -> Iterator[LogRow]:
    """The rows, those with 同上 with the item of the nearest row above that names one."""
    above = ""
    for row in rows:
        if _DITTO.may_match(row.item) and _DITTO.fullmatch(row.item):
            yield row._replace(named=above or row.item)
        else:
            above = row.item or above
            yield row


def by_date(rows: Iterable[LogRow]) -> list[LogRow]:
    """The rows from old to new where each has a date, else as they are."""
    found = list(rows)
    dates = {row.path: row.date for row in found}
    if None in dates.values():
        return found
    return sorted(found, key=lambda row: dates[row.path] or date.min)
