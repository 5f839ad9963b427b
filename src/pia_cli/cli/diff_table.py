"""``pia diff``: the table of 変更箇所 made, written, and with ``--write`` put into the file."""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from pia_cli.cli.comparing import comparisons, say_date
from pia_cli.cli.files import file_written
from pia_cli.cli.output import emit, emit_segments, wants_color
from pia_cli.core.errors import ExitCode, JobError, UsageError

if TYPE_CHECKING:
    from pia_cli.compare.sides import Sides
    from pia_cli.compare.table import RowOptions, Table
    from pia_cli.report.changes.model import ChangesLayout


def run_table(
    found: Sides,
    options: RowOptions,
    layout: ChangesLayout,
    *,
    format_: str,
    output: Path | None,
    quiet: bool,
    color: str,
    write: bool,
    interactive: bool,
    exit_code: bool,
) -> int:
    """Write the table of every pair; with ``write`` only the rows that are put into the file.

    The exit code tells of rows with ``exit_code`` only, of pairs that cannot be read always.
    """
    tables, broken = _tables(found, options, quiet)
    appended = None
    if write:
        from pia_cli.cli.diff_write import to_append

        appended = to_append(found, tables, interactive, output)
        tables = [appended.table]
        layout = replace(layout, present=appended.present)
    elif not quiet:
        for table in tables:
            say_date(table)
    done = ""
    try:
        with _output(found, tables, format_, output, layout, color):
            if appended:
                appended.write(quiet)
                done = appended.done
    except JobError as error:
        raise JobError(error.message, done or error.hint) from error
    if broken:
        return ExitCode.FAILED
    return ExitCode.FINDINGS if exit_code and any(one.rows for one in tables) else ExitCode.OK


def _tables(found: Sides, options: RowOptions, quiet: bool) -> tuple[list[Table], bool]:
    """The tables of all pairs, and whether some of several could not be read."""
    from pia_cli.compare.table import table

    compared = [outcome for _, outcome in comparisons(found, quiet)]
    tables = [table(one, options) for one in compared if not isinstance(one, JobError)]
    return tables, len(tables) < len(compared)


@contextlib.contextmanager
def _output(
    found: Sides,
    tables: Sequence[Table],
    format_: str,
    output: Path | None,
    layout: ChangesLayout,
    color: str,
) -> Iterator[None]:
    """Write the tables after the body, which does not run where they cannot be written."""
    from pia_cli.report.changes import BINARY, FORMATS, SEVERAL, STYLED

    if format_ not in SEVERAL and len(tables) != 1:
        raise UsageError(
            f"{format_} に書けるのは一つの評価書です（{len(tables)} 件あります）",
            "評価書を一つだけ指定するか、--format html などにしてください",
        )
    if output is not None:
        layout = replace(layout, width=type(layout)().width)
        content = (BINARY if format_ in BINARY else FORMATS)[format_](tables, layout)
        inputs = [side.path for pair in found.pairs for side in (pair.old, pair.new) if side.path]
        with file_written(output, content, inputs=inputs):
            yield
        return
    yield
    if format_ in STYLED:
        emit_segments(STYLED[format_](tables, layout), wants_color(color, sys.stdout))
    else:
        emit(FORMATS[format_](tables, layout))
