"""A checked document as plain data for the templates: cover, sections, footer."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from pia_cli import __version__
from pia_cli.check.engine import CheckedDocument
from pia_cli.check.misspelt import read_keys
from pia_cli.compare.documents import compare
from pia_cli.compare.version import Version, as_version
from pia_cli.core.diagnostic import Diagnostic, Path, Severity
from pia_cli.core.escape import safe
from pia_cli.forms.item import STAR_NOTE
from pia_cli.forms.registry import CURRENT, VERSION_KEY
from pia_cli.forms.values import data_of
from pia_cli.render.block import GAP, INVALID, UNKNOWN, Block
from pia_cli.render.blocks import Blocks

MISSING = frozenset({"F010", "F011", "F012", "F033"})
"""The rules that find such places."""


@dataclass(frozen=True, slots=True)
class PageOptions:
    """``draft`` prints 案 across the page; ``older`` is the version to mark changes since."""

    draft: bool = False
    older: CheckedDocument | None = None


PLAIN = PageOptions()


def page_data(document: CheckedDocument, options: PageOptions = PLAIN) -> dict[str, Any]:
    """Everything a template gets, as plain dicts, lists and texts; docs/templates.md.

    The document must have a root. Texts are free of control and invisible characters, which
    show as visible text; nothing is escaped for a format yet. The same document gives the
    same data, and one that was checked without a day gives them on every day.
    """
    version = as_version("", document, options.older.form if options.older else None)
    blocks = _blocks(version, options.older)
    cover = [block for block in blocks if block.kind != "section"]
    form = version.form
    data: dict[str, Any] = _safe(
        {
            "title": f"特定個人情報保護評価書（{form.kind}）",
            "form": {"kind": form.kind, "number": form.number, "version": form.version},
            "cover": {block.id: block_data(block) for block in cover},
            "sections": [block_data(block) for block in blocks if block.kind == "section"],
            "star_note": STAR_NOTE,
            "gap": GAP,
            "unknown": UNKNOWN,
            "invalid": INVALID,
            "draft": options.draft,
            "errors": document.errors,
            "gaps": gap_count(document),
            "partial": document.is_partial,
            "changes": _older_data(options.older),
            "footer": _footer(version, {block.id: block.text for block in cover}),
        }
    )
    return data


def digest(document: CheckedDocument) -> str:
    """``sha256:…`` of what a document says: its keys and texts, whatever their YAML style.

    Where the reader found errors it covers the text of the file too, which has what the data
    lack. The document must have a root.
    """
    assert document.root is not None
    data: Any = data_of(document.root)
    if document.refused:
        data = [data, document.source.text if document.source else ""]
    text = json.dumps(data, ensure_ascii=True, sort_keys=True)
    return f"sha256:{hashlib.sha256(text.encode()).hexdigest()}"


def block_data(block: Block) -> dict[str, Any]:
    """A block as a dict, with the cells before the change where something changed."""
    return {
        "kind": block.kind,
        "id": block.id,
        "name": block.name,
        "number": block.number,
        "label": block.label,
        "star": block.star,
        "text": block.text,
        "items": list(block.items),
        "own_numbers": block.own_numbers,
        "options": [
            {"label": option.label, "marked": option.marked, "text": option.text}
            for option in block.options
        ],
        "columns": list(block.columns),
        "cells": [list(row) for row in block.cells],
        "row_ids": list(block.row_ids),
        "children": [block_data(child) for child in block.children],
        "gap": block.gap,
        "unreadable": block.unreadable,
        "invalid": block.invalid,
        "changed": block.change is not None,
        "before": block.change.before if block.change else "",
    }


def _blocks(version: Version, older: CheckedDocument | None) -> tuple[Block, ...]:
    gaps, errors = frozenset(_places(version, gaps=True)), frozenset(_places(version, gaps=False))
    blocks = Blocks(version.root, version.form.tree, gaps, errors)
    if older is not None:
        found = compare(as_version("", older, version.form), version)
        blocks = replace(blocks, changes=found.changes, old_path=found.old_path)
    return blocks.all()


def gap_count(document: CheckedDocument) -> int:
    """How many places a page marks as 未記入."""
    return len({found.path for found in document.diagnostics if _is_gap(found)})


def _is_gap(found: Diagnostic) -> bool:
    return found.code in MISSING and found.severity is not Severity.INFO


def _places(version: Version, *, gaps: bool) -> Iterator[Path]:
    """Where gaps or the other errors are, misspelt keys of the document read as those meant."""
    assert version.document.root is not None
    reading = read_keys(version.document.root, version.form.tree)
    meant = {reading.original(path): path[-1] for path in reading.written}
    for found in version.document.diagnostics:
        if _is_gap(found) if gaps else _is_other_error(found):
            path = found.path
            yield tuple(meant.get(path[: at + 1], step) for at, step in enumerate(path))


def _is_other_error(found: Diagnostic) -> bool:
    return found.severity is Severity.ERROR and not _is_gap(found)


def _older_data(older: CheckedDocument | None) -> dict[str, str] | None:
    if older is None or older.root is None:
        return None
    return {"published": as_version("", older, None).answer("published")}


def _footer(version: Version, cover: dict[str, str]) -> dict[str, str]:
    """``pia verify`` finds the digest of the document as it is written, misspelt keys and all."""
    return {
        "number": cover.get("number", ""),
        "published": cover.get("published", ""),
        "form_version": version.text(VERSION_KEY) or CURRENT.version,
        "tool": f"pia {__version__}",
        "digest": digest(version.document),
    }


def _safe(value: Any) -> Any:
    """Plain data with every text safe to show."""
    if isinstance(value, str):
        return safe(value)
    if isinstance(value, dict):
        return {key: _safe(below) for key, below in value.items()}
    if isinstance(value, list):
        return [_safe(below) for below in value]
    return value
