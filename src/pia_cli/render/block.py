"""The parts of a page, as data that every template lays out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from pia_cli.compare.change import Change

GAP = "未記入"
"""What stands where the form needs an answer and there is none."""

INVALID = "要確認"
"""What is said beside an answer with an error."""

UNKNOWN = "様式にない項目"
"""What is said of a key that the form does not have, and the title of those of the cover."""

BlockKind = Literal[
    "section",
    "group",
    "rows",
    "entry",
    "text",
    "choice",
    "boxes",
    "list",
    "numbered",
    "table",
    "unknown",
    "removed",
    "moved",
]
"""``section`` is a part of the form (Ⅰ, 別添1), ``group`` a numbered table in it, ``rows``
further rows under a heading of their own, ``entry`` one of a repeated group (委託事項1) or of
別添1 (《宛名情報》). The others are answers: ``numbered`` is 別添1's, ``table`` is 別添2,
``unknown`` what is written under a key that the form does not have. ``removed`` is an entry
that only the older version has, ``moved`` the older order of entries."""


@dataclass(frozen=True, slots=True)
class Option:
    """A choice or a box as printed; ``text`` is what is written beside a box."""

    label: str
    marked: bool
    text: str = ""


@dataclass(frozen=True, slots=True)
class Block:
    """A part of the page.

    ``id`` is an anchor, the same for the same item in every version. ``name`` is the full
    printed label (Ⅱ-4-委託事項1-③委託先名), ``number`` and ``label`` its last part. ``text`` is
    the answer of text and choice and the name of an entry, ``items`` those of list and
    numbered (``own_numbers``: they carry their numbers themselves), ``options`` those of choice
    and boxes, ``columns``, ``cells`` and ``row_ids`` (an anchor for each row) those of a table.
    ``gap``: the form needs an answer and there is none; ``unreadable``: the answer is not
    written the way the form wants; ``invalid``: there is another error in it. ``change`` is
    what changed since another version.
    """

    kind: BlockKind
    id: str
    name: str
    number: str = ""
    label: str = ""
    star: bool = False
    text: str = ""
    items: tuple[str, ...] = ()
    own_numbers: bool = False
    options: tuple[Option, ...] = ()
    columns: tuple[str, ...] = ()
    cells: tuple[tuple[str, ...], ...] = ()
    row_ids: tuple[str, ...] = ()
    children: tuple[Block, ...] = ()
    gap: bool = False
    unreadable: bool = False
    invalid: bool = False
    change: Change | None = None

    def walk(self) -> Iterator[Block]:
        """This block and all below."""
        yield self
        for child in self.children:
            yield from child.walk()
