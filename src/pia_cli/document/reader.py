"""A file's bytes to the node tree and everything that YAML itself has wrong (Y001 to Y021)."""

from __future__ import annotations

from typing import Literal, NamedTuple

from pia_cli.core.diagnostic import Diagnostic
from pia_cli.document.decode import decode
from pia_cli.document.nodes import Mapping
from pia_cli.document.plain import read_plainly
from pia_cli.document.source import Source


class ParseResult(NamedTuple):
    """What a file holds: its text, its tree, and the findings of reading it, sorted.

    ``source`` is None when the bytes are not text; ``root`` when there is no tree to check.
    """

    source: Source | None
    root: Mapping | None
    diagnostics: tuple[Diagnostic, ...]


def parse(data: bytes, name: str, *, engine: Literal["auto", "c", "pure"] = "auto") -> ParseResult:
    """Reads a file's bytes; ``name`` is the path shown to the user. Raises nothing.

    Findings: Y001 empty, Y002 not UTF-8, Y003 too large, Y004 forbidden character,
    Y005 syntax, Y010 duplicate key, Y011 anchor, Y012 alias, Y013 merge key, Y014 tag,
    Y015 several documents, Y016 top level not a mapping, Y017 key not a text,
    Y018 directive, Y020 too deep, Y021 too many nodes. After Y001, Y002, Y003, Y005, Y016,
    Y020 and Y021 there is no root. After Y004 there is none where the text itself has the
    character, and one with the character in it where an escape stands for it. The engine
    changes the speed only.
    """
    source, found = decode(data, name)
    if source is None or found:
        return ParseResult(source, None, found)
    if engine == "auto" and (root := read_plainly(source.text)):
        return ParseResult(source, root, ())
    from pia_cli.document.careful import read_carefully  # few documents need it

    return ParseResult(source, *read_carefully(source, engine))
