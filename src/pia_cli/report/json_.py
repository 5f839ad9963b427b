"""The report as JSON, described by schemas/report.schema.json."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

from pia_cli import __version__
from pia_cli.core.diagnostic import Diagnostic, Severity
from pia_cli.core.sensitive import masked_steps
from pia_cli.core.silenced import Silenced
from pia_cli.core.span import Span
from pia_cli.core.text import visible
from pia_cli.report.model import FileResult, Layout, Report, Tally
from pia_cli.report.stream import Collector, Spooled, Stream

SCHEMA_ID = "pia.report/1"
SUPPRESSED = '"suppressed": ['

_UNUSUAL = re.compile("[^ -~\n\u3000-\u30ff\u4e00-\u9fff\uff01-\uff60]")


def json_text(data: object) -> str:
    """Plain data as indented JSON and a line end.

    Lone surrogates, terminal controls and invisible characters are written as escapes, so
    that the text can always be encoded and shown.
    """
    return _dumped(data) + "\n"


def json_entries(entries: list[Any], depth: int) -> str:
    """The entries of a list as they stand in `json_text`, ``depth`` levels down; no line end."""
    if not entries:
        return ""
    inside = _dumped(entries).removeprefix("[\n").removesuffix("\n]")
    return "\n".join("  " * depth + line for line in inside.split("\n"))


def json_around(text: str, key: str, depth: int, filled: bool) -> tuple[str, str]:
    """What `json_text` wrote before and after the entries of a list that was empty in the data."""
    before, _, after = text.rpartition(f'"{key}": []')
    inside = "\n" if filled else ""
    return f'{before}"{key}": [{inside}', f"{inside}{'  ' * depth if filled else ''}]{after}"


def _dumped(data: object) -> str:
    text = json.dumps(data, ensure_ascii=False, indent=2)
    return _UNUSUAL.sub(lambda match: _escaped(match[0]), text)


def _escaped(char: str) -> str:
    return char if visible(char) == char else json.dumps(char)[1:-1]


def _piece(report: Report, layout: Layout) -> tuple[str, str]:
    found = json_entries([_diagnostic(one) for one in report.diagnostics], 1)
    return found, json_entries([_silenced(one) for one in report.silenced], 1)


class _Lists(Collector):
    """The two lists of a report, which wait for what the schema has before them."""

    def __init__(self) -> None:
        self.found = Spooled(self._to_found, ",\n")
        self.suppressed = Spooled(self._from_suppressed, ",\n")

    def add(self, piece: tuple[str, str]) -> Iterator[str]:
        yield from self.found.add(piece[0])
        yield from self.suppressed.add(piece[1])

    def close(self) -> None:
        self.found.close()
        self.suppressed.close()

    def end(self, tally: Tally) -> Iterator[str]:
        yield from self.found.end(tally)
        yield from self.suppressed.end(tally)

    def _to_found(self, tally: Tally, filled: bool) -> tuple[str, str]:
        before, after = json_around(_frame(tally), "diagnostics", 1, filled)
        return before, after[: after.rindex(SUPPRESSED)]

    def _from_suppressed(self, tally: Tally, filled: bool) -> tuple[str, str]:
        before, after = json_around(_frame(tally), "suppressed", 1, filled)
        return before[before.rindex(SUPPRESSED) :], after


JSON = Stream(_piece, _Lists)
"""The whole run as one JSON document."""


def _frame(report: Tally) -> str:
    """The report in the order of the schema, its two lists empty."""
    return json_text(
        {
            "schema": SCHEMA_ID,
            "tool": {"name": "pia", "version": __version__},
            "files": [_file(file) for file in report.files],
            "summary": _summary(report),
            "diagnostics": [],
            "suppressed": [],
        }
    )


def _file(file: FileResult) -> dict[str, str]:
    data = {"path": file.path, "status": str(file.status)}
    return data | {"message": file.message} if file.message else data


def _summary(report: Tally) -> dict[str, int]:
    files, counts, hidden = report.file_counts(), report.counts(), report.hidden
    return {
        "files": len(report.files),
        **files,
        "errors": counts[Severity.ERROR],
        "warnings": counts[Severity.WARNING],
        "infos": counts[Severity.INFO],
        "suppressed": hidden.suppressed,
        "ignored": hidden.ignored,
        "known": hidden.known,
        "stale": hidden.stale,
        "omitted": hidden.omitted,
        "skipped_rules": hidden.skipped_rules,
    }


def _diagnostic(diagnostic: Diagnostic) -> dict[str, Any]:
    return {
        "code": diagnostic.code,
        "severity": diagnostic.severity.value,
        "file": diagnostic.file,
        **_span(diagnostic.span),
        "item": diagnostic.item,
        "path": masked_steps(diagnostic.path),
        "message": diagnostic.message,
        "hint": diagnostic.hint,
        "related": [
            {**_span(related.span), "message": related.message} for related in diagnostic.related
        ],
    }


def _silenced(silenced: Silenced) -> dict[str, Any]:
    found = silenced.diagnostic
    return {
        "code": found.code,
        "severity": found.severity.value,
        "file": found.file,
        **_span(found.span),
        "item": found.item,
        "path": masked_steps(found.path),
        "message": found.message,
        "reason": silenced.reason,
        "until": silenced.until.isoformat() if silenced.until else None,
        "comment": _span(silenced.span),
    }


def _span(span: Span) -> dict[str, int]:
    return {
        "line": span.line,
        "column": span.column,
        "end_line": span.end_line,
        "end_column": span.end_column,
    }
