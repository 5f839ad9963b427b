"""The shortest edit between two sequences (Myers, "An O(ND) Difference Algorithm", 1986)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

MAX_EDITS = 500
"""Edits searched for; two sequences further apart than that count as replaced whole."""


@dataclass(frozen=True, slots=True)
class Edit:
    """``old[old_start:old_end]`` stands where ``new[new_start:new_end]`` does; ``equal`` or not."""

    equal: bool
    old_start: int
    old_end: int
    new_start: int
    new_end: int


def edits(old: Sequence[str], new: Sequence[str]) -> list[Edit]:
    """The sequences of texts as alternating runs of equal and replaced elements, from start to end.

    Work grows with the length times the number of edits, which `MAX_EDITS` bounds. Swapping
    the sequences mirrors the result.
    """
    if list(new) < list(old):  # of several shortest edits, one of both directions
        return [
            Edit(edit.equal, edit.new_start, edit.new_end, edit.old_start, edit.old_end)
            for edit in _edits(new, old)
        ]
    return _edits(old, new)


def _edits(old: Sequence[str], new: Sequence[str]) -> list[Edit]:
    start = _common_prefix(old, new)
    end = _common_prefix(old[start:][::-1], new[start:][::-1])
    middle = _middle(old[start : len(old) - end], new[start : len(new) - end])
    pairs = [(at, at) for at in range(start)]
    pairs += [(x + start, y + start) for x, y in middle]
    pairs += [(len(old) - at, len(new) - at) for at in range(end, 0, -1)]
    return list(_runs(pairs, len(old), len(new)))


def _common_prefix(old: Sequence[str], new: Sequence[str]) -> int:
    for at, (left, right) in enumerate(zip(old, new, strict=False)):
        if left != right:
            return at
    return min(len(old), len(new))


def _middle(old: Sequence[str], new: Sequence[str]) -> list[tuple[int, int]]:
    """The matched index pairs of a shortest edit; none where it is out of reach."""
    if not old or not new:
        return []
    trace = _search(old, new)
    return _backtrack(trace, old, new) if trace else []


def _search(old: Sequence[str], new: Sequence[str]) -> list[dict[int, int]]:
    """The furthest reaching paths by diagonal for 0, 1, 2 … edits, up to the one that arrives."""
    furthest = {1: 0}
    trace: list[dict[int, int]] = []
    for edit_count in range(min(len(old) + len(new), MAX_EDITS) + 1):
        trace.append(furthest)
        furthest = dict(furthest)
        for diagonal in range(-edit_count, edit_count + 1, 2):
            x, _ = _step(furthest, diagonal, edit_count)
            y = x - diagonal
            while x < len(old) and y < len(new) and old[x] == new[y]:
                x, y = x + 1, y + 1
            furthest[diagonal] = x
            if x >= len(old) and y >= len(new):
                return trace
    return []


def _step(furthest: dict[int, int], diagonal: int, edit_count: int) -> tuple[int, bool]:
    """Where a path enters a diagonal: by an insertion from above (True) or a deletion."""
    down = furthest.get(diagonal + 1, -1)
    right = furthest.get(diagonal - 1, -1)
    if diagonal == -edit_count or (diagonal != edit_count and right < down):
        return down, True
    return right + 1, False


def _backtrack(
    trace: list[dict[int, int]], old: Sequence[str], new: Sequence[str]
) -> list[tuple[int, int]]:
    pairs: list[tuple[int, int]] = []
    x, y = len(old), len(new)
    for edit_count in range(len(trace) - 1, -1, -1):
        furthest, diagonal = trace[edit_count], x - y
        entered, from_above = _step(furthest, diagonal, edit_count)
        while x > entered and x > 0 and y > 0:
            x, y = x - 1, y - 1
            pairs.append((x, y))
        if edit_count == 0:
            break
        x, y = (x, y - 1) if from_above else (x - 1, y)
    return pairs[::-1]


def _runs(pairs: list[tuple[int, int]], old_size: int, new_size: int) -> Iterator[Edit]:
    x = y = 0
    at = 0
    while at < len(pairs):
        first = at
        if (x, y) != pairs[at]:
            yield Edit(False, x, pairs[at][0], y, pairs[at][1])
        while at + 1 < len(pairs) and pairs[at + 1] == (pairs[at][0] + 1, pairs[at][1] + 1):
            at += 1
        x, y = pairs[at][0] + 1, pairs[at][1] + 1
        yield Edit(True, pairs[first][0], x, pairs[first][1], y)
        at += 1
    if x < old_size or y < new_size:
        yield Edit(False, x, old_size, y, new_size)
