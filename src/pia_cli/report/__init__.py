"""Findings in the output formats: pure functions from a ``Report`` to text.

A new format is one module with a function of type ``Format`` and one line in ``FORMATS``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from pia_cli.report.concise import concise_segments, format_concise
from pia_cli.report.github import format_github
from pia_cli.report.gitlab import format_gitlab
from pia_cli.report.json_ import format_json
from pia_cli.report.junit import format_junit
from pia_cli.report.markdown import format_markdown
from pia_cli.report.model import Layout, Report
from pia_cli.report.sarif import format_sarif
from pia_cli.report.styled import Segment
from pia_cli.report.text import format_text, text_segments

Format = Callable[[Report, Layout], str]

FORMATS: Mapping[str, Format] = {
    "text": format_text,
    "concise": format_concise,
    "json": format_json,
    "sarif": format_sarif,
    "github": format_github,
    "gitlab": format_gitlab,
    "junit": format_junit,
    "markdown": format_markdown,
}
"""Output formats by the name given to ``--format``."""

STYLED: Mapping[str, Callable[[Report, Layout], Iterator[Segment]]] = {
    "text": text_segments,
    "concise": concise_segments,
}
"""The formats that have colours on a terminal, for ``styled.to_rich``."""
