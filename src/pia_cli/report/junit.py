"""Findings as JUnit XML, which most CI systems show as test results: a test for each file."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from xml.etree import ElementTree as ET

from pia_cli.core.ci_path import ci_path
from pia_cli.core.diagnostic import Diagnostic
from pia_cli.core.escape import writable
from pia_cli.core.text import visible
from pia_cli.report.ci import counted
from pia_cli.report.concise import headline
from pia_cli.report.model import FileResult, Layout, Report, Tally
from pia_cli.report.stream import Collector, Spooled, Stream
from pia_cli.report.styled import to_plain

KINDS = {"failures": "failure", "errors": "error", "skipped": "skipped"}
"""What a suite counts, and the element that tells it of a case."""


@dataclass(frozen=True, slots=True)
class _Cases:
    """Test cases as text, and how many there are of each kind."""

    text: str
    counts: Counter[str]


def _piece(report: Report, layout: Layout) -> _Cases:
    by_file: dict[str, list[Diagnostic]] = {file.path: [] for file in report.files}
    for found in report.diagnostics:
        by_file.setdefault(found.file, []).append(found)
    files = {file.path: file for file in report.files}
    cases = [_case(name, files.get(name), findings, layout) for name, findings in by_file.items()]
    counts = Counter({"tests": len(cases)})
    for case in cases:
        counts.update(plural for plural, tag in KINDS.items() if case.find(tag) is not None)
        ET.indent(case, level=2)
    texts = (ET.tostring(case, encoding="unicode") for case in cases)
    return _Cases("\n".join(f"    {text}" for text in texts), counts)


class _Suite(Collector):
    """The test cases of a run, which wait for their numbers."""

    def __init__(self) -> None:
        self.counts: Counter[str] = Counter()
        self.cases = Spooled(self._around, "\n")

    def add(self, piece: _Cases) -> Iterator[str]:
        self.counts.update(piece.counts)
        return self.cases.add(piece.text)

    def close(self) -> None:
        self.cases.close()

    def end(self, tally: Tally) -> Iterator[str]:
        return self.cases.end(tally)

    def _around(self, tally: Tally, filled: bool) -> tuple[str, str]:
        numbers = {name: str(self.counts[name]) for name in ("tests", *KINDS)}
        root = ET.Element("testsuites", {"name": "pia", **numbers})
        suite = ET.SubElement(root, "testsuite", {"name": "pia", **numbers})
        ET.indent(root)
        suite.text = "\n" if filled else None
        head, end, tail = ET.tostring(root, encoding="unicode").partition("\n</testsuite>")
        head = f'<?xml version="1.0" encoding="UTF-8"?>\n{head}'
        return (f"{head}\n", f"\n  {end.strip()}{tail}\n") if filled else (f"{head}\n", "")


JUNIT = Stream(_piece, _Suite)
"""A test case for each file: it fails where a finding weighs ``layout.fails`` or more.

Lighter findings are the case's output.
"""


def _case(
    name: str, file: FileResult | None, findings: list[Diagnostic], layout: Layout
) -> ET.Element:
    path = _text(ci_path(name))
    case = ET.Element("testcase", classname="pia", name=path, file=path)
    if file and file.status != "checked":
        tag = "skipped" if file.status == "skipped" else "error"
        ET.SubElement(case, tag, message=_text(file.message))
    grave = [found for found in findings if found.severity.rank >= layout.fails.rank]
    if grave:
        failure = ET.SubElement(case, "failure", type="pia", message=counted(grave))
        failure.text = _list(grave)
    if len(grave) < len(findings):
        light = [found for found in findings if found.severity.rank < layout.fails.rank]
        ET.SubElement(case, "system-out").text = _list(light)
    return case


def _list(findings: Iterable[Diagnostic]) -> str:
    """The findings, one a line, with what to do below each."""
    lines = []
    for found in findings:
        lines.append(writable(to_plain(headline(found))))
        if found.hint:
            lines.append(f"  対処: {_text(found.hint)}\n")
    return "".join(lines)


def _text(text: str) -> str:
    """A text on one line with visible text for what XML cannot hold."""
    return writable(visible(text))
