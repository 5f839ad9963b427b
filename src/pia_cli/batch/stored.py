"""Findings as plain data and back, without the name of the file they are from."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from typing import Any

from pia_cli.check.verdict import Verdict
from pia_cli.core.diagnostic import Diagnostic, Related, Severity
from pia_cli.core.sensitive import masked
from pia_cli.core.silenced import Silenced
from pia_cli.core.span import Span


def dumped(verdict: Verdict) -> bytes | None:
    """Findings as JSON; None where they hold what must not be written anywhere.

    What is said of a document hides numbers that may be a 個人番号; a path may have one as a key.
    """
    identities = verdict.identities
    data = {
        "diagnostics": [_diagnostic(one) for one in verdict.diagnostics],
        "omitted": verdict.omitted,
        "skipped": sorted(verdict.skipped),
        "silenced": [
            [
                _diagnostic(one.diagnostic),
                _span(one.span),
                one.reason,
                one.until.isoformat() if one.until else None,
            ]
            for one in verdict.silenced
        ],
        "crowded": sorted(verdict.crowded),
        "has_form": verdict.has_form,
        "is_partial": verdict.is_partial,
        "has_text": verdict.has_text,
        "identities": None if identities is None else [*map(list, identities.items())],
        "lines": [[number, *place] for number, place in verdict.lines.items()],
    }
    text = "\n".join(_texts(data))
    if masked(text) != text:
        return None
    return json.dumps(data, separators=(",", ":")).encode("ascii")


def loaded(data: bytes, name: str) -> Verdict:
    """The findings for a file of this name; for other data raises ValueError, TypeError…"""
    content = json.loads(data)
    identities = content["identities"]
    return Verdict(
        tuple(_read_diagnostic(one, name) for one in content["diagnostics"]),
        content["omitted"],
        frozenset(content["skipped"]),
        tuple(
            Silenced(
                _read_diagnostic(found, name),
                Span(*span),
                reason,
                date.fromisoformat(until) if until else None,
            )
            for found, span, reason, until in content["silenced"]
        ),
        frozenset(content["crowded"]),
        content["has_form"],
        content["is_partial"],
        content["has_text"],
        None if identities is None else {tuple(path): tuple(steps) for path, steps in identities},
        {number: (start, end) for number, start, end in content["lines"]},
    )


def _diagnostic(found: Diagnostic) -> list[Any]:
    return [
        found.code,
        found.severity.value,
        _span(found.span),
        found.message,
        found.hint,
        found.item,
        list(found.path),
        [[_span(one.span), one.message] for one in found.related],
    ]


def _read_diagnostic(data: list[Any], name: str) -> Diagnostic:
    code, severity, span, message, hint, item, path, related = data
    return Diagnostic(
        code,
        Severity(severity),
        name,
        Span(*span),
        message,
        hint,
        item,
        tuple(path),
        tuple(Related(Span(*place), text) for place, text in related),
    )


def _span(span: Span) -> list[int]:
    return [span.line, span.column, span.end_line, span.end_column]


def _texts(data: Any) -> Iterator[str]:
    if isinstance(data, str):
        yield data
    elif isinstance(data, dict):
        yield from _texts(list(data.values()))
    elif isinstance(data, list | tuple):
        for one in data:
            yield from _texts(one)
