"""Rows put behind a top-level list of a document; every other byte stays as it was.

The text is never dumped anew. Lines are put in where the list ends, written the way the
document writes its own, and the result is read again: it must hold the rows and otherwise
the same, else there is no result.
"""

from __future__ import annotations

from collections import abc
from collections.abc import Iterable
from typing import Any

from pia_cli.core.diagnostic import Diagnostic
from pia_cli.core.errors import JobError
from pia_cli.core.forbidden import FORBIDDEN
from pia_cli.core.span import Span
from pia_cli.core.text import code_point
from pia_cli.document.edit_page import Page, exact_tree
from pia_cli.document.edit_place import Place, places_for
from pia_cli.document.edit_style import style_of
from pia_cli.document.emit import Row, Style, entry_lines
from pia_cli.document.nodes import Mapping, Node, Sequence, is_blank
from pia_cli.document.reader import parse
from pia_cli.document.source import LINE_END, bom_of

_BY_HAND = "YAML のファイルに、その行を手で書き足してください"


def append_entries(
    data: bytes,
    key: str,
    entries: abc.Sequence[abc.Mapping[str, str]],
    before: abc.Sequence[str] = (),
    *,
    kept: abc.Collection[str] = (),
    name: str = "",
) -> bytes:
    """The bytes of the file with ``entries`` at the end of the list under a top-level key.

    An entry is its keys and texts in the order to write; "" is 空欄. A document without
    ``key`` gets it in front of the first of the top-level keys ``before`` that it has, else
    at its end. Where its rows leave out what is blank, so do the entries, but for the keys
    ``kept``. ``name`` is the path for messages. Raises JobError where the document cannot
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
    style = style_of(page, node, {item for entry in entries for item in entry})
    rows = [_row(entry, style, kept) for entry in entries]
    lines = [line for row in rows for line in entry_lines(row, style)]
    places = places_for(page, key, before, style)
    expected = _with_rows(page.root, key, rows)
    bom = bom_of(data)
    for place in dict.fromkeys(places):
        written = bom + _insert(page, place, lines, rows[-1]).encode()
        trouble = _trouble(written, expected)
        if not trouble:
            return written
    raise _would_change(page, key, trouble)


def _read(data: bytes, key: str, name: str) -> Page:
    result = parse(data, name)
    if result.source is not None and result.root is not None and not result.diagnostics:
        page = Page(result.source, result.root)
        if page.sign(page.root.span) != "{":
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
                    f" {code_point(bad[0])} が含まれています",
                    "元の記載からこの文字を消してください",
                )


def _can_take_rows(page: Page, node: Node | None) -> bool:
    if isinstance(node, Sequence):
        return not node.items or page.sign(node.span) == "-"
    return is_blank(node)


def _not_a_list(page: Page, key: str) -> JobError:
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


def _would_change(page: Page, key: str, trouble: str) -> JobError:
    ended = page.source.text.endswith(("\n", "\r"))
    hint = _BY_HAND if ended else f"ファイルの最後の行を改行で終えてください。または、{_BY_HAND}"
    return JobError(f"「{key}」に行を書き足せません: {trouble}", hint)


def _where(name: str, span: Span) -> str:
    place = f"{span.line} 行目"
    return f"{name} の {place}" if name else place


def _row(entry: abc.Mapping[str, str], style: Style, kept: abc.Collection[str]) -> Row:
    """The keys and texts that get written; an entry of blanks only keeps its keys."""
    pairs = tuple(entry.items())
    if style.blank is not None or not any(entry.values()):
        return pairs
    return tuple((key, text) for key, text in pairs if text or key in kept)


def _insert(page: Page, place: Place, lines: abc.Sequence[str], last: Row) -> str:
    """The text with the lines at a place; without a final line end it gets none."""
    text = page.source.text
    ends = LINE_END.findall(text, 0, place.at)[-1:] or LINE_END.findall(text)[:1] or ["\n"]
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
