"""Changes between versions in the output formats: pure functions from tables to text or bytes.

A new format is one module with a function of type ``ChangesFormat`` (text) or
``BinaryFormat`` (bytes) and one line in ``FORMATS`` or ``BINARY``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING

from pia_cli.report import Named

if TYPE_CHECKING:
    from pia_cli.compare.table import Table
    from pia_cli.report.changes.model import ChangesLayout
    from pia_cli.report.styled import Segment

    ChangesFormat = Callable[[Sequence[Table], ChangesLayout], str]
    """The text is to be written as it is, in UTF-8: csv brings its BOM and its line ends."""

    BinaryFormat = Callable[[Sequence[Table], ChangesLayout], bytes]

    Styled = Callable[[Sequence[Table], ChangesLayout], Iterator[Segment]]

FORMATS: Named[ChangesFormat] = Named(
    __name__,
    text="text.format_text",
    markdown="markdown.format_markdown",
    html="html.format_html",
    csv="csv_.format_csv",
    json="json_.format_json",
    yaml="yaml_.format_yaml",
)
"""Text formats by the name given to ``--format``."""

BINARY: Named[BinaryFormat] = Named(__name__, xlsx="xlsx.format_xlsx")
"""Formats that are no text, for files only."""

STYLED: Named[Styled] = Named(__name__, text="text.text_segments")
"""The formats that have colours on a terminal, for ``styled.to_rich``."""

SEVERAL = frozenset({"text", "markdown", "html", "json", "xlsx"})
"""The formats that hold more than one document; the others take exactly one table."""
