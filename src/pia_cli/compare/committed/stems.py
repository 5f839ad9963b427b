"""Places of the form without the numbers of entries: 委託先名 of whichever 委託事項."""

from __future__ import annotations

from typing import TypeAlias

from pia_cli.core.diagnostic import Path
from pia_cli.forms.name_reader import ANY

Stem: TypeAlias = Path
"""A path with ANY for each entry of a list."""


def stem(path: Path) -> Stem:
    """A path for whichever entries."""
    return tuple(ANY if isinstance(step, int) else step for step in path)
