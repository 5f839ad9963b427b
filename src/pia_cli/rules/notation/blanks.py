"""White space that is no plain space, and the ends of lines."""

from __future__ import annotations

from collections.abc import Iterator

ODD_SPACES = "\u00a0\u202f\u205f" + "".join(map(chr, range(0x2000, 0x200B)))
"""Blanks that look like a plain space."""
BLANKS = f" \t　{ODD_SPACES}"
"""White space within a line."""


def line_ends(text: str) -> Iterator[tuple[int, int]]:
    """For each line its start and the end of what is no white space."""
    start = 0
    for line in text.split("\n"):
        yield start, start + len(line.rstrip(BLANKS))
        start += len(line) + 1
