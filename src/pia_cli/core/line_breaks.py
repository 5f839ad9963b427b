"""Where a Japanese text may go on in the next line (禁則)."""

from __future__ import annotations

from collections.abc import Iterator

from pia_cli.core.pattern import Pattern
from pia_cli.core.width import cell_width, display_width

_OPEN = r"[（「『【(\[<＜]"
_CLOSE = r"[、。，．）」』】)\]>＞…ー・:：ぁぃぅぇぉっゃゅょァィゥェォッャュョ年月日条項号人]"

STRETCH = Pattern(rf" +|{_OPEN}{{0,8}}(?:[!-~]+|[^ ]){_CLOSE}{{0,8}}")
"""What stays on one line: a word, or a character with the 、。 that belong to it; or blanks."""


def line_ranges(text: str, width: int, ambiguous: int = 1) -> Iterator[tuple[int, int]]:
    """The lines of a text without line ends, as offsets; blanks at the breaks are in none.

    ``width`` is that of a line, ``ambiguous`` that of ①, Ⅱ, ※ and the like, in cells.
    """
    start = used = 0
    for atom in STRETCH.finditer(text):
        cells = display_width(atom[0], ambiguous)
        if used + cells > width and atom[0].isspace():
            yield start, atom.start()
            start, used = atom.end(), 0
            continue
        if used + cells > width and used:
            yield start, start + len(text[start : atom.start()].rstrip(" "))
            start, used = atom.start(), 0
        if cells <= width:
            used += cells
            continue
        for at in range(atom.start(), atom.end()):  # a word longer than the line
            cell = cell_width(text[at], ambiguous)
            if used + cell > width:
                yield start, at
                start, used = at, 0
            used += cell
    yield start, len(text)


def wrapped(line: str, width: int, hang: int = 0) -> list[str]:
    """A line as lines of at most ``width`` cells.

    The later ones are indented like the first, and by ``hang`` cells more.
    """
    text = line.lstrip(" ")
    indent = " " * (len(line) - len(text))
    room = width - len(indent)
    end = next(end for _, end in line_ranges(text, room))
    rest = text[end:].lstrip(" ")
    if not rest:
        return [indent + text[:end]]
    later = (rest[start:end] for start, end in line_ranges(rest, room - hang))
    return [indent + text[:end], *(f"{indent}{' ' * hang}{part}" for part in later)]
