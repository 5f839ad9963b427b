"""What stands in a row beside the lines that tell entries: answers of a version, or what is none.

A row that has the name of an entry that came may say false things of it in the next line.
"""

from __future__ import annotations

from collections.abc import Mapping

from pia_cli.cells.done import is_none, says_what_was_done
from pia_cli.cells.entry_words import ENTRY
from pia_cli.cells.quotation import is_omission
from pia_cli.cells.rows import LogRow
from pia_cli.cells.written import Written
from pia_cli.compare.committed.placed import PlacedChanges
from pia_cli.core.pattern import Pattern
from pia_cli.core.text import fold
from pia_cli.forms.tree import CIRCLES

_NUMBER = Pattern(rf"[\s\[［【(（]{{0,9}}{ENTRY}\s?[0-9０-９]{{1,2}}[\s\]］】)）:：]{{0,9}}")
_COUNT = Pattern(r"[^0-9\n]{0,20}[0-9]{1,6}\)?件\)?", needs=("件",))
_MOST_LINES = 60  # of a cell

_Told = dict[str, Written | None]
"""The lines that tell an entry, and with None those of a count."""


def are_known(
    changes: PlacedChanges,
    row: LogRow,
    entries: Mapping[int, LogRow],
    counts: Mapping[int, LogRow],
) -> bool:
    """Whether each line of a row beside those of ``entries`` and ``counts``, each with its part of
    it, is a label, an answer of the version, or a remark.
    """
    return all(
        _all_known(
            _lines(cell, counts),
            _told(changes, entries, counts, is_new=is_new),
            _Side(changes, row, is_new=is_new),
        )
        for is_new, cell in ((False, row.before), (True, row.after))
    )


def _told(
    changes: PlacedChanges,
    entries: Mapping[int, LogRow],
    counts: Mapping[int, LogRow],
    *,
    is_new: bool,
) -> _Told:
    cells = (part.after if is_new else part.before for part in counts.values())
    told: _Told = {line: None for cell in cells for line in cell.split("\n")}
    for index, part in entries.items():
        if line := part.after if is_new else part.before:
            matcher = changes.matcher(index)
            told[line] = matcher.new if is_new else matcher.old
    return told


def _lines(cell: str, counts: Mapping[int, LogRow]) -> list[str]:
    """The lines of a cell; without a count that is none of the changes, as these tell of it."""
    lines = cell.split("\n")
    return lines if counts else [one for one in lines if not _COUNT.fullmatch(fold(one))]


class _Side:
    """The sections of one version that a row names something of."""

    def __init__(self, changes: PlacedChanges, row: LogRow, *, is_new: bool) -> None:
        places = ((is_new, path) for _, path in changes.places(row))
        self._sections = dict.fromkeys(map(changes.section, places))

    def has_name(self, line: str) -> bool:
        """Whether a line is what an entry goes by."""
        return any(fold(line) in section.names for section in self._sections)

    def knows(self, line: str) -> bool:
        """Whether a line is of a text of the sections."""
        return any(section.knows(line) for section in self._sections)


def _all_known(lines: list[str], told: _Told, side: _Side) -> bool:
    """Whether each line is known; those behind the line of an entry are of it."""
    if len(lines) > _MOST_LINES:
        return True
    entry: Written | None = None
    for line in lines:
        number = _NUMBER.match(line)
        rest = line[number.end() :] if number else line
        if line in told:
            entry = told[line]
        elif number or side.has_name(rest):
            entry = None
        if line in told or _says_nothing(rest):
            continue
        if not (entry or side).knows(rest):
            return False
    return True


def _says_nothing(line: str) -> bool:
    """Whether a line is a remark, or words for what was done."""
    said = line.lstrip(f"{CIRCLES} 　\t").rstrip()
    if not said or is_none(said) or is_omission(said):
        return True
    is_remark = said[0] == "※" or (said[0] in "(（" and said[-1] in ")）")
    return is_remark or says_what_was_done(said)
