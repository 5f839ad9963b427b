"""``pia diff --check``: the committed 変更箇所 against what really changed (H001–H007)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import partial

from pia_cli.cells.done import is_copy, unmarked
from pia_cli.cells.quotation import is_part
from pia_cli.cells.rows import LogRow, by_date, log_field
from pia_cli.cells.written import Written
from pia_cli.check.places import placed
from pia_cli.compare.change import Change
from pia_cli.compare.committed.chain import broken_chains
from pia_cli.compare.committed.coverage import Coverage, coverage
from pia_cli.compare.committed.names import Names
from pia_cli.compare.committed.partial import untold_boxes, untold_sentences
from pia_cli.compare.committed.slips import Slip, slip
from pia_cli.compare.committed.telling import Telling
from pia_cli.compare.committed.unread import UnreadCells, has_unread, state
from pia_cli.compare.documents import Comparison, label_at
from pia_cli.compare.log import log_rows, redecided, shapeless_rows
from pia_cli.compare.table import revised_on
from pia_cli.compare.version import Version
from pia_cli.core.diagnostic import Diagnostic, Path
from pia_cli.core.span import Span
from pia_cli.core.text import BLANK, is_it, short, short_pair
from pia_cli.document.nodes import node_at, text_at
from pia_cli.forms.naming import suggest
from pia_cli.forms.notation import notation_key
from pia_cli.rules.log.names import MOST_SUGGESTED, no_item
from pia_cli.rules.registry import rules_by_code
from pia_cli.rules.rule import At, Finding
from pia_cli.rules.spots import spot_in

_SHOWN = 5  # items of an entry that a finding names
_NEAR = 20
"""Among how many rows of one item one that another goes on from is looked for."""


def verify(comparison: Comparison) -> tuple[Diagnostic, ...]:
    """All findings about the new version's 変更箇所, in the order of a report."""
    new, mask = comparison.new, comparison.mask

    def place(finding: Finding) -> Diagnostic:
        severity = rules_by_code()[finding.code].severity
        return placed(finding, new.root, new.name, severity, _item(new, finding), mask)

    found = map(place, _findings(comparison))
    return tuple(sorted(found, key=lambda one: one.sort_key))


def _item(version: Version, finding: Finding) -> str:
    path = finding.path if finding.item is None else finding.item
    return label_at(version, path) if path else ""


def _findings(comparison: Comparison) -> Iterator[Finding]:
    """What is found; a cell that cannot be read has no other finding."""
    rows = coverage(comparison)
    unread = UnreadCells(rows.changes)
    yield from (one for one in _all_told(rows, unread) if not unread.leave_open(one))
    yield from unread.findings(rows.idle)


def _all_told(rows: Coverage, unread: UnreadCells) -> Iterator[Finding]:
    """What the rows say, a cell that cannot be read taken for 空欄."""
    changes = rows.changes
    comparison, names, fields = changes.comparison, changes.names, changes.fields
    yield from _missing(comparison, rows, unread)
    yield from _lacking(comparison, rows, unread)
    for index, found in rows.told.items():
        told = (*found, rows.meant[index]) if index in rows.meant else found
        change = comparison.changes[index]
        steps = len({row.day for row in told}) > 1
        telling = Telling(change, fields.get(change.id), steps=steps)
        if index in rows.exact:
            continue
        if not has_unread(told):
            yield from _partly_told(comparison, telling, told, unread)
        yield from _differing(comparison, telling, by_date(told))
    meant = {row.path: comparison.changes[index].item for index, row in rows.meant.items()}
    yield from (_idle(comparison, row, names, meant.get(row.path)) for row in rows.idle)
    yield from (_unknown(comparison, row) for row in rows.unknown)
    yield from _lost(comparison)
    yield from broken_chains(comparison, names, changes.elsewhere)


def _missing(comparison: Comparison, rows: Coverage, unread: UnreadCells) -> Iterator[Finding]:
    """H001, but for a change that may be told by a row of which a cell cannot be read."""
    strays = [row for row in rows.stray if "item" not in row.unread]
    fields, stray = rows.changes.fields, strays[:MOST_SUGGESTED]
    meant = _meant(comparison, stray)
    for index, change in enumerate(comparison.changes):
        if not change.is_owed or rows.has_row(index):
            continue
        hint = f"「{change.item}」の行を書き足してください（pia diff --write が書き足します）"
        row = rows.named.get(index)
        if row is not None:
            hint = f"その行に「{change.item}」の記載も、本文のとおりに書いてください"
        telling = Telling(change, fields.get(change.id))
        if unread.teller(index):
            continue
        odd = meant.get(change.item) or next(filter(partial(_is_copied, telling), stray), None)
        if odd and row is None:
            yield _misnamed_row(comparison, change, odd)
            continue
        yield _missing_row(comparison, change, hint, row)


