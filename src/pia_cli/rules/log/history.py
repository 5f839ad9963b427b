"""The rows of 変更箇所 by the items that they name, with what the document says there today."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from itertools import groupby
from operator import attrgetter

from pia_cli.cells.done import is_copy
from pia_cli.cells.loosely import unquoted
from pia_cli.cells.named_boxes import boxes_agree
from pia_cli.cells.quotation import is_copied, is_loosely_part, is_part
from pia_cli.cells.rows import LogRow
from pia_cli.cells.written import Written
from pia_cli.core.diagnostic import Path
from pia_cli.core.lazy import lazy
from pia_cli.core.pattern import Pattern
from pia_cli.core.text import fold
from pia_cli.document.nodes import Mapping, Node, Sequence, node_at, text_at
from pia_cli.forms.choices import BoxesKind, ChoiceKind
from pia_cli.forms.kinds import CountKind, FlagKind, TextKind
from pia_cli.forms.notation import dice, notation_key, pairs
from pia_cli.forms.tree import FormField, locate
from pia_cli.forms.values import answer_text, data_of
from pia_cli.rules.answer import Answer
from pia_cli.rules.item_ids import AGENCY, DEPARTMENT, DEPARTMENT_HEAD, SYSTEM_NAME
from pia_cli.rules.log.reading import Log

MOST = 300
"""Rows and texts that one row is held against, and rows that are held against them."""

_ALIKE = 0.5
_SHARED = 0.3
_NAMES = frozenset(
    (
        AGENCY,
        DEPARTMENT,
        SYSTEM_NAME,
        "files.entrustment.contracts.contractor",
    )
)
"""Items whose answer is a name: another one has nothing in common with it."""
_OFFICES = frozenset((DEPARTMENT, DEPARTMENT_HEAD))
"""Items whose answer is one office, and no entry of a list, whose number may have moved."""
_OFFICE = Pattern(
    "(?:(?!及び|並びに)[^、，,・/／（）()「」→。\n]){1,30}"
    "(?:[部局課室係署所長監]|センター|担当|グループ|チーム|主幹|参事)"
)
_COMMON = Pattern(
    "(?:株式|有限|合同)会社|[(（][株有][)）]|[㈱㈲]|[部課局室係次]長|[部課局室係]|システム"
)
"""What names of one kind have in common."""
_POINTING = (
    *("別紙", "別添", "様式", "全文", "新旧対照", "下記", "以下", "上記", "同上", "同左", "前同"),
    *("左記", "右記"),
)
_POINTER = Pattern(
    rf"\s{{0,9}}[(（※]?(?:{'|'.join(_POINTING)})"
    r"[^。\n]{0,40}[。)）]?\s{0,9}",
    needs=_POINTING,
)
"""A cell that points at a text instead of copying it: 別紙のとおり."""


@dataclass(frozen=True, eq=False)
class LoggedItem:
    """An item with a single answer, as the document has it today."""

    field: FormField
    path: Path
    written: Written

    @lazy
    def now(self) -> str:
        """Today's text."""
        return self.written.cell

    def may_be_told(self, text: str) -> bool:
        """Whether a cell copies an answer of this item, not words about it."""
        if not is_copy(text) or (_POINTER.may_match(text) and _POINTER.fullmatch(text)):
            return False
        kind = self.field.kind
        if isinstance(kind, BoxesKind):
            return bool(self.written.named(text))
        if isinstance(kind, ChoiceKind):
            return any(fold(choice) in fold(text) for choice in kind.choices)
        return not isinstance(kind, FlagKind) or bool(self.written.named(text))

    def goes_on(self, after: LogRow, before: LogRow) -> bool:
        """Whether a row may start where the one before ended.

        Both may quote other parts of one text: only texts that are alike can contradict, or the
        names of two offices.
        """
        start, end = after.before, before.after
        if is_copied(start, [end]):
            return True
        if not self.may_be_told(start) or not self.may_be_told(end):
            return True
        start, end = unquoted(start), unquoted(end)
        if isinstance(self.field.kind, BoxesKind):
            left, right = map(self.written.named, (start, end))
            return boxes_agree(left, right)
        if is_loosely_part(start, end) or _is_excerpt(end, start):
            return True
        if not isinstance(self.field.kind, TextKind):
            return False
        if is_part(end, [self.now]):
            return True
        if self.field.id in _OFFICES and all(
            _OFFICE.fullmatch(one.strip()) for one in (start, end)
        ):
            return False
        return dice(pairs(notation_key(start)), pairs(notation_key(end))) < _ALIKE

    def has(self, text: str) -> bool:
        """Whether today's text is this one, or has it; True for words about something else."""
        if self.written.quotes(text) or not self.may_be_told(text):
            return True
        if isinstance(self.field.kind, ChoiceKind):
            now = fold(self.now)  # what is printed below it may follow
            return bool(now) and fold(text).startswith(now)
        if not isinstance(self.field.kind, TextKind):
            return isinstance(self.field.kind, CountKind) and not any(map(str.isdecimal, text))
        if self.field.id in _NAMES:
            left, right = (pairs(notation_key(_COMMON.sub("", one))) for one in (text, self.now))
            if left and right and not left & right:
                return False
        mine = pairs(notation_key(text))
        return (mine & pairs(notation_key(self.now))).total() < _SHARED * mine.total()


