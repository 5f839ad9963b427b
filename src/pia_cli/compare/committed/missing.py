"""H001: what changed, or a part of it, and no row of 変更箇所 tells."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import partial

from pia_cli.cells.done import is_copy
from pia_cli.cells.rows import LogRow, log_field
from pia_cli.compare.change import Change
from pia_cli.compare.committed.change_matcher import ChangeMatcher
from pia_cli.compare.committed.coverage import Coverage
from pia_cli.compare.committed.left_records import untold_records
from pia_cli.compare.committed.names import ItemNames
from pia_cli.compare.committed.partial import untold_boxes, untold_sentences
from pia_cli.compare.documents import Comparison
from pia_cli.compare.labels import label_at
from pia_cli.core.diagnostic import Path
from pia_cli.core.text import BLANK, short, short_pair
from pia_cli.rules.log.names import MOST_SUGGESTED
from pia_cli.rules.rule import Finding

_SHOWN = 5  # items of an entry that a finding names


def missing_rows(found: Coverage) -> Iterator[Finding]:
    """H001 for a change that no row tells."""
    changes = found.changes
    comparison = changes.comparison
    unplaced = found.unplaced[:MOST_SUGGESTED]
    probable = _rows_by_probable_item(changes.names, unplaced)
    for index, change in enumerate(comparison.changes):
        if not change.is_owed or found.has_row(index):
            continue
        hint = f"「{change.item}」の行を書き足してください（pia diff --write が書き足します）"
        row = found.omitted_by.get(index)
        if row is not None:
            hint = f"その行に「{change.item}」の記載も、本文のとおりに書いてください"
        copied = partial(_is_copied, changes.matcher(index))
        odd = probable.get(change.item) or next(filter(copied, unplaced), None)
        if odd and row is None:
            yield _misnamed_row(comparison, change, odd)
            continue
        yield _missing_row(comparison, change, hint, row)


def missing_items(found: Coverage) -> Iterator[Finding]:
    """H001 for an entry that came, told by rows on some of its items alone."""
    comparison = found.changes.comparison
    for index, left in found.missing_items.items():
        change = comparison.changes[index]
        row = found.rows_of[index][0]
        labels = [f"「{short(label_at(comparison.new, path))}」" for path in left]
        more = f"など{len(labels)}項目" if len(labels) > _SHOWN else ""
        yield Finding(
            "H001",
            change.new_path or (),
            f"「{change.item}」が書き加えられたのに、変更箇所に{''.join(labels[:_SHOWN])}{more}の"
            "記載がありません",
            f"「{change.item}」の行に全体を書くか、項目ごとの行を書き足してください",
            related=((row.path, "その一部の項目の行です"),),
        )


def missing_parts(
    comparison: Comparison, matcher: ChangeMatcher, rows: Sequence[LogRow]
) -> Iterator[Finding]:
    """H001 for the boxes, sentences and numbered texts of an item that its rows do not name."""
    change = matcher.change
    if not change.is_owed:
        return
    parts = (untold_boxes, untold_sentences, untold_records)
    for before, after in (pair for untold in parts for pair in untold(matcher, rows)):
        hint = f"「{change.item}」の行に書き足してください"
        part = replace(change, before=before, after=after)
        yield _missing_row(comparison, part, hint, rows[0])


def _rows_by_probable_item(names: ItemNames, rows: Sequence[LogRow]) -> dict[str, LogRow]:
    """Rows by the item that each probably means."""
    near = ((names.suggest(row.item), row) for row in rows)
    return {label: row for label, row in near if label}


def _is_copied(matcher: ChangeMatcher, row: LogRow) -> bool:
    """Whether both cells of a row copy texts, and these are the change's."""
    return is_copy(row.before) and is_copy(row.after) and matcher.is_told_by(row)


def _misnamed_row(comparison: Comparison, change: Change, row: LogRow) -> Finding:
    """H001 where a row has a name for the item that is not the printed one."""
    found = _missing_row(
        comparison,
        change,
        f"その行のことなら、項目を「{change.item}」に直してください。違うなら、"
        f"「{change.item}」の行を書き足してください",
    )
    message = f"{found.message}。「{short(row.named)}」の行のことですか？"
    return found._replace(message=message, related=((row.path, "この行です"),))


def _missing_row(
    comparison: Comparison, change: Change, hint: str, row: LogRow | None = None
) -> Finding:
    """H001; ``row`` names the item, or what it belongs to."""
    log = log_field(comparison.new.form.tree).key
    related: tuple[Path, str] = (log,), "変更箇所はここです"
    lacks = "変更箇所に行がありません"
    if row is not None:
        related = row.path, "この行です"
        lacks = f"変更箇所の「{short(row.named)}」の行に記載がありません"
    where = f"「{change.item}」が" if change.new_path is None else ""
    path = change.new_path or (change.old_path or ())[:-1]
    is_entry = label_at(comparison.new, path[:-1]) == change.item  # 別添1-認定情報
    return Finding(
        "H001",
        path,
        f"{where}{_what(change)}のに、{lacks}",
        hint,
        related=(related,),
        item=path[:-1] if is_entry else None,
    )


def _what(change: Change) -> str:
    before, after = short_pair(change.before, change.after)
    if change.old_path is None:
        return "書き加えられた"
    if change.new_path is None:
        return f"なくなった（{before}）" if before else "なくなった"
    return f"「{before or BLANK}」から「{after or BLANK}」に変わった"