def _meant(comparison: Comparison, rows: Sequence[LogRow]) -> dict[str, LogRow]:
    """Rows by the item that each probably means."""
    new = comparison.new
    near = ((suggest(new.form.tree, new.root, row.item), row) for row in rows)
    return {label: row for label, row in near if label}


def _is_copied(telling: Telling, row: LogRow) -> bool:
    """Whether both cells of a row copy texts, and these are the change's."""
    return is_copy(row.before) and is_copy(row.after) and telling.is_told_by(row)


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


def _lacking(comparison: Comparison, rows: Coverage, unread: UnreadCells) -> Iterator[Finding]:
    """H001 for an entry that came, told by rows on some of its items alone."""
    for index, left in rows.lacking.items():
        change = comparison.changes[index]
        if unread.may_tell_part(change.before, change.after):
            continue
        row = rows.told[index][0]
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


def _partly_told(
    comparison: Comparison, telling: Telling, rows: Sequence[LogRow], unread: UnreadCells
) -> Iterator[Finding]:
    """H001 for the boxes and the sentences of an item that its rows do not name."""
    change = telling.change
    if not change.is_owed:
        return
    for before, after in (*untold_boxes(telling, rows), *untold_sentences(telling, rows)):
        if unread.may_tell_part(before, after):
            continue
        hint = f"「{change.item}」の行に書き足してください"
        part = replace(change, before=before, after=after)
        yield _missing_row(comparison, part, hint, rows[0])


def _differing(
    comparison: Comparison, telling: Telling, rows: Sequence[LogRow]
) -> Iterator[Finding]:
    """H002 for the rows of the first revision, H003 for those of the last.

    A row that goes on from another one of the same day, or that another one goes on from,
    has a text of neither version.
    """
    first, last = rows[0].day, rows[-1].day
    for at, row in enumerate(rows):
        is_first, is_last = row.day == first, row.day == last
        if is_first and not telling.before_fits(row):
            earlier = rows[max(0, at - _NEAR) : at]
            if not any(_goes_on(row, one) for one in earlier):
                yield _before_differs(comparison, telling, row)
        if is_last and not telling.after_fits(row):
            later = rows[at + 1 : at + 1 + _NEAR]
            if not any(_goes_on(one, row) for one in later):
                yield _after_differs(comparison, telling, row)


def _goes_on(row: LogRow, before: LogRow) -> bool:
    return is_part(unmarked(row.before), [unmarked(before.after)])


def _before_differs(comparison: Comparison, telling: Telling, row: LogRow) -> Finding:
    change = telling.change
    found, path, span = _slip(comparison, row, "before", telling.old)
    return Finding(
        "H002",
        path,
        f"「{found.said or BLANK}」は前の版（{comparison.old.name}）の"
        f"「{change.old_item}」にありません",
        f"前の版の記載を写してください: {found.wanted or BLANK}",
        span=span,
    )


def _after_differs(comparison: Comparison, telling: Telling, row: LogRow) -> Finding:
    change = telling.change
    found, path, span = _slip(comparison, row, "after", telling.new)
    return Finding(
        "H003",
        path,
        f"「{found.said or BLANK}」は「{change.item}」の今の記載にありません",
        f"この版の記載を写してください: {found.wanted or BLANK}{_or_later(comparison, row)}",
        related=((change.new_path, "今の記載です"),) if change.new_path else (),
        span=span,
    )


def _or_later(comparison: Comparison, row: LogRow) -> str:
    """What else may be wrong with the last row of an item, if it is of a revision before."""
    today = revised_on(comparison.new)
    if row.date is None or today is None or row.date >= today or not is_copy(row.after):
        return ""
    return f"。{row.changed_on}の後でまた変わったのなら、その行を書き足してください"


def _slip(
    comparison: Comparison, row: LogRow, name: str, written: Written
) -> tuple[Slip, Path, Span | None]:
    """What a cell says and should say, its path, and the place of the slip in it."""
    new = comparison.new
    path = (*row.path, log_field(new.form.tree).by_name[name].key)
    cell, raw = getattr(row, name), text_at(new.root, path)
    found, source = slip(cell, written.cell, written.knows), new.document.source
    at = raw.find(cell)
    if found.end == 0 or source is None or at < 0:
        return found, path, None
    node = node_at(new.root, path)
    return found, path, spot_in(source, node, raw, at + found.start, at + found.end)


