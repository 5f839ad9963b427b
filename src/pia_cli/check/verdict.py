"""What the check of a document came to, without the document: it can be sent and kept."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from pia_cli.core.diagnostic import Diagnostic, Path
from pia_cli.core.silenced import Silenced

if TYPE_CHECKING:
    from pia_cli.check.engine import CheckedDocument

Steps = tuple[str | int, ...]
"""A path whose list entries are known by what identifies them."""


class Verdict(NamedTuple):
    """The findings of a document, and what a `CheckedDocument` says about them.

    ``has_text`` where its bytes could be decoded. ``identities`` name the items of the findings
    for a baseline; None where nobody asked, or where there was no tree. ``lines`` are the
    places in the file's bytes of the lines with findings, of those that the cache keeps.
    """

    diagnostics: tuple[Diagnostic, ...]
    omitted: int = 0
    skipped: frozenset[str] = frozenset()
    silenced: tuple[Silenced, ...] = ()
    crowded: frozenset[str] = frozenset()
    has_form: bool = False
    is_partial: bool = False
    has_text: bool = False
    identities: Mapping[Path, Steps] | None = None
    lines: Mapping[int, tuple[int, int]] = MappingProxyType({})

    def named(self, name: str) -> Verdict:
        """The same for a file of another name with the same content."""
        return self._replace(
            diagnostics=tuple(replace(one, file=name) for one in self.diagnostics),
            silenced=tuple(
                one._replace(diagnostic=replace(one.diagnostic, file=name)) for one in self.silenced
            ),
        )


def verdict(document: CheckedDocument, identities: Mapping[Path, Steps] | None) -> Verdict:
    """The findings of a document without the document."""
    return Verdict(
        document.diagnostics,
        document.omitted,
        document.skipped,
        document.silenced,
        document.crowded,
        document.has_form,
        document.is_partial,
        document.source is not None,
        identities,
    )
