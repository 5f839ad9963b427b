"""A finding and its parts, as every reporter receives it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from pia_cli.core.span import Span

Path = tuple[str | int, ...]
"""Keys and 0-based list indices from the top of a document to a value."""


class Severity(StrEnum):
    """How much a finding weighs; ``rank`` grows with the weight."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"

    @property
    def japanese(self) -> str:
        """The word for people."""
        return {"error": "エラー", "warning": "警告", "info": "情報"}[self.value]

    @property
    def rank(self) -> int:
        """How much it weighs, from 1."""
        return {"error": 3, "warning": 2, "info": 1}[self.value]


@dataclass(frozen=True, slots=True)
class Related:
    """A second place that explains a finding, in the same file."""

    span: Span
    message: str


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One finding: what was found against what the form wants, and what to do.

    ``item`` is the item as the form prints it (Ⅱ-4-委託事項1-③委託先名), empty for
    findings about the file; ``path`` leads to the value in the document.
    """

    code: str
    severity: Severity
    file: str
    span: Span
    message: str
    hint: str = ""
    item: str = ""
    path: Path = ()
    related: tuple[Related, ...] = ()

    @property
    def sort_key(self) -> tuple[str, int, int, str]:
        """Order of a report: file, line, column, code; equal ones stay in the form's order."""
        return (self.file, self.span.line, self.span.column, self.code)


def error_count(found: Iterable[Diagnostic]) -> int:
    """How many findings are errors."""
    return sum(one.severity is Severity.ERROR for one in found)
