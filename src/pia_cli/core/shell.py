"""Commands that a message tells people to run."""

from __future__ import annotations

import re

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
