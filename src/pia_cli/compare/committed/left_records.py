"""The texts of a numbered list (別添1) that came or are gone, and that its rows leave out.

One row may tell of a new name and another one of what was added: neither stands for the other.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from pia_cli.cells.done import is_copy, is_done, is_none
from pia_cli.cells.omission import kept_pieces
from pia_cli.cells.rows import LogRow
from pia_cli.compare.committed.change_matcher import ChangeMatcher
from pia_cli.compare.committed.sentence_parts import Texts
from pia_cli.core.pattern import Pattern
from pia_cli.core.text import fold

_MOST = 100
"""Texts that came or are gone, of a list of which is asked what its rows leave out."""
_RANGE = Pattern("[~〜～]|から")


def untold_records(matcher: ChangeMatcher, rows: Sequence[LogRow]) -> Iterator[Texts]:
    """The texts that are gone and those that came of which its rows say nothing, in one pair.

    Only where the rows are of one revision, copy texts, and none of them leaves something out.
    """
    lists = matcher.renumbered
    if lists is None or len({row.day for row in rows}) > 1 or not _say_all(matcher, rows):
        return
    gone, came = lists.differing
    if len(gone) + len(came) > _MOST:
        return
    befores, afters = ([row.before for row in rows], [row.after for row in rows])
    left = _unsaid(gone, lists.names[0], befores), _unsaid(came, lists.names[1], afters)
    if any(left) and (len(left[0]), len(left[1])) != (len(gone), len(came)):
        yield "\n".join(left[0]), "\n".join(left[1])


def _say_all(matcher: ChangeMatcher, rows: Sequence[LogRow]) -> bool:
    """Whether rows fit, and each cell copies texts one by one, or says that there was none.

    A row as pia writes it leaves out nothing.
    """
    if any(map(matcher.is_generated, rows)):
        return False
    return all(map(matcher.is_fitting, rows)) and all(
        is_none(cell) or is_done(cell) or (is_copy(cell) and _is_listed(cell))
        for row in rows
        for cell in (row.before, row.after)
    )


def _is_listed(cell: str) -> bool:
    return len(kept_pieces(cell)) == 1 and not _RANGE.is_in(cell)


def _unsaid(texts: dict[str, str], every: Iterable[str], cells: Iterable[str]) -> list[str]:
    """The texts whose name stands in no cell, other than within a longer name there."""
    said = fold("\n".join(cells))
    near = {name for name in every if any(one in name for one in texts)}
    left = []
    for name in sorted({*near, *texts}, key=len, reverse=True):
        if name in said:
            said = said.replace(name, "\0")
        elif name in texts:
            left.append(name)
    return [text for name, text in texts.items() if name in left]
