"""The findings of `pia diff --check` gathered: what the settings and comments leave, and counts."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from pia_cli.report.model import FileResult, Hidden, Report

if TYPE_CHECKING:
    from pia_cli.check.engine import CheckedDocument
    from pia_cli.config.sieve import Sieve
    from pia_cli.core.diagnostic import Diagnostic
    from pia_cli.core.silenced import Silenced


@dataclass
class Gathering:
    """Takes the documents of a run one by one and lets them go; `report` is all of them."""

    sieve: Sieve
    files: list[FileResult] = field(default_factory=list)
    shown: list[Diagnostic] = field(default_factory=list)
    silenced: list[Silenced] = field(default_factory=list)
    ignored: int = 0
    known: int = 0
    omitted: int = 0
    skipped: int = 0

    def add(self, document: CheckedDocument, name: str, place: str = "") -> None:
        """A document under the name shown; ``place`` is the file that patterns look at.

        Its text is kept for the excerpts only where there is a finding to show.
        """
        sifted = self.sieve.sift(document, place or name)
        self.shown += sifted.shown
        self.silenced += document.silenced
        self.ignored += sifted.ignored
        self.known += sifted.known
        self.omitted += document.omitted
        self.skipped += sifted.skipped_rules
        self.files.append(FileResult(name, "checked", document.source if sifted.shown else None))

    def add_unread(self, name: str, message: str) -> None:
        """A file that cannot be read, and why."""
        self.files.append(FileResult(name, "unreadable", None, message))

    def report(self) -> Report:
        """Everything gathered, the findings in the order to print."""
        self.sieve.stale += self.sieve.gone()
        hidden = Hidden(
            suppressed=len(self.silenced),
            ignored=self.ignored,
            known=self.known,
            stale=sum(one.count for one in self.sieve.stale),
            omitted=self.omitted,
            skipped_rules=self.skipped,
        )
        shown = sorted(self.shown, key=lambda one: one.sort_key)
        return Report(tuple(self.files), tuple(shown), hidden, tuple(self.silenced))
