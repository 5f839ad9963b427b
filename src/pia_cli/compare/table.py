"""The rows of the 変更箇所 table (様式3 別添2), and what they mean for the procedure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from pia_cli.cells.written import of_entry
from pia_cli.compare.change import Change, ChangeKind, Weight
from pia_cli.compare.documents import Comparison
from pia_cli.compare.judgement import Judgement, judge
from pia_cli.compare.prose import LONG, excerpt
from pia_cli.compare.version import Version
from pia_cli.core.text import fold
from pia_cli.core.wareki import DateError, day_of, parse_date, to_wareki
from pia_cli.forms.kinds import TextKind
from pia_cli.forms.tree import FormField
from pia_cli.rules.item_ids import ASSESSED, PUBLISHED
from pia_cli.rules.threshold import INPUTS, Figures, Requirement, figures_of, required

DATES = (ASSESSED, PUBLISHED)
"""The items where a version has its date, the first that holds one: Ⅴ-1-①, then the cover."""


GONE_CELL = "（削除）"
"""What 変更後の記載 says of an entry whose number another one has now."""


class Extent(StrEnum):
    """How much of a long text a cell shows."""

    AUTO = "auto"
    FULL = "full"
    EXCERPT = "excerpt"


@dataclass(frozen=True, slots=True, kw_only=True)
class RowOptions:
    """Which changes become rows, and how.

    ``everything`` adds 表記のみ, 順序 and what every publication changes. ``section`` is empty
    or the first number (Ⅱ). ``timing`` and ``reason`` are the decision for rows with ※.
    """

    everything: bool = False
    section: str = ""
    only_starred: bool = False
    extent: Extent = Extent.AUTO
    date: str = ""
    timing: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One row. ``timing`` is "" for an item with ※ as long as nobody has decided."""

    change: Change
    date: str
    before: str
    after: str
    timing: str
    reason: str
    judgement: Judgement

    @property
    def item(self) -> str:
        """The column 項目."""
        return self.change.item

    @property
    def cells(self) -> tuple[str, ...]:
        """The six cells as they go into the form: 空欄 and an undecided 提出時期 are ""."""
        return (self.date, self.item, self.before, self.after, self.timing, self.reason)


