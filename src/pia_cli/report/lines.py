"""Lines of the checked files, as a report may show them."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

from pia_cli.report.model import Report

ReadLine = Callable[[str, int], str | None]


def line_reader(report: Report) -> ReadLine:
    """A function from file and line number to the line, None where there is no such line.

    A report is kept and shown by others (CI): what must not be published is hidden in it.
    """
    sources = {file.path: file.source for file in report.files}

    @cache  # many findings may lie on one very long line
    def read_line(file: str, number: int) -> str | None:
        source = sources.get(file)
        if source is None or not source.has_line(number):
            return None
        return source.mask(source.line(number))

    return read_line
