"""The lines of ``pia git install`` in a file of git's attributes."""

from __future__ import annotations

import os
import re
from pathlib import Path

from pia_cli.core.errors import JobError, UsageError

PATTERNS = ("*.yaml", "*.yml")

_BEGIN = "# pia git install ここから"
_END = "# pia git install ここまで"
_BLOCK = re.compile(f"^{_BEGIN}\\r?\\n((?:.*\\n)*?){_END}\\r?(\\n|\\Z)".encode(), re.MULTILINE)
_MARKS = re.compile(f"^(?:{_BEGIN}|{_END})".encode(), re.MULTILINE)
_NEEDS_QUOTES = re.compile(r'^[#"\[]|[\s\\]')


def attribute(pattern: str) -> bytes:
    """The line that gives the files of a pattern to pia. Raises UsageError for a useless one."""
    if not pattern or pattern.startswith("!") or re.search(r"[\x00-\x1f\x7f]", pattern):
        raise UsageError(
            f"--pattern に「{pattern}」は使えません", "*.yaml や 評価書/*.yaml のように指定します"
        )
    if pattern.endswith("/"):
        raise UsageError(
            f"--pattern に「{pattern}」は使えません", f"フォルダは {pattern}** と指定します"
        )
    if _NEEDS_QUOTES.search(pattern):
        pattern = '"' + re.sub(r'(["\\])', r"\\\1", pattern) + '"'
    return os.fsencode(f"{pattern} diff=pia")


def block_in(data: bytes | None, file: Path) -> re.Match[bytes] | None:
    """Our block in an attributes file. Raises JobError where its marks are not a pair."""
    block = _BLOCK.search(data or b"")
    if len(_MARKS.findall(data or b"")) != (2 if block else 0):
        raise JobError(
            f"pia git install の印が揃っていません: {file}",
            "ファイルをエディタで開き、「# pia git install」で始まる行を全て消してください",
        )
    return block


def with_block(data: bytes | None, block: re.Match[bytes] | None, attributes: list[bytes]) -> bytes:
    """The attributes with our block at their end, or instead of the block that is there.

    Like the file before, the new one ends in a line end or not: `without_block` can tell.
    """
    text = data or b""
    end = b"\r\n" if b"\r\n" in text else b"\n"
    if block:
        before, after, closed = text[: block.start()], text[block.end() :], bool(block[2])
        lines = attributes or block[1].splitlines()
    else:
        closed = data is None or text.endswith(b"\n")
        before, after = text + (b"" if closed or not text else end), b""
        lines = attributes or [attribute(pattern) for pattern in PATTERNS]
    body = end.join([_BEGIN.encode(), *lines, _END.encode()])
    return before + body + (end if closed else b"") + after


def without_block(data: bytes | None, block: re.Match[bytes] | None) -> bytes | None:
    """The attributes as they were before `with_block`; None where there was no file."""
    if data is None or block is None:
        return data
    before, after = data[: block.start()], data[block.end() :]
    if block[2]:
        return before + after or None
    return re.sub(rb"\r?\n\Z", b"", before)
