"""How a document writes its lists: the columns, quotes and blanks of rows like its own."""

from __future__ import annotations

import re
from collections import abc
from collections.abc import Iterator
from itertools import chain

from pia_cli.document.edit_page import Page, common_key_quote, common_quote, exact_text
from pia_cli.document.emit import Style
from pia_cli.document.nodes import Entry, Mapping, Node, Scalar, Sequence
from pia_cli.document.source import margin_of


def style_of(page: Page, node: Node | None, keys: set[str]) -> Style:
    """How further rows of a list are written; as its last one, or else as the page's first list.

    ``keys`` are those of a new row: where the last one lacks some, what is blank is left out.
    """
    own = node.items if isinstance(node, Sequence) else []
    rows = [item for item in own if isinstance(item, Mapping)]
    last = rows[-1] if rows else Mapping(page.root.span)
    offset, gap = _list_steps(page)
    if isinstance(node, Sequence) and own:
        dash = node.span.column - 1
        gap = _gap(page, node) or gap
    else:
        dash = page.indent + offset
    return Style(
        dash,
        gap,
        _block_step(page, last),
        common_quote(page, (entry.value for entry in last.entries.values())),
        common_key_quote(page, last),
        _blank(page, rows, keys),
    )


def _list_steps(page: Page) -> tuple[int, int]:
    """Steps from a key to the marks of its list, and on to the keys there; of the first list."""
    lists = [
        (owner, entry.value)
        for owner, entry in _walk(page.root)
        if isinstance(entry.value, Sequence) and page.sign(entry.value.span) == "-"
    ]
    offset = next((node.span.column - owner.span.column for owner, node in lists), 2)
    return offset, next(filter(None, (_gap(page, node) for _, node in lists)), 2)


def _gap(page: Page, node: Sequence) -> int:
    """The step from the list marks to the keys of the last entry that has any; else 0."""
    for item in reversed(node.items):
        if isinstance(item, Mapping) and page.sign(item.span) != "{":
            # A row may begin below its mark, one column in; on the line of the mark it takes two.
            return max(item.span.column - node.span.column, 2)
    return 0


def _block_step(page: Page, last: Mapping) -> int:
    """The step from a key to the lines of its block text: of the last row, else of the first."""
    for owner, entry in chain(_walk(last), _walk(page.root)):
        value = entry.value
        if not isinstance(value, Scalar) or value.plain or page.sign(value.span) not in "|>":
            continue
        if indicator := re.search(r"[1-9]", _first_line(page, value)):
            return int(indicator.group())
        for line in range(value.span.line + 1, value.span.end_line + 1):
            if not page.is_blank(line):
                step = margin_of(page.source.line(line)) - owner.span.column + 1
                return min(max(step, 1), 9)
    return 2


def _first_line(page: Page, value: Scalar) -> str:
    """The head of a block text without its comment."""
    return page.source.line(value.span.line)[value.span.column - 1 :].partition("#")[0]


def _blank(page: Page, rows: abc.Sequence[Mapping], keys: set[str]) -> str | None:
    """How the last row with something blank or left out writes it."""
    for row in reversed(rows):
        for entry in row.entries.values():
            value = entry.value
            if isinstance(value, Scalar) and exact_text(value) is None:
                if value.plain:
                    return value.value
                return page.sign(value.span) * 2 if page.sign(value.span) in "'\"" else ""
        if keys - row.entries.keys():
            return None
    return ""


def _walk(node: Node) -> Iterator[tuple[Mapping, Entry]]:
    """Every key with its value and the mapping it stands in, in the order written."""
    if isinstance(node, Mapping):
        for entry in node.entries.values():
            yield node, entry
            yield from _walk(entry.value)
    elif isinstance(node, Sequence):
        for item in node.items:
            yield from _walk(item)
