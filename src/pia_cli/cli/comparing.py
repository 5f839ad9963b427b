"""The pairs of a command line compared, with what must be said about them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING

from pia_cli.cli.output import say
from pia_cli.cli.reading import unreadable
from pia_cli.core.errors import JobError

if TYPE_CHECKING:
    from pia_cli.compare.documents import Comparison
    from pia_cli.compare.sides import Pair, Sides
    from pia_cli.compare.table import Table


def comparisons(
    found: Sides, quiet: bool, *, keep: bool = False
) -> Iterator[tuple[Pair, Comparison | JobError]]:
    """Every pair with its comparison, or with why one of several cannot be read.

    Raises JobError where there was nothing to compare, or the only pair cannot be read;
    with ``keep``, one that a folder holds is given back too.
    """
    for message in found.alone:
        say(f"pia: {message}")
    for note in () if quiet else found.notes:
        say(f"注意: {note}")
    if not found.pairs and not found.same:
        raise JobError(
            "比べる評価書が見つかりません",
            "二つの版のどちらにもある評価書か、それを含むフォルダを指定してください",
        )
    if not found.pairs and not quiet:
        say(f"変更はありません（{found.same} 件の評価書を調べました）")
    for pair in found.pairs:
        try:
            yield pair, _compared(pair, quiet)
        except JobError as error:
            if len(found.pairs) == 1 and not (keep and found.folders):
                raise
            say(f"pia: {error.message}")
            yield pair, error


def _compared(pair: Pair, quiet: bool) -> Comparison:
    """A pair compared, its notes said. Raises JobError where a side is no assessment."""
    from pia_cli.compare.documents import compare
    from pia_cli.compare.notes import notes
    from pia_cli.compare.version import read_versions, refuse_others

    old, new = ((side.name, side.data) for side in (pair.old, pair.new))
    versions = read_versions(old, new, date.today())
    if isinstance(versions, str):
        raise unreadable(versions)
    refuse_others(old, new)
    comparison = compare(*versions)
    for note in () if quiet else notes(comparison):
        say(f"注意: {comparison.mask(note)}")
    return comparison


def say_date(table: Table) -> None:
    """A word about rows that are dated as if they belonged to the old version."""
    if table.is_dated_back:
        say(
            f"注意: 変更日（{table.rows[0].date}）が前の版の日付より後になっていません。"
            "新版のⅤ-1-①か公表日を改めるか、--date で変更日を指定してください"
        )
