"""Documents written as people write them: quotes, comments, blank lines, indents and line ends."""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import cache
from random import Random
from typing import Any

from pia_cli.document.nodes import Scalar
from pia_cli.document.reader import parse

COMMENTS = ("# 注釈", "#", "# キー: 値", "#「引用」'\"", "# - 行")
BLANKS = ("", "~", "null", "''", '""')


class Writer:
    """One way of writing, chosen at random, with exceptions from line to line."""

    def __init__(self, random: Random) -> None:
        self.random = random
        self.end = random.choice(("\n", "\r\n"))
        self.bom = random.choice((b"", b"", b"\xef\xbb\xbf"))
        self.step = random.choice((2, 2, 4))
        self.dash = random.choice((0, self.step))
        self.busy = random.choice((0.0, 0.1, 0.3))

    def data(self, document: dict[str, Any]) -> bytes:
        """The bytes of a document."""
        lines = [*self._section(document, 0), *self._between(0)]
        last = self.random.choice(("", self.end))
        return self.bom + (self.end.join(lines) + last).encode()

    def _section(self, section: dict[str, Any], column: int) -> Iterator[str]:
        for key, value in section.items():
            yield from self._between(column)
            yield from self._entry(key, value, column)

    def _entry(self, key: str, value: Any, column: int) -> Iterator[str]:
        head = f"{' ' * column}{self._one_line(key)}:"
        if isinstance(value, dict) and value:
            yield f"{head}{self._remark()}"
            yield from self._section(value, column + self.step)
        elif isinstance(value, list) and value:
            yield f"{head}{self._remark()}"
            for item in value:
                yield from self._between(column + self.dash)
                yield from self._item(item, column + self.dash)
        elif isinstance(value, list | dict):
            yield f"{head} {'[]' if isinstance(value, list) else '{}'}{self._remark()}"
        else:
            yield from self._value(head, value, column)

    def _item(self, item: Any, column: int) -> Iterator[str]:
        mark = " " * column + "-"
        if isinstance(item, dict):
            (key, value), *more = item.items()
            first, *rest = self._entry(key, value, column + 2)
            yield f"{mark} {first.lstrip(' ')}"
            yield from rest
            yield from self._section(dict(more), column + 2)
        else:
            yield from self._value(mark, item, column)

    def _value(self, head: str, value: Any, column: int) -> Iterator[str]:
        if value is None:
            yield f"{head} {self.random.choice(BLANKS)}".rstrip(" ") + self._remark()
        elif not isinstance(value, str):
            yield f"{head} {json.dumps(value)}{self._remark()}"
        elif "\n" in value and self.random.random() < 0.8:
            yield f"{head} |-"
            yield from (f"{' ' * (column + self.step)}{line}" for line in value.split("\n"))
        else:
            yield f"{head} {self._one_line(value)}{self._remark()}"

    def _one_line(self, text: str) -> str:
        ways = [json.dumps(text, ensure_ascii=False)]
        if "\n" not in text:
            ways.append("'" + text.replace("'", "''") + "'")
            ways += [text] * 4 * _is_plain(text)
        return self.random.choice(ways)

    def _remark(self) -> str:
        is_there = self.random.random() < self.busy
        return f"{self.random.choice((' ', '   '))}{self.random.choice(COMMENTS)}" * is_there

    def _between(self, column: int) -> Iterator[str]:
        if self.random.random() < self.busy:
            yield self.random.choice(("", " " * column + self.random.choice(COMMENTS)))


@cache
def _is_plain(text: str) -> bool:
    root = parse(f"k: {text}\n".encode(), "").root
    key = parse(f"{text}: k\n".encode(), "")
    value = root.get("k") if root else None
    is_value = isinstance(value, Scalar) and value.value == text and value.plain
    return is_value and key.root is not None and [*key.root.entries] == [text]
