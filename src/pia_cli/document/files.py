"""Reading a file's bytes safely, and telling an assessment from other YAML without parsing."""

from __future__ import annotations

import os
import re
import stat
from codecs import BOM_UTF8
from collections.abc import Generator
from contextlib import closing
from functools import cache
from pathlib import Path

from pia_cli.core.errors import JobError
from pia_cli.core.pattern import Pattern
from pia_cli.core.reasons import reason
from pia_cli.document.decode import MAX_BYTES

_TOP_KEYS = ("様式", "評価書番号", "評価書名", "評価実施機関名", "特定個人情報ファイルの概要")
"""Keys of the cover by which an assessment is known even where one of them is misspelt."""

_TOP_KEY = Pattern(
    r"(?:\A(?:\s*#[^\r\n]*[\r\n])*\s*(?:\{\s*)?|[\r\n])"
    f"[\"']?(?:{'|'.join(_TOP_KEYS)})[\"']?"
    r"[ \t]*(?::(?:[ \t\r\n]|\Z)|：)"
)
_CODECS = ("utf-8", "cp932", "euc_jp", "iso2022_jp")
_CHECK_PATH = "パスを確かめてください"


def read_bytes(path: Path, most: int = MAX_BYTES + 1) -> bytes:
    """The bytes of a regular file, at most ``most`` (of MAX_BYTES + 1 ``decode`` says Y003).

    Raises JobError, naming the path, where there is no file, it is not a regular file,
    or it cannot be read. Never waits on a pipe.
    """
    with closing(read_pieces(path, most)) as pieces:
        return next(pieces, b"")


def read_pieces(path: Path, size: int) -> Generator[bytes, None, None]:
    """The bytes of a regular file, all pieces but the last of one size; raises as `read_bytes`."""
    try:
        handle = os.open(path, os.O_RDONLY | _flag("O_NONBLOCK") | _flag("O_BINARY"))
    except (OSError, ValueError) as error:
        raise _refusal(path, error) from error
    try:
        mode = os.fstat(handle).st_mode
        if not stat.S_ISREG(mode):
            kind = "フォルダ" if stat.S_ISDIR(mode) else "パイプや装置"
            raise JobError(f"ファイルではなく{kind}です: {path}", _CHECK_PATH)
        while piece := _read(handle, size):
            yield piece
    except OSError as error:
        raise _refusal(path, error) from error
    finally:
        os.close(handle)


def looks_like_assessment(data: bytes) -> bool:
    """Whether some line starts with 様式 or another key of the cover, in any likely encoding.

    Cheap and without parsing; a file saved in Shift_JIS, EUC-JP, ISO-2022-JP, UTF-16 or UTF-32
    counts too, so that it is refused aloud and not skipped. Before the first key there may be
    comments, white space and a ``{``; elsewhere a key that is indented is none of the cover.
    """
    body = data[: MAX_BYTES + 1].removeprefix(BOM_UTF8)
    if any(_top_key(codec).search(body) for codec in _CODECS):
        return True
    return any(
        _TOP_KEY.search(body.decode(codec, "replace").lstrip("\ufeff")) is not None
        for codec in ("utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be")
        if any(key.encode(codec) in body for key in _TOP_KEYS)
    )


@cache  # a file that the user named needs none, one in UTF-8 no other
def _top_key(codec: str) -> re.Pattern[bytes]:
    return re.compile(
        rb"(?:^(?:\s*#[^\r\n]*[\r\n])*\s*(?:\{\s*)?|[\r\n])[\"']?(?:"
        + b"|".join(re.escape(key.encode(codec)) for key in _TOP_KEYS)
        + rb")[\"']?[ \t]*(?::(?:[ \t\r\n]|$)|"
        + re.escape("：".encode(codec))
        + b")"
    )


def _flag(name: str) -> int:
    flag = getattr(os, name, 0)
    return flag if isinstance(flag, int) else 0


def _read(handle: int, left: int) -> bytes:
    chunks: list[bytes] = []
    while left and (chunk := os.read(handle, left)):
        chunks.append(chunk)
        left -= len(chunk)
    return b"".join(chunks)


def _refusal(path: Path, error: OSError | ValueError) -> JobError:
    if os.path.isdir(path):
        return JobError(f"ファイルではなくフォルダです: {path}", _CHECK_PATH)
    if isinstance(error, FileNotFoundError | NotADirectoryError):
        return JobError(f"ファイルが見つかりません: {path}", _CHECK_PATH)
    if isinstance(error, PermissionError):
        return JobError(
            f"ファイルを読む権限がありません: {path}", "ファイルの権限を確かめてください"
        )
    return JobError(f"ファイルを読めません: {path}（{reason(error, reading=True)}）", _CHECK_PATH)
