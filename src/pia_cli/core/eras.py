"""The eras of 和暦.

明治 begins here on 明治6年1月1日 (1873-01-01): earlier dates are in the lunisolar calendar.
The days on which an era gave way to the next (大正元年7月30日, 昭和元年12月25日) belong to both.
"""

from __future__ import annotations

from datetime import date
from typing import NamedTuple


class Era(NamedTuple):
    """An era, its first day and its last (None while it goes on)."""

    name: str
    start: date
    end: date | None

    def year(self, count: int) -> int:
        """The Gregorian year of the era's year ``count``."""
        origin = 1868 if self.name == "明治" else self.start.year
        return origin + count - 1

    def count_of(self, year: int) -> int:
        """The era's year of a Gregorian year."""
        return year - self.year(1) + 1

    def year_name(self, count: int) -> str:
        """A year as the form writes it: 令和元年, 令和8年."""
        return f"{self.name}{'元' if count == 1 else count}年"

    def written(self, year: int, month: int, day: int | None) -> str:
        """A date, or a month, of a Gregorian year as the form writes it: 令和8年2月16日."""
        text = f"{self.year_name(self.count_of(year))}{month}月"
        return text if day is None else f"{text}{day}日"


HEISEI = Era("平成", date(1989, 1, 8), date(2019, 4, 30))
ERAS = (
    Era("明治", date(1873, 1, 1), date(1912, 7, 30)),
    Era("大正", date(1912, 7, 30), date(1926, 12, 25)),
    Era("昭和", date(1926, 12, 25), date(1989, 1, 7)),
    HEISEI,
    Era("令和", date(2019, 5, 1), None),
)
NAMED = {era.name: era for era in ERAS} | dict(zip("MTSHR", ERAS, strict=True))
"""The eras by name and by letter, 令和 and R."""

ANY_ERA = "|".join(era.name for era in ERAS)
"""An alternative for each era, for expressions."""
