"""Rows put behind a top-level list of a document; every other byte stays as it was.

The text is never dumped anew. Lines are put in where the list ends, written the way the
document writes its own, and the result is read again: it must hold the rows and otherwise
the same, else there is no result.
"""

from __future__ import annotations

import re
from collections import abc
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain
from typing import Any

from pia_cli.core.diagnostic import Diagnostic
from pia_cli.core.errors import JobError
from pia_cli.core.span import Span
from pia_cli.document.decode import FORBIDDEN
from pia_cli.document.emit import quoted_text, value_lines
from pia_cli.document.nodes import NULL_WORDS, Entry, Mapping, Node, Scalar, Sequence
from pia_cli.document.reader import parse
from pia_cli.document.source import Source

_LINE_END = re.compile(r"\r\n|\r|\n")
_DOCUMENT_MARK = re.compile(r"(?:\.\.\.|---)(?:[ \t]|\Z)")
_BLANKS_TO_LINE_END = re.compile(r"[ \t]*(?=[\r\n]|\Z)")
_BY_HAND = "YAML のファイルに、その行を手で書き足してください"

Row = tuple[tuple[str, str], ...]
"""The keys and texts of a new list entry, as they are written."""


def append_entries(
    data: bytes,
    key: str,
    entries: abc.Sequence[abc.Mapping[str, str]],
    before: abc.Sequence[str] = (),
    *,
    name: str = "",
) -> bytes:
    """The bytes of the file with ``entries`` at the end of the list under a top-level key.

    An entry is its keys and texts in the order to write; "" is 空欄. A document without
    ``key`` gets it in front of the first of the top-level keys ``before`` that it has, else
    at its end. ``name`` is the path for messages. Raises JobError where the document cannot
    be read without a finding, holds something else than a list of lines there, or would not
    read back as the same document and the entries.
    """
    page = _read(data, key, name)
    _refuse_forbidden(entries)
    if not entries:
        return data
    node = page.root.get(key)
    if not _can_take_rows(page, node):
        raise _not_a_list(page, key)
    style = _style(page, node, {item for entry in entries for item in entry})
    rows = [_row(entry, style) for entry in entries]
    lines = [line for row in rows for line in _row_lines(row, style)]
    places = _places(page, key, before, style)
    expected = _with_rows(page.root, key, rows)
    bom = data[: len(data) - len(page.source.text.encode())]
    for place in dict.fromkeys(places):
        written = bom + _insert(page, place, lines, rows[-1]).encode()
        trouble = _trouble(written, expected)
        if not trouble:
            return written
    raise _would_change(page, key, trouble)


@dataclass(frozen=True, slots=True)
class _Page:
    """A document that was read without a finding."""

    source: Source
    root: Mapping

    def sign(self, node: Node) -> str:
        """The first character of a value: its quote, bracket or block sign, if it has one."""
        at = self.source.offset(node.span.line, node.span.column)
        return self.source.text[at : at + 1]

    def below(self, line: int) -> int:
        """Offset of the start of the line after ``line``; the end of the text after the last."""
        starts = self.source.starts
        return starts[line] if line < len(starts) else len(self.source.text)

    def is_blank(self, line: int) -> bool:
        return not self.source.line(line).strip()

    def comment_indent(self, line: int) -> int:
        """Column (from 0) of the # of a comment line; -1 for any other line."""
        text = self.source.line(line)
        body = text.lstrip(" \t")
        return len(text) - len(body) if body.startswith("#") else -1

    @property
    def indent(self) -> int:
        """Column (from 0) of the top-level keys."""
        return self.root.span.column - 1


