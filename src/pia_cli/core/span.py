"""Places in a source text, counted the way an editor shows them."""

from __future__ import annotations

from typing import NamedTuple, TypeAlias


class Span(NamedTuple):
    """A half-open range of a text.

    Lines and columns are 1-based and columns count characters (code points),
    not bytes or display cells; the end column is exclusive.
    """

    line: int
    column: int
    end_line: int
    end_column: int


Place: TypeAlias = tuple[int, int, int, int]
"""The numbers of a span: a node keeps these, as a bare tuple is made five times as fast."""

START = Span(1, 1, 1, 1)
"""The place of a finding about the file as a whole."""
