"""Changes and rows as JSON, described by schemas/changes.schema.json."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from pia_cli import __version__
from pia_cli.compare.change import Change
from pia_cli.compare.table import Row, Table, Threshold
from pia_cli.compare.version import Version
from pia_cli.core.diagnostic import Path
from pia_cli.report.changes.model import ChangesLayout
from pia_cli.report.json_ import json_text

SCHEMA_ID = "pia.changes/1"


def format_json(tables: Sequence[Table], layout: ChangesLayout) -> str:
    """All documents as JSON."""
    return json_text(changes_data(tables))


def changes_data(tables: Sequence[Table]) -> dict[str, Any]:
    """The documents as plain data, in the order of the schema."""
    return {
        "schema": SCHEMA_ID,
        "tool": {"name": "pia", "version": __version__},
        "documents": [_document(table) for table in tables],
    }


def _document(table: Table) -> dict[str, Any]:
    comparison = table.comparison
    index = {id(change): at for at, change in enumerate(comparison.changes)}
    return {
        "old": _version(comparison.old),
        "new": _version(comparison.new),
        "summary": _summary(table),
        "changes": [_change(change) for change in comparison.changes],
        "rows": [_row(row, index) for row in table.rows],
        "unread": list(comparison.unread),
    }


def _version(version: Version) -> dict[str, str]:
    published = version.answer("published")
    return {"name": version.name, "form": version.form_name, "published": published}


def _summary(table: Table) -> dict[str, Any]:
    return {
        "rows": len(table.rows),
        "notation": len(table.notation),
        "order": len(table.order),
        "per_revision": len(table.per_revision),
        "filtered": table.filtered,
        "candidates": len(table.candidates),
        "threshold": _threshold(table.threshold),
    }


def _threshold(found: Threshold) -> dict[str, Any]:
    return {
        "changed": list(found.changed),
        "people": found.figures.people,
        "staff": list(found.figures.staff),
        "incident": found.figures.incident,
        "old": [one.value for one in found.old],
        "new": [one.value for one in found.new],
    }


def _change(change: Change) -> dict[str, Any]:
    return {
        "kind": change.kind.value,
        "weight": change.weight.value,
        "id": change.id,
        "item": change.item,
        "old_item": change.old_item,
        "section": change.section,
        "star": change.star,
        "per_revision": change.per_revision,
        "before": change.before,
        "after": change.after,
        "old_value": change.old_value,
        "new_value": change.new_value,
        "old_path": _path(change.old_path),
        "new_path": _path(change.new_path),
    }


def _path(path: Path | None) -> list[str | int] | None:
    return None if path is None else list(path)


def _row(row: Row, index: Mapping[int, int]) -> dict[str, Any]:
    return {
        "date": row.date,
        "item": row.item,
        "before": row.before,
        "after": row.after,
        "timing": row.timing,
        "reason": row.reason,
        "candidate": row.judgement.is_candidate,
        "proposal": row.judgement.proposal,
        "ground": row.judgement.ground,
        "explanations": list(row.judgement.explanations),
        "change": index[id(row.change)],
    }
