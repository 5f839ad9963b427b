"""A document that rows are put into: its lines, and the exact tree of its values."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from pia_cli.core.span import Span
from pia_cli.document.nodes import NULL_WORDS, Mapping, Node, Scalar, Sequence
from pia_cli.document.source import Source


@dataclass(frozen=True, slots=True)
class Page:
    """A document that was read without a finding."""

    source: Source
    root: Mapping

    def sign(self, span: Span) -> str:
        """The first character of a key or value: its quote, bracket or block sign, if any."""
        at = self.source.offset(span.line, span.column)
        return self.source.text[at : at + 1]

    def below(self, line: int) -> int:
        """Offset of the start of the line after ``line``; the end of the text after the last."""
        starts = self.source.starts
        return starts[line] if line < len(starts) else len(self.source.text)

    def is_blank(self, line: int) -> bool:
        """Whether a line has nothing but white space."""
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


def common_quote(page: Page, nodes: Iterable[Node]) -> str:
    """The quote around every one-line text; empty where they differ or there is none."""
    signs = {
        "" if node.plain else page.sign(node.span)
        for node in nodes
        if isinstance(node, Scalar)
        and (node.value or not node.plain)
        and node.span.line == node.span.end_line
        and "\n" not in node.value
    }
    return _only_quote(signs)


def common_key_quote(page: Page, mapping: Mapping) -> str:
    """The quote around every key; empty where they differ or there is none."""
    spans = (entry.key_span for entry in mapping.entries.values())
    return _only_quote({page.sign(span) for span in spans if span.line == span.end_line})


def _only_quote(signs: set[str]) -> str:
    return signs.pop() if signs in ({"'"}, {'"'}) else ""


def exact_tree(node: Node) -> Any:
    """The tree as dicts, lists, exact texts, and None for 空欄."""
    if isinstance(node, Mapping):
        return {name: exact_tree(entry.value) for name, entry in node.entries.items()}
    if isinstance(node, Sequence):
        return [exact_tree(item) for item in node.items]
    return exact_text(node) if isinstance(node, Scalar) else object()


def exact_text(node: Scalar) -> str | None:
    """The text as it stands, None for nothing or an unquoted null."""
    empty = not node.value or (node.plain and node.value in NULL_WORDS)
    return None if empty else node.value
