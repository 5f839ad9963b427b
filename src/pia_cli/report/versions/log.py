"""The table of ``pia log`` as text and as Markdown."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pia_cli.core.width import crop, display_width
from pia_cli.report.styled import Segment, Style
from pia_cli.report.versions.model import GAP, NUMBERS, REMOVED, TITLES, UNREADABLE, Line

BRIEF: tuple[str, ...] = ("版", "コミット日", "公表日", "変更", "候補")
"""The columns beside 内容 where there is no room for all."""

NARROW = ("版", "コミット日", "変更", "表記のみ", "順序", "候補")
"""The columns where there is room for 内容 only on a second line, with 公表日."""

_MOST = 20  # cells of a column
_LEAST = 20  # cells of a subject on the line of its version


def log_markdown(lines: Sequence[Line]) -> str:
    """A Markdown table, a row for each version."""
    from pia_cli.core.escape import escape  # for this format only

    rows = [TITLES, ["--:" if title in NUMBERS else "---" for title in TITLES]]
    rows += [[escape(text) for text in line.cells.values()] for line in lines]
    return "".join(f"| {' | '.join(row)} |\n" for row in rows)


def log_segments(lines: Sequence[Line], width: int) -> Iterator[Segment]:
    """A table; where it is too wide, 公表日 and 内容 have a line of their own below."""
    rows = [
        {title: crop(text, 0, _MOST).shown for title, text in line.cells.items()} for line in lines
    ]
    widths = {
        title: max(display_width(row[title]) for row in ({title: title}, *rows))
        for title in TITLES[:-1]
    }
    for titles in (TITLES[:-1], BRIEF):
        left = width - sum(widths[title] + len(GAP) for title in titles)
        if left >= _LEAST:
            break
    else:
        titles, left = NARROW, 0
    shown = (*titles, TITLES[-1]) if left else titles
    yield Style.GUTTER, "".join(text for _, text in _cells({t: t for t in TITLES}, shown, widths))
    for line, row in zip(lines, rows, strict=True):
        if left:
            row[TITLES[-1]] = crop(line.subject, 0, left).shown
        yield from _cells(row, shown, widths)
        if not left:
            yield Style.PLAIN, f"{GAP}{crop(line.about, 0, width - len(GAP)).shown}\n"


def _cells(row: dict[str, str], titles: Sequence[str], widths: dict[str, int]) -> Iterator[Segment]:
    """A row on one line, numbers to the right, without blanks at its end."""
    last = max(at for at, title in enumerate(titles) if row[title])
    for at, title in enumerate(titles[: last + 1]):
        text = row[title]
        space = " " * (widths.get(title, 0) - display_width(text))
        before, after = (space, "") if title in NUMBERS else ("", space if at < last else "")
        yield Style.PLAIN, (GAP if at else "") + before
        yield _style(title, text), text
        yield Style.PLAIN, after
    yield Style.PLAIN, "\n"


def _style(title: str, text: str) -> Style:
    if text in (UNREADABLE, REMOVED):
        return Style.ERROR
    if title == "候補" and text not in ("", "0"):
        return Style.WARNING
    return Style.PLACE if title == "版" else Style.PLAIN
