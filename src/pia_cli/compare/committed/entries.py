"""An entry that came (委託事項2, a file), told by rows on single items of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from pia_cli.cells.done import is_none
from pia_cli.cells.rows import LogRow
from pia_cli.compare.committed.placed import PlacedChanges
from pia_cli.core.diagnostic import Path
from pia_cli.document.nodes import Mapping, Node, Sequence, node_at
from pia_cli.forms.tree import FormField
from pia_cli.forms.values import answer_text


def untold_items(changes: PlacedChanges, index: int, rows: Iterable[LogRow]) -> tuple[Path, ...]:
    """The items of an entry that came which rows on items of it leave out.

    None where a row names the entry, what it is called by, or a section that it is in. What is
    空欄 needs no row.
    """
    change = changes.comparison.changes[index]
    path, field = change.new_path, changes.field(index)
    if change.old_path is not None or path is None or field is None:
        return ()
    named = [_within(path, _places(changes, row)) for row in rows]
    titles = {(*path, field.by_name[name].key) for name in field.item.identity}
    if not isinstance(path[-1], int) or not all(named) or any(map(titles.intersection, named)):
        return ()
    below = [place for places in named for place in places]
    return tuple(_left(node_at(changes.comparison.new.root, path), field, path, below))


def _within(path: Path, places: Iterable[Path]) -> list[Path]:
    """The places below a path; none where one of them is the path, or one that it lies in."""
    found = list(places)
    if any(path[: len(place)] == place for place in found):
        return []
    return [place for place in found if place[: len(path)] == path]


def _places(changes: PlacedChanges, row: LogRow) -> Iterator[Path]:
    """The places of the new version that a row names, with what is printed in their cells."""
    for place in changes.places(row):
        for is_new, path in (place, *changes.in_cell(place)):
            if is_new:
                yield path


def _left(entry: Node | None, field: FormField, path: Path, named: list[Path]) -> Iterator[Path]:
    """The answered items and sections below an entry that no name lies in."""
    for child in field.children:
        here = (*path, child.key)
        node = entry.get(child.key) if isinstance(entry, Mapping) else None
        touched = [place for place in named if place[: len(here)] == here]
        if child.name in field.item.identity or here in touched or not _says(node, child):
            continue
        if not touched:
            yield here
        elif not child.entries:
            yield from _left(node, child, here, touched)


def _says(node: Node | None, field: FormField) -> bool:
    """Whether there is an answer at or below a place."""
    if not field.children:
        return not is_none(answer_text(node, field))
    entries = node.items if isinstance(node, Sequence) else [node]
    return any(
        _says(entry.get(child.key), child)
        for entry in entries
        if isinstance(entry, Mapping)
        for child in field.children
    )
