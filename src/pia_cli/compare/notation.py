"""When two texts say the same and only write it otherwise (表記のみ)."""

from __future__ import annotations

import re

from pia_cli.core.text import fold
from pia_cli.core.wareki import with_iso_dates
from pia_cli.forms.kinds import BLANK_MARKS, FLAG_WORDS, CountKind, FlagKind, Kind

_BETWEEN_NUMBERS = re.compile(r"(?<=\d)\s+(?=\d)")


def notation_key(text: str) -> str:
    """The key under which texts of different notation are equal.

    Width, white space, line breaks, 和暦 and ISO dates, and look-alike marks do not count;
    a space between two numbers does (「1 2」 is not 「12」).
    """
    return fold(_BETWEEN_NUMBERS.sub("|", with_iso_dates(text)))


def meaning(kind: Kind | None, text: str) -> str:
    """What an answer of a kind says, for telling 実質 from 表記のみ; "" for 空欄 and 「なし」."""
    if isinstance(kind, CountKind):
        return fold(text).lstrip("0") or fold(text)[:1]
    if isinstance(kind, FlagKind):
        return str(FLAG_WORDS.get(text, text))
    return "" if BLANK_MARKS.fullmatch(text) else notation_key(text)
