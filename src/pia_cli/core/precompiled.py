"""Regular expressions as they were compiled when this program was built.

To compile them takes a sixth of the time of one file: `re` does it in Python. What it hands to
its engine at last is kept by the build (``tools/precompile.py``), and here the engine gets it
again. Nothing is used that another Python kept, or that was kept of another text.
"""

from __future__ import annotations

import _sre  # type: ignore[import-not-found]  # the engine of re, which has no types
import marshal
import re
import sys
from functools import cache
from pathlib import Path
from typing import Any, Final

FILE = Path(__file__).with_name("patterns.bin")

HERE = repr((sys.implementation.cache_tag, sys.hexversion, sys.byteorder, _sre.MAGIC))
"""The Python that runs: another's code is not for its engine."""

NUMBER: Final = "I"
"""How a number of the code is kept, as ``array`` and ``memoryview`` name it."""


def precompiled(pattern: str, flags: int) -> re.Pattern[str] | None:
    """What ``re.compile`` gives; None where the build did not keep it."""
    kept = kept_patterns().get((pattern, int(flags)))
    if kept is None:
        return None
    all_flags, code, *groups = kept
    found: re.Pattern[str] = _sre.compile(
        pattern, all_flags, memoryview(code).cast(NUMBER).tolist(), *groups
    )
    return found


@cache
def kept_patterns(file: Path = FILE) -> dict[tuple[str, int], tuple[Any, ...]]:
    """By text and flags: all flags, the code as bytes, and what `re` says of the groups.

    Empty where there is no file, or it is of another Python or cut short.
    """
    try:
        python, kept = marshal.loads(file.read_bytes())
        return kept if python == HERE else {}
    except (OSError, ValueError, EOFError, TypeError):
        return {}
