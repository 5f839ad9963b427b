"""Numbered lists of texts (別添1): what was added, removed and renamed, and which numbers moved."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from pia_cli.compare.myers import Edit, edits

RANGE = " ～ "


def numbered_changes(
    old: Sequence[str], new: Sequence[str], key: Callable[[str], str]
) -> tuple[str, str]:
    """What changed on each side: single numbers, and ranges of items that only changed number.

    「16.職権修正区分 ～ 96.…」 against 「15.職権修正区分 ～ 95.…」 is a range that moved up.
    ``key`` gives equal keys to texts of the same meaning.
    """
    found = edits([key(text) for text in old], [key(text) for text in new])
    before: list[str] = []
    after: list[str] = []
    for edit in found:
        before += _side(old, edit.old_start, edit.old_end, edit)
        after += _side(new, edit.new_start, edit.new_end, edit)
    return "\n".join(before), "\n".join(after)


def _side(texts: Sequence[str], start: int, end: int, edit: Edit) -> Iterator[str]:
    """The lines of one side of one edit; none for items that kept number and text."""
    if not edit.equal:
        yield from (f"{at + 1}.{texts[at]}" for at in range(start, end))
    elif edit.old_start != edit.new_start:
        first, last = f"{start + 1}.{texts[start]}", f"{end}.{texts[end - 1]}"
        yield first if start + 1 == end else f"{first}{RANGE}{last}"
