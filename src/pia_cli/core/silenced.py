"""Findings that a person set aside, with the reason."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from pia_cli.core.diagnostic import Diagnostic
from pia_cli.core.pattern import Pattern
from pia_cli.core.span import Span

_PIA = Pattern("[pPｐＰ][iIｉＩ][aAａＡ]")


class Silenced(NamedTuple):
    """A finding that a comment sets aside: where the comment is, why, and until when."""

    diagnostic: Diagnostic
    span: Span
    reason: str
    until: date | None = None


class Judged(NamedTuple):
    """The findings that stay, those of the comments (P) among them, and those set aside."""

    kept: tuple[Diagnostic, ...]
    silenced: tuple[Silenced, ...] = ()
    omitted: int = 0


def may_set_aside(text: str) -> bool:
    """Whether a text may have a comment that sets findings aside, or was meant to; False is sure.

    Nearly all have none, and do not load what reads such comments.
    """
    return "#" in text and _PIA.search(text) is not None