@dataclass(frozen=True, slots=True)
class _Style:
    """How the document writes such a list; columns and steps count characters.

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


@dataclass(frozen=True, slots=True)
class _Place:
    """Where the rows go: at offset ``at``, between own lines ``above`` and ``below``.

    ``cut`` is a range of offsets in front of ``at`` to be replaced by the text ``left``.
    """

    at: int
    above: tuple[str, ...] = ()
    below: tuple[str, ...] = ()
    cut: tuple[int, int] = (0, 0)
    left: str = ""


def _read(data: bytes, key: str, name: str) -> _Page:
    result = parse(data, name)
    if result.source is not None and result.root is not None and not result.diagnostics:
        page = _Page(result.source, result.root)
        if page.sign(page.root) != "{":
            return page
        raise JobError(
            f"文書の全体が {{ }} で書かれているため、「{key}」に行を書き足せません"
            f"（{_where(name, page.root.span)}）",
            "「キー: 値」を 1 行ずつ並べる書き方に直してください",
        )
    finding = result.diagnostics[0]
    raise JobError(
        f"文書に直すところがあるため、「{key}」に行を書き足せません"
        f"（{_where(name, finding.span)}: {finding.message}）",
        finding.hint,
    )


def _refuse_forbidden(entries: Iterable[abc.Mapping[str, str]]) -> None:
    for entry in entries:
        for key, text in entry.items():
            if bad := FORBIDDEN.search(key) or FORBIDDEN.search(text):
                raise JobError(
                    f"書き足す行の「{FORBIDDEN.sub('', key)}」に、使えない文字"
                    f" U+{ord(bad.group()):04X} が含まれています",
                    "元の記載からこの文字を消してください",
                )


def _can_take_rows(page: _Page, node: Node | None) -> bool:
    if isinstance(node, Sequence):
        return not node.items or page.sign(node) == "-"
    return node is None or (isinstance(node, Scalar) and node.is_empty)


def _not_a_list(page: _Page, key: str) -> JobError:
    node = page.root.entries[key].value
    where = _where(page.source.name, node.span)
    if isinstance(node, Sequence):
        return JobError(
            f"「{key}」のリストが [ ] の中に書かれているため、行を書き足せません（{where}）",
            "[ ] を使わず、「- 」で始まる行を並べる書き方に直してください",
        )
    return JobError(
        f"「{key}」の値がリストではないため、行を書き足せません（{where}）",
        "「- 」で始まる行を並べる書き方に直すか、空欄にしてください",
    )


def _would_change(page: _Page, key: str, trouble: str) -> JobError:
    ended = page.source.text.endswith(("\n", "\r"))
    hint = _BY_HAND if ended else f"ファイルの最後の行を改行で終えてください。または、{_BY_HAND}"
    return JobError(f"「{key}」に行を書き足せません: {trouble}", hint)


def _where(name: str, span: Span) -> str:
    place = f"{span.line} 行目"
    return f"{name} の {place}" if name else place


def _style(page: _Page, node: Node | None, keys: set[str]) -> _Style:
    own = node.items if isinstance(node, Sequence) else []
    rows = [item for item in own if isinstance(item, Mapping)]
    last = rows[-1] if rows else Mapping(page.root.span)
    offset, gap = _list_steps(page)
    if isinstance(node, Sequence) and own:
        dash = node.span.column - 1
        gap = _gap(page, node) or gap
    else:
        dash = page.indent + offset
    return _Style(
        dash,
        gap,
        _block_step(page, last),
        _common_quote(page, (entry.value for entry in last.entries.values())),
        _common_quote(page, (entry.key for entry in last.entries.values())),
        _blank(page, rows, keys),
    )


def _list_steps(page: _Page) -> tuple[int, int]:
    """Steps from a key to the marks of its list, and on to the keys there; of the first list."""
    lists = [
        (owner, entry.value)
        for owner, entry in _walk(page.root)
        if isinstance(entry.value, Sequence) and page.sign(entry.value) == "-"
    ]
    offset = next((node.span.column - owner.span.column for owner, node in lists), 2)
    return offset, next(filter(None, (_gap(page, node) for _, node in lists)), 2)


def _gap(page: _Page, node: Sequence) -> int:
    """The step from the list marks to the keys of the last entry that has any; else 0."""
    for item in reversed(node.items):
        if isinstance(item, Mapping) and page.sign(item) != "{":
            # A row may begin below its mark, one column in; on the line of the mark it takes two.
            return max(item.span.column - node.span.column, 2)
    return 0


def _block_step(page: _Page, last: Mapping) -> int:
    """The step from a key to the lines of its block text: of the last row, else of the first."""
    for owner, entry in chain(_walk(last), _walk(page.root)):
        value = entry.value
        if not isinstance(value, Scalar) or value.plain or page.sign(value) not in "|>":
            continue
        if indicator := re.search(r"[1-9]", _first_line(page, value)):
            return int(indicator.group())
        for line in range(value.span.line + 1, value.span.end_line + 1):
            if not page.is_blank(line):
                text = page.source.line(line)
                step = len(text) - len(text.lstrip(" ")) - owner.span.column + 1
                return min(max(step, 1), 9)
    return 2


def _first_line(page: _Page, value: Scalar) -> str:
    """The head of a block text without its comment."""
    return page.source.line(value.span.line)[value.span.column - 1 :].partition("#")[0]


def _common_quote(page: _Page, nodes: Iterable[Node]) -> str:
    """The quote around every one-line text; empty where they differ or there is none."""
    signs = {
        "" if node.plain else page.sign(node)
        for node in nodes
        if isinstance(node, Scalar)
        and (node.value or not node.plain)
        and node.span.line == node.span.end_line
        and "\n" not in node.value
    }
    return signs.pop() if signs in ({"'"}, {'"'}) else ""


def _blank(page: _Page, rows: abc.Sequence[Mapping], keys: set[str]) -> str | None:
    """How the last row with something blank or left out writes it."""
    for row in reversed(rows):
        for entry in row.entries.values():
            value = entry.value
            if isinstance(value, Scalar) and _text(value) is None:
                if value.plain:
                    return value.value
                return page.sign(value) * 2 if page.sign(value) in "'\"" else ""
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


def _row(entry: abc.Mapping[str, str], style: _Style) -> Row:
    """The keys and texts that get written; an entry of blanks only keeps its keys."""
    pairs = tuple(entry.items())
    if style.blank is not None or not any(entry.values()):
        return pairs
    return tuple((key, text) for key, text in pairs if text)


def _row_lines(row: Row, style: _Style) -> Iterator[str]:
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


def _places(
    page: _Page, key: str, before: abc.Sequence[str], style: _Style
) -> abc.Sequence[_Place]:
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
        return [_Place(after), *(_Place(at) for at in _after_blanks(page, line))]
    line = _past_comments(page, node.span.end_line, max(style.dash, page.indent + 1))
    if isinstance(node, Scalar) and not node.value and node.plain:
        return [_Place(page.below(line))]
    return [_cut(page, node, page.below(line))]


def _past_comments(page: _Page, line: int, indent: int) -> int:
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


def _after_blanks(page: _Page, line: int) -> tuple[int, int]:
    """Offsets after the blank lines that follow a line directly, first without the last line.

    A last line of spaces has no line end, and may be in the value or not.
    """
    count = len(page.source.starts)
    while line < count and page.is_blank(line + 1):
        line += 1
    return page.below(min(line, count - 1)), page.below(line)


def _cut(page: _Page, node: Node, at: int) -> _Place:
    """The rows in place of an empty value such as [] or ~; comments inside [ ] are kept."""
    text = page.source.text
    start = page.source.offset(node.span.line, node.span.column)
    end = page.source.offset(node.span.end_line, node.span.end_column)
    comment = text[start + 1 : end - 1].strip() if isinstance(node, Sequence) else ""
    if blanks := _BLANKS_TO_LINE_END.match(text, end):
        end = blanks.end()
    start = len(text[:start].rstrip(" \t\r\n"))
    return _Place(at, cut=(start, end), left=f" {comment}" if comment else "")


def _places_of_key(page: _Page, key: str, before: abc.Sequence[str]) -> abc.Sequence[_Place]:
    """The places of a key that the document does not have."""
    head = " " * page.indent + quoted_text(
        key, _common_quote(page, (entry.key for entry in page.root.entries.values()))
    )
    heads = (f"{head}:",)
    tops = _tops(page)
    line = next((top for name, top in tops.items() if name in before), 0)
    if line:
        gap = ("",) if line > 1 and page.is_blank(line - 1) else ()
        return [_Place(page.below(line - 1), heads, gap)]
    line = _last_line(page)
    separate = any(page.is_blank(top - 1) for top in list(tops.values())[1:])
    gap = ("",) if separate else ()
    return [
        _Place(page.below(line), gap + heads),
        *(_Place(at, heads) for at in _after_blanks(page, line)),
    ]


def _tops(page: _Page) -> dict[str, int]:
    """The first line of every top-level key: of the comments that stand directly above it.

    A line in a value of the key before is never taken for a comment.
    """
    tops = {}
    floor = 0
    for name, entry in page.root.entries.items():
        line = entry.key.span.line
        while line - 1 > floor and 0 <= page.comment_indent(line - 1) <= page.indent:
            line -= 1
        tops[name] = line
        floor = max(entry.key.span.end_line, entry.value.span.end_line)
    return tops


def _last_line(page: _Page) -> int:
    """The last line of the document that is not blank, comments at its end included."""
    line = last = page.root.span.end_line
    while line < len(page.source.starts):
        line += 1
        if _DOCUMENT_MARK.match(page.source.line(line)):
            break
        if not page.is_blank(line):
            last = line
    return last


def _insert(page: _Page, place: _Place, lines: abc.Sequence[str], last: Row) -> str:
    """The text with the lines at a place; without a final line end it gets none."""
    text = page.source.text
    ends = _LINE_END.findall(text, 0, place.at)[-1:] or _LINE_END.findall(text)[:1] or ["\n"]
    end: str = ends[0]
    added = end.join((*place.above, *lines, *place.below))
    if place.at < len(text) or text.endswith(("\n", "\r")):
        added += end
    else:
        # A text that ends in a line end is a block that keeps the line end below it.
        added = end + added + (end if last and last[-1][1].endswith("\n") else "")
    start, stop = place.cut
    return text[:start] + place.left + text[stop : place.at] + added + text[place.at :]


def _trouble(data: bytes, expected: dict[str, Any]) -> str:
    """What is wrong with the new bytes; empty where they hold exactly what they should."""
    result = parse(data, "")
    if result.diagnostics:
        finding: Diagnostic = result.diagnostics[0]
        return f"書き足すと文書が読めなくなります（{finding.message}）"
    if result.root is None or exact_tree(result.root) != expected:
        return "書き足すと、ほかの記載が変わってしまいます"
    return ""


def _with_rows(root: Mapping, key: str, rows: Iterable[Row]) -> dict[str, Any]:
    old = {name: exact_tree(entry.value) for name, entry in root.entries.items()}
    node = root.get(key)
    there = [exact_tree(item) for item in node.items] if isinstance(node, Sequence) else []
    return old | {key: there + [{name: text or None for name, text in row} for row in rows]}


def exact_tree(node: Node) -> Any:
    """The tree as dicts, lists, exact texts, and None for 空欄."""
    if isinstance(node, Mapping):
        return {name: exact_tree(entry.value) for name, entry in node.entries.items()}
    if isinstance(node, Sequence):
        return [exact_tree(item) for item in node.items]
    return _text(node) if isinstance(node, Scalar) else object()


def _text(node: Scalar) -> str | None:
    """The text as it stands, None for nothing or an unquoted null."""
    empty = not node.value or (node.plain and node.value in NULL_WORDS)
    return None if empty else node.value