def _idle(comparison: Comparison, row: LogRow, names: Names, meant: str | None) -> Finding:
    """H004; ``meant`` is the item that changed as the row says."""
    file = names.file_of_neither(row.named)
    if file is not None:
        return _of_no_file(comparison, row, file)
    is_there = any(names.places(row.named, is_new=is_new) for is_new in (True, False))
    found = f"「{short(row.named)}」に当たるものは、前の版にもこの版にもありません"
    if is_there:
        found = (
            f"「{short(row.named)}」の記載は前の版（{comparison.old.name}）から、"
            "この行のようには変わっていません"
        )
    hint = "項目の名と変更日を確かめて直すか、行を消すか、本文を改めてください"
    if meant is not None:
        hint = f"そうなら、項目を「{meant}」に直してください。違うなら、{hint}"
    return Finding("H004", _item_path(comparison, row), f"{found}{is_it(meant)}", hint)


def _of_no_file(comparison: Comparison, row: LogRow, file: str) -> Finding:
    """H004 for a row of a file that neither version has."""
    return Finding(
        "H004",
        _item_path(comparison, row),
        f"「{short(file)}」という特定個人情報ファイルは、前の版にもこの版にもありません",
        "Ⅰ-3 に書いた特定個人情報ファイル名を写してください",
    )


def _unknown(comparison: Comparison, row: LogRow) -> Finding:
    """H005: a row whose 項目 the form has not."""
    new = comparison.new
    near = suggest(new.form.tree, new.root, row.item)
    return Finding("H005", _item_path(comparison, row), *no_item(row.item, near))


def _lost(comparison: Comparison) -> Iterator[Finding]:
    """H006: rows that were rewritten, that are gone, or one for a table that was started anew.

    One that cannot be read in the new version may be any that seems gone.
    """
    log = log_field(comparison.new.form.tree).key
    change = comparison.log
    where = f"前の版（{comparison.old.name}）"
    for earlier, row in change.rewrites.items():
        yield from _rewritten(comparison, earlier, row)
    gone = [row for row in change.lost if row not in change.rewrites]
    shapeless = len(shapeless_rows(comparison.new)) - len(shapeless_rows(comparison.old))
    gone = gone[max(0, shapeless) :]
    if len(gone) > 1 and len(gone) == len(log_rows(comparison.old)):
        found = [f"{where}にあった{len(gone)}行が、どれもありません"]
    else:
        found = [
            f"{where}にあった行「{short(row.changed_on)} {short(row.named)}」がありません"
            for row in gone
        ]
    hint = "前の版の行を元のとおり残してください。表を始め直したのなら、このままで構いません"
    yield from (Finding("H006", (log,), message, hint, At.KEY) for message in found)
    yield from _redecided(comparison)


def _rewritten(comparison: Comparison, earlier: LogRow, row: LogRow) -> Iterator[Finding]:
    """H006 at the first cell of a row that is not as it was published.

    Of a cell that cannot be read nothing is said here, but for 変更日, which no other rule reads.
    """
    cells = (
        ("changed_on", earlier.changed_on, row.changed_on),
        ("item", earlier.named, row.named),
        ("before", earlier.before, row.before),
        ("after", earlier.after, row.after),
    )
    for name, was, now in cells:
        if name in earlier.unread or (name in row.unread and name != "changed_on"):
            continue
        if name in row.unread or notation_key(was) != notation_key(now):
            yield _rewritten_cell(comparison, row, name, *short_pair(was, now))
            return


def _rewritten_cell(comparison: Comparison, row: LogRow, name: str, was: str, now: str) -> Finding:
    """H006 for a cell that was published with another text, or that is no text now."""
    new = comparison.new
    key = log_field(new.form.tree).by_name[name].key
    path = (*row.path, key)
    node = node_at(new.root, path)
    message = f"{key}が前の版の「{was or BLANK}」から「{now or BLANK}」に書き換えられています"
    if name in row.unread:
        message = f"{key}が{state(node)}ため、前の版の「{was or BLANK}」のままか読めません"
    return Finding(
        "H006",
        path if node else row.path,
        message,
        "公表した行は元のとおり残してください。誤りを正したのなら、このままで構いません",
    )


def _redecided(comparison: Comparison) -> Iterator[Finding]:
    """H006 for a 提出時期 or 説明 that was published with another text."""
    for row, earlier in redecided(comparison.old, comparison.new):
        is_timing = bool(earlier.timing) and earlier.timing != row.timing
        name = "timing" if is_timing else "reason"
        was, now = (short(getattr(one, name)) for one in (earlier, row))
        yield _rewritten_cell(comparison, row, name, was, now)


def _item_path(comparison: Comparison, row: LogRow) -> Path:
    return (*row.path, log_field(comparison.new.form.tree).by_name["item"].key)
