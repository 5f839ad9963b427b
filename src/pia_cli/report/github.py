"""Findings as workflow commands of GitHub Actions, which become annotations of the files."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from pia_cli.core.ci_path import ci_path
from pia_cli.core.diagnostic import Diagnostic, Severity
from pia_cli.core.escape import safe
from pia_cli.core.text import visible
from pia_cli.report.ci import left_out, unreadable, why_unread
from pia_cli.report.model import Layout, Report, Tally
from pia_cli.report.stream import Collector, Stream

MOST = 10
"""Annotations of one level that GitHub shows for one step; it drops the others in silence."""

COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}

_DATA = str.maketrans({"%": "%25", "\r": "%0D", "\n": "%0A"})
_PROPERTY = _DATA | str.maketrans({":": "%3A", ",": "%2C"})


def _piece(report: Report, layout: Layout) -> dict[Severity, list[str]]:
    """The first commands of each level, of which no more can be shown."""
    kept: dict[Severity, list[str]] = {one: [] for one in Severity}
    for found in report.diagnostics:
        if len(kept[found.severity]) < MOST:
            kept[found.severity].append(_annotation(found))
    return kept


class _Annotations(Collector):
    """The first commands of each level of a run."""

    def __init__(self) -> None:
        self.kept: dict[Severity, list[str]] = {one: [] for one in Severity}

    def add(self, piece: dict[Severity, list[str]]) -> Iterator[str]:
        for one, lines in piece.items():
            self.kept[one] += lines[: MOST - len(self.kept[one])]
        return iter(())

    def end(self, tally: Tally) -> Iterator[str]:
        unread, left = unreadable(tally), tally.counts()
        lines = [
            _command("error", why_unread(file), file=ci_path(file.path)) for file in unread[:MOST]
        ]
        room = dict.fromkeys(Severity, MOST) | {Severity.ERROR: MOST - len(lines)}
        if len(unread) > MOST or any(left[one] > room[one] for one in Severity):
            room[Severity.INFO] -= 1
        for one, commands in self.kept.items():
            shown = commands[: room[one]]
            left[one] -= len(shown)
            lines += shown
        lines += _more(len(unread[MOST:]), left)
        return (f"{line}\n" for line in lines)


GITHUB = Stream(_piece, _Annotations)
"""A command for the first findings of each level, the gravest level first.

A notice, itself one of the ten, tells how many there are beside them.
"""


def _annotation(found: Diagnostic) -> str:
    span = found.span
    place: dict[str, Any] = {"file": ci_path(found.file), "line": span.line}
    place["endLine"] = max(span.end_line, span.line)
    if span.end_line == span.line:  # GitHub takes columns of one line only
        place |= {"col": span.column, "endColumn": max(span.end_column, span.column)}
    title = f"{found.code} {found.item}".strip()
    hint = f"\n対処: {found.hint}" if found.hint else ""
    text = f"{found.message}{hint}\n説明: pia explain {found.code}"
    return _command(COMMANDS[found.severity], text, **place, title=title)


def _more(files: int, left: dict[Severity, int]) -> Iterator[str]:
    """The notice that tells what the annotations leave out."""
    beside = left_out(files, left)
    if beside:
        why = f"GitHub は重さごとに {MOST} 件までしか表示しません"
        text = f"ほかの指摘: {beside}（{why}）。pia validate を手元で実行すると全て表示します"
        yield _command("notice", text, title="pia")


def _command(name: str, text: str, **properties: object) -> str:
    """``::name key=value,…::text`` on one line, whatever the texts hold."""
    given = (
        f"{key}={visible(str(value)).translate(_PROPERTY)}" for key, value in properties.items()
    )
    return f"::{name} {','.join(given)}::{safe(text).translate(_DATA)}"
