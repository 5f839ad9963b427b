"""Japanese text laid out on a terminal: what it takes of a line, and windows of long lines."""

from __future__ import annotations

import unicodedata
from bisect import bisect_right
from collections.abc import Callable
from functools import cache
from itertools import accumulate
from typing import NamedTuple

from pia_cli.core.text import ELLIPSIS, visible

_ZERO_WIDTH = frozenset({"Mn", "Me", "Cc", "Cf"})
_MEDIAL_FINAL_JAMO = range(0x1160, 0x1200)


def cell_width(char: str, ambiguous: int = 1) -> int:
    """Display cells of one character; ``ambiguous`` is the width of ①, Ⅱ, ※ and the like."""
    if " " <= char <= "~" or char == "\t":
        return 1
    if unicodedata.category(char) in _ZERO_WIDTH or ord(char) in _MEDIAL_FINAL_JAMO:
        return 0
    kind = unicodedata.east_asian_width(char)
    if kind == "A":
        return ambiguous
    return 2 if kind in "WF" else 1


class _Widths(dict[str, int]):
    """The widths of the characters met so far: a text has few different ones."""

    MOST = 4096

    def __init__(self, width: Callable[[str], int]) -> None:
        self.width = width

    def __missing__(self, char: str) -> int:
        if len(self) >= self.MOST:
            self.clear()
        width = self[char] = self.width(char)
        return width


@cache
def _widths(ambiguous: int) -> _Widths:
    return _Widths(lambda char: cell_width(char, ambiguous))


@cache
def _shown_widths(ambiguous: int) -> _Widths:
    """The widths of what `visible` makes of the characters."""
    return _Widths(lambda char: display_width(visible(char), ambiguous))


def display_width(text: str, ambiguous: int = 1) -> int:
    """Display cells of a text by East Asian Width, combining marks being 0 and a tab 1.

    Other control characters count as 0: pass the text through ``visible`` first.
    """
    if text.isascii() and text.isprintable():
        return len(text)
    return sum(map(_widths(ambiguous).__getitem__, text))


def shown_width(text: str, ambiguous: int = 1) -> int:
    """Display cells of what `visible` makes of a text."""
    if text.isascii() and text.isprintable():
        return len(text)
    return sum(map(_shown_widths(ambiguous).__getitem__, text))


class Window(NamedTuple):
    """The part ``text[start:end]`` of a longer text, ready to show.

    ``shown`` went through ``visible`` and has ``…`` at the ends that were cut.
    """

    shown: str
    start: int
    end: int


def crop(text: str, focus: int, width: int, ambiguous: int = 1) -> Window:
    """A window of at most ``width`` display cells (20 or more) around ``text[focus]``.

    A third of the window lies before the focus where the text allows it. The work is
    bounded by ``width``, however long the text is.
    """
    width = max(width, 20)
    most = 4 * width
    if len(text) <= most:
        whole = visible(text)
        fits = whole is text and 2 * len(text) <= width  # no character takes more than two
        if fits or shown_width(text, ambiguous) <= width:
            return Window(whole, 0, len(text))
    focus = min(max(focus, 0), len(text))
    budget = width - 2 * ambiguous
    start, spare = _walk(text, focus, -1, budget // 3, ambiguous)
    end, spare = _walk(text, focus, +1, budget - budget // 3 + spare, ambiguous)
    start, _ = _walk(text, start, -1, spare, ambiguous)
    while 0 < start < focus and cell_width(text[start], ambiguous) == 0:
        start += 1
    left = ELLIPSIS if start > 0 else ""
    right = ELLIPSIS if end < len(text) else ""
    return Window(left + visible(text[start:end]) + right, start, end)


def _walk(text: str, at: int, step: int, budget: int, ambiguous: int) -> tuple[int, int]:
    """Move ``at`` over as many characters as fit; the new place and the cells left."""
    part = text[at : at + 2 * budget] if step > 0 else text[max(at - 2 * budget, 0) : at][::-1]
    cells = [*accumulate(map(_shown_widths(ambiguous).__getitem__, part))]
    fitting = bisect_right(cells, budget)
    return at + step * fitting, budget - (cells[fitting - 1] if fitting else 0)
