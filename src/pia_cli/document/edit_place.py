"""Where rows may be put into a document: behind a list, in place of nothing, under a new key."""

from __future__ import annotations

from collections import abc
from dataclasses import dataclass

from pia_cli.core.pattern import Pattern
from pia_cli.document.edit_page import Page, common_key_quote
from pia_cli.document.emit import Style, quoted_text
from pia_cli.document.nodes import Node, Scalar, Sequence

_DOCUMENT_MARK = Pattern(r"(?:\.\.\.|---)(?:[ \t]|\Z)")
_BLANKS_TO_LINE_END = Pattern(r"[ \t]*(?=[\r\n]|\Z)")


@dataclass(frozen=True, slots=True)
class Place:
    """Where the rows go: at offset ``at``, between own lines ``above`` and ``below``.

    ``cut`` is a range of offsets in front of ``at`` to be replaced by the text ``left``.
    """

    at: int
    above: tuple[str, ...] = ()
    below: tuple[str, ...] = ()
    cut: tuple[int, int] = (0, 0)
    left: str = ""


def places_for(
    page: Page, key: str, before: abc.Sequence[str], style: Style
) -> abc.Sequence[Place]:
    """Where the rows may go, best first.

    The further choices, after the blank lines, are for a last value that owns them (``|+``).
    """
    entry = page.root.entries.get(key)
    if entry is None:
        return _places_of_key(page, key, before)
    node = entry.value
    if isinstance(node, Sequence) and node.items:
        line = node.span.end_line
        after = page.below(_past_comments(page, line, style.dash))
        return [Place(after), *(Place(at) for at in _after_blanks(page, line))]
    line = _past_comments(page, node.span.end_line, max(style.dash, page.indent + 1))
    if isinstance(node, Scalar) and not node.value and node.plain:
        return [Place(page.below(line))]
    return [_cut(page, node, page.below(line))]


def _past_comments(page: Page, line: int, indent: int) -> int:
    """The last of the comment lines that follow a line directly and belong to the rows.

    They stand at the column ``indent`` of the list marks or further in; those at the column
    of the top-level keys belong to a key that follows them directly.
    """
    last = line
    while page.comment_indent(last + 1) >= indent:
        last += 1
    if not page.is_blank(last + 1):
        while last > line and page.comment_indent(last) <= page.indent:
            last -= 1
    return last


def _after_blanks(page: Page, line: int) -> tuple[int, int]:
    """Offsets after the blank lines that follow a line directly, first without the last line.

    A last line of spaces has no line end, and may be in the value or not.
    """
    count = len(page.source.starts)
    while line < count and page.is_blank(line + 1):
        line += 1
    return page.below(min(line, count - 1)), page.below(line)


def _cut(page: Page, node: Node, at: int) -> Place:
    """The rows in place of an empty value such as [] or ~; comments inside [ ] are kept."""
    text = page.source.text
    start, end = page.source.extent(node.span)
    comment = text[start + 1 : end - 1].strip() if isinstance(node, Sequence) else ""
    if blanks := _BLANKS_TO_LINE_END.match(text, end):
        end = blanks.end()
    start = len(text[:start].rstrip(" \t\r\n"))
    return Place(at, cut=(start, end), left=f" {comment}" if comment else "")


def _places_of_key(page: Page, key: str, before: abc.Sequence[str]) -> abc.Sequence[Place]:
    """The places of a key that the document does not have."""
    head = " " * page.indent + quoted_text(key, common_key_quote(page, page.root))
    heads = (f"{head}:",)
    tops = _tops(page)
    line = next((top for name, top in tops.items() if name in before), 0)
    if line:
        gap = ("",) if line > 1 and page.is_blank(line - 1) else ()
        return [Place(page.below(line - 1), heads, gap)]
    line = _last_line(page)
    separate = any(page.is_blank(top - 1) for top in list(tops.values())[1:])
    gap = ("",) if separate else ()
    return [
        Place(page.below(line), gap + heads),
        *(Place(at, heads) for at in _after_blanks(page, line)),
    ]


def _tops(page: Page) -> dict[str, int]:
    """The first line of every top-level key: of the comments that stand directly above it.

    A line in a value of the key before is never taken for a comment.
    """
    tops = {}
    floor = 0
    for name, entry in page.root.entries.items():
        line = entry.key_span.line
        while line - 1 > floor and 0 <= page.comment_indent(line - 1) <= page.indent:
            line -= 1
        tops[name] = line
        floor = max(entry.key_span.end_line, entry.value.span.end_line)
    return tops


def _last_line(page: Page) -> int:
    """The last line of the document that is not blank, comments at its end included."""
    line = last = page.root.span.end_line
    while line < len(page.source.starts):
        line += 1
        if _DOCUMENT_MARK.match(page.source.line(line)):
            break
        if not page.is_blank(line):
            last = line
    return last
