"""What the cells of a row of 変更箇所 may say of a change, however people copy texts."""

from __future__ import annotations

import re
from functools import lru_cache

from pia_cli.cells.done import NARRATIVE, is_copy, is_done, marked, replaced, unmarked
from pia_cli.cells.entry_words import ENTRY
from pia_cli.cells.loosely import bare_copy, written_out
from pia_cli.cells.quotation import is_omission, omits, says_nothing_new
from pia_cli.cells.renumbered import Renumbering, says_numbers_moved
from pia_cli.cells.rows import LogRow
from pia_cli.cells.written import Written
from pia_cli.compare.change import Change, ChangeKind, Weight
from pia_cli.compare.committed.boxes import Sides, told_boxes
from pia_cli.compare.committed.said_in_words import SaidInWords, is_addition
from pia_cli.compare.prose import excerpt
from pia_cli.compare.table import GONE_CELL, may_be_excerpt
from pia_cli.core.lazy import lazy
from pia_cli.core.text import fold
from pia_cli.forms.kinds import CountKind
from pia_cli.forms.notation import notation_key
from pia_cli.forms.tree import CIRCLES, FormField
from pia_cli.forms.values import flat

_QUOTED = re.compile("「([^「」]+)」")
_ENTRY = re.compile(f"{ENTRY}[0-9０-９]+")
_LISTED = re.compile(r"[、，,／/][ \t　]?|[ \t　]{0,9}(?=[①-⑳])")
_SHORTEST = 2
_MOST_LINES = 12
_COUNT = re.compile(r"([0-9]{1,9})\)?件")


def _bare(text: str) -> tuple[str, ...]:
    """A cell as it is, and without marks in front."""
    return text, unmarked(text)


def _lines(cell: str) -> list[str]:
    """The lines of a cell, or of a single one what is listed in it: ①保険年金課、②課長."""
    found = cell.split("\n")
    return found if len(found) > 1 else [part for part in _LISTED.split(cell) if part]


