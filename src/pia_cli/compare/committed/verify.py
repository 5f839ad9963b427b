"""``pia diff --check``: the committed 変更箇所 against what really changed (H001–H007)."""

from __future__ import annotations

from collections.abc import Iterator

from pia_cli.cells.rows import LogRow, by_date, log_field
from pia_cli.check.places import placed
from pia_cli.compare.committed.chain import broken_chains
from pia_cli.compare.committed.change_matcher import ChangeMatcher
from pia_cli.compare.committed.coverage import Coverage, coverage
from pia_cli.compare.committed.differing import differing_cells
from pia_cli.compare.committed.lost_rows import lost_rows
from pia_cli.compare.committed.missing import missing_items, missing_parts, missing_rows
from pia_cli.compare.committed.names import ItemNames
from pia_cli.compare.committed.unread import has_unread, unread_findings
from pia_cli.compare.documents import Comparison
from pia_cli.compare.labels import label_at
from pia_cli.compare.version import Version
from pia_cli.core.diagnostic import Diagnostic, Path
from pia_cli.core.text import is_it, short
from pia_cli.rules.log.names import no_item
from pia_cli.rules.registry import rules_by_code
from pia_cli.rules.rule import Finding


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
    found = coverage(comparison)
    yield from unread_findings(comparison)
    yield from _of_changes(found)
    comparison, names = found.changes.comparison, found.changes.names
    meant = {row.path: comparison.changes[index].item for index, row in found.misnumbered.items()}
    for row in found.unfounded:
        yield _unfounded(comparison, row, names, meant.get(row.path))
    named = {row: comparison.changes[index].item for index, row in found.misnamed.items()}
    for row in found.of_unknown_items:
        yield _of_unknown_item(comparison, row, named.get(row) or names.suggest(row.item))
    yield from lost_rows(comparison)
    yield from broken_chains(comparison, names, found.changes.places_then)


def _of_changes(found: Coverage) -> Iterator[Finding]:
    """H001 to H003: the changes, each with the rows that tell it."""
    changes, misnumbered = found.changes, found.misnumbered
    comparison = changes.comparison
    yield from missing_rows(found)
    yield from missing_items(found)
    for index, told in found.rows_of.items():
        if index in found.told_step_by_step:
            continue
        rows = (*told, misnumbered[index]) if index in misnumbered else told
        change, field = comparison.changes[index], changes.field(index)
        is_over_revisions = len({row.day for row in rows}) > 1
        matcher = ChangeMatcher(change, field, over_revisions=is_over_revisions)
        if not has_unread(rows):
            yield from missing_parts(comparison, matcher, rows)
        yield from differing_cells(comparison, matcher, by_date(rows))


def _unfounded(comparison: Comparison, row: LogRow, names: ItemNames, meant: str | None) -> Finding:
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


def _of_unknown_item(comparison: Comparison, row: LogRow, near: str | None) -> Finding:
    """H005: the form has no such item; ``near`` is the one that it must mean, if any."""
    return Finding("H005", _item_path(comparison, row), *no_item(row.item, near))


def _item_path(comparison: Comparison, row: LogRow) -> Path:
    return (*row.path, log_field(comparison.new.form.tree).by_name["item"].key)
