"""ruamel's pure Python parser, made to accept exactly what libyaml accepts.

ruamel.yaml differs from libyaml in a handful of places (tabs between tokens, names of
anchors, heads and blank lines of block scalars, escapes outside Unicode). Each override
here follows the libyaml that ruamel.yaml.clib ships, so that a file means the same with
and without the C parser.
"""

from __future__ import annotations

import re
from typing import Any, NoReturn
from urllib.parse import unquote_to_bytes

from ruamel.yaml.parser import Parser
from ruamel.yaml.reader import Reader
from ruamel.yaml.scanner import Scanner, ScannerError
from ruamel.yaml.tokens import ScalarToken, TagToken

from pia_cli.core.pattern import Pattern

_NAME = Pattern(r"[0-9A-Za-z_-]*")
_TAG = Pattern(r"!<[0-9A-Za-z_;/?:@&=+$,.!~*'()\[\]%-]+>|![0-9A-Za-z_;/?:@&=+$,.!~*'()\[\]%-]*")
_HANDLE = Pattern(r"![0-9A-Za-z_-]*!")
_BREAKS = "\r\n"
_BLANK_OR_END = " \t\r\n\0"


def _decodes(uri: str) -> bool:
    """Whether every % of a URI starts an escape, and the escapes are UTF-8."""
    if re.search("%(?![0-9A-Fa-f]{2})", uri):
        return False
    try:
        unquote_to_bytes(uri).decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


class _DocumentInfo:
    doc_version: object = None


