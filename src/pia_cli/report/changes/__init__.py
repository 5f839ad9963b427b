"""Changes between versions in the output formats: pure functions from tables to text or bytes.

A new format is one module with a function of type ``ChangesFormat`` (text) or
``BinaryFormat`` (bytes) and one line in ``FORMATS`` or ``BINARY``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

from pia_cli.compare.table import Table
from pia_cli.report.changes.csv_ import format_csv
from pia_cli.report.changes.html import format_html
from pia_cli.report.changes.json_ import format_json
from pia_cli.report.changes.markdown import format_markdown
from pia_cli.report.changes.model import ChangesLayout
from pia_cli.report.changes.text import format_text, text_segments
from pia_cli.report.changes.xlsx import format_xlsx
from pia_cli.report.changes.yaml_ import format_yaml
from pia_cli.report.styled import Segment

ChangesFormat = Callable[[Sequence[Table], ChangesLayout], str]
"""The text is to be written as it is, in UTF-8: csv brings its BOM and its line ends."""

BinaryFormat = Callable[[Sequence[Table], ChangesLayout], bytes]

FORMATS: Mapping[str, ChangesFormat] = {
    "text": format_text,
    "markdown": format_markdown,
    "html": format_html,
    "csv": format_csv,
    "json": format_json,
    "yaml": format_yaml,
}
"""Text formats by the name given to ``--format``."""

BINARY: Mapping[str, BinaryFormat] = {"xlsx": format_xlsx}
"""Formats that are no text, for files only."""

STYLED: Mapping[str, Callable[[Sequence[Table], ChangesLayout], Iterator[Segment]]] = {
    "text": text_segments,
}
"""The formats that have colours on a terminal, for ``styled.to_rich``."""

SEVERAL = frozenset({"text", "markdown", "html", "json", "xlsx"})
"""The formats that hold more than one document; the others take exactly one table."""
