"""A version of a document as it is shown."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from pia_cli.compare.history import Step
from pia_cli.compare.table import table
from pia_cli.core.wareki import as_wareki

UNREADABLE, REMOVED = "（読めません）", "（削除）"
"""What stands in place of 公表日 where a version cannot be compared."""

FIRST, OLDEST = "初版", "最古"
"""What stands in place of the number of changes; the second where older versions may exist."""

UNCOMMITTED = "コミットしていない変更"
"""What the work tree has for a subject."""

TITLES: tuple[str, ...] = ("版", "コミット日", "公表日", "変更", "表記のみ", "順序", "候補", "内容")
NUMBERS = ("変更", "表記のみ", "順序", "候補")
"""The columns of numbers."""

GAP = "  "


@dataclass(frozen=True, slots=True)
class Line:
    """A version as it is shown. ``counts``: 変更, 表記のみ, 順序, 改訂のたび, in this order."""

    name: str
    date: str
    published: str
    subject: str
    state: str
    first: str
    counts: tuple[int, ...]
    candidates: tuple[str, ...]
    unread: tuple[str, ...]
    version: dict[str, Any]

    @property
    def cells(self) -> dict[str, str]:
        """The cells by the title of their column."""
        numbers = (
            (*map(str, (*self.counts[:3], len(self.candidates))),) if self.counts else ("",) * 4
        )
        texts = (self.name, self.date, self.shown_state or self.published)
        cells = dict(zip(TITLES, (*texts, *numbers, self.subject), strict=True))
        return cells | {"変更": self.first or cells["変更"]}

    @property
    def about(self) -> str:
        """What a narrow table has on the second line."""
        published = f"公表日 {self.published}" if self.published else ""
        return GAP.join(filter(None, (self.shown_state or published, self.subject)))

    @property
    def shown_state(self) -> str:
        """What is said of a version that cannot be compared."""
        return {"unreadable": UNREADABLE, "removed": REMOVED}.get(self.state, "")


def line_of(step: Step, shallow: bool) -> Line:
    """A version with its changes; ``shallow`` where git may lack those before it."""
    counts: tuple[int, ...] = ()
    candidates: tuple[str, ...] = ()
    unread: tuple[str, ...] = ()
    if step.comparison:
        rows = table(step.comparison)
        kinds = (rows.rows, rows.notation, rows.order, rows.per_revision)
        counts = tuple(map(len, kinds))
        candidates = tuple(row.item for row in rows.candidates)
        unread = step.comparison.unread
    is_first = step.version is not None and step.comparison is None
    return Line(
        step.name,
        step.date,
        as_wareki(step.published),
        subject_of(step),
        step.state.value,
        (OLDEST if shallow else FIRST) if is_first else "",
        counts,
        candidates,
        unread,
        version_data(step),
    )


def subject_of(step: Step) -> str:
    """What its commit is about."""
    return step.commit.subject if step.commit else UNCOMMITTED


def version_data(step: Step) -> dict[str, Any]:
    """A version for JSON; the commit's own are null for the work tree."""
    commit = step.commit
    return {
        "hash": commit.hash if commit else None,
        "short": commit.short if commit else None,
        "date": commit.date if commit else None,
        "tags": list(commit.tags) if commit else [],
        "subject": commit.subject if commit else None,
        "path": step.path,
        "published": step.published,
    }
