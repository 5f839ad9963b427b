"""Findings as SARIF 2.1.0, for code scanning and for programs that read any linter."""

from __future__ import annotations

import re
from functools import cache
from typing import Any
from urllib.parse import quote

from pia_cli import __version__
from pia_cli.core.ci_path import ci_path
from pia_cli.core.diagnostic import Diagnostic, Severity
from pia_cli.core.escape import safe
from pia_cli.core.span import Span
from pia_cli.report.ci import fingerprints, unreadable, why_unread
from pia_cli.report.json_ import json_around, json_entries, json_text
from pia_cli.report.model import FileResult, Layout, Report, Tally
from pia_cli.report.stream import Spooled, Stream
from pia_cli.rules.rule import Rule

SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"

ROOT = "%SRCROOT%"
"""The folder that relative addresses start from, by the name that SARIF readers know."""

FINGERPRINT = "piaFinding/v1"

RESULTS_DEPTH = 3
"""How deep the results lie: in a run, in the list of runs, in the log."""

LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}

_GITHUB_WORDS = {"error": "error", "warning": "warning", "note": "recommendation"}


def _piece(report: Report, layout: Layout) -> str:
    named = zip(report.diagnostics, fingerprints(report), strict=True)
    return json_entries([_result(found, name) for found, name in named], RESULTS_DEPTH)


def _around(tally: Tally, filled: bool) -> tuple[str, str]:
    data = {"$schema": SCHEMA, "version": "2.1.0", "runs": [_run(tally)]}
    return json_around(json_text(data), "results", RESULTS_DEPTH, filled)


SARIF = Stream(_piece, lambda: Spooled(_around, ",\n"), quotes=True)
"""The whole run with the whole catalogue of rules."""


def _run(tally: Tally) -> dict[str, Any]:
    """The run without its results."""
    unread, hidden = unreadable(tally), tally.hidden
    checked = dict.fromkeys(ci_path(file.path) for file in tally.files if file.status == "checked")
    return {
        "tool": {
            "driver": {
                "name": "pia",
                "version": __version__,
                "language": "ja",
                "rules": _catalogue(),
            }
        },
        "language": "ja",
        "columnKind": "unicodeCodePoints",
        "originalUriBaseIds": {ROOT: {"description": {"text": "pia を実行したフォルダ"}}},
        "invocations": [
            {
                "executionSuccessful": not unread,
                "toolExecutionNotifications": [_unread(file) for file in unread],
            }
        ],
        "artifacts": [{"location": _file(name), "roles": ["analysisTarget"]} for name in checked],
        "results": [],
        "properties": {
            "suppressed": hidden.suppressed,
            "ignored": hidden.ignored,
            "omitted": hidden.omitted,
            "skippedRules": hidden.skipped_rules,
        },
    }


@cache
def _rule_index() -> dict[str, int]:
    from pia_cli.rules.registry import RULES

    return {rule.code: index for index, rule in enumerate(RULES)}


@cache
def _catalogue() -> tuple[dict[str, Any], ...]:
    from pia_cli.rules.registry import FAMILIES, RULES

    return tuple(_descriptor(rule, FAMILIES.get(rule.code[0], "")) for rule in RULES)


def _descriptor(rule: Rule, family: str) -> dict[str, Any]:
    """A rule for SARIF. It has no ``helpUri``: its text is in the catalogue, at no address."""
    from pia_cli.rules.explain import rule_text

    level = LEVELS[rule.severity]
    return {
        "id": rule.code,
        "name": rule.slug,
        "shortDescription": {"text": rule.title},
        "fullDescription": {"text": rule.why},
        "help": {"text": rule_text(rule), "markdown": _help(rule)},
        "defaultConfiguration": {"level": level},
        "properties": {
            "tags": [family] if family else [],
            "problem.severity": _GITHUB_WORDS[level],
        },
    }


def _help(rule: Rule) -> str:
    basis = rule.basis + ("" if rule.verified else "（一次資料では未確認）")
    return (
        f"{rule.why}\n\n根拠: {basis}\n\n"
        f"指摘される例:\n\n```yaml\n{rule.bad}\n```\n\n正しい例:\n\n```yaml\n{rule.good}\n```\n"
    )


def _result(found: Diagnostic, fingerprint: str) -> dict[str, Any]:
    item = f"{found.item}: " if found.item else ""
    hint = f"\n対処: {found.hint}" if found.hint else ""
    result: dict[str, Any] = {"ruleId": found.code}
    if found.code in _rule_index():
        result["ruleIndex"] = _rule_index()[found.code]
    result |= {
        "level": LEVELS[found.severity],
        "message": {"text": _message(f"{item}{found.message}{hint}")},
        "locations": [{"physicalLocation": _place(found.file, found.span)}],
        "partialFingerprints": {FINGERPRINT: fingerprint},
    }
    if found.item:
        result["locations"][0]["logicalLocations"] = [{"fullyQualifiedName": safe(found.item)}]
    if found.related:
        result["relatedLocations"] = [
            {
                "id": number,
                "physicalLocation": _place(found.file, related.span),
                "message": {"text": _message(related.message)},
            }
            for number, related in enumerate(found.related)
        ]
    return result


def _message(text: str) -> str:
    """A text as a SARIF message: no placeholders (3.11.5) and no embedded links (3.11.6)."""
    shown = safe(text).replace("{", "{{").replace("}", "}}")
    return re.sub(r"[\\\[\]]", r"\\\g<0>", shown) if "](" in shown else shown


def _place(file: str, span: Span) -> dict[str, Any]:
    return {
        "artifactLocation": _file(file),
        "region": {
            "startLine": span.line,
            "startColumn": span.column,
            "endLine": span.end_line,
            "endColumn": span.end_column,
        },
    }


def _file(name: str) -> dict[str, str]:
    """The address of a file: relative to ROOT where it lies below the current folder."""
    path = ci_path(name)
    try:
        data = path.encode("utf-8", "surrogateescape")
    except UnicodeEncodeError:  # a lone surrogate that stands for no byte
        data = path.encode("utf-8", "surrogatepass")
    if path.startswith("/"):
        return {"uri": f"file://{quote(data)}"}
    return {"uri": quote(data), "uriBaseId": ROOT}


def _unread(file: FileResult) -> dict[str, Any]:
    return {
        "level": "error",
        "message": {"text": _message(why_unread(file))},
        "locations": [{"physicalLocation": {"artifactLocation": _file(file.path)}}],
    }
