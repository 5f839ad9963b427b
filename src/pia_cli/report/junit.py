"""Findings as JUnit XML, which most CI systems show as test results: a test for each file."""

from __future__ import annotations

from collections.abc import Iterable
from xml.etree import ElementTree as ET

from pia_cli.core.diagnostic import Diagnostic
from pia_cli.core.text import visible
from pia_cli.render.escape import writable
from pia_cli.report.ci import ci_path, counted
from pia_cli.report.concise import headline
from pia_cli.report.model import FileResult, Layout, Report
from pia_cli.report.styled import to_plain


def format_junit(report: Report, layout: Layout) -> str:
    """A test case for each file: it fails where a finding weighs ``layout.fails`` or more.

    Lighter findings are the case's output.
    """
    by_file: dict[str, list[Diagnostic]] = {file.path: [] for file in report.files}
    for found in report.diagnostics:
        by_file.setdefault(found.file, []).append(found)
    files = {file.path: file for file in report.files}
    cases = [_case(name, files.get(name), findings, layout) for name, findings in by_file.items()]
    root = ET.Element("testsuites", name="pia")
    suite = ET.SubElement(root, "testsuite", name="pia")
    suite.extend(cases)
    for element in (root, suite):
        element.set("tests", str(len(cases)))
        for attribute, tag in (
            ("failures", "failure"),
            ("errors", "error"),
            ("skipped", "skipped"),
        ):
            number = sum(case.find(tag) is not None for case in cases)
            element.set(attribute, str(number))
    ET.indent(root)
    body = ET.tostring(root, encoding="unicode")
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{body}\n'


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
