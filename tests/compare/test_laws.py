"""The laws of the diff, on random documents of the form."""

from __future__ import annotations

import json
from typing import Any

from hypothesis import Phase, given, settings

from compare.casefile import compared
from compare.documents import TREE, applied, canonical_section, documents, pairs
from pia_cli.compare.change import Change, ChangeKind
from pia_cli.compare.documents import Comparison

FEW = settings(max_examples=25, phases=[Phase.explicit, Phase.generate])
MIRRORED = {ChangeKind.ADDED: ChangeKind.REMOVED, ChangeKind.REMOVED: ChangeKind.ADDED}


def comparison(old: dict[str, Any], new: dict[str, Any]) -> Comparison:
    return compared(*(json.dumps(one, ensure_ascii=False) for one in (old, new)))


@FEW
@given(documents())
def test_a_document_does_not_differ_from_itself(document: dict[str, Any]) -> None:
    assert comparison(document, document).changes == ()


@FEW
@given(pairs())
def test_applying_the_changes_to_the_old_gives_the_new(
    pair: tuple[dict[str, Any], dict[str, Any]],
) -> None:
    old, new = pair
    found = comparison(old, new)
    assert found.unread == ()
    assert applied(old, found.changes) == canonical_section(new, TREE)


@FEW
@given(pairs())
def test_swapping_the_sides_mirrors_the_changes(
    pair: tuple[dict[str, Any], dict[str, Any]],
) -> None:
    old, new = pair
    there, back = comparison(old, new).changes, comparison(new, old).changes
    assert sorted(map(_facts, there)) == sorted(_mirrored(change) for change in back)


def is_by_old_numbers(change: Change) -> bool:
    """Whether an order is of entries without names, told by their old numbers."""
    lines = sorted(change.before.splitlines()), sorted(change.after.splitlines())
    return change.kind is ChangeKind.MOVED and lines[0] == lines[1]


def _facts(change: Change) -> tuple[str, ...]:
    """What of a change must come back mirrored."""
    cells = () if is_by_old_numbers(change) else (change.before, change.after)
    paths = (change.old_path, change.new_path)
    return (change.kind, change.weight, change.id, *map(repr, paths), *cells)


def _mirrored(change: Change) -> tuple[str, ...]:
    cells = () if is_by_old_numbers(change) else (change.after, change.before)
    kind = MIRRORED.get(change.kind, change.kind)
    paths = (change.new_path, change.old_path)
    return (kind, change.weight, change.id, *map(repr, paths), *cells)
