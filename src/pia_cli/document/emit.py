"""Values and the entries of lists written as YAML.

The characters that ``decode`` forbids can be written in no way: keep them out.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TypeAlias

from pia_cli.core.pattern import Pattern

_PLAIN = Pattern(r"[^\W_][^\x00-\x1f\x7f-\x9f#:]*")
_NOT_IN_BLOCK = Pattern(r"^\t|\r|\n\n\Z", re.MULTILINE)
_NOT_TEXT = Pattern(r"null|true|false|yes|no|on|off|y|n|[0-9][-+.:,_0-9a-z]*", re.IGNORECASE)

Row: TypeAlias = tuple[tuple[str, str], ...]
"""The keys and texts of a list entry, as they are written."""


@dataclass(frozen=True, slots=True)
class Style:
    """How a document writes a list of entries; columns and steps count characters.

    ``dash`` is the column (from 0) of the list marks, ``gap`` the step from there to the
    keys, ``step`` the one from a key to the lines of its block text. A quote is ``'``,
    ``"`` or empty. ``blank`` is what 空欄 looks like, None where its key is left out.
    """

    dash: int
    gap: int
    step: int
    quote: str
    key_quote: str
    blank: str | None


def scalar_text(value: str) -> str:
    """A one-line text as a YAML scalar: plain where that is safe, else in double quotes.

    Numbers and dates stay plain: the form types its scalars, not YAML.
    """
    if value.isdigit() or re.fullmatch(r"\d{4}-\d{2}-\d{2}", value):
        return value
    safe = _PLAIN.fullmatch(value) and value == value.strip() and not _NOT_TEXT.fullmatch(value)
    return value if safe else json.dumps(value, ensure_ascii=False)


def quoted_text(value: str, quote: str) -> str:
    """A one-line text as a YAML scalar in ``'`` or ``"``; with no quote as ``scalar_text``."""
    if quote == "'" and not re.search(r"[\r\n]", value):
        return "'" + value.replace("'", "''") + "'"
    return json.dumps(value, ensure_ascii=False) if quote else scalar_text(value)


def value_lines(value: str, quote: str, indent: int, step: int) -> list[str]:
    """A text as it follows a key and its colon: the rest of that line, then the lines below.

    Several lines become a literal block, ``step`` columns (1 to 9) from the key's column
    ``indent``; where a block cannot hold them exactly, one line in double quotes.
    """
    if "\n" not in value:
        return [quoted_text(value, quote)]
    if not value.strip() or _NOT_IN_BLOCK.search(value):
        return [json.dumps(value, ensure_ascii=False)]
    indicator = str(step) if value.lstrip("\n").startswith(" ") else ""
    chomping = "" if value.endswith("\n") else "-"
    margin = " " * (indent + step)
    lines = value.removesuffix("\n").split("\n")
    return [f"|{indicator}{chomping}", *(margin + line if line else "" for line in lines)]


def entry_lines(row: Row, style: Style) -> Iterator[str]:
    """The lines of a list entry without line ends."""
    column = style.dash + style.gap
    margin = " " * style.dash + "-".ljust(style.gap)
    for key, text in row:
        first, *more = (
            value_lines(text, style.quote, column, style.step) if text else [style.blank or ""]
        )
        yield f"{margin}{quoted_text(key, style.key_quote)}: {first}".rstrip(" ")
        yield from more
        margin = " " * column
