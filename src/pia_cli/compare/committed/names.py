"""What the names in the column 項目 mean in two versions."""

from __future__ import annotations

import re
from functools import partial
from typing import TypeAlias

from pia_cli.cells.file_marks import called_files
from pia_cli.cells.item_cell import LONGEST, ItemCells
from pia_cli.cells.known_items import Places
from pia_cli.cells.rows import log_field
from pia_cli.compare.documents import Comparison
from pia_cli.core.diagnostic import Path
from pia_cli.core.lazy import lazy
from pia_cli.core.pattern import Pattern
from pia_cli.core.text import narrow
from pia_cli.document.nodes import scalars
from pia_cli.forms.name_reader import ANY, Care
from pia_cli.rules.log.names import MOST_SUGGESTED
from pia_cli.rules.log.reading import Log

_MOST_ODD = 300
"""Names that are read in several ways; those after them only along the form."""
_OF_NO_ITEM = Pattern(
    r"[\s(（【]{0,9}(?:評価書|項目|様式|表紙|書式)?の?(?:全般|全体|全項目|全て|すべて|様式の?変更|表紙|様式)"
    r"[\s)）】]{0,9}"
)
"""What people write for no single item: 全般, （全体）, 様式変更."""
_OF_ROW_ABOVE = Pattern(r"\s{0,9}(?:同上|〃|同).*", re.DOTALL)
_OF_ALL = Pattern(
    r"[\s(（【]{0,9}(?:評価書|項目)?の?(?:全般|全体|全項目|全て|すべて)[\s)）】]{0,9}"
)

Stem: TypeAlias = Path
"""A path with ANY for each entry of a list: 委託先名 of whichever 委託事項."""


def _is_of_no_item(text: str) -> bool:
    """様式変更 is not 様式, nor 項目全般 the 項目 of a row, though a name is read without 変更."""
    return _OF_NO_ITEM.fullmatch(text[:LONGEST]) is not None


class ItemNames:
    """What the names of items mean in both versions, each looked up once."""

    def __init__(self, comparison: Comparison) -> None:
        self.comparison = comparison
        self._read: dict[tuple[bool, str], Places] = {}
        self._logs = {
            is_new: Log(side.form.tree, side.root)
            for is_new, side in ((True, comparison.new), (False, comparison.old))
        }
        self._cells = {
            is_new: ItemCells(log.names, Care.NUMBERED) for is_new, log in self._logs.items()
        }
        self._items: dict[str, bool] = {}
        self._lost: dict[str, bool] = {}
        self._near: dict[str, str | None] = {}

    def places(self, text: str, *, is_new: bool) -> tuple[Path, ...]:
        """The places that an item's name means in one version."""
        return self._meaning(text, is_new) or ()

    def _meaning(self, text: str, is_new: bool) -> Places:
        """The places, None for a name that nothing could be made of."""
        key = (is_new, text)
        if key not in self._read:
            cells = self._cells[is_new]
            is_read = len(text) <= LONGEST and len(self._read) < _MOST_ODD
            is_read = is_read and not _is_of_no_item(text)
            self._read[key] = cells.read(text) if is_read else cells.names.resolve(text) or None
        return self._read[key]

    def suggest(self, text: str) -> str | None:
        """The item of the new version that a name of none is meant for; looked for of a few."""
        if text not in self._near:
            few = len(self._near) < MOST_SUGGESTED
            self._near[text] = self._logs[True].names.suggest(text) if few else None
        return self._near[text]

    def is_item(self, text: str) -> bool:
        """Whether the form of either version has an item of this name."""
        if text not in self._items:
            self._items[text] = any(map(partial(self._is_item_of, text), self._cells))
        return self._items[text]

    def _is_item_of(self, text: str, is_new: bool) -> bool:
        if self._meaning(text, is_new) is not None:
            return True
        return self._cells[is_new].names.is_item(text)

    def stems(self, text: str) -> frozenset[Stem]:
        """What an item's name means, of whichever entry: 委託事項5 also where there are two."""
        found = [self.places(text, is_new=is_new) for is_new in self._cells]
        if not any(found):
            found = [one.names.patterns(text, Care.NUMBERED) for one in self._cells.values()]
        return frozenset(stem(path) for paths in found for path in paths)

    def near(self, text: str, *, is_new: bool) -> tuple[Path, ...]:
        """The places that a name with a slip may mean: its number, with words like the label."""
        return self._logs[is_new].meaning(text).places

    def file_of_neither(self, text: str) -> str | None:
        """The name of a file that an item's name has and neither version knows of.

        Not where neither has several files, nor a word that stands in one of the versions.
        """
        for name in called_files(text[:LONGEST]):
            if name not in self._lost and len(self._lost) < _MOST_ODD:
                self._lost[name] = not self._is_file(name) and name not in self._said
            if self._lost.get(name):
                return name
        return None

    def _is_file(self, name: str) -> bool:
        files = [cells.files for cells in self._cells.values()]
        return not any(each.are_several for each in files) or any(
            each.is_called(name) for each in files
        )

    @lazy
    def _said(self) -> str:
        """All texts of both versions in half width, those of the logs without the items."""
        bodies = (
            entry.value
            for side in (self.comparison.old, self.comparison.new)
            for key, entry in side.root.entries.items()
            if key != log_field(side.form.tree).key
        )
        texts = [text.value for body in bodies for _, text in scalars(body)]
        texts += (f"{row.before}\n{row.after}" for log in self._logs.values() for row in log.rows)
        return narrow("\n".join(texts))

    @staticmethod
    def is_of_all(text: str) -> bool:
        """Whether a name means all of the document: 全般, 評価書全体."""
        return _OF_ALL.fullmatch(text[:LONGEST]) is not None

    def may_be_item(self, text: str) -> bool:
        """Whether a name that is none of an item as it stands may be meant for one, or for all."""
        if _is_of_no_item(text) or _OF_ROW_ABOVE.fullmatch(text[:LONGEST]):
            return True
        return any(log.is_known(text) for log in self._logs.values())


def stem(path: Path) -> Stem:
    """A path for whichever entries."""
    return tuple(ANY if isinstance(step, int) else step for step in path)
