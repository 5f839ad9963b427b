"""Which files a command line means: files, folders, globs and standard input."""

from __future__ import annotations

import glob
import os
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

SUFFIXES = (".yaml", ".yml")
STDIN = "-"
ANY_DEPTH = "**"
SEPARATORS = f"[{re.escape(os.sep + (os.altsep or ''))}]"


@dataclass(frozen=True, slots=True)
class Input:
    """A file to check under the name shown to the user; ``path`` is None for standard input.

    ``explicit`` files were named by the user; others were found in a folder and are only
    checked when they look like an assessment. ``problem`` tells why there is nothing to read.
    """

    name: str
    path: Path | None
    explicit: bool
    problem: str = ""


def collect(arguments: Iterable[str], stdin_name: str = "<stdin>") -> tuple[Input, ...]:
    """The inputs that the arguments name, each once, in the order of their names.

    A name that is no file stays as an explicit input, for its reader to say that it is
    missing; a glob without a match and a folder that cannot be listed have a ``problem``.
    """
    found: dict[str, Input] = {}
    for argument in arguments:
        for entry in _expand(argument, stdin_name):
            place = os.path.abspath(entry.path) if entry.path else STDIN
            known = found.get(place)
            if known is None or (entry.explicit and not known.explicit):
                found[place] = entry
    return tuple(sorted(found.values(), key=lambda entry: entry.name))


def _expand(argument: str, stdin_name: str) -> Iterator[Input]:
    if argument == STDIN:
        yield Input(stdin_name, None, True)
    elif os.path.isdir(argument):
        yield from _folder(argument)
    elif os.path.lexists(argument) or not glob.has_magic(argument):
        yield Input(argument, Path(argument), True)
    else:
        matches = sorted(set(_glob(argument)))
        for match in matches:
            if os.path.isdir(match):
                yield from _folder(match)
            else:
                yield Input(match, Path(match), True)
        if not matches:
            problem = f"ワイルドカードに一致するファイルがありません: {argument}"
            yield Input(argument, Path(argument), True, problem)


def _folder(top: str) -> Iterator[Input]:
    """The YAML files below a folder, and the folders there that cannot be listed."""
    closed: list[OSError] = []
    for here, names in _walk(top, closed):
        for name in names:
            if name.lower().endswith(SUFFIXES):
                path = os.path.normpath(os.path.join(here, name))
                yield Input(path, Path(path), False)
    for error in closed:
        name = str(error.filename)
        yield Input(name, Path(name), True, f"フォルダの中を読めません: {name}")


def _walk(top: str, closed: list[OSError]) -> Iterator[tuple[str, list[str]]]:
    """Each folder with its files; hidden folders and links to folders are not entered."""
    for here, folders, names in os.walk(top, onerror=closed.append):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        yield here, sorted(names)


def _glob(pattern: str) -> Iterator[str]:
    """Like ``glob.glob(recursive=True)``, but ``**`` follows no links: they may be loops."""
    parts = re.split(SEPARATORS, pattern)
    if ANY_DEPTH not in parts:
        yield from glob.glob(pattern)
        return
    at = parts.index(ANY_DEPTH)
    rest = os.sep.join(parts[at + 1 :]).removeprefix(f"{ANY_DEPTH}{os.sep}")
    head = os.sep.join(parts[:at]) or (os.sep if at else "")
    for top in glob.glob(head) if head else [""]:
        if rest in ("", ANY_DEPTH):
            yield top or os.curdir
            continue
        for here, _ in _walk(top or os.curdir, []):
            folder = os.path.normpath(here)
            yield from _glob(
                rest if folder == os.curdir else os.path.join(glob.escape(folder), rest)
            )
