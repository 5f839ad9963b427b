"""H007: every new row of an item goes on from the row before it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from pia_cli.cells.done import is_copy, unmarked
from pia_cli.cells.loosely import unquoted
from pia_cli.cells.named_boxes import boxes_agree
from pia_cli.cells.quotation import is_loosely_part, is_part, quote_keys
from pia_cli.cells.rows import LogRow, by_date, log_field
from pia_cli.cells.written_boxes import WrittenBoxes
from pia_cli.compare.committed.coverage import new_rows
from pia_cli.compare.committed.names import ItemNames
from pia_cli.compare.committed.placed import Place
from pia_cli.compare.committed.unread import has_unread
from pia_cli.compare.documents import Comparison
from pia_cli.compare.log import log_rows
from pia_cli.core.diagnostic import Path
from pia_cli.core.lazy import lazy
from pia_cli.core.text import BLANK, short
from pia_cli.document.nodes import Node, node_at
from pia_cli.forms.choices import BoxesKind
from pia_cli.forms.tree import FormField, locate
from pia_cli.forms.values import UnreadableError, answer_text, marks_of
from pia_cli.rules.fixes import mended
from pia_cli.rules.rule import Finding


def broken_chains(
    comparison: Comparison, names: ItemNames, places_then: dict[Path, tuple[Place, ...]]
) -> Iterator[Finding]:
    """H007, for the rows added since the old version.

    ``places_then`` has the places of rows with numbers of a version between the two, () for one of
    what neither has.
    """
    keys = log_field(comparison.new.form.tree).by_name
    for row, earlier, item in _successions(comparison, names, places_then):
        if _is_open(row, earlier) or any(item.goes_on(row, one) for one in earlier):
            continue
        before = earlier[-1]
        yield Finding(
            "H007",
            (*row.path, keys["before"].key),
            f"「{short(row.before) or BLANK}」は、前の行（{before.changed_on}）の"
            "変更後の記載とつながりません",
            "間の変更の行が抜けていないか、写し誤りがないかを確かめてください",
            related=(((*before.path, keys["after"].key), "前の行の変更後の記載です"),),
        )


def _is_open(row: LogRow, earlier: Iterable[LogRow]) -> bool:
    """Whether a cell that cannot be read may be what a row starts with, or what it goes on from,
    or may have it stand elsewhere.
    """
    is_unread = any("after" in one.unread or "changed_on" in one.unread for one in earlier)
    return is_unread or has_unread([row]) or "changed_on" in row.unread


def _successions(
    comparison: Comparison, names: ItemNames, places_then: dict[Path, tuple[Place, ...]]
) -> Iterator[tuple[LogRow, list[LogRow], _Item]]:
    """New rows with those of the revision before them that name the same item, and the item.

    Old rows have the numbers of the old version. A row of several items, or of a section, may
    have told a change of each: what goes on after it is not known.
    """
    fresh = {row.path for row in new_rows(comparison)}
    last: dict[Place, list[LogRow]] = {}
    for row in by_date(log_rows(comparison.new)):
        is_fresh = row.path in fresh
        moved = places_then.get(row.path)
        if moved == ():
            continue
        is_new = moved[0][0] if moved else is_fresh
        named = names.places(row.named, is_new=is_new) if moved is None else ()
        places = named or tuple(path for _, path in moved or ())
        item = _item_of(comparison, places[0], is_new) if len(places) == 1 else None
        if item is None:
            near = places or names.near(row.named, is_new=is_new)
            _forget(last, (_place(comparison, path, is_new) for path in near))
            continue
        earlier = last.get(item.place, [])
        if earlier and earlier[-1].day == row.day:
            earlier.append(row)
            continue
        if earlier and is_fresh:
            yield row, earlier, item
        last[item.place] = [row]


def _forget(last: dict[Place, list[LogRow]], places: Iterable[Place]) -> None:
    """Take out the rows of all items at and below some places."""
    gone = set(places)
    for is_new, path in [*last] if gone else ():
        if any((is_new, path[:end]) in gone for end in range(1, len(path) + 1)):
            del last[is_new, path]


def _place(comparison: Comparison, path: Path, is_new: bool) -> Place:
    """A place by its path in the old version, of one that came by its own."""
    old = comparison.old_path(path) if is_new else path
    return old is None, path if old is None else old


def _item_of(comparison: Comparison, path: Path, is_new: bool) -> _Item | None:
    """The item at a place of the new or of the old version, None for what is no single answer."""
    side = comparison.new if is_new else comparison.old
    located = locate(side.form.tree, path)
    if located is None or located.is_slot or located.field.children or located.field.entries:
        return None
    place = _place(comparison, path, is_new)
    old = None if place[0] else place[1]
    nodes = [
        None if at is None else node_at(version.root, at)
        for version, at in ((comparison.old, old), (comparison.new, path if is_new else None))
    ]
    return _Item(located.field, place, *nodes)


@dataclass(frozen=True, eq=False)
class _Item:
    """An item with its answers in both versions; ``place`` tells it from others."""

    field: FormField
    place: Place
    old_node: Node | None
    new_node: Node | None

    @lazy
    def old(self) -> str:
        """The text in the old version."""
        return answer_text(self.old_node, self.field)

    @lazy
    def new(self) -> str:
        """The text in the new version."""
        return answer_text(self.new_node, self.field)

    def goes_on(self, row: LogRow, before: LogRow) -> bool:
        """Whether a row may start where the one before ended.

        Both may quote other parts of one text.
        """
        if not is_copy(row.before) or not is_copy(before.after):
            return True
        if isinstance(self.field.kind, BoxesKind):
            return boxes_agree(*map(self._boxes.named, (row.before, before.after)))
        here, there = unquoted(unmarked(row.before)), unquoted(unmarked(before.after))
        if is_loosely_part(here, there):
            return True
        if is_loosely_part(here, mended(there, self.field)):
            return True
        if is_part(there, [here]) and 2 * len(there) <= len(here):
            return True
        is_excerpt = quote_keys(here) != quote_keys(self.old)
        quoted = is_part(here, [self.old]) and is_part(there, [self.old, self.new])
        return is_excerpt and quoted

    @lazy
    def _boxes(self) -> WrittenBoxes:
        """The boxes by the marks of both versions, or the form's where these cannot be read."""
        assert isinstance(self.field.kind, BoxesKind)
        try:
            marks = marks_of(self.old_node), marks_of(self.new_node)
        except UnreadableError:
            marks = {}, {}
        return WrittenBoxes(self.field.kind, *marks)
