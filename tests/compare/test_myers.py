"""The shortest edit against a plain computation of the longest common subsequence."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pia_cli.compare.myers import MAX_EDITS, Edit, edits

TEXTS = st.lists(st.sampled_from("甲乙丙"), max_size=12)
MANY = settings(max_examples=100)


def common(old: Sequence[str], new: Sequence[str]) -> int:
    """The length of the longest common subsequence, by the textbook."""
    row = [0] * (len(new) + 1)
    for left in old:
        above = row
        row = [0]
        for at, right in enumerate(new):
            row.append(above[at] + 1 if left == right else max(above[at + 1], row[at]))
    return row[-1]


def kept(found: Sequence[Edit]) -> int:
    return sum(edit.old_end - edit.old_start for edit in found if edit.equal)


def mirrored(found: Sequence[Edit]) -> list[Edit]:
    return [Edit(e.equal, e.new_start, e.new_end, e.old_start, e.old_end) for e in found]


@MANY
@given(TEXTS, TEXTS)
def test_as_much_stays_as_can(old: list[str], new: list[str]) -> None:
    assert kept(edits(old, new)) == common(old, new)


@MANY
@given(TEXTS, TEXTS)
def test_the_runs_tile_both_sequences(old: list[str], new: list[str]) -> None:
    found = edits(old, new)
    whole = [Edit(True, 0, 0, 0, 0), *found, Edit(True, len(old), len(old), len(new), len(new))]
    for before, after in pairwise(whole):
        assert (before.old_end, before.new_end) == (after.old_start, after.new_start)
    for before, after in pairwise(found):
        assert before.equal is not after.equal
    for edit in found:
        left = old[edit.old_start : edit.old_end]
        right = new[edit.new_start : edit.new_end]
        assert (left == right) if edit.equal else (left or right)


@MANY
@given(TEXTS, TEXTS)
def test_swapping_the_sequences_mirrors_the_edit(old: list[str], new: list[str]) -> None:
    assert edits(new, old) == mirrored(edits(old, new))


@MANY
@given(TEXTS, TEXTS)
def test_the_new_sequence_comes_of_the_edit(old: list[str], new: list[str]) -> None:
    made: list[str] = []
    for edit in edits(old, new):
        source = old[edit.old_start : edit.old_end] if edit.equal else None
        made += source if source is not None else new[edit.new_start : edit.new_end]
    assert made == new


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("", "", []),
        ("甲", "甲", [Edit(True, 0, 1, 0, 1)]),
        ("", "甲", [Edit(False, 0, 0, 0, 1)]),
        ("甲", "", [Edit(False, 0, 1, 0, 0)]),
        ("甲", "乙", [Edit(False, 0, 1, 0, 1)]),
        (
            "甲乙丙",
            "甲丁丙",
            [Edit(True, 0, 1, 0, 1), Edit(False, 1, 2, 1, 2), Edit(True, 2, 3, 2, 3)],
        ),
    ],
)
def test_edits(old: str, new: str, expected: list[Edit]) -> None:
    assert edits(old, new) == expected


@pytest.mark.parametrize(
    ("replaced", "expected"),
    [
        (MAX_EDITS // 2 - 1, [False, True, False, True]),
        (MAX_EDITS // 2, [False, True]),
    ],
)
def test_sequences_too_far_apart_count_as_replaced(replaced: int, expected: list[bool]) -> None:
    """All but the common end: every element before the middle and one behind it differ."""
    old = [*("甲" + str(at) for at in range(replaced)), "中", "前", "末"]
    new = [*("乙" + str(at) for at in range(replaced)), "中", "後", "末"]
    assert [edit.equal for edit in edits(old, new)] == expected
