"""What stands in a row beside the lines that tell entries: answers of a version, or what is none.

A row that has the name of an entry that came may say false things of it in the next line.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from pia_cli.compare.placed import Place, PlacedChanges
from pia_cli.core.diagnostic import Path
from pia_cli.core.lazy import lazy
from pia_cli.core.pattern import Pattern
from pia_cli.core.text import fold
from pia_cli.document.nodes import node_at
from pia_cli.forms.choices import ChoiceKind
from pia_cli.forms.entry_words import ENTRY
from pia_cli.forms.notation import is_omission
from pia_cli.forms.quoting import NARRATIVE, Written, called, is_none
from pia_cli.forms.tree import CIRCLES, FormField, locate
from pia_cli.forms.values import data_of, entry_text, flat
from pia_cli.rules.log.rows import LogRow

_NUMBER = Pattern(rf"[\s\[［【(（]{{0,9}}{ENTRY}\s?[0-9０-９]{{1,2}}[\s\]］】)）:：]{{0,9}}")
_COUNT = Pattern(r"[0-9]\)?件", needs=("件",))
_MOST_LINES = 60  # of a cell


class Beside:
    """The lines of a row beside those of ``entries``, each with its part of the row."""

    def __init__(self, changes: PlacedChanges, row: LogRow, entries: Mapping[int, LogRow]) -> None:
        self._row = row
        self._sides = [_Side(changes, row, is_new=is_new) for is_new in (False, True)]
        tellings = [(part, changes.telling(index)) for index, part in entries.items()]
        self._told = [
            {part.before: telling.old for part, telling in tellings if part.before},
            {part.after: telling.new for part, telling in tellings if part.after},
        ]

    def is_known(self) -> bool:
        """Whether each line is a label, an answer of the version, or a remark."""
        cells = (self._row.before, self._row.after)
        return all(
            _are_known(cell.split("\n"), told, side)
            for cell, told, side in zip(cells, self._told, self._sides, strict=True)
        )


class _Side:
    """The sections of one version that a row names something of."""

    def __init__(self, changes: PlacedChanges, row: LogRow, *, is_new: bool) -> None:
        self._version = changes.side(is_new)
        self._places = changes.places(row)

    @lazy
    def _sections(self) -> list[Written]:
        paths = dict.fromkeys(map(self._section, self._places))
        found = []
        for path in paths:
            place = locate(self._version.form.tree, path)
            node = node_at(self._version.root, path)
            if place and node:
                text = entry_text(node, place.field)
                found.append(Written(place.field, data_of(node), place.label, text))
        return found

    def _section(self, place: Place) -> Path:
        """The section that a place is, or that it lies in."""
        path = place[1]
        while path:
            here = locate(self._version.form.tree, path)
            if here and here.field.children and not here.field.item.identity:
                break
            path = path[:-1]
        return path

    @lazy
    def names(self) -> set[str]:
        """What the entries of the lists go by."""
        return {name for one in self._sections if one.field for name in _names(one.field, one)}

    @lazy
    def _choices(self) -> set[str]:
        fields = (each for one in self._sections if one.field for each in one.field.walk())
        kinds = (each.kind for each in fields if isinstance(each.kind, ChoiceKind))
        return {fold(choice) for kind in kinds for choice in kind.choices}

    @lazy
    def _answers(self) -> set[str]:
        return {fold(text) for one in self._sections for text in flat(one.value)}

    def knows(self, line: str) -> bool:
        """Whether a line is of a text of the sections; a choice is no part of another one."""
        if fold(line) in self._choices:
            return fold(line) in self._answers
        return any(section.quotes(line) for section in self._sections)


def _names(field: FormField, section: Written) -> Iterator[str]:
    value = section.value if isinstance(section.value, dict) else {}
    for child in field.children:
        below = value.get(child.key)
        if child.item.identity and isinstance(below, list):
            yield from (called(child, entry) for entry in below)


def _are_known(lines: list[str], told: Mapping[str, Written], side: _Side) -> bool:
    """Whether each line is known; those behind the line of an entry are of it."""
    if len(lines) > _MOST_LINES:
        return True
    entry: Written | None = None
    for line in lines:
        number = _NUMBER.match(line)
        rest = line[number.end() :] if number else line
        if line in told:
            entry = told[line]
        elif number or fold(rest) in side.names:
            entry = None
        if line in told or _says_nothing(rest):
            continue
        if not (entry or side).knows(rest):
            return False
    return True


def _says_nothing(line: str) -> bool:
    """Whether a line is a remark, a count, or words for what was done."""
    said = line.lstrip(f"{CIRCLES} 　\t").rstrip()
    if not said or is_none(said) or is_omission(said) or _COUNT.is_in(fold(said)):
        return True
    is_remark = said[0] == "※" or (said[0] in "(（" and said[-1] in ")）")
    return is_remark or NARRATIVE.is_in(said)
