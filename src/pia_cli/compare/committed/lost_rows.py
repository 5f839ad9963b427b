"""H006: published rows of 変更箇所 that are gone, or that were rewritten."""

from __future__ import annotations

from collections.abc import Iterator

from pia_cli.cells.rows import LogRow, log_field
from pia_cli.compare.committed.unread import state
from pia_cli.compare.documents import Comparison
from pia_cli.compare.log import log_rows, redecided, shapeless_rows
from pia_cli.core.text import BLANK, short, short_pair
from pia_cli.document.nodes import node_at
from pia_cli.forms.notation import notation_key
from pia_cli.rules.rule import At, Finding


def lost_rows(comparison: Comparison) -> Iterator[Finding]:
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
