"""What the formats for CI share: fingerprints, the gravest first."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Iterable, Mapping

from pia_cli.core.ci_path import ci_path
from pia_cli.core.diagnostic import Diagnostic, Severity
from pia_cli.core.sensitive import masked_steps
from pia_cli.report.lines import line_reader
from pia_cli.report.model import FileResult, Report, Tally


def unreadable(tally: Tally) -> list[FileResult]:
    """The files that could not be read, which no finding tells of."""
    return [file for file in tally.files if file.status == "unreadable"]


def why_unread(file: FileResult) -> str:
    """What is said of one of them."""
    return file.message or "ファイルを読めません"


def counted(diagnostics: Iterable[Diagnostic]) -> str:
    """``エラー 2、警告 1``; empty for none."""
    return _numbers(Counter(diagnostic.severity for diagnostic in diagnostics))


def _numbers(found: Mapping[Severity, int]) -> str:
    """`counted` for numbers by severity, none of which may be missing but zeros."""
    return "、".join(f"{one.japanese} {found[one]}" for one in Severity if found.get(one))


def left_out(files: int, found: Mapping[Severity, int]) -> str:
    """``読めないファイル 1、エラー 2``: files and findings that a format has no room for."""
    unread = f"読めないファイル {files}" if files else ""
    return "、".join(filter(None, (unread, _numbers(found))))


def fingerprints(report: Report) -> list[str]:
    """A text for each finding that names it also after lines moved; no two are equal.

    It rests on the code, the file, the keys that lead to the value and the text of the line.
    Places in lists are left out, so that an entry put in front renames no other, and numbers
    that must not be published, which can be found by trying from a hash of them.
    """
    read_line, seen = line_reader(report), Counter[str]()
    names = []
    for found in report.diagnostics:
        line = (read_line(found.file, found.span.line) or "").strip()
        keys = [step for step in masked_steps(found.path) if isinstance(step, str)]
        ground = json.dumps([found.code, ci_path(found.file), keys, line])
        names.append(hashlib.sha256(f"{ground}{seen[ground]}".encode()).hexdigest())
        seen[ground] += 1
    return names