@dataclass(frozen=True, slots=True)
class Threshold:
    """しきい値判断 before and after: the items it rests on that changed, the figures, the result.

    ``old`` and ``new`` hold several requirements where the figures do not decide.
    """

    changed: tuple[str, ...]
    figures: Figures
    old: tuple[Requirement, ...]
    new: tuple[Requirement, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """The rows between two versions, in the order of the form.

    ``notation``, ``order`` and ``per_revision`` are changes that the options leave out;
    ``filtered`` counts the rows that --section or --only-starred leaves out.
    """

    comparison: Comparison
    rows: tuple[Row, ...]
    notation: tuple[Change, ...]
    order: tuple[Change, ...]
    per_revision: tuple[Change, ...]
    filtered: int
    threshold: Threshold

    @property
    def is_dated_back(self) -> bool:
        """Whether the rows have a 変更日 that is not after the old version's own date."""
        since = revised_on(self.comparison.old)
        written = day_of(self.rows[0].date) if self.rows else None
        return since is not None and written is not None and written <= since

    @property
    def candidates(self) -> tuple[Row, ...]:
        """The rows that may be a 重要な変更."""
        return tuple(row for row in self.rows if row.judgement.is_candidate)


def table(comparison: Comparison, options: RowOptions = RowOptions()) -> Table:  # frozen
    """The table of a comparison."""
    date = options.date or changed_on(comparison)
    wanted = [change for change in comparison.changes if _is_row(change, options.everything)]
    left = [change for change in comparison.changes if not _is_row(change, options.everything)]
    shown = [change for change in wanted if _passes(change, options)]
    rows = [_row(change, comparison, date, options) for change in shown]
    return Table(
        comparison,
        tuple(_told_apart(rows)),
        tuple(one for one in left if one.weight is Weight.NOTATION),
        tuple(one for one in left if one.weight is Weight.ORDER),
        tuple(one for one in left if one.weight is Weight.SUBSTANCE),
        len(wanted) - len(shown),
        _threshold(comparison),
    )


def revision_date(new: Version) -> str:
    """変更日 in 和暦 as the new version has it: Ⅴ-1-①, else 公表日; "" where neither is a date."""
    for id_ in DATES:
        try:
            return parse_date(new.answer(id_)).wareki
        except DateError:
            continue
    return ""


def changed_on(comparison: Comparison) -> str:
    """変更日 where none is given: `revision_date` of the new version, or the new 公表日.

    In a 修正 Ⅴ-1-① often stays. A row of that day would lie before the old version, so that
    公表日 is taken where it alone went on.
    """
    old, new = comparison.old, comparison.new
    before, after = revised_on(old), revised_on(new)
    published = day_of(new.answer(PUBLISHED))
    was_published = day_of(old.answer(PUBLISHED))
    if before is None or before != after or published is None:
        return revision_date(new)
    if published <= max(before, was_published or before):
        return revision_date(new)
    return to_wareki(published)


def revised_on(version: Version) -> date | None:
    """The day that `revision_date` names, None where there is none."""
    return day_of(revision_date(version))


def _is_row(change: Change, everything: bool) -> bool:
    return everything or change.is_owed


def _passes(change: Change, options: RowOptions) -> bool:
    section = not options.section or fold(change.section) == fold(options.section)
    return section and (change.star or not options.only_starred)


def _row(change: Change, comparison: Comparison, date: str, options: RowOptions) -> Row:
    field = comparison.new.form.tree.by_id.get(change.id)
    new_form = comparison.old.form is not comparison.new.form and change.item != change.old_item
    judgement = judge(change, field.kind if field else None, new_form)
    before, after = change.before, change.after
    if _shortened(change, field, options.extent):
        before, after = excerpt(before, after)
    timing, reason = ("", "") if judgement.is_candidate else (judgement.proposal, "")
    if judgement.is_candidate and options.timing:
        timing, reason = options.timing, options.reason
    return Row(
        change=change,
        date=date,
        before=before,
        after=after,
        timing=timing,
        reason=reason,
        judgement=judgement,
    )


def _told_apart(rows: Sequence[Row]) -> Iterator[Row]:
    """The rows, those marked that name an entry by a number which another one had before.

    Where 委託事項3 is gone and 委託事項4 has become 委託事項3, both are written 委託事項3.
    """
    gone = _by_length(row.item for row in rows if row.change.kind is ChangeKind.REMOVED)
    taken: dict[str, str] = {}
    for row in rows:
        around = _around(row.item, gone)
        entry = next((name for name in around if _moved_to(row.change, name)), None)
        if entry is not None:
            rest = row.item.removeprefix(entry)
            taken[row.item] = row.change.old_item.removesuffix(rest).rpartition("-")[2]
    named = {name for item in taken for name in _around(item, gone)}
    for row in rows:
        if row.change.kind is ChangeKind.REMOVED and row.item in named:
            yield replace(row, after=GONE_CELL)
        elif row.item in taken and row.change.kind is not ChangeKind.REMOVED:
            yield replace(row, before=of_entry(taken[row.item], row.before))
        else:
            yield row


def _moved_to(change: Change, entry: str) -> bool:
    """Whether a change in an entry is of one that took over its number: the rest is the same."""
    rest = change.item.removeprefix(entry)
    return (
        change.kind is ChangeKind.CHANGED
        and change.old_item != change.item
        and entry[-1:].isdecimal()
        and change.old_item.endswith(rest)
        and change.old_item.removesuffix(rest)[-1:].isdecimal()
    )


def _by_length(names: Iterable[str]) -> dict[int, set[str]]:
    """Names by their lengths, which are few: a text starts with one where a slice of it is one."""
    found: dict[int, set[str]] = {}
    for name in names:
        found.setdefault(len(name), set()).add(name)
    return found


def _around(item: str, entries: Mapping[int, set[str]]) -> Iterator[str]:
    """The entries that a label is in: Ⅱ-4-委託事項3-③委託先名 is in Ⅱ-4-委託事項3."""
    for length, names in entries.items():
        if item[length : length + 1] in ("-", " ") and item[:length] in names:
            yield item[:length]


def _shortened(change: Change, field: FormField | None, extent: Extent) -> bool:
    if not may_be_excerpt(change, field) or extent is Extent.FULL:
        return False
    return extent is Extent.EXCERPT or max(len(change.before), len(change.after)) > LONG


def may_be_excerpt(change: Change, field: FormField | None) -> bool:
    """Whether the cells of a change may show excerpts: of one text that was and is there."""
    is_text = field is not None and isinstance(field.kind, TextKind) and not field.entries
    return is_text and change.kind is ChangeKind.CHANGED


def decided(row: Row, timing: str, reason: str) -> Row:
    """The row with the 提出時期 that a person chose."""
    return replace(row, timing=timing, reason=reason)


def _threshold(comparison: Comparison) -> Threshold:
    old, new = comparison.old, comparison.new
    figures = figures_of(new.root, new.form.tree)
    return Threshold(
        tuple(dict.fromkeys(_inputs(comparison))),
        figures,
        required(figures_of(old.root, old.form.tree)),
        required(figures),
    )


def _inputs(comparison: Comparison) -> Iterator[str]:
    """The labels of changes that touch an input: the item itself, or an entry that holds one."""
    for change in comparison.changes:
        lone = change.kind in (ChangeKind.ADDED, ChangeKind.REMOVED)
        holds = lone and any(id_.startswith(f"{change.id}.") for id_ in INPUTS)
        if change.weight is Weight.SUBSTANCE and (holds or change.id in INPUTS):
            yield change.item
