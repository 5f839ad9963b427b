"""Commands that a message tells people to run."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from pia_cli.core.stdin import STDIN, STDIN_NAME

_HARMLESS = re.compile(r"[\w%+=:,./@^~][\w%+=:,./@^~-]*")
"""No shell makes anything of these; 漢字 and かな are among ``\\w``."""


def shell_word(name: str) -> str:
    """A name as it is typed in a shell: quoted where it must be, standard input as ``-``."""
    if name == STDIN_NAME:
        return STDIN
    if _HARMLESS.fullmatch(name) and not name.startswith("~"):
        return name
    import shlex  # few names need it

    return shlex.quote(f"./{name}" if name.startswith("-") else name)


def shell_options(options: Mapping[str, object]) -> Iterator[str]:
    """The words for options by their names: none for None or False, one each for a list."""
    for name, value in options.items():
        if isinstance(value, bool):
            yield from [name] if value else []
        elif isinstance(value, list):
            yield from (word for one in value for word in (name, shell_word(one)))
        elif value is not None:
            yield from (name, shell_word(str(value)))


def shell_paths(paths: Iterable[str]) -> Iterator[str]:
    """The words for files that a command is given, ``-`` among them."""
    yield from (path if path == STDIN else shell_word(path) for path in paths)
