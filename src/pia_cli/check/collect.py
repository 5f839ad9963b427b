"""Which files a command line means: files, folders, globs and standard input."""

from __future__ import annotations

import glob
import os
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from pia_cli.core.reasons import absolute, reason
from pia_cli.core.stdin import STDIN, STDIN_NAME

SUFFIXES = (".yaml", ".yml")
ANY_DEPTH = "**"
SEPARATORS = f"[{re.escape(os.sep + (os.altsep or ''))}]"


class Input(NamedTuple):
    """A file to check under the name shown to the user; ``path`` is None for standard input.

    ``explicit`` files were named by the user; others were found in a folder and are only
    checked when they look like an assessment. ``problem`` tells why there is nothing to read.
    """

    name: str
    path: Path | None
    explicit: bool
    problem: str = ""


def collect(arguments: Iterable[str], stdin_name: str | None = STDIN_NAME) -> tuple[Input, ...]:
    """The inputs that the arguments name, each once, in the order of their names.

    ``-`` is standard input under the name given, and with None a file like others.
    A name that is no file stays as an explicit input, for its reader to say that it is
    missing; a glob without a match and a folder that cannot be listed have a ``problem``.
    Raises JobError where a name rests on a current folder that is deleted.
    """
    found: dict[str, Input] = {}
    for argument in arguments:
        for entry in _expand(argument, stdin_name):
            place = absolute(entry.path) if entry.path else STDIN
            known = found.get(place)
            if known is None or (entry.explicit and not known.explicit):
                found[place] = entry
    return tuple(sorted(found.values(), key=lambda entry: entry.name))


def named_input(word: str) -> Input:
    """The one document that a word of the command line names: a file, or ``-``."""
    if word == STDIN:
        return Input(STDIN_NAME, None, True)
    return Input(word, Path(word), True)


def _expand(argument: str, stdin_name: str | None) -> Iterator[Input]:
    if argument == STDIN and stdin_name is not None:
        yield Input(stdin_name, None, True)
    elif os.path.isdir(argument):
        yield from _folder(argument)
    elif os.path.lexists(argument) or not glob.has_magic(argument):
        yield Input(argument, Path(argument), True)
    else:
        try:
            matches = sorted(set(_glob(argument)))
        except RecursionError:  # ``glob`` calls itself for each part
            problem = f"ワイルドカードの階層が多すぎます: {argument}"
            yield Input(argument, Path(argument), True, problem)
            return
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
    absolute(top)  # one that is deleted is still a folder to itself, and an empty one
    closed: list[tuple[str, OSError]] = []
    for here, names in _walk(top, closed):
        for name in names:
            if name.lower().endswith(SUFFIXES):
                path = os.path.normpath(os.path.join(here, name))
                yield Input(path, Path(path), False)
    for name, error in closed:
        problem = f"フォルダの中を読めません: {name}（{reason(error)}）"
        yield Input(name, Path(name), True, problem)


def _walk(top: str, closed: list[tuple[str, OSError]]) -> Iterator[tuple[str, list[str]]]:
    """Each folder with its files, those above first and all in the order of their names.

    Hidden folders and links to folders are not entered; those that cannot be listed are
    ``closed``. Unlike ``os.walk`` of Python 3.11 it does not call itself for each level.
    """
    waiting = [top]
    while waiting:
        here = waiting.pop()
        try:
            folders, names = _listed(here)
        except OSError as error:
            closed.append((here, error))
            continue
        yield here, sorted(names)
        waiting += (os.path.join(here, name) for name in sorted(folders, reverse=True))


def _listed(folder: str) -> tuple[list[str], list[str]]:
    """The names of the folders to enter and of what is no folder. Raises OSError."""
    folders, names = [], []
    with os.scandir(folder) as entries:
        for entry in entries:
            if not _is_folder(entry):
                names.append(entry.name)
            elif not (entry.name.startswith(".") or entry.is_symlink()):
                folders.append(entry.name)
    return folders, names


def _is_folder(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_dir()
    except OSError:  # a loop of links, or a place where one may not look
        return False


def _glob(pattern: str, root: str = "") -> Iterator[str]:
    """Like ``glob.glob(recursive=True)``, but ``**`` follows no links: they may be loops.

    A pattern below ``root`` is looked for there; the name of that folder is no pattern.
    """
    parts = re.split(SEPARATORS, pattern)
    if ANY_DEPTH not in parts:
        found = glob.glob(pattern, root_dir=root or None)
        yield from (os.path.join(root, match) for match in found)
        return
    at = parts.index(ANY_DEPTH)
    rest = os.sep.join(parts[at + 1 :]).removeprefix(f"{ANY_DEPTH}{os.sep}")
    head = os.sep.join(parts[:at]) or (os.sep if at else "")
    for top in _glob(head, root) if head else [root]:
        if rest in ("", ANY_DEPTH):
            yield top or os.curdir
            continue
        for here, _ in _walk(top or os.curdir, []):
            folder = os.path.normpath(here)
            yield from _glob(rest, "" if folder == os.curdir else folder)
