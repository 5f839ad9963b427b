"""What the rows of a table mean for the procedure, in sentences for people."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from pia_cli.compare.table import Table
from pia_cli.report.changes.model import ChangesLayout
from pia_cli.rules.threshold import Figures, Requirement
from pia_cli.rules.threshold_steps import band

IMPORTANT = (
    "重要な変更に当たる場合: 再実施 — しきい値判断を行い、変更の前に評価書を提出・公表します"
    "（規則第6条・第11条）"
)
OTHERWISE = "当たらない場合: 修正 — 速やかに評価書を提出・公表します（規則第14条）"
CORRECTION = "修正 — 速やかに評価書を提出・公表します（規則第14条）"


@dataclass(frozen=True, slots=True)
class Point:
    """A sentence and what it lists; ``urgent`` asks a person for a decision."""

    text: str
    details: tuple[str, ...] = ()
    urgent: bool = False


def points(table: Table, layout: ChangesLayout | None = None) -> tuple[Point, ...]:
    """Number of rows, what is not shown, candidates for 重要な変更, what follows, しきい値判断."""
    layout = layout or ChangesLayout()
    if not layout.summary:
        return ()
    return (*_rows(table, layout), *_hidden(table), *_candidates(table), *_threshold(table))


def _substantial(table: Table) -> bool:
    return any(change.is_owed for change in table.comparison.changes)


def _rows(table: Table, layout: ChangesLayout) -> Iterator[Point]:
    present = layout.present
    if present:
        others = "ほかの" if table.rows else "対象の"
        appended = f"{len(table.rows)} 行" if table.rows else "ありません"
        yield Point(f"書き足した行: {appended}（{others} {present} 行は変更箇所に既にあります）")
    elif table.rows:
        yield Point(f"変更箇所: {len(table.rows)} 行")
    elif _substantial(table):
        yield Point("条件に合う変更はありません")
    if not _substantial(table):
        compared = "比べた項目に" if table.comparison.unread else ""
        yield Point(f"{compared}実質的な変更はありません")


def _hidden(table: Table) -> Iterator[Point]:
    labels = "、".join(dict.fromkeys(change.item for change in table.per_revision))
    counts = [
        f"{name} {len(changes)}{of}"
        for name, changes, of in (
            ("表記のみ", table.notation, ""),
            ("順序", table.order, ""),
            ("改訂のたびに変わる項目", table.per_revision, f"（{labels}）"),
        )
        if changes
    ]
    if counts:
        yield Point(f"表示していない変更: {'、'.join(counts)}: --all で表示")
    if table.filtered:
        starred = _unseen_stars(table)
        of = f"（うち※の項目の変更 {starred} 行）" if starred else ""
        yield Point(f"絞り込みにより表示していない行: {table.filtered} 行{of}")


def _unseen_stars(table: Table) -> int:
    """Rows with ※ that --section leaves out."""
    there = sum(change.star and change.is_owed for change in table.comparison.changes)
    return there - sum(not row.change.per_revision for row in table.candidates)


def _candidates(table: Table) -> Iterator[Point]:
    found = table.candidates
    if found:
        text = (
            f"※の項目の変更 {len(found)} 行は、重要な変更に当たり得ます"
            "（当たるかどうかは人が判断します）"
        )
        yield Point(text, tuple(dict.fromkeys(row.item for row in found)), urgent=True)
    if found or _unseen_stars(table):
        yield Point("この後の手続", (IMPORTANT, OTHERWISE))
    elif _substantial(table):
        yield Point("この後の手続", (CORRECTION,))


def _threshold(table: Table) -> Iterator[Point]:
    found = table.threshold
    if found.changed:
        text = f"しきい値判断に用いる項目が変わりました（{'、'.join(found.changed)}）"
    else:
        text = "しきい値判断に用いる項目は変わっていません"
    details = [f"新しい版の記載から必要な評価: {_required(found.new, found.figures)}"]
    if found.old != found.new:
        before = _either(found.old) or "計算できません（対象人数が選択されていません）"
        details.append(f"前の版の記載では異なります: {before}")
    yield Point(text, tuple(details))


def _required(requirements: tuple[Requirement, ...], figures: Figures) -> str:
    if figures.people is None:
        return "計算できません（対象人数が選択されていません）"
    if len(requirements) > 1:
        open_ = "と".join(_undecided(figures))
        return f"{_either(requirements)}（{open_}が、様式だけでは決まりません）"
    people = band(figures.people)
    return f"{_either(requirements)}（対象人数 {people}、取扱者数 {figures.staff_shown}）"


def _either(requirements: tuple[Requirement, ...]) -> str:
    return " 又は ".join(requirements)


def _undecided(figures: Figures) -> list[str]:
    """The figures of which it depends whether 取扱者 or a 重大事故 ask for more."""
    names = {"staff": f"取扱者数 {figures.staff_shown}", "incident": "過去1年の重大事故の有無"}
    return [names[one] for one in figures.undecided]
