"""When two texts say the same and only write it otherwise (表記のみ)."""

from __future__ import annotations

from collections import Counter

from pia_cli.core.pattern import Pattern
from pia_cli.core.text import fold
from pia_cli.core.wareki import with_iso_dates
from pia_cli.forms.kinds import BLANK_MARKS, FLAG_WORDS, CountKind, FlagKind, Kind

_BETWEEN_NUMBERS = Pattern(r"(?<=\d)\s+(?=\d)")


def notation_key(text: str) -> str:
    """The key under which texts of different notation are equal.

    Width, white space, line breaks, 和暦 and ISO dates, and look-alike marks do not count;
    a space between two numbers does (「1 2」 is not 「12」).
    """
    return written_key(with_iso_dates(text))


def written_key(text: str) -> str:
    """`notation_key` in which dates are as they are written."""
    return fold(_BETWEEN_NUMBERS.sub("|", text))


def meaning(kind: Kind | None, text: str) -> str:
    """What an answer of a kind says, for telling 実質 from 表記のみ; "" for 空欄 and 「なし」.

    A flag that is not written is an unmarked box.
    """
    if isinstance(kind, CountKind):
        number = fold(text).removesuffix("件")
        return number.lstrip("0") or number[:1]
    if isinstance(kind, FlagKind):
        return str(FLAG_WORDS.get(text or "false", text))
    return "" if BLANK_MARKS.fullmatch(text) else notation_key(text)


def pairs(text: str) -> Counter[str]:
    """The pairs of neighbouring letters of a text, with how often each comes."""
    return Counter(text[at : at + 2] for at in range(len(text) - 1)) or Counter([text])


def dice(left: Counter[str], right: Counter[str]) -> float:
    """How alike two texts are by their `pairs`: 1 for the same, 0 for nothing in common."""
    total = left.total() + right.total()
    return 2 * (left & right).total() / total if total else 1.0
