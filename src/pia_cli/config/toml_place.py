"""Where the keys of a TOML text stand: tomllib tells values, and no places."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from functools import lru_cache
from typing import Any

Keys = tuple[str, ...]

DEEPEST = 4
"""Keys that lead to the deepest place that is told: tool, pia, a setting and a key of it."""

MOST_LINES = 2000
"""Lines that are looked at; a statement over many lines may be read once for each of them."""

_CLOSING = ("]", '"""', "'''")
"""One of these is in the last line of a statement of more lines than one."""


@lru_cache(maxsize=1)
def places(text: str) -> dict[Keys, int]:
    """The line (1-based) of the statement that brings each key into being.

    The keys lead there from the top of the text, which must be TOML.
    """
    found: dict[Keys, int] = {}
    table: Keys = ()
    for line, statement, data in _statements(text):
        is_heading = statement.lstrip().startswith("[")
        brought = list(_keys(data, () if is_heading else table))
        if is_heading:
            table = brought[-1]
        for keys in brought:
            found.setdefault(keys, line)
    return found


def _statements(text: str) -> Iterator[tuple[int, str, dict[str, Any]]]:
    """The first line, the text and the data of each statement, of blank lines and comments, too.

    A statement ends with the first line with which it can be read by itself.
    """
    first, statement = 1, ""
    for number, line in enumerate(text.split("\n")[:MOST_LINES], 1):
        statement += f"{line}\n"
        if number > first and not any(sign in line for sign in _CLOSING):
            continue
        try:
            data = tomllib.loads(statement)
        except (ValueError, RecursionError):
            continue
        yield first, statement, data
        first, statement = number + 1, ""


def _keys(data: Any, above: Keys) -> Iterator[Keys]:
    """The keys down to each value of a table, the deepest last where there is but one."""
    if isinstance(data, dict) and len(above) < DEEPEST:
        for key, below in data.items():
            yield (*above, key)
            yield from _keys(below, (*above, key))