class ChangeMatcher:
    """Holds the cells of rows against a change.

    ``over_revisions`` where rows of several days tell it: then words may be of something that
    neither version has.
    """

    def __init__(
        self, change: Change, field: FormField | None, *, over_revisions: bool = False
    ) -> None:
        self.change = change
        self.over_revisions = over_revisions
        old, new = change.old_value, change.new_value
        self.old = Written(field, old, change.item, change.before, new)
        self.new = Written(field, new, change.item, change.after, old)
        self._last_line: tuple[LogRow, LogRow | None] | None = None

    @property
    def sides(self) -> Sides:
        """The old and the new text."""
        return self.old, self.new

    @property
    def blank_sides(self) -> tuple[bool, bool]:
        """Whether there was nothing before, and whether there is nothing now."""
        return self.old.is_blank, self.new.is_blank

    def is_told_by(self, row: LogRow) -> bool:
        """Whether both texts of a row fit, and show something of what changed."""
        return (self.is_fitting(row) and self._shows(row)) or self.is_generated(row)

    def is_generated(self, row: LogRow) -> bool:
        """Whether a row is as pia writes it: of signs alone (（略）…) nothing else tells."""
        after = row.after.strip()
        return any((text.strip(), after) in self._generated for text in _bare(row.before))

    @lazy
    def _generated(self) -> frozenset[tuple[str, str]]:
        """The two texts, their excerpts, and 「（削除）」 for what is gone.

        Rows lose the space at the ends of a cell.
        """
        whole = (self.change.before, self.change.after)
        cells = [whole]
        if may_be_excerpt(self.change, self.new.field):
            cells.append(excerpt(*whole))
        if self.change.kind is ChangeKind.REMOVED:
            cells.append((self.change.before, GONE_CELL))
        return frozenset((before.strip(), after.strip()) for before, after in cells)

    def quoted_sides(self, row: LogRow) -> int:
        """How many cells have the whole text of their side, one of them among others.

        A cell need say nothing of a side that is 空欄.
        """
        part = self.part_of(row)
        if part == row:
            return 0
        return (part.before == self.change.before) + (part.after == self.change.after)

    def part_of(self, row: LogRow) -> LogRow:
        """The row with the text of this change alone where a cell has others beside it."""
        if self.is_fitting(row):
            return row
        cells, whole = (row.before, row.after), (self.change.before, self.change.after)
        held = tuple(map(_holds, cells, whole))
        if not any(held) and (line := self.line_of(row)):
            return line
        sides = zip(cells, whole, held, self.blank_sides, strict=True)
        before, after = (
            text if is_held or (is_blank and any(held)) else cell
            for cell, text, is_held, is_blank in sides
        )
        return row._replace(before=before, after=after)

    def line_of(self, row: LogRow) -> LogRow | None:
        """The row with the lines that tell this change, of cells with as many lines.

        Asked several times for one row before the next one comes.
        """
        if self._last_line is None or self._last_line[0] is not row:
            lines = (
                row._replace(before=self._behind_number(one), after=self._behind_number(other))
                for one, other in self.lines_of(row)
                if is_copy(one) and is_copy(other)
            )
            self._last_line = row, next(filter(self.is_told_by, lines), None)
        return self._last_line[1]

    @staticmethod
    @lru_cache(maxsize=16)
    def lines_of(row: LogRow) -> tuple[tuple[str, str], ...]:
        """The lines of both cells side by side, none where one has more than the other."""
        before, after = _lines(row.before), _lines(row.after)
        is_one_each = 1 < len(before) == len(after) <= _MOST_LINES
        return tuple(zip(before, after, strict=True)) if is_one_each else ()

    def _behind_number(self, line: str) -> str:
        """A line without the number of the item in front: ①保険年金課."""
        number = self.new.field.item.number if self.new.field else ""
        return line.removeprefix(number).lstrip() if number in CIRCLES else line

    @staticmethod
    def has_count(row: LogRow) -> bool:
        """Whether a cell has a count: 委託する（2件）."""
        return any(_COUNT.search(fold(cell)) for cell in (row.before, row.after))

    def has_line_of(self, row: LogRow) -> bool:
        """Whether a text of this change is a line of its own in cells with as many lines."""
        cells = [cell.split("\n") for cell in (row.before, row.after)]
        whole = (self.change.before, self.change.after)
        return len(cells[0]) == len(cells[1]) > 1 and any(
            notation_key(text) in map(notation_key, lines)
            for lines, text in zip(cells, whole, strict=True)
        )

    def is_copied_by(self, row: LogRow) -> bool:
        """Whether each text of a row is one of its side, 空欄 where there is none."""
        return self.is_generated(row) or all(
            side.is_blank if side.lacks_text(text) else side.quotes(text)
            for text, side in ((row.before, self.old), (row.after, self.new))
        )

    def is_fitting(self, row: LogRow) -> bool:
        """Whether both texts of a row fit the change."""
        return self.before_fits(row) and self.after_fits(row)

    def fitting_sides(self, row: LogRow) -> int:
        """How many of the texts of a row fit the change."""
        return self.before_fits(row) + self.after_fits(row)

    def before_fits(self, row: LogRow) -> bool:
        """Whether 変更前の記載 is the old text, a part of it, or says in words what was done."""
        fits = self._fits(row.before, row.after, self.old, self.new)
        return fits or self.is_generated(row)

    def after_fits(self, row: LogRow) -> bool:
        """Whether 変更後の記載 is the new text, a part of it, or says in words what was done."""
        if self.renumbered and self.renumbered.denies(row.before, row.after):
            return False
        fits = self._fits(row.after, row.before, self.new, self.old)
        return fits or self.is_generated(row)

    def _fits(self, text: str, other: str, here: Written, there: Written) -> bool:
        """``text`` is what a row says of ``here``; ``other`` its text for the other side."""
        if not here.lacks_text(text):
            if self._is_without_count(text, here):
                return True
            if is_done(text) and self._still_stands(other, here):
                return False
            if here.quotes(text) or self._narrates(text) or self._repeats(text, there):
                return True
            if is_omission(text) and omits(other) and there.quotes(other):
                return says_nothing_new(here.cell, [there.cell])  # all of it stayed
            return self._narrates(other) and here.names_itself(text)
        if here.is_blank:
            return True
        if self._is_told_in_front(other, here):
            return False
        if self._narrates(other) or self._announces(other):
            return True
        return not there.is_whole(other) and there.quotes(other) and not here.quotes(other)

    def _is_without_count(self, text: str, here: Written) -> bool:
        """Whether a cell for a count that is blank has none: 委託しない."""
        kind = here.field.kind if here.field else None
        return isinstance(kind, CountKind) and here.is_blank and not re.search(r"\d", text)

    @lazy
    def _in_words(self) -> SaidInWords:
        return SaidInWords(self.old, self.new)

    def _still_stands(self, other: str, here: Written) -> bool:
        """Whether what 変更後 says is gone is quoted in 変更前, and stayed."""
        is_kept = here is self.new and self.change.kind is ChangeKind.CHANGED
        return is_kept and is_copy(other) and self._in_words.keeps(other)

    def _is_told_in_front(self, other: str, here: Written) -> bool:
        """Whether 変更前 says what was added, and 変更後 nothing."""
        is_kept = here is self.new and self.change.kind is ChangeKind.CHANGED
        return is_kept and is_addition(other) and not self.old.quotes(other)

    def _narrates(self, text: str) -> bool:
        """Whether a cell says in words what may have been done: nothing that is gone was 追加."""
        told = NARRATIVE.search(text)
        if told is None:
            is_said = self.change.kind is not ChangeKind.REMOVED and self._in_words.has_added(text)
            is_said = is_said or self._are_renumbered(text)
        else:
            is_said = self._may_be(told)
        return is_said and self._names_right(text)

    def _are_renumbered(self, text: str) -> bool:
        """Whether a cell says that numbers moved (項番の繰下げ), and nothing else changed."""
        return bool(self.renumbered and says_numbers_moved(text) and self.renumbered.is_all)

    @lazy
    def renumbered(self) -> Renumbering | None:
        """The two lists of a numbered list that changed."""
        if not self.new.is_numbered or self.change.kind is not ChangeKind.CHANGED:
            return None
        old, new = (list(flat(side.value)) for side in self.sides)
        return Renumbering(old, new)

    def _announces(self, text: str) -> bool:
        """Whether a cell says in front of its text that it was added: nothing stood there before.

        What the text itself should be is a matter of its own cell.
        """
        told = marked(text)
        return told is not None and bool(told["came"]) and self._may_be(told)

    def _repeats(self, text: str, there: Written) -> bool:
        """Whether a cell copies with 「（削除）」 in front what the other side says."""
        told = marked(text)
        if told is None or not told["gone"] or not self._may_be(told):
            return False
        return there is self.old and there.quotes(unmarked(text))

    def _may_be(self, told: re.Match[str]) -> bool:
        """Whether words say what may have been done."""
        wrong = ChangeKind.REMOVED if told["came"] else ChangeKind.ADDED if told["gone"] else None
        return self.change.kind is not wrong

    def _names_right(self, text: str) -> bool:
        """Whether what a narrative names is there: its 「…」 in a version, its 委託事項1 the one
        that changed, its 3件 the count.
        """
        text = bare_copy(text)
        sides = self.sides
        is_kept = self.change.kind is ChangeKind.CHANGED
        if is_kept and not self.over_revisions and self._in_words.denies(text):
            return False
        quoted = _QUOTED.findall(text)
        if not all(any(side.quotes(part) for side in sides) for part in quoted):
            return False
        if not all(self.old.quotes(one) and self.new.quotes(new) for one, new in replaced(text)):
            return False
        number = _ENTRY.match(self.new.entry)
        numbers = {fold(found[0]) for found in _ENTRY.finditer(text)}
        if number and numbers and fold(number[0]) not in numbers:
            return False
        kind = self.new.field.kind if self.new.field else None
        counts = _COUNT.findall(fold(text)) if isinstance(kind, CountKind) else []
        return all(any(side.quotes(count) for side in sides) for count in counts)

    def _shows(self, row: LogRow) -> bool:
        """Whether a row does not quote on each side what the other side has as well.

        Letters that changed may stand elsewhere in both texts: 3年間 of one of several periods.
        """
        if self.change.weight is not Weight.SUBSTANCE:
            return True
        if notation_key(row.before) == notation_key(row.after):
            return False
        if self.old.boxes:
            return bool(told_boxes(self.sides, [row]))
        if not all(map(is_copy, (row.before, row.after))) or self._is_whole(row):
            return True
        is_in_both = self.new.has_exactly(row.before) and self.old.has_exactly(row.after)
        return not is_in_both or self._in_words.shows(row.before, row.after)

    def _is_whole(self, row: LogRow) -> bool:
        """Whether a row is the two texts: of a list whose names repeat, each is in the other."""
        return (notation_key(row.before), notation_key(row.after)) == self._whole_keys

    @lazy
    def _whole_keys(self) -> tuple[str, str]:
        return notation_key(self.change.before), notation_key(self.change.after)


def _holds(cell: str, text: str) -> bool:
    """Whether a cell has a text and more; one of a letter, or a bare number, tells nothing."""
    key, whole = _spelt_key(text), _spelt_key(cell)
    return len(key) >= _SHORTEST and not key.isdecimal() and key in whole


@lru_cache(maxsize=64)
def _spelt_key(text: str) -> str:
    """The key of a text with ㈱ written out; each row of an item is held against its texts."""
    return notation_key(written_out(text))
