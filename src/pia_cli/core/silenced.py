"""A finding that a person set aside, with the reason."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from pia_cli.core.diagnostic import Diagnostic
from pia_cli.core.span import Span


@dataclass(frozen=True, slots=True)
class Silenced:
    """A finding that a comment sets aside: where the comment is, why, and until when."""

    diagnostic: Diagnostic
    span: Span
    reason: str
    until: date | None = None
