"""The text of a file and its lines."""

from __future__ import annotations

from array import array
from bisect import bisect_right
from codecs import BOM_UTF8
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import accumulate, chain
from typing import Protocol

from pia_cli.core.lazy import lazy
from pia_cli.core.pattern import Pattern
from pia_cli.core.sensitive import Mask, Sensitive, mask_of, sensitive
from pia_cli.core.span import Span

_LINE_END = Pattern(r"\r\n|\r|\n")


class Lines(Protocol):
    """Something that has the lines of a file, and a mask under which they may be shown."""

    @property
    def mask(self) -> Callable[[str], str]:
        """Hides what must not be published."""

    @property
    def line_count(self) -> int:
        """How many there are; what follows the last line end is one, too."""

    def line(self, number: int) -> str:
        """Line ``number`` (1-based) without its line end; empty past the end."""


class RawLines:
    """The lines of bytes that are known to be UTF-8, as `Source` has them.

    Of a checked document few lines are shown: only these are decoded. Such a one is known to
    have nothing to hide: what has is checked anew.
    """

    def __init__(self, data: bytes) -> None:
        data = data.removeprefix(BOM_UTF8)
        if b"\r" in data:
            data = data.replace(b"\r\n", b"\n").replace(b"\r", b"\n")
        self._lines = data.split(b"\n")

    @staticmethod
    def mask(text: str) -> str:
        """The text as it is."""
        return text

    @property
    def line_count(self) -> int:
        """How many lines there are, as of `Source`."""
        return len(self._lines)

    def line(self, number: int) -> str:
        """Line ``number`` (1-based) without its line end; empty past the end."""
        return self._lines[number - 1].decode() if 1 <= number <= self.line_count else ""


class MaskedLines:
    """The lines of a text under the mask of what is said of two of them."""

    def __init__(self, lines: Lines, mask: Mask) -> None:
        self._lines, self.mask = lines, mask

    @property
    def line_count(self) -> int:
        """How many there are."""
        return self._lines.line_count

    def line(self, number: int) -> str:
        """Line ``number`` as the text has it."""
        return self._lines.line(number)


@dataclass(frozen=True)
class Source:
    """A decoded text under the name shown to the user (a path, or that of standard input)."""

    name: str
    text: str

    @lazy
    def starts(self) -> array[int]:
        """The offset of each line; of findings that the cache has few formats show any."""
        ends: Iterable[int]
        if "\r" in self.text:
            ends = (match.end() for match in _LINE_END.finditer(self.text))
        else:
            ends = accumulate([len(line) + 1 for line in self.text.split("\n")[:-1]])
        return array("I", chain((0,), ends))

    @lazy
    def is_printable(self) -> bool:
        """Whether there are but line ends and printable characters: few texts have others.

        To search for these takes thirty times as long.
        """
        return self.text.replace("\n", "").replace("\u3000", "").isprintable()

    @lazy
    def sensitive(self) -> Sensitive:
        """What of the text must not be published: a rule tells of it, and nothing repeats it."""
        return sensitive(self.text)

    @lazy
    def mask(self) -> Mask:
        """Hides that in what is said of the text."""
        return mask_of(self.sensitive)

    def line(self, number: int) -> str:
        """Line ``number`` (1-based) without its line end; empty past the end."""
        if not 1 <= number <= len(self.starts):
            return ""
        start = self.starts[number - 1]
        end = self.starts[number] if number < len(self.starts) else len(self.text)
        return self.text[start:end].rstrip("\r\n")

    @property
    def line_count(self) -> int:
        """How many lines there are; what follows the last line end is one, too."""
        return len(self.starts)

    def offset(self, line: int, column: int) -> int:
        """Character offset of a 1-based line and column."""
        return self.starts[line - 1] + column - 1

    def span(self, start: int, end: int) -> Span:
        """The span of a range of character offsets."""
        first = bisect_right(self.starts, start)
        last = bisect_right(self.starts, end)
        return Span(
            first, start - self.starts[first - 1] + 1, last, end - self.starts[last - 1] + 1
        )
