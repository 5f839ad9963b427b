"""Check many inputs: each is read, judged to be an assessment or not, and checked."""

from __future__ import annotations

import sys
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from pia_cli.check.collect import Input
from pia_cli.check.stage import Stage
from pia_cli.core.errors import JobError
from pia_cli.core.reasons import reason
from pia_cli.document.decode import MAX_BYTES
from pia_cli.document.files import looks_like_assessment, read_bytes

if TYPE_CHECKING:
    from pia_cli.check.engine import CheckedDocument

NOT_AN_ASSESSMENT = "「様式」など表紙のキーで始まる行がないため、評価書として扱いません"


class Outcome(NamedTuple):
    """What became of one input: a checked document, or why there is none."""

    input: Input
    document: CheckedDocument | None = None
    skipped: bool = False
    message: str = ""


def check_input(entry: Input, stage: Stage = Stage.PUBLISHED, today: date | None = None) -> Outcome:
    """Read and check one input; never raises for what the input holds."""
    data = data_to_check(entry)
    if isinstance(data, Outcome):
        return data
    from pia_cli.check.engine import check

    return Outcome(entry, check(data, entry.name, stage, today))


def data_to_check(entry: Input) -> bytes | Outcome:
    """The bytes of an input, or why there is nothing to check."""
    try:
        data = read_input(entry)
    except JobError as error:
        return Outcome(entry, message=error.message)
    if not entry.explicit and not looks_like_assessment(data):
        return Outcome(entry, skipped=True, message=NOT_AN_ASSESSMENT)
    return data


def read_input(entry: Input) -> bytes:
    """The bytes of a file or of standard input. Raises JobError where they cannot be read."""
    if entry.problem:
        raise JobError(entry.problem)
    if entry.path is not None:
        return read_bytes(entry.path)
    if sys.stdin is None:  # closed by the caller
        raise JobError("標準入力が閉じられています")
    try:
        return sys.stdin.buffer.read(MAX_BYTES + 1)
    except OSError as error:
        raise JobError(f"標準入力を読めません（{reason(error)}）") from error