class PureParser(Reader, Scanner, Parser):
    """Events of a text by ``get_event()``; raises ``MarkedYAMLError`` at a syntax error."""

    comment_handling = None
    processing_version = (1, 1)

    def __init__(self, text: str) -> None:
        self.doc_infos = [_DocumentInfo()]
        self._resolver = self
        Reader.__init__(self, text, loader=self)
        Scanner.__init__(self, loader=self)
        Parser.__init__(self, loader=self)

    def parse_node(self, block: bool = False, indentless_sequence: bool = False) -> Any:
        first = self.peek_token().start_mark
        event = super().parse_node(block, indentless_sequence)
        event.start_mark = first
        return event

    def next_possible_simple_key(self) -> Any:
        keys = self.possible_simple_keys
        return keys[min(keys)].token_number if keys else None

    def stale_possible_simple_keys(self) -> None:
        # Outer levels hold the older keys: while the outermost is fresh, all are.
        # Looking at each of up to 1,024 keys per token makes brackets quadratic.
        keys = self.possible_simple_keys
        if keys:
            oldest = keys[min(keys)]
            if oldest.line != self.line or self.index - oldest.index > 1024:
                super().stale_possible_simple_keys()

    def scan_to_next_token(self) -> None:
        while True:
            while self.peek() == " " or (
                self.peek() == "\t" and (self.flow_level or not self.allow_simple_key)
            ):
                self.forward()
            if self.peek() == "#":
                self._skip_line()
            if not self.scan_line_break():
                return
            if not self.flow_level:
                self.allow_simple_key = True

    def scan_plain_spaces(self, indent: int, start_mark: Any) -> list[str]:
        blanks, breaks = "", []
        while (ch := self.peek()) in " \t\r\n":
            if ch in _BREAKS:
                breaks.append(self.scan_line_break())
                self.allow_simple_key = True
                if self.check_document_start() or self.check_document_end():
                    return []
                continue
            if breaks and ch == "\t" and self.column < indent:
                self._fail(
                    "while scanning a plain scalar",
                    start_mark,
                    "found a tab character that violates indentation",
                )
            if not breaks:
                blanks += ch
            self.forward()
        if not breaks:
            return [blanks] if blanks else []
        return breaks[1:] or [" "]

    def scan_anchor(self, TokenClass: Any) -> Any:  # noqa: N803  # the name ruamel calls it by
        start = self.get_mark()
        kind = "alias" if self.peek() == "*" else "anchor"
        self.forward()
        match = _NAME.match(self.buffer, self.pointer)
        name = match.group() if match else ""
        self.forward(len(name))
        if not name or self.peek() not in _BLANK_OR_END + "?:,]}%@`":
            self._fail(
                f"while scanning an {kind}", start, "expected alphabetic or numeric character"
            )
        return TokenClass(name, start, self.get_mark())

    def scan_tag(self) -> Any:
        # Only the presence and the handle of a tag matter, not what its URI decodes to.
        start = self.get_mark()
        match = _TAG.match(self.buffer, self.pointer)
        tag = match.group() if match else ""
        self.forward(len(tag))
        if not tag or tag == "!!" or self.peek() not in _BLANK_OR_END or not _decodes(tag):
            self._fail("while scanning a tag", start, "expected a tag")
        handle = _HANDLE.match(tag)
        if handle and handle.end() == len(tag):
            self._fail("while scanning a tag", start, "expected a tag URI")
        if tag == "!" or tag.startswith("!<"):
            return TagToken((None, tag[:1]), start, self.get_mark())
        return TagToken((handle.group() if handle else "!", "x"), start, self.get_mark())

    def scan_yaml_directive_number(self, start_mark: Any) -> int:
        try:
            return int(super().scan_yaml_directive_number(start_mark))
        except ValueError:
            self._fail("while scanning a directive", start_mark, "version number too long")

    def scan_block_scalar(self, style: str, rt: bool | None = False) -> Any:
        start = self.get_mark()
        self.forward()
        chomping, increment = self._block_head(start)
        indent = max(self.indent, 0) + increment if increment else 0
        indent, trailing, end = self._block_breaks(indent, start)
        chunks: list[str] = []
        leading, after_blank = "", False
        while self.column == indent and self.peek() != "\0":
            blank = self.peek() in " \t"
            if style == ">" and leading and not after_blank and not blank:
                chunks += trailing or [" "]
            else:
                chunks += [leading, *trailing]
            after_blank = blank
            chunks.append(self._skip_line())
            leading = self.scan_line_break()
            indent, trailing, end = self._block_breaks(indent, start)
        if chomping != "-":
            chunks.append(leading)
        if chomping == "+":
            chunks += trailing
        return ScalarToken("".join(chunks), False, start, end, style)

    def _block_head(self, start: Any) -> tuple[str, int]:
        chomping, increment = "", 0
        for _ in range(2):
            ch = self.peek()
            if ch in "+-" and not chomping:
                chomping = ch
            elif ch in "0123456789" and not increment:
                increment = int(ch)
                if not increment:
                    self._fail(
                        "while scanning a block scalar",
                        start,
                        "found an indentation indicator equal to 0",
                    )
            else:
                break
            self.forward()
        while self.peek() in " \t":
            self.forward()
        if self.peek() == "#":
            self._skip_line()
        if self.peek() not in "\r\n\0":
            self._fail("while scanning a block scalar", start, "expected a comment or a line break")
        self.scan_line_break()
        return chomping, increment

    def _block_breaks(self, indent: int, start: Any) -> tuple[int, list[str], Any]:
        """Blank lines before a line of text; finds the indentation (> 0) when not yet known."""
        breaks: list[str] = []
        widest = 0
        end = self.get_mark()
        while True:
            while (not indent or self.column < indent) and self.peek() == " ":
                self.forward()
            widest = max(widest, self.column)
            if (not indent or self.column < indent) and self.peek() == "\t":
                self._fail(
                    "while scanning a block scalar",
                    start,
                    "found a tab character where an indentation space is expected",
                )
            if self.peek() not in _BREAKS:
                return indent or max(widest, self.indent + 1, 1), breaks, end
            breaks.append(self.scan_line_break())
            end = self.get_mark()

    def scan_flow_scalar_non_spaces(self, double: bool, start_mark: Any) -> Any:
        try:
            return super().scan_flow_scalar_non_spaces(double, start_mark)
        except (ValueError, OverflowError):
            self._fail(
                "while scanning a double-quoted scalar",
                start_mark,
                "found invalid Unicode character escape code",
            )

    def _skip_line(self) -> str:
        length = 0
        while self.peek(length) not in "\r\n\0":
            length += 1
        text: str = self.prefix(length)
        self.forward(length)
        return text

    def _fail(self, context: str, start: Any, problem: str) -> NoReturn:
        raise ScannerError(context, start, problem, self.get_mark())
