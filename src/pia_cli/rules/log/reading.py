"""What the rows of 変更箇所 name, read once for all rules about them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from pia_cli.cells.item_cell import ItemCells
from pia_cli.cells.rows import LogRow, by_date, rows_of
from pia_cli.core.diagnostic import Path
from pia_cli.core.lazy import lazy
from pia_cli.core.pattern import Pattern
from pia_cli.core.text import fold
from pia_cli.document.nodes import Mapping
from pia_cli.forms.labels import fields_by_label
from pia_cli.forms.name_reader import Care
from pia_cli.forms.naming import Names
from pia_cli.forms.notation import pairs
from pia_cli.forms.risks import NUMBERED_RISK, risk_numbers, section_of_risk
from pia_cli.forms.tree import CIRCLED, FormField, fields_to
from pia_cli.forms.versions import versions_apart

MAX_NAMES = 300
"""Different names that are looked up; a log of thousands of rows repeats some dozens."""
MAX_ODD = 40
"""Names that the form does not have as they stand, each read in several ways; no more after."""

_JOINTS = Pattern(r"[\s>＞/／:：・\-－―()（）「」『』【】]+")
_AND = Pattern(r"[、,，\n]|及び|並びに")
_ASIDE = Pattern("[(（][^()（）]{0,60}[)）]|[～〜~][0-9０-９]{1,2}")
"""What people put into a name: （２）, the file's name in brackets, 提供先2～20."""
_WORDS = Pattern(r"^(\s*(?:[Ⅰ-Ⅻ]|[IV]{1,4}))[^0-9０-９①-⑳]{2,80}(?=[0-9０-９①-⑳])")
"""The words of the part between its numeral and the next number, often shortened."""
_ALIKE = 0.6
_SHORTEST = 3  # letters of a label that is told from others
_MOST_CUTS = 12
_LONGEST = 200


class Meaning(NamedTuple):
    """What a name means: whether the form has it, and the places of the document.

    ``is_exact`` is False where it was read by its number and words like the label's.
    ``is_denied``: its number is not that of what its words name.
    """

    is_known: bool
    places: tuple[Path, ...] = ()
    is_exact: bool = True
    is_denied: bool = False


UNKNOWN = Meaning(False, is_exact=False)
DENIED = UNKNOWN._replace(is_denied=True)
UNREAD = Meaning(True, is_exact=False)
"""A name of which nothing is said: in a person's own words, or over the bound."""


