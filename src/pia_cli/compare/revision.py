"""``REV:path``, as git reads it."""

from __future__ import annotations

import re

_DRIVE = re.compile(r"[A-Za-z]:[\\/]")


def split_revision(word: str) -> tuple[str, str] | None:
    r"""``REV:path`` as (REV, path as written), or None where the word is none.

    As git reads it: the first colon outside braces separates (``main@{1.5 10:00}:a.yaml``).
    ``C:\a.yaml`` and ``C:/a.yaml`` are files, and a word without REV is one too.
    """
    depth = 0
    for at, char in enumerate(word):
        depth += (char == "{") - (char == "}")
        if char == ":" and depth <= 0:
            is_file = at == 0 or _DRIVE.match(word) is not None
            return None if is_file else (word[:at], word[at + 1 :])
    return None
