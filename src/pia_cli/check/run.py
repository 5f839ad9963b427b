"""What there is to check of an input: it is read, and judged to be an assessment or not."""

from __future__ import annotations

import sys
from typing import NamedTuple

from pia_cli.check.collect import Input
from pia_cli.core.errors import JobError
from pia_cli.core.reasons import reason
from pia_cli.document.decode import MAX_BYTES
from pia_cli.document.files import looks_like_assessment, read_bytes

NOT_AN_ASSESSMENT = "「様式」など表紙のキーで始まる行がないため、評価書として扱いません"


class Unchecked(NamedTuple):
    """Why an input is not checked: ``skipped`` where it is no assessment, else it is unreadable."""

    message: str
    skipped: bool = False


def data_to_check(entry: Input) -> bytes | Unchecked:
    """The bytes of an input, or why there is nothing to check; never raises for what it holds."""
    try:
        data = read_input(entry)
    except JobError as error:
        return Unchecked(error.message)
    if not entry.explicit and not looks_like_assessment(data):
        return Unchecked(NOT_AN_ASSESSMENT, skipped=True)
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
