"""Any text as it is safe to show in Markdown, HTML and other documents."""

from __future__ import annotations

import re

from pia_cli.core.forbidden import FORBIDDEN
from pia_cli.core.text import visible

_SPECIAL = re.compile(r"[\\`*_\[\]#|~$&<>@]|:(?=//)|www(?=\.)")
_START = re.compile(r"\A( *)(?:([0-9]+)([.)])|([-+=:]))?")
_WRITTEN = {
    "&": "&amp;",
    "<": "&lt;",
    ">": "&gt;",
    "@": "@<!-- -->",  # escaped or not, an @ in the middle of a text makes addresses and mentions
    "www": "www\\",
}


def escape(text: str) -> str:
    """Any text as Markdown that shows it on one line: no markup, no HTML, no links."""
    return "<br>".join(_SPECIAL.sub(_written, visible(line)) for line in text.split("\n"))


def escape_line(text: str) -> str:
    """`escape` for the start of a line or a list item: no list, heading or indented code."""
    return _START.sub(_started, escape(text))


def escape_text(text: str) -> str:
    """Any text as one paragraph of Markdown with a line for each of its lines."""
    return "\\\n".join(map(escape_line, text.split("\n")))


def _started(found: re.Match[str]) -> str:
    """Indentation that stays, and a mark that begins nothing."""
    spaces, number, stop, sign = found.groups(default="")
    mark = stop or sign
    return "&nbsp;" * len(spaces) + number + (f"\\{mark}" if mark else "")


def _written(found: re.Match[str]) -> str:
    return _WRITTEN.get(found[0], f"\\{found[0]}")


def safe(text: str) -> str:
    """The text with its line breaks; what programs obey, hide or refuse becomes visible text."""
    return writable("\n".join(map(visible, text.split("\n"))))


def writable(text: str) -> str:
    """The text with visible text in place of characters that no document may hold."""
    return FORBIDDEN.sub(lambda found: f"\\u{{{ord(found[0]):02X}}}", text)
