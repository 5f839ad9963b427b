"""Which configuration file counts, and its table: the nearest one upward from a folder."""

from __future__ import annotations

import os
import re
from codecs import BOM_UTF8, BOM_UTF16_LE
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from pia_cli.core.errors import JobError, UsageError
from pia_cli.document.files import read_bytes

OWN = "pia.toml"
SHARED = "pyproject.toml"
MAX_BYTES = 1024 * 1024
"""Longest configuration file that is read."""

_WAYS = (
    rb"\btools?[\"']?[ \t]*\.[ \t]*[\"']?pia\b",  # [tool.pia], tool.pia.stage =
    rb"\[[ \t]*[\"']?tools?[\"']?[ \t]*\]",  # [tool], and pia = below it
    rb"\btools?[\"']?[ \t]*=",  # tool = {pia =
    rb"^[ \t]*(?:\[{1,2}[ \t]*)?[\"']?pia[\"']?[ \t]*(?:[\].]|=[ \t]*\{)",  # [pia], pia = {
)
"""How the table, or a slip for it, is written: no other file is read as TOML."""
_MAY_HAVE = re.compile(b"|".join(_WAYS), re.IGNORECASE | re.MULTILINE)
_TABLE = re.compile(rb"^[^\S\n]*\[+\s*tool\s*\.\s*[\"']?pia\b", re.IGNORECASE | re.MULTILINE)
_MARKS = BOM_UTF8 + BOM_UTF16_LE
"""The bytes of the marks that UTF-8 and UTF-16 may begin with."""


class Found(NamedTuple):
    """A configuration file as read; ``table`` lies below the keys ``prefix``."""

    path: Path
    text: str
    table: dict[str, Any]
    prefix: tuple[str, ...] = ()


def find(folder: Path) -> Found | None:
    """The nearest pia.toml or pyproject.toml with [tool.pia], from a folder upward.

    Looks no higher than the top of a git repository; of both in one folder pia.toml counts.
    Raises UsageError for a file that is not TOML.
    """
    for here in (folder, *folder.parents):
        near = Path(os.path.relpath(here))
        if os.path.lexists(here / OWN):  # False, too, where one may not look
            return read(near / OWN)
        if _is_readable(here / SHARED) and (found := _shared(near / SHARED)):
            return found
        if os.path.exists(here / ".git"):
            break
    return None


def _is_readable(path: Path) -> bool:
    return os.path.isfile(path) and os.access(path, os.R_OK)


def read(path: Path) -> Found:
    """A file as the user named it. Raises UsageError where it cannot be read or is not TOML."""
    if path.name == SHARED:
        found = _shared(path)
        if found is None:
            hint = f"[tool.pia] を書くか、{OWN} を指定してください"
            raise UsageError(f"{path} に [tool.pia] がありません", hint)
        return found
    text = _text(path, _bytes(path))
    return Found(path, text, _table(path, text))


def _shared(path: Path) -> Found | None:
    """[tool.pia]; None where the file has none, or is broken and of other tools only.

    Broken, too, is one that is not UTF-8 or too large. Raises UsageError for a table that was
    meant to be it, as [Tool.pia] or [pia].
    """
    data = _bytes(path)
    letters = data.lstrip(_MARKS).replace(b"\0", b"")  # UTF-16 has its ASCII between zeros
    if not _MAY_HAVE.search(letters):
        return None
    try:
        text = _text(path, data)
        whole = _table(path, text)
    except UsageError:
        if _TABLE.search(letters):
            raise
        return None
    tool = whole.get("tool")
    if not isinstance(tool, dict) or "pia" not in tool:
        _refuse_slips(path, text, whole)
        return None
    table = tool["pia"]
    if not isinstance(table, dict):
        line = line_of(Found(path, text, whole), ("tool", "pia"))
        message = f"{path}:{line}: tool.pia が、設定を書く一つの表ではありません"
        raise UsageError(message, "[tool.pia] の行の下に設定を書いてください（[[ ]] は使えません）")
    return Found(path, text, table, ("tool", "pia"))


def _refuse_slips(path: Path, text: str, whole: dict[str, Any]) -> None:
    """Raise UsageError for a table that is [tool.pia] but for its letters."""
    for keys in _tables(whole):
        names = [key.casefold() for key in keys]
        if names in (["pia"], ["tool", "pia"], ["tools", "pia"]):
            line = line_of(Found(path, text, whole), keys)
            name = ".".join(keys)
            message = f"{path}:{line}: [{name}] は読みません。「[tool.pia]」のことですか？"
            raise UsageError(message, "[tool.pia] に直すか、その表を消してください")


def _tables(whole: dict[str, Any]) -> Iterator[tuple[str, ...]]:
    """The keys of the tables of the first two levels."""
    for key, value in whole.items():
        if isinstance(value, dict):
            yield (key,)
            yield from ((key, below) for below, inner in value.items() if isinstance(inner, dict))


def _bytes(path: Path) -> bytes:
    """The file, or the start of one that is too large."""
    try:
        return read_bytes(path, MAX_BYTES + 1)
    except JobError as error:
        raise UsageError(f"設定ファイルを読めません。{error.message}", error.hint) from error


def _text(path: Path, data: bytes) -> str:
    if len(data) > MAX_BYTES:
        raise UsageError(f"設定ファイルが大きすぎます: {path}", "設定ファイルか確かめてください")
    try:
        return data.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        message = f"{path}:{line}: 設定ファイルの文字コードが UTF-8 ではありません"
        raise UsageError(message, "UTF-8 で保存し直してください") from error


def _table(path: Path, text: str) -> dict[str, Any]:
    import tomllib  # most runs have no configuration

    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        from pia_cli.config.toml_fault import toml_fault

        fault = toml_fault(text, str(error))
        message = f"{path}:{fault.line}:{fault.column}: TOML として読めません（{fault.what}）"
        raise UsageError(message, fault.hint) from error
    except (ValueError, RecursionError) as error:  # a number or a nesting without end
        raise UsageError(f"{path}: TOML として読めません", "設定の値を確かめてください") from error


def line_of(found: Found, keys: tuple[str | int, ...]) -> int:
    """The line (1-based) of the statement that brings a key into being; 1 where none does."""
    from pia_cli.config.toml_place import places  # only where there is something to say

    wanted = (*found.prefix, *(key for key in keys if isinstance(key, str)))
    return places(found.text).get(wanted, 1)
