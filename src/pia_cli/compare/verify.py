"""``pia diff --check``: the committed 変更箇所 against what really changed (H001–H007)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pia_cli.check.places import span_at
from pia_cli.compare.change import Change, Weight
from pia_cli.compare.coverage import (
    NARRATIVE,
    Coverage,
    after_fits,
    before_fits,
    coverage,
    is_part,
    new_rows,
)
from pia_cli.compare.documents import Comparison, label_at
from pia_cli.compare.log import LogRow, log_change, log_field, log_rows
from pia_cli.core.diagnostic import Diagnostic, Path, Related
from pia_cli.core.text import is_it, short
from pia_cli.forms.kinds import BLANK_MARKS
from pia_cli.forms.naming import resolve, suggest
from pia_cli.rules.registry import rules_by_code
from pia_cli.rules.rule import At, Finding

BLANK = "（空欄）"


def verify(comparison: Comparison) -> tuple[Diagnostic, ...]:
    """All findings about the new version's 変更箇所, in the order of a report."""
    place = _Placer(comparison)
    found = (place(finding) for finding in _findings(comparison))
    return tuple(sorted(found, key=lambda one: one.sort_key))


def untold(comparison: Comparison) -> tuple[Change, ...]:
    """The changes that ought to have a row and have none."""
    told = coverage(comparison).told
    return tuple(
        change
        for index, change in enumerate(comparison.changes)
        if is_owed(change) and index not in told
    )


def is_owed(change: Change) -> bool:
    """Whether 変更箇所 must tell a change: 実質, and not what every publication changes."""
    return change.weight is Weight.SUBSTANCE and not change.per_revision


@dataclass(frozen=True, slots=True)
class _Placer:
    """Turns findings into diagnostics with places in the new version."""

    comparison: Comparison

    def __call__(self, finding: Finding) -> Diagnostic:
        new = self.comparison.new
        item = finding.path if finding.item is None else finding.item
        related = (
            Related(span_at(new.root, path, At.VALUE), message) for path, message in finding.related
        )
        return Diagnostic(
            code=finding.code,
            severity=rules_by_code()[finding.code].severity,
            file=new.name,
            span=span_at(new.root, finding.path, finding.at),
            message=finding.message,
            hint=finding.hint,
            item=label_at(new, item) if item else "",
            path=finding.path,
            related=tuple(related),
        )


def _findings(comparison: Comparison) -> Iterator[Finding]:
    rows = coverage(comparison)
    yield from _missing(comparison, rows)
    for index, told in rows.told.items():
        yield from _differing(comparison, comparison.changes[index], told)
    yield from (_idle(comparison, row) for row in rows.idle)
    yield from (_unknown(comparison, row) for row in rows.unknown)
    yield from _lost(comparison)
    yield from _broken_chains(comparison)


def _missing(comparison: Comparison, rows: Coverage) -> Iterator[Finding]:
    """H001."""
    log = log_field(comparison.new.form.tree).key
    for index, change in enumerate(comparison.changes):
        if not is_owed(change) or index in rows.told:
            continue
        path = change.new_path or (change.old_path or ())[:-1]
        where = f"「{change.item}」" if change.new_path is None else ""
        yield Finding(
            "H001",
            path,
            f"{where}{_what(change)}のに、変更箇所に行がありません",
            f"「{change.item}」の行を書き足してください（pia diff --write が書き足します）",
            related=(((log,), "変更箇所はここです"),),
        )


def _what(change: Change) -> str:
    before, after = short(change.before), short(change.after)
    if change.old_path is None:
        return "書き加えられた"
    if change.new_path is None:
        return f"なくなった（{before}）" if before else "なくなった"
    return f"「{before or BLANK}」から「{after or BLANK}」に変わった"


def _differing(comparison: Comparison, change: Change, rows: Sequence[LogRow]) -> Iterator[Finding]:
    """H002 for the first row of a change, H003 for its last."""
    first, last = rows[0], rows[-1]
    keys = log_field(comparison.new.form.tree).by_name
    if not before_fits(first, change):
        said, wanted = short(first.before) or BLANK, short(change.before) or BLANK
        yield Finding(
            "H002",
            (*first.path, keys["before"].key),
            f"「{said}」は前の版（{comparison.old.name}）の「{change.old_item}」にありません",
            f"前の版の記載を写してください: {wanted}",
        )
    if not after_fits(last, change):
        said, wanted = short(last.after) or BLANK, short(change.after) or BLANK
        related = ((change.new_path, "今の記載です"),) if change.new_path else ()
        yield Finding(
            "H003",
            (*last.path, keys["after"].key),
            f"「{said}」は「{change.item}」の今の記載にありません",
            f"この版の記載を写してください: {wanted}",
            related=related,
        )


def _idle(comparison: Comparison, row: LogRow) -> Finding:
    """H004."""
    return Finding(
        "H004",
        _item_path(comparison, row),
        f"「{short(row.item)}」の記載は前の版（{comparison.old.name}）から、"
        "この行のようには変わっていません",
        "項目の名を確かめて直すか、行を消すか、本文を改めてください",
    )


def _unknown(comparison: Comparison, row: LogRow) -> Finding:
    """H005."""
    new = comparison.new
    near = suggest(new.form.tree, new.root, row.item)
    return Finding(
        "H005",
        _item_path(comparison, row),
        f"「{short(row.item)}」という項目は様式にありません{is_it(near)}",
        "様式に印刷された番号とラベルで書いてください（Ⅱ-4-委託事項1-③委託先名）",
    )


def _lost(comparison: Comparison) -> Iterator[Finding]:
    """H006."""
    log = log_field(comparison.new.form.tree).key
    for row in log_change(comparison.old, comparison.new).lost:
        yield Finding(
            "H006",
            (log,),
            f"前の版（{comparison.old.name}）にあった行"
            f"「{short(row.changed_on)} {short(row.item)}」がないか、書き換えられています",
            "前の版の行を元のとおり残してください。表を始め直したのなら、このままで構いません",
            At.KEY,
        )


def _broken_chains(comparison: Comparison) -> Iterator[Finding]:
    """H007, for the rows added since the old version."""
    new = comparison.new
    keys = log_field(new.form.tree).by_name
    fresh = {row.path for row in new_rows(comparison)}
    last: dict[Path, LogRow] = {}
    for row in log_rows(new):
        places = resolve(new.form.tree, new.root, row.item)
        if len(places) != 1:
            continue
        before = last.get(places[0])
        if before and row.path in fresh and not _follows(row, before):
            yield Finding(
                "H007",
                (*row.path, keys["before"].key),
                f"「{short(row.before) or BLANK}」は、前の行（{before.changed_on}）の"
                "変更後の記載とつながりません",
                "間の変更の行が抜けていないか、写し誤りがないかを確かめてください",
                related=(((*before.path, keys["after"].key), "前の行の変更後の記載です"),),
            )
        last[places[0]] = row


def _follows(row: LogRow, before: LogRow) -> bool:
    """Whether a row starts from what the row before ended with, or part of it."""
    told = NARRATIVE.search(before.after) or NARRATIVE.search(row.before)
    if told or BLANK_MARKS.fullmatch(row.before):
        return True
    return is_part(row.before, [before.after])


def _item_path(comparison: Comparison, row: LogRow) -> Path:
    return (*row.path, log_field(comparison.new.form.tree).by_name["item"].key)
