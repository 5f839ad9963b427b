"""Names of files by pattern: ``*`` and ``?`` within a name, ``**`` over folders."""

from __future__ import annotations

import re
from functools import lru_cache

from pia_cli.core.file_name import same_name


@lru_cache(maxsize=1024)
def _compiled(pattern: str) -> re.Pattern[str]:
    parts = []
    for piece in re.findall(r"\*\*/+|\*+|\?|[^*?]+", pattern):
        if piece.startswith("**/"):
            parts.append("(?:[^/]+/)*")
        elif piece.startswith("**"):
            parts.append(".*")
        else:
            parts.append({"*": "[^/]*", "?": "[^/]"}.get(piece, re.escape(piece)))
    return re.compile("".join(parts), re.DOTALL)


def matches(pattern: str, path: str) -> bool:
    """Whether a pattern means a path (parts by /), both relative to the same folder.

    One without a / means files of that name at any depth; one that ends in / everything
    below that folder.
    """
    pattern = same_name(pattern.replace("\\", "/").removeprefix("./"))
    if pattern.endswith("/"):
        pattern += "**"
    if "/" not in pattern:
        path = path.rsplit("/", 1)[-1]
    return _compiled(pattern.lstrip("/")).fullmatch(path) is not None
