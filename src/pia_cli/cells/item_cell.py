"""The cell 項目 of 変更箇所 as officers fill it: one name or several, with words around them.

`Names` reads one name along the form. Here the cell is taken apart into such names; what is left
out or put in never changes which item a number or a label names. The source of the notations is
the column 項目 of published 別添2 変更箇所.
"""

from __future__ import annotations

from collections.abc import Iterable

from pia_cli.cells.entry_words import ANY_NUMBERED, NUMBERED
from pia_cli.cells.file_marks import FileMarks
from pia_cli.cells.known_items import CellItems, Places
from pia_cli.cells.pieces import AND, beginnings, cuts, numbers, plain_order
from pia_cli.cells.worded import CellWords, Way, first_of
from pia_cli.core.diagnostic import Path
from pia_cli.core.lazy import lazy
from pia_cli.core.pattern import Pattern
from pia_cli.forms.name_reader import Care
from pia_cli.forms.naming import Names

LONGEST = 200
"""Letters of a cell that are read."""
_MOST_LOOK_UPS = 150  # of one cell
_MOST_IN_ALL = 5_000  # of all cells
_MOST_TRIED = 100
"""Texts that one cell is tried as: each of its words in brackets may be left out or not."""

_LISTED = Pattern(
    rf"({ANY_NUMBERED})\s{{0,9}}"
    r"([0-9]{1,2}(?:\s{0,9}(?:[、・~\-]|及び|並びに|と|から)\s{0,9}(?:\1)?[0-9]{1,2}(?![0-9])){1,20})",
    needs=NUMBERED,
)
_MANY = Pattern(
    rf"{ANY_NUMBERED}\s{{0,9}}[0-9]{{1,2}}\s{{0,9}}(?:[、・~]|及び|並びに|と|から)\s{{0,9}}[0-9]",
    needs=("、", "・", "~", "及び", "並びに", "と", "から"),
)
_NUMBER_ASIDE = Pattern(r"\(\s{0,9}[0-9]{1,2}\s{0,9}\)", needs=("(",))
_ENTRY_BEFORE = Pattern(
    rf"{ANY_NUMBERED}\s{{0,9}}[0-9]{{1,2}}\s{{0,9}}$",
    needs=NUMBERED,
)


