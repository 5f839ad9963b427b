"""A bound on what one document can make pia say."""

from __future__ import annotations

from collections import Counter

MAX_OF_A_CODE = 200
"""Findings of one code shown for one document; a hostile file may have 90,000."""


class Limit:
    """Counts the findings of a document by code; ``omitted`` are those over the bound."""

    def __init__(self, most: int = MAX_OF_A_CODE) -> None:
        self.most = most
        self.seen: Counter[str] = Counter()
        self.omitted = 0

    def allows(self, code: str) -> bool:
        """Whether one more finding of a code is to be shown; counts it either way."""
        self.seen[code] += 1
        if self.seen[code] <= self.most:
            return True
        self.omitted += 1
        return False

    @property
    def crowded(self) -> frozenset[str]:
        """The codes of which more was found than is shown."""
        return frozenset(code for code, count in self.seen.items() if count > self.most)
