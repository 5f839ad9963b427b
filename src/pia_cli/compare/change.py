"""A change of one item between two versions of an assessment, as data."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from pia_cli.core.diagnostic import Path
from pia_cli.forms.values import Plain


class ChangeKind(StrEnum):
    """What happened to an item or to an entry of a list."""

    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"
    MOVED = "moved"


class Weight(StrEnum):
    """Whether a change says something else (実質), or only writes or orders it otherwise."""

    SUBSTANCE = "substance"
    NOTATION = "notation"
    ORDER = "order"

    @property
    def japanese(self) -> str:
        """The word for people."""
        return {"substance": "実質", "notation": "表記のみ", "order": "順序"}[self.value]


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One change.

    ``id`` is the item's id, the same in every version of the form. ``item`` is its printed
    label in the new version (in the old one for what was removed), ``old_item`` the label in
    the old one where an entry moved or the form differs, else the same. ``section`` is
    表紙, Ⅰ to Ⅴ, 別添1 or 別紙. ``star`` is the ※, of an entry when one of its items has it.
    ``per_revision`` marks what every publication changes (公表日).

    ``before`` and ``after`` are the texts for the cells of the 変更箇所 table, "" for 空欄; of
    複数選択 only the boxes that changed, of 別添1 only the numbers that changed; of a MOVED list
    its entries, as each version numbers and names them.
    ``old_value`` and ``new_value`` are the whole values; of a MOVED list its old indices in
    the old and in the new order. A path is None on the side that has no such value.
    """

    kind: ChangeKind
    weight: Weight
    id: str
    item: str
    old_item: str
    section: str
    star: bool
    per_revision: bool
    before: str
    after: str
    old_value: Plain
    new_value: Plain
    old_path: Path | None
    new_path: Path | None

    @property
    def is_owed(self) -> bool:
        """Whether 変更箇所 must tell it: 実質, and not what every publication changes."""
        return self.weight is Weight.SUBSTANCE and not self.per_revision
