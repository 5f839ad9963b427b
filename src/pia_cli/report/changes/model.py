"""What the formats of the changes share: the layout, the columns, the words."""

from __future__ import annotations

from dataclasses import dataclass

from pia_cli.cells.rows import log_field
from pia_cli.compare.change import Change, ChangeKind, Weight
from pia_cli.compare.table import Row, Table
from pia_cli.compare.version import Version
from pia_cli.core.wareki import as_wareki
from pia_cli.forms.registry import CURRENT
from pia_cli.report.model import Layout

COLUMNS = tuple(child.key for child in log_field(CURRENT.tree).children)
"""The columns of 様式3 別添2."""

OFFERED = "説明の候補（当てはまるか確かめてください）"


@dataclass(frozen=True, slots=True)
class ChangesLayout(Layout):
    """The terminal, and what there is beside the table.

    ``why``: on what ground the 提出時期 of each row is proposed. ``present``: where the rows
    are those to append, how many more 変更箇所 has already.
    """

    why: bool = False
    summary: bool = True
    present: int | None = None


def cells_shown(row: Row, empty: str) -> tuple[str, ...]:
    """The six cells for people: 空欄 is ``empty``, and a missing decision says so."""
    timing = row.timing or f"（要判断。提案: {row.judgement.proposal}）"
    date, item, before, after, _, reason = row.cells
    return (date, item, before or empty, after or empty, timing, reason)


def cells_marked(row: Row, empty: str) -> tuple[str, ...]:
    """`cells_shown` with ※ behind the 項目 of a candidate, which the official table has not."""
    date, item, *others = cells_shown(row, empty)
    return (date, f"{item} ※" if row.judgement.is_candidate else item, *others)


def tag(change: Change) -> str:
    """What sets a change apart from a plain change of substance; else ""."""
    if change.weight is not Weight.SUBSTANCE:
        return change.weight.japanese
    return {ChangeKind.ADDED: "追加", ChangeKind.REMOVED: "削除"}.get(change.kind, "")


def side(version: Version) -> str:
    """A version by its name and 公表日, as the form writes days."""
    published = as_wareki(version.answer("published"))
    return f"{version.name}（公表日 {published}）" if published else version.name


def title(table: Table) -> str:
    """評価書名 of the new version, else of the old one; "" where neither has one."""
    comparison = table.comparison
    return comparison.new.answer("title") or comparison.old.answer("title")


def section_title(table: Table, section: str) -> str:
    """The heading of a part of the form: Ⅰ 基本情報, 別添1."""
    for field in table.comparison.new.form.tree.children:
        if field.item.number == section and field.children:
            return f"{section} {field.key}"
    return section