class ItemCells:
    """Reads the cells 項目 of a document; ``most`` is how far from the printed names."""

    def __init__(self, names: Names, most: Care = Care.NESTED) -> None:
        self.names, self.most = names, most
        self.form, self.items = names.form, CellItems(names)
        self._looked_up: dict[tuple[str, Care], Places] = {}
        self._tried: dict[tuple[str, str], Places] = {}
        self._looks = 0

    def read(self, text: str) -> Places:
        """The places that a cell names, all of them where it names several.

        Each part of it must be read; a name that leaves open which of several items it means
        is none.
        """
        self._looked_up.clear()
        self._tried.clear()
        text = plain_order(text[:LONGEST])
        found = self._exactly(text)
        if found is not None and not self.files.is_of_file(text):
            return found
        for names, rest in self.files.without(text):
            places = self.cell(rest)
            of_files = None if places is None else self.files.narrowed(places, names)
            if of_files is not None:
                return _united([found or (), of_files])
        return found if found is not None else first_of([self.cell, self._unnumbered], text)

    @lazy
    def files(self) -> FileMarks:
        """The files of the document by what a name may call them."""
        return FileMarks(self.form, self.names.root)

    @property
    def gave_up(self) -> bool:
        """Whether the cell read last may mean more than was tried."""
        return len(self._tried) >= _MOST_TRIED or self._looks >= _MOST_IN_ALL

    def _once(self, way: Way, text: str) -> Places:
        """What a way reads of a text, which it is tried on once."""
        key = (way.__name__, text)
        if key not in self._tried:
            if self.gave_up:
                return None
            self._tried[key] = None
            self._tried[key] = way(text)
        return self._tried[key]

    def plain(self, text: str, care: Care = Care.LENIENT) -> Places:
        """What `Names` reads of a text."""
        if (text, care) not in self._looked_up:
            if len(self._looked_up) >= _MOST_LOOK_UPS or self._looks >= _MOST_IN_ALL:
                return None
            self._looks += 1
            places = self.names.resolve(text, care)
            is_item = bool(places) or self.names.is_item(text, care)
            self._looked_up[text, care] = places if is_item else None
        return self._looked_up[text, care]

    def _exactly(self, text: str) -> Places:
        """The same, but 1～3 is no 1-③."""
        return self.plain(text, Care.EXACT if _MANY.is_in(text) else Care.LENIENT)

    def cell(self, text: str) -> Places:
        """One name or several, without that of a file."""
        found = self._exactly(text)
        return found if found is not None else self._once(self._inexactly, text)

    def _inexactly(self, text: str) -> Places:
        ways = [self._listed, self.plain, self._several, self._single]
        if not AND.is_in(text):
            ways.insert(0, self._single)
        return first_of(ways, text)

    def _single(self, text: str) -> Places:
        """One name with words around it, or shortened."""
        return first_of([self._whole, CellWords(self).shortened], text)

    def _whole(self, text: str) -> Places:
        """One name with words around it."""
        if _MANY.is_in(text):
            return None
        nested = self.plain(text, self.most)
        if nested is not None:
            return nested
        return self._once(CellWords(self).read, text)

    def _listed(self, text: str) -> Places:
        """委託事項1、2 ③委託先名, 提供先2～5: the text for each of the numbers."""
        found = _LISTED.search(text) if _LISTED.may_match(text) else None
        if found is None:
            return None
        before, after = text[: found.start()] + found[1], text[found.end() :]
        each = list(numbers(found[2].replace(found[1], "")))
        return self.each(f"{before}{number}{after}" for number in each)

    def each(self, texts: Iterable[str]) -> Places:
        """The places of several cells together, None where one names no item."""
        read = []
        for text in texts:
            places = self.cell(text)
            if places is None:
                return None
            read.append(places)
        return _united(read) if read else None

    def _several(self, text: str) -> Places:
        """Ⅰ-6-①部署、②所属長の役職名: each of them read after the beginning of the one before."""
        spans = cuts(text)
        starts = [0, *(end for _, end in spans)]
        ends = [*(start for start, _ in spans), len(text)]
        read: list[tuple[Path, ...]] = []
        before, at = "", 0
        while at < len(starts):
            last = len(ends) if at else len(ends) - 1
            for end in range(last - 1, at - 1, -1):  # a label may have 、 in it
                piece = text[starts[at] : ends[end]].strip()
                name, places = self._following(before, piece)
                if places is not None:
                    break
            else:
                return None
            read.append(places)
            before, at = name, end + 1
        return _united(read) if len(read) > 1 else None

    def _following(self, before: str, piece: str) -> tuple[str, Places]:
        """One of several names, with what it leaves out of the one before it."""
        way = self.plain if AND.is_in(piece) else self._whole
        for beginning in beginnings(before, piece):
            name = beginning + piece
            if (places := way(name)) is not None:
                return name, places
        return piece, None

    def _unnumbered(self, text: str) -> Places:
        """（2）Ⅱ-4-③, Ⅱ-4（2）委託の有無: a number in brackets that the form has nothing of."""
        aside = _NUMBER_ASIDE.search(text) if _NUMBER_ASIDE.may_match(text) else None
        if aside is None or (aside.start() and _ENTRY_BEFORE.search(text[: aside.start()])):
            return None
        return self.cell(f"{text[: aside.start()]} {text[aside.end() :]}".strip())


def _united(several: Iterable[tuple[Path, ...]]) -> tuple[Path, ...]:
    """All places, but none below another."""
    found = dict.fromkeys(path for places in several for path in places)
    return tuple(path for path in found if not any(path[:end] in found for end in range(len(path))))
