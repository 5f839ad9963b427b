"""Why the system refused: always Japanese."""

from __future__ import annotations

import errno
import os
import re

import pytest

from pia_cli.core.reasons import reason


@pytest.mark.parametrize("number", sorted(errno.errorcode))
def test_no_word_of_the_system(number: int) -> None:
    said = reason(OSError(number, os.strerror(number)))
    assert re.fullmatch(r"[^A-Za-z]+|システムのエラー E[A-Z0-9]+", said)


def test_what_is_missing_depends_on_what_is_done() -> None:
    missing = FileNotFoundError(errno.ENOENT, "No such file or directory")
    assert (reason(missing), reason(missing, reading=True)) == (
        "フォルダがありません",
        "ファイルがありません",
    )


def test_errors_without_a_number() -> None:
    assert reason(OSError("x")) == "システムのエラー 0"
    assert reason(ValueError("embedded null byte")) == "名前に使えない文字が含まれています"
