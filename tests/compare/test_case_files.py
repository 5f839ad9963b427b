"""Every case file: the changes between its two documents are exactly the ones it states."""

from __future__ import annotations

import pytest

from compare.casefile import Case, cases, compared, describe
from compare.test_laws import is_by_old_numbers
from pia_cli.compare.change import Change, ChangeKind

CASES = cases()
MIRRORED = {
    ChangeKind.ADDED: ChangeKind.REMOVED,
    ChangeKind.REMOVED: ChangeKind.ADDED,
    ChangeKind.CHANGED: ChangeKind.CHANGED,
    ChangeKind.MOVED: ChangeKind.MOVED,
}


def test_there_are_many_cases() -> None:
    assert len(CASES) >= 30


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_changes_are_the_ones_stated(case: Case) -> None:
    assert describe(case.old, case.new) == case.expected


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_version_does_not_differ_from_itself(case: Case) -> None:
    assert compared(case.old, case.old).changes == ()
    assert compared(case.new, case.new).changes == ()


def _there(change: Change) -> tuple[object, ...]:
    return (change.kind, change.weight, change.id, change.before, change.after)


def _back(change: Change) -> tuple[object, ...]:
    return (MIRRORED[change.kind], change.weight, change.id, change.after, change.before)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_swapping_the_sides_mirrors_the_changes(case: Case) -> None:
    there = compared(case.old, case.new).changes
    back = compared(case.new, case.old).changes
    assert sorted(_there(one) for one in there if not is_by_old_numbers(one)) == sorted(
        _back(one) for one in back if not is_by_old_numbers(one)
    )
    moved = [[one.id for one in side if one.kind is ChangeKind.MOVED] for side in (there, back)]
    assert moved[0] == moved[1]
