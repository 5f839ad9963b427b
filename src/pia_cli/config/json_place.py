"""Where a value stands in a JSON text: the json module tells no places."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence

_TOKEN = re.compile(r'"(?:[^"\\]|\\.)*"?|[{}\[\]:,]|[^\s{}\[\]:,"]+', re.DOTALL)


def place_of(text: str, path: Sequence[str | int]) -> tuple[int, int]:
    """Line and column (1-based) of the value at a path in a text that ``json.loads`` reads.

    Of a path that leads further than the text, the last value on the way.
    """
    offset = _offset(text, tuple(path))
    line_start = text.rfind("\n", 0, offset) + 1
    return text.count("\n", 0, offset) + 1, offset - line_start + 1


def _offset(text: str, path: tuple[str | int, ...]) -> int:
    here: list[str | int] = []  # the keys and indexes of the containers around a token
    nearest, depth = 0, -1
    is_key = False
    for match in _TOKEN.finditer(text):
        token = match[0]
        if token in ("}", "]"):
            here.pop()
            is_key = False
        elif token == ",":
            last = here[-1]
            is_key = not isinstance(last, int)
            here[-1] = last + 1 if isinstance(last, int) else ""
        elif is_key and token != ":":
            here[-1] = json.loads(token)
            is_key = False
        elif token != ":":
            if tuple(here) == path[: len(here)] and len(here) >= depth:
                nearest, depth = match.start(), len(here)
            if token in ("{", "["):
                is_key = token == "{"
                here.append("" if is_key else 0)
    return nearest
