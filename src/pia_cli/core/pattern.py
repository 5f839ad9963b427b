"""Regular expressions that cost nothing until they are used."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Protocol

from pia_cli.core.lazy import lazy
from pia_cli.core.precompiled import precompiled

if TYPE_CHECKING:

    class _Find(Protocol):
        def __call__(
            self, string: str, pos: int = ..., endpos: int = ...
        ) -> re.Match[str] | None: ...

    class _FindAll(Protocol):
        def __call__(
            self, string: str, pos: int = ..., endpos: int = ...
        ) -> Iterator[re.Match[str]]: ...

    class _Replace(Protocol):
        def __call__(
            self, repl: str | Callable[[re.Match[str]], str], string: str, count: int = ...
        ) -> str: ...


NO_LETTERS = r"\W_Α-ωА-яЁё℀-ↈ①-⓿〇ゝゞヽヾ！-ﾟ"
"""For ``[^…]``: what is no 漢字, 々, 〆, kana, and no letter or digit of ASCII.

``[一-龠]`` says it directly, but Python 3.11 goes through such a range letter by letter when it
compiles it, for up to two milliseconds, and knows no 𠮷 or 﨑.
"""

KANJI = f"[^{NO_LETTERS}0-9A-Za-zぁ-ゖァ-ヵヷ-ヺー]"
"""A 漢字, 々, 〆 or ヶ, as names of people and words have them."""


class Pattern:
    """A regular expression that is compiled when it is first used.

    The check of one file uses a third of the patterns that the rules declare, and Python 3.11
    takes 0.6 ms for each. After the first call the methods are those of ``re.Pattern``.

    ``needs`` are texts of which every match holds at least one: where a text has none of
    them, it is not searched and the pattern not compiled.
    """

    def __init__(self, pattern: str, flags: int = 0, needs: tuple[str, ...] = ()) -> None:
        self.pattern = pattern
        self.flags = flags
        self.needs = needs

    def __repr__(self) -> str:
        return f"Pattern({self.pattern!r})"

    def may_match(self, text: str) -> bool:
        """Whether a text has one of the needed texts; False is certain."""
        return not self.needs or any(need in text for need in self.needs)

    def is_in(self, text: str) -> bool:
        """Whether a text holds a match."""
        return self.may_match(text) and self.search(text) is not None

    def parts(self, text: str) -> list[str]:
        """`split` of a text that may have no match."""
        return self.split(text) if self.may_match(text) else [text]

    @lazy
    def compiled(self) -> re.Pattern[str]:
        """The expression itself. Raises re.error where it is none."""
        return precompiled(self.pattern, self.flags) or re.compile(self.pattern, self.flags)

    @lazy
    def search(self) -> _Find:
        """``re.Pattern.search``."""
        return self.compiled.search

    @lazy
    def match(self) -> _Find:
        """``re.Pattern.match``."""
        return self.compiled.match

    @lazy
    def fullmatch(self) -> _Find:
        """``re.Pattern.fullmatch``."""
        return self.compiled.fullmatch

    @lazy
    def finditer(self) -> _FindAll:
        """``re.Pattern.finditer``."""
        return self.compiled.finditer

    @lazy
    def findall(self) -> Callable[..., list[str]]:
        """``re.Pattern.findall``, of a pattern with at most one group."""
        return self.compiled.findall

    @lazy
    def sub(self) -> _Replace:
        """``re.Pattern.sub``."""
        return self.compiled.sub

    @lazy
    def split(self) -> Callable[..., list[str]]:
        """``re.Pattern.split``, of a pattern whose groups always take part."""
        return self.compiled.split
