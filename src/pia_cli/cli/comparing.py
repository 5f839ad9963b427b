"""The pairs of a command line compared, with what must be said about them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from pia_cli.cli.output import say
from pia_cli.cli.reading import unreadable
from pia_cli.core.errors import JobError

if TYPE_CHECKING:
    from pia_cli.compare.documents import Comparison
    from pia_cli.compare.sides import Pair, Sides


def comparisons(found: Sides, quiet: bool) -> Iterator[tuple[Pair, Comparison | JobError]]:
    """Every pair with its comparison, or with why one of several cannot be read.

    Raises JobError where the only pair cannot be read.
    """
    for message in found.alone:
        say(f"pia: {message}")
    for pair in found.pairs:
        try:
            yield pair, _compared(pair, quiet)
        except JobError as error:
            if len(found.pairs) == 1:
                raise
            say(f"pia: {error.message}")
            yield pair, error


def _compared(pair: Pair, quiet: bool) -> Comparison:
    """A pair compared, its notes said. Raises JobError where a side cannot be read."""
    from pia_cli.compare.documents import compare
    from pia_cli.compare.notes import notes
    from pia_cli.compare.version import read_versions

    versions = read_versions((pair.old.name, pair.old.data), (pair.new.name, pair.new.data))
    if isinstance(versions, str):
        raise unreadable(versions)
    comparison = compare(*versions)
    for note in () if quiet else notes(comparison):
        say(f"注意: {note}")
    return comparison
