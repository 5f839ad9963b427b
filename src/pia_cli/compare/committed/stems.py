"""Places of the form without the numbers of entries: 委託先名 of whichever 委託事項."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Generic, TypeAlias, TypeVar

from pia_cli.core.diagnostic import Path
from pia_cli.forms.name_reader import ANY

Stem: TypeAlias = Path
"""A path with ANY for each entry of a list."""

_T = TypeVar("_T")


def stem(path: Path) -> Stem:
    """A path for whichever entries."""
    return tuple(ANY if isinstance(step, int) else step for step in path)


class ByStem(Generic[_T]):
    """Things by their stems."""

    def __init__(self, things: Iterable[tuple[Stem, _T]]) -> None:
        self._at: dict[Stem, list[_T]] = defaultdict(list)
        self._below: dict[Stem, list[_T]] = defaultdict(list)
        for here, thing in things:
            self._at[here].append(thing)
            for end in range(len(here) + 1):
                self._below[here[:end]].append(thing)

    def near(self, here: Stem) -> Iterator[_T]:
        """The things at a stem, below it, and those that it lies in."""
        yield from self._below.get(here, ())
        for end in range(len(here)):
            yield from self._at.get(here[:end], ())
