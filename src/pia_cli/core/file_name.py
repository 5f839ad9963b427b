"""What a file is called: the same name for the same file, however people and systems spell it."""

from __future__ import annotations

import os
import posixpath
import unicodedata
from collections.abc import Iterable, Iterator
from functools import lru_cache


def same_name(name: str) -> str:
    """A name as it is compared with others: macOS takes the marks of ガ apart, others do not."""
    return unicodedata.normalize("NFC", name)


def as_listed(name: str) -> str:
    """A name that a person may have written, as `seen_from` gives it."""
    return posixpath.normpath(same_name(name)) if name else name


def seen_from(folder: str, file: str) -> str:
    """A file as seen from a folder, with / between the parts; itself on another drive.

    Links are followed only where the file does not lie below the folder as both are spelt: one
    of them may be told by a link to it, as the shell's $PWD does. The file's own link stays.
    """
    try:
        folder, file = os.path.abspath(folder), os.path.abspath(file)
        name = os.path.relpath(file, folder)
        if name.split(os.sep)[0] == os.pardir:
            above, last = os.path.split(file)
            name = os.path.normpath(os.path.join(_led(folder, above), last))
    except ValueError:  # another drive, or a name that no file can have
        name = file
    return name.replace(os.sep, "/")


def those_there(folder: str, names: Iterable[str]) -> frozenset[str]:
    """The names, as `seen_from` gives them, under which a file is there in whatever spelling.

    Or may be there: nobody can tell of a folder that may not be entered or listed.
    """
    listed: dict[str, dict[str, list[str]]] = {}

    def spelt(above: str, part: str) -> list[str]:
        if above not in listed:
            found: dict[str, list[str]] = {}
            for one in _listed(above):
                found.setdefault(same_name(one), []).append(one)
            listed[above] = found
        return [part, *listed[above].get(part, ())]

    def is_there(name: str) -> bool:
        if _exists(os.path.join(folder, name)):
            return True
        places = [] if os.path.isabs(name) else [folder]
        for part in name.split("/"):
            ways = (os.path.join(one, way) for one in places for way in spelt(one, part))
            places = [one for one in dict.fromkeys(ways) if _exists(one)]
        return bool(places)

    def may_be_there(name: str) -> bool:
        try:
            return is_there(name)
        except PermissionError:
            return True

    return frozenset(filter(may_be_there, names))


def _exists(path: str) -> bool:
    """Whether something is there, and not a link to nothing. Raises PermissionError."""
    try:
        os.stat(path)
    except PermissionError:
        raise
    except (OSError, ValueError):
        return False
    return True


def _listed(folder: str) -> list[str]:
    try:
        return os.listdir(folder)
    except PermissionError:
        raise
    except (OSError, ValueError):
        return []


@lru_cache(maxsize=4096)
def _led(folder: str, other: str) -> str:
    """Another folder as seen from a folder: from the nearest one above both, by whatever name."""
    below = {os.path.realpath(here): steps for here, steps in _up(other)}
    for here, steps in _up(folder):
        if (down := below.get(os.path.realpath(here))) is not None:
            return os.path.join(*[os.pardir] * len(steps), *down, "")
    return other  # another drive


def _up(folder: str) -> Iterator[tuple[str, tuple[str, ...]]]:
    """A folder and those above it, each with the names that lead down from it."""
    steps: tuple[str, ...] = ()
    while True:
        yield folder, steps
        parent, last = os.path.split(folder)
        if parent == folder:
            return
        folder, steps = parent, (last, *steps)
