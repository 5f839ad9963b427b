"""What a run found, as every output format receives it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

from pia_cli.core.diagnostic import Diagnostic, Severity
from pia_cli.core.silenced import Silenced
from pia_cli.document.source import Lines

FileStatus = Literal["checked", "skipped", "unreadable"]


class FileResult(NamedTuple):
    """What became of one file; ``message`` says why it was skipped or could not be read.

    ``path`` is the name used in ``Diagnostic.file``; ``source`` serves the excerpts and is
    None where no text could be decoded.
    """

    path: str
    status: FileStatus
    source: Lines | None = None
    message: str = ""


class Hidden(NamedTuple):
    """Counts of what a report leaves out, said aloud in the summary."""

    suppressed: int = 0
    """Findings silenced by a comment in the document."""
    ignored: int = 0
    """Findings left out by --select or --ignore, or by the configuration."""
    known: int = 0
    """Findings of the baseline."""
    stale: int = 0
    """Findings of the baseline that are no more."""
    omitted: int = 0
    """Findings over the bound for one code in one document."""
    skipped_rules: int = 0
    """Rules that did not run because what they read failed its shape."""


class Report(NamedTuple):
    """The files of a run, their findings in the order to print, and what is hidden."""

    files: tuple[FileResult, ...]
    diagnostics: tuple[Diagnostic, ...]
    hidden: Hidden = Hidden()
    silenced: tuple[Silenced, ...] = ()

    def counts(self) -> dict[Severity, int]:
        """Number of findings by severity, gravest first, zeros included."""
        found = Counter(diagnostic.severity for diagnostic in self.diagnostics)
        return {severity: found[severity] for severity in Severity}

    def file_counts(self) -> dict[str, int]:
        """Number of files by status, zeros included."""
        return _by_status(self.files)

    def tally(self) -> Tally:
        """The report without its findings."""
        return Tally(self.files, self.counts(), self.hidden, self.silenced)


class Tally(NamedTuple):
    """What is left of a report whose findings are written as they come: files and numbers."""

    files: tuple[FileResult, ...]
    found: Mapping[Severity, int]
    hidden: Hidden = Hidden()
    silenced: tuple[Silenced, ...] = ()

    def counts(self) -> dict[Severity, int]:
        """Number of findings by severity, gravest first, zeros included."""
        return {severity: self.found.get(severity, 0) for severity in Severity}

    def file_counts(self) -> dict[str, int]:
        """Number of files by status, zeros included."""
        return _by_status(self.files)


def _by_status(files: Iterable[FileResult]) -> dict[str, int]:
    found = Counter(file.status for file in files)
    return {
        "checked": found["checked"],
        "skipped": found["skipped"],
        "unreadable": found["unreadable"],
    }


@dataclass(frozen=True, slots=True)
class Layout:
    """The terminal: its width, and the width of ambiguous characters, in display cells.

    ``fails`` is the weight from which on a finding fails a file, as ``--fail-on`` has it.
    ``parts``: text in lines that are too long goes on in the next, as a terminal is read.
    """

    width: int = 100
    ambiguous: int = 1
    fails: Severity = field(default=Severity.ERROR, kw_only=True)
    parts: bool = field(default=False, kw_only=True)
