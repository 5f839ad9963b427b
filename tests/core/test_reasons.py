"""Why the system refused: always Japanese."""

from __future__ import annotations

import errno
import os
import re
import sys

import pytest

from pia_cli.core.reasons import reason, refused


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


def test_what_the_system_refused_is_no_fault_of_pia() -> None:
    full = refused(OSError(errno.EMFILE, "Too many open files"))
    assert full
    assert (
        full.message == "システムに断られたため、続けられません（開いているファイルが多すぎます）"
    )
    assert "ulimit -n" in full.hint
    named = refused(PermissionError(errno.EACCES, "Permission denied", "/国保"))
    assert named
    assert named.message == "システムに断られたため、続けられません: /国保（権限がありません）"
    assert refused(OSError("x")) is None
    assert refused(OSError(errno.EPROTO, "Protocol error")) is None


@pytest.mark.parametrize(
    ("own", "of", "known"),
    [
        ("euc_jp", "euc_jp", True),
        ("eucJP", "euc_jp", True),
        ("euc_jp", "utf-8", False),
        ("utf-8", "utf-8", False),
    ],
)
def test_a_name_in_another_encoding_is_no_fault_of_pia(
    monkeypatch: pytest.MonkeyPatch, own: str, of: str, known: bool
) -> None:
    monkeypatch.setattr(sys, "getfilesystemencoding", lambda: own)
    found = refused(UnicodeEncodeError(of, "国\x95.yaml", 1, 2, "illegal multibyte sequence"))
    assert (found is not None) is known
    if found:
        assert found.message == (
            "ファイルを読めません: 国\x95.yaml（名前に使えない文字が含まれています）"
        )
        assert "LC_ALL=C.UTF-8" in found.hint
