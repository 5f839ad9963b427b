"""Numbered lists of texts (別添1): what was added, removed and renamed, and which numbers moved."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import groupby

from pia_cli.compare.myers import edits
from pia_cli.forms.numbered import Entry

RANGE = " ～ "


def numbered_changes(
    old: Sequence[Entry], new: Sequence[Entry], key: Callable[[Entry], str]
) -> tuple[str, str]:
    """What changed on each side: single numbers, and ranges of items that only changed number.

    「16.職権修正区分 ～ 96.…」 against 「15.職権修正区分 ～ 95.…」 is a range that moved up.
    ``key`` gives equal keys to entries of the same meaning.
    """
    before: list[str] = []
    after: list[str] = []
    for edit in edits([key(one) for one in old], [key(one) for one in new]):
        gone, came = old[edit.old_start : edit.old_end], new[edit.new_start : edit.new_end]
        if not edit.equal:
            before += [one.line for one in gone]
            after += [one.line for one in came]
            continue
        for left, right in _moved(gone, came):
            before.append(_range(left))
            after.append(_range(right))
    return "\n".join(before), "\n".join(after)


def _moved(
    old: Sequence[Entry], new: Sequence[Entry]
) -> Iterator[tuple[Sequence[Entry], Sequence[Entry]]]:
    """The runs of entries that kept their text and not their number."""
    is_moved = [one.number != other.number for one, other in zip(old, new, strict=True)]
    for moved, run in groupby(range(len(is_moved)), is_moved.__getitem__):
        places = list(run)
        if moved:
            part = slice(places[0], places[-1] + 1)
            yield old[part], new[part]


def _range(run: Sequence[Entry]) -> str:
    first, last = run[0].line, run[-1].line
    return first if len(run) == 1 else f"{first}{RANGE}{last}"
