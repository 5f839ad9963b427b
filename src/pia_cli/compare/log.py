"""別添2 変更箇所 as it stands in a document: its rows, and which a version added."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from collections.abc import Sequence as Listed
from dataclasses import dataclass
from datetime import date

from pia_cli.compare.notation import notation_key
from pia_cli.compare.version import Version
from pia_cli.core.diagnostic import Path
from pia_cli.core.wareki import DateError, parse_date
from pia_cli.document.nodes import Mapping, Sequence, text_at
from pia_cli.forms.tree import FormField


@dataclass(frozen=True, slots=True)
class LogRow:
    """One row with its path in the document; the texts are as written, "" for 空欄."""

    path: Path
    changed_on: str
    item: str
    before: str
    after: str
    timing: str
    reason: str

    @property
    def date(self) -> date | None:
        """変更日, None where it is no date."""
        try:
            return parse_date(self.changed_on).exact
        except DateError:
            return None

    @property
    def key(self) -> str:
        """What tells the row from others, whatever its notation."""
        return "\x1f".join(
            notation_key(text) for text in (self.changed_on, self.item, self.before, self.after)
        )


@dataclass(frozen=True, slots=True)
class LogChange:
    """The rows that the new version added, and those of the old one that it no longer has."""

    added: tuple[LogRow, ...]
    lost: tuple[LogRow, ...]


def log_field(form: FormField) -> FormField:
    """The field of the form that is the log."""
    return next(child for child in form.children if child.item.log)


def log_rows(version: Version) -> tuple[LogRow, ...]:
    """The rows of 変更箇所, in the order written."""
    field = log_field(version.form.tree)
    keys = {name: child.key for name, child in field.by_name.items()}
    names = ("changed_on", "item", "before", "after", "timing", "reason")
    node = version.root.get(field.key)
    return tuple(
        LogRow((field.key, at), *(text_at(entry, (keys[name],)).strip() for name in names))
        for at, entry in enumerate(node.items if isinstance(node, Sequence) else ())
        if isinstance(entry, Mapping)
    )


def log_change(old: Version, new: Version) -> LogChange:
    """How the log went on from one version to the next; the order of its rows does not count."""
    before, after = log_rows(old), log_rows(new)
    return LogChange(_beyond(after, before), _beyond(before, after))


def redecided(old: Version, new: Version) -> tuple[tuple[LogRow, LogRow], ...]:
    """Rows of both versions of which the new one has another 提出時期 or 説明, with the old row.

    An empty cell may be filled in later.
    """
    before: dict[str, list[LogRow]] = {}
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


def by_date(rows: Iterable[LogRow]) -> list[LogRow]:
    """The rows from old to new where each has a date, else as they are."""
    found = list(rows)
    dates = {row.path: row.date for row in found}
    if None in dates.values():
        return found
    return sorted(found, key=lambda row: dates[row.path] or date.min)
