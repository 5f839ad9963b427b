"""番号法別表 and the 第2条の表 of the 主務省令: their items, as of a day (the .csv files)."""

from __future__ import annotations

import csv
from datetime import date
from functools import cache
from pathlib import Path
from typing import NamedTuple

from pia_cli.core.wareki import to_wareki

REPEALED = "削除"


class Table(NamedTuple):
    """A table of item numbers. The law changes: what is said of it carries ``as_of``.

    ``statutes`` has every item, with the statute of its 事務, "" where there is no single one.
    """

    name: str
    as_of: date
    statutes: dict[str, str]
    repealed: frozenset[str]

    @property
    def range(self) -> str:
        """The first and last item for a message: 1から136まで."""
        first, *_, last = self.statutes
        return f"{first}から{last}まで"

    @property
    def day(self) -> str:
        """The day of the data for a message: 令和7年9月24日現在."""
        return f"{to_wareki(self.as_of)}現在"

    def has(self, number: str) -> bool:
        """Whether the item exists and is not repealed."""
        return number in self.statutes and number not in self.repealed


@cache
def beppyo() -> Table:
    """番号法別表 (平成25年法律第27号)."""
    return _read("番号法別表", "beppyo.csv")


@cache
def article2() -> Table:
    """The table of 令和6年デジタル庁・総務省令第9号 第2条."""
    return _read("主務省令第2条の表", "article2.csv")


def _read(name: str, file: str) -> Table:
    """The first line of a file is the day of its data, the second its head."""
    with Path(__file__).with_name(file).open(encoding="utf-8", newline="") as lines:
        (_, day), _, *rows = csv.reader(lines)
    repealed = frozenset(row[0] for row in rows if REPEALED in row)
    return Table(name, date.fromisoformat(day), {row[0]: row[-1] for row in rows}, repealed)
