"""The JSON of ``pia log`` (pia.log/1) and of ``pia blame`` (pia.blame/1)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from pia_cli.compare.blame import Blame, Origin
from pia_cli.compare.history import History
from pia_cli.report.versions.model import Line, version_data

LOG_SCHEMA = "pia.log/1"
"""Described by schemas/log.schema.json."""

BLAME_SCHEMA = "pia.blame/1"
"""Described by schemas/blame.schema.json."""


def log_data(found: History, lines: Sequence[Line], more: bool) -> dict[str, Any]:
    """The versions shown; ``more`` where there are others."""
    return {
        "schema": LOG_SCHEMA,
        "path": found.path,
        "shallow": found.shallow,
        "more": more,
        "versions": [_line_data(line) for line in lines],
    }


def _line_data(line: Line) -> dict[str, Any]:
    names = ("substance", "notation", "order", "per_revision")
    return {
        **line.version,
        "state": line.state,
        "first": bool(line.first),
        "counts": dict(zip(names, line.counts, strict=True)) if line.counts else None,
        "candidates": list(line.candidates),
        "unread": list(line.unread),
    }


def blame_data(found: History, blames: Sequence[Blame]) -> dict[str, Any]:
    """Where each item comes from."""
    return {
        "schema": BLAME_SCHEMA,
        "path": found.path,
        "shallow": found.shallow,
        "items": [
            {
                "item": one.item,
                "path": list(one.path),
                "origins": [_origin_data(origin) for origin in one.origins],
                "unchanged": version_data(one.unchanged) if one.unchanged else None,
            }
            for one in blames
        ],
    }


def _origin_data(origin: Origin) -> dict[str, Any]:
    change = origin.change
    return {
        "item": origin.item,
        "then": origin.then or origin.item,
        "version": version_data(origin.step),
        "kind": change.kind.value if change else None,
        "weight": change.weight.value if change else None,
        "before": origin.before if change else None,
        "after": origin.after if change else None,
    }
