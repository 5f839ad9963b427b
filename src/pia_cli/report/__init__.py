"""Findings in the output formats: pure functions from a ``Report`` to text.

A new format is one module with a function of type ``Format``, a ``Stream`` (what it writes of one
file, and how that is put together), and one line each in ``FORMATS`` and ``STREAMS``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from pia_cli.report.concise import concise_segments, format_concise
from pia_cli.report.github import GITHUB, format_github
from pia_cli.report.gitlab import GITLAB, format_gitlab
from pia_cli.report.json_ import JSON, format_json
from pia_cli.report.junit import JUNIT, format_junit
from pia_cli.report.markdown import MARKDOWN, format_markdown
from pia_cli.report.model import Layout, Report
from pia_cli.report.sarif import SARIF, format_sarif
from pia_cli.report.stream import Joined, Stream
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

BETWEEN: Mapping[str, str] = {"text": "\n", "concise": ""}
"""What the formats for people have between two files with findings."""

STREAMS: Mapping[str, Stream] = {
    "text": Stream(format_text, lambda: Joined(BETWEEN["text"])),
    "concise": Stream(format_concise, lambda: Joined(BETWEEN["concise"])),
    "json": JSON,
    "sarif": SARIF,
    "github": GITHUB,
    "gitlab": GITLAB,
    "junit": JUNIT,
    "markdown": MARKDOWN,
}
"""The same formats for the files of a run one by one."""

STYLED: Mapping[str, Callable[[Report, Layout], Iterator[Segment]]] = {
    "text": text_segments,
    "concise": concise_segments,
}
"""The formats that have colours on a terminal, for ``styled.to_rich``."""
