"""Findings for GitLab's Code Quality report, shown in a merge request."""

from __future__ import annotations

import hashlib
from typing import Any

from pia_cli.core.ci_path import ci_path
from pia_cli.core.diagnostic import Diagnostic, Severity
from pia_cli.core.text import visible
from pia_cli.report.ci import fingerprints, unreadable, why_unread
from pia_cli.report.json_ import json_entries
from pia_cli.report.model import FileResult, Layout, Report, Tally
from pia_cli.report.stream import Spooled, Stream

SEVERITIES = {Severity.ERROR: "major", Severity.WARNING: "minor", Severity.INFO: "info"}
"""GitLab's words; ``critical`` is left to what breaks a program, ``blocker`` to no result."""


def _piece(report: Report, layout: Layout) -> str:
    named = zip(report.diagnostics, fingerprints(report), strict=True)
    return json_entries([_entry(found, name) for found, name in named], 0)


def _around(tally: Tally, filled: bool) -> tuple[str, str]:
    unread = json_entries([_unread(file) for file in unreadable(tally)], 0)
    if not unread and not filled:
        return "[", "]\n"
    return "[\n" + unread + (",\n" if unread and filled else ""), "\n]\n"


GITLAB = Stream(_piece, lambda: Spooled(_around, ",\n"), quotes=True)
"""A JSON list with an entry for each finding and each file that could not be read."""


def _entry(found: Diagnostic, fingerprint: str) -> dict[str, Any]:
    item = f"{found.item}: " if found.item else ""
    hint = f"（対処: {found.hint}）" if found.hint else ""
    return {
        "description": visible(f"{item}{found.message}{hint}"),
        "check_name": visible(found.code),
        "fingerprint": fingerprint,
        "severity": SEVERITIES[found.severity],
        "location": {"path": _path(found.file), "lines": {"begin": max(found.span.line, 1)}},
    }


def _path(name: str) -> str:
    """The path of a file, also of one that is no Unicode: no reader need accept half a pair."""
    return ci_path(name).encode("utf-8", "backslashreplace").decode("utf-8")


def _unread(file: FileResult) -> dict[str, Any]:
    path = _path(file.path)
    return {
        "description": visible(why_unread(file)),
        "check_name": "unreadable",
        "fingerprint": hashlib.sha256(ascii(path).encode()).hexdigest(),
        "severity": "blocker",
        "location": {"path": path, "lines": {"begin": 1}},
    }
