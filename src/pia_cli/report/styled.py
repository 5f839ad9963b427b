"""Text in styled segments, printed plain or in colour."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.text import Text


class Style(StrEnum):
    """What a piece of output is; the value is how Rich shows it."""

    PLAIN = ""
    PLACE = "bold"
    ERROR = "bold red"
    WARNING = "bold yellow"
    INFO = "bold cyan"
    GUTTER = "blue"
    NOTE = "green"


Segment = tuple[Style, str]


def to_plain(segments: Iterable[Segment]) -> str:
    """The text of the segments without their styles."""
    return "".join([text for _, text in segments])


def to_rich(segments: Iterable[Segment]) -> Text:
    """The segments as a Rich text, markup never interpreted.

    Print it with ``console.print(text, soft_wrap=True, end="")`` so that Rich neither
    wraps nor crops the lines.
    """
    from rich.text import Text

    text = Text(no_wrap=True, overflow="ignore", end="")
    for style, part in segments:
        text.append(part, style=style.value or None)
    return text