@dataclass(frozen=True, eq=False)
class Log:
    """The rows of a document with what their 項目 mean."""

    form: FormField
    root: Mapping
    _known: dict[str, Meaning] = field(default_factory=dict)
    _odd: set[str] = field(default_factory=set)

    @lazy
    def names(self) -> Names:
        """The names that the form and the document give to items."""
        return Names(self.form, self.root)

    @lazy
    def cells(self) -> ItemCells:
        """The reader of what people write into 項目."""
        return ItemCells(self.names)

    @lazy
    def rows(self) -> tuple[LogRow, ...]:
        """The rows in the order written."""
        return rows_of(self.form, self.root)

    @lazy
    def dated(self) -> tuple[LogRow, ...]:
        """The rows from old to new, () where one has no date."""
        return () if any(row.date is None for row in self.rows) else tuple(by_date(self.rows))

    def meaning(self, name: str) -> Meaning:
        """What the 項目 of a row means."""
        if name not in self._known:
            if len(self._known) >= MAX_NAMES or len(self._odd) >= MAX_ODD:
                return UNREAD
            self._known[name] = self._read(name)
        return self._known[name]

    def is_known(self, name: str) -> bool:
        """Whether the form has the item, by its name as written or without what is put into it."""
        bare = _WORDS.sub(r"\1 ", _ASIDE.sub("", name))
        return self.meaning(name).is_known or self.meaning(bare).is_known

    def _read(self, name: str) -> Meaning:
        places = self.names.resolve(name, Care.LENIENT)
        if places or self.names.is_item(name, Care.LENIENT):
            return Meaning(True, places)
        self._odd.add(name)
        name = name[:_LONGEST]
        read = self.cells.read(name)
        if read is not None:
            return Meaning(True, read, is_exact=False)
        if self.cells.gave_up:
            return UNREAD
        loose = self._read_loosely(name)
        if loose.places:
            return loose
        if any(Names(other, None).is_item(name) for other in versions_apart(self.form)):
            return UNREAD
        parts = _AND.split(name)[:_MOST_CUTS]
        several = [self._read_part(part) for part in parts] if len(parts) > 1 else []
        if several and several[0].is_denied:  # the others leave out what it begins with
            return DENIED
        if loose.is_known:
            return loose
        places = tuple(place for one in several for place in one.places)
        return Meaning(any(one.is_known for one in several), places, is_exact=False)

    def _read_part(self, name: str) -> Meaning:
        """One of several names in one cell."""
        places = self.names.resolve(name)
        return Meaning(True, places) if places else self._read_loosely(name)

    def _read_loosely(self, name: str) -> Meaning:
        """A number that the form has, with words that are near the labels there.

        Words of its own do not make a name unknown, the label of another item does.
        """
        for at in _cuts(name):
            places = self.names.resolve(name[:at])
            words = [word for word in _JOINTS.split(name[at:]) if word]
            if not places or any(map(_is_number, words)):
                continue
            long = [word for word in words if len(word) >= _SHORTEST]
            told = words if len(words) == 1 and _is_number(name[:at][-1]) else long
            if any(self._is_of_another(word, places) for word in told):  # 監査 結果 has none
                return DENIED
            if any(self._is_of_no_risk(word, places) for word in words):
                return DENIED
            labels = {label for place in places for label in self._labels(place)}
            is_near = all(_is_near(word, labels) for word in long)
            return Meaning(True, places, is_exact=False) if is_near else UNREAD
        return UNKNOWN

    def _is_of_another(self, word: str, places: tuple[Path, ...]) -> bool:
        """Whether words are the label of another item than those at, around and below places."""
        key = fold(word)
        if key not in fields_by_label(self.form):
            return False
        around = (label for place in places for label in self._labels_around(place))
        inside = (label for place in places for label in self._labels_inside(place))
        return key not in map(fold, around) and not any(key in fold(label) for label in inside)

    def _is_of_no_risk(self, word: str, places: tuple[Path, ...]) -> bool:
        """Whether words begin with the number of a risk that the form does not print there."""
        named = NUMBERED_RISK.match(fold(word))
        sections = [section_of_risk(self.form, place) for place in places] if named else []
        return named is not None and all(
            section is not None and named[1] not in risk_numbers(section) for section in sections
        )

    def _labels(self, place: Path) -> Iterator[str]:
        """The labels at, around and below a place."""
        yield from self._labels_around(place)
        yield from self._labels_inside(place)

    def _labels_around(self, place: Path) -> Iterator[str]:
        """The labels of all that leads to a place."""
        for each in fields_to(self.form, place):
            yield from (each.key, each.item.heading)

    def _labels_inside(self, place: Path) -> Iterator[str]:
        """The labels of a place, below it, and of those with its number."""
        *_, around, here = (self.form, *fields_to(self.form, place))
        number = here.item.number
        yield from (each.key for each in around.children if each.item.number == number)
        yield from (label for below in here.walk() for label in (below.key, below.item.heading))


def _cuts(name: str) -> list[int]:
    """Where a number may end and words begin, the longest number first."""
    found = {match.start() for match in _JOINTS.finditer(name)}
    found |= {at + 1 for at, letter in enumerate(name) if letter in CIRCLED}
    return sorted((at for at in found if 0 < at < len(name)), reverse=True)[:_MOST_CUTS]


def _is_number(word: str) -> bool:
    """Whether a part of a name is a further number: ①, 2, 2.."""
    return word[0] in CIRCLED or fold(word)[:1].isdecimal()


def _is_near(word: str, labels: set[str]) -> bool:
    mine = pairs(fold(word))
    return any(
        fold(label) in fold(word) or (mine & pairs(fold(label))).total() >= _ALIKE * mine.total()
        for label in labels
        if len(label) >= _SHORTEST
    )