def _is_excerpt(text: str, whole: str) -> bool:
    """Whether a cell quotes a part of a text, and is not the text with its end cut off."""
    is_long = 2 * len(text) > len(whole)
    is_cut = is_long and notation_key(whole).startswith(notation_key(text))
    return is_part(text, [whole]) and not is_cut


class History:
    """The rows of a log by the single items they name, from old to new, and the others."""

    def __init__(self, log: Log, is_sound: Callable[[Answer], bool]) -> None:
        self.log = log
        self.items: dict[Path, LoggedItem] = {}
        self.rows: dict[Path, list[LogRow]] = {}
        self.others: list[LogRow] = []
        for each in self.log.dated:
            item = self._item(each, is_sound)  # not kept: it holds the document
            if item:
                self.rows.setdefault(item.path, []).append(each)
            else:
                self.others.append(each)

    def _item(self, each: LogRow, is_sound: Callable[[Answer], bool]) -> LoggedItem | None:
        """The item that a row names, None for what is no single answer, or cannot be read."""
        meaning = self.log.meaning(each.named)
        if not meaning.is_exact or len(meaning.places) != 1:
            return None
        path, node = self._of_only_entry(meaning.places[0])
        if each.named != each.item and self._is_of_sibling(path, each.after):
            return None
        if path not in self.items:
            found = locate(self.log.form, path, lambda at: text_at(self.log.root, at))
            if found is None or found.is_slot or not _is_single(found.field):
                return None
            if not is_sound(Answer(found.field, path, node)):
                return None
            value, cell = data_of(node), answer_text(node, found.field)
            written = Written(found.field, value, found.label, cell)
            self.items[path] = LoggedItem(found.field, path, written)
        return self.items[path]

    def _is_of_sibling(self, path: Path, text: str) -> bool:
        """Whether an item beside the one above says today what a row with 同上 does."""
        around = node_at(self.log.root, path[:-1])
        return isinstance(around, Mapping) and any(
            is_part(text, [text_at(around, (key,))]) for key in around.entries if key != path[-1]
        )

    def _of_only_entry(self, path: Path) -> tuple[Path, Node | None]:
        """Ⅱ-5-提供先 is the name of the 提供先 where there is one alone; else the place itself."""
        node = node_at(self.log.root, path)
        key = path[-1]
        if isinstance(node, Sequence) and len(node.items) == 1 and isinstance(key, str):
            name = node_at(node, (0, key))
            return ((*path, 0, key), name) if name else (path, node)
        return path, node

    def revisions(self, path: Path) -> list[list[LogRow]]:
        """The rows of an item, those of one day together."""
        return [list(rows) for _, rows in groupby(self.rows[path], key=attrgetter("day"))]

    def may_lie_between(self, path: Path, before: LogRow, after: LogRow | None) -> bool:
        """Whether a row that names no single item may tell of a change of this one.

        It names a part around the item or entries beside it, or goes on from the text.
        """
        for each in self.others[:MOST]:
            if not (before.date and each.date) or each.date < before.date:
                continue
            if after and after.date and each.date > after.date:
                continue
            places = self.log.meaning(each.named).places
            if any(place == path[: len(place)] for place in places):
                return True
            if any(_is_beside(path, place) for place in places):
                return True
            if is_part(before.after, [each.before]) or is_part(each.before, [before.after]):
                return True
            if after and (is_part(after.before, [each.after])):
                return True
        return len(self.others) > MOST


def _is_single(field: FormField) -> bool:
    return not (field.children or field.entries or field.item.per_revision or field.item.log)


def _is_beside(path: Path, place: Path) -> bool:
    """Whether a place is an entry before the one of the path, whose number may have moved."""
    if not place or len(place) > len(path) or place[:-1] != path[: len(place) - 1]:
        return False
    at, mine = place[-1], path[len(place) - 1]
    return isinstance(at, int) and isinstance(mine, int) and at <= mine
