"""White space that is no plain space, and the ends of lines."""

from __future__ import annotations

from collections.abc import Iterator

from pia_cli.core.unseen import ODD_SPACES

BLANKS = f" \t　{ODD_SPACES}"
"""White space within a line."""


def line_ends(text: str) -> Iterator[tuple[int, int]]:
    """For each line its start and the end of what is no white space."""
    start = 0
    for line in text.split("\n"):
        yield start, start + len(line.rstrip(BLANKS))
        start += len(line) + 1
