"""The text of a file and its lines."""

from __future__ import annotations

import re
from array import array
from bisect import bisect_right
from codecs import BOM_UTF8
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from itertools import accumulate, chain
from typing import Protocol

from pia_cli.core.lazy import lazy
from pia_cli.core.pattern import Pattern
from pia_cli.core.sensitive import Mask, Sensitive, mask_of, sensitive
from pia_cli.core.span import Span

LINE_END = Pattern(r"\r\n|\r|\n")


def margin_of(line: str) -> int:
    """The blanks that a line begins with, as YAML counts them."""
    return len(line) - len(line.lstrip(" "))


def bom_of(data: bytes) -> bytes:
    """The mark that a file of UTF-8 begins with, mostly none."""
    return BOM_UTF8 if data.startswith(BOM_UTF8) else b""


class Lines(Protocol):
    """Something that has the lines of a file, and a mask under which they may be shown."""

    @property
    def mask(self) -> Callable[[str], str]:
        """Hides what must not be published."""

    def has_line(self, number: int) -> bool:
        """Whether there is line ``number`` (1-based); what follows the last line end is one."""

    def line(self, number: int) -> str:
        """Line ``number`` (1-based) without its line end; empty past the end."""


class KnownLines:
    """Some lines of bytes that are known to be UTF-8, as `Source` has them.

    Of a document checked before few lines are shown, and it is known where these are: nothing
    else is looked at. Such a one is known to have nothing to hide: what has is checked anew.
    """

    def __init__(self, data: bytes, places: Mapping[int, tuple[int, int]]) -> None:
        """``places`` are of `line_places`."""
        self._data, self._places = data, places

    @staticmethod
    def mask(text: str) -> str:
        """The text as it is."""
        return text

    def has_line(self, number: int) -> bool:
        """Whether it is one of the lines."""
        return number in self._places

    def line(self, number: int) -> str:
        """Line ``number`` without its line end; empty for what is none of the lines."""
        start, end = self._places.get(number, (0, 0))
        return self._data[start:end].decode()


def line_places(data: bytes, numbers: Iterable[int]) -> dict[int, tuple[int, int]]:
    """Where the bytes have lines (1-based): each from its start to its end, without line end."""
    ends = [match.span() for match in re.finditer(LINE_END.pattern.encode(), data)]
    starts = [len(bom_of(data)), *(end for _, end in ends)]
    stops = [*(start for start, _ in ends), len(data)]
    return {
        number: (starts[number - 1], stops[number - 1])
        for number in numbers
        if 1 <= number <= len(starts)
    }


class MaskedLines:
    """The lines of a text under the mask of what is said of two of them."""

    def __init__(self, lines: Lines, mask: Mask) -> None:
        self._lines, self.mask = lines, mask

    def has_line(self, number: int) -> bool:
        """Whether the text has the line."""
        return self._lines.has_line(number)

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
        """The offset of each line; of kept results none is asked for (`KnownLines`)."""
        ends: Iterable[int]
        if "\r" in self.text:
            ends = (match.end() for match in LINE_END.finditer(self.text))
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
        if not self.has_line(number):
            return ""
        start = self.starts[number - 1]
        end = self.starts[number] if number < len(self.starts) else len(self.text)
        return self.text[start:end].rstrip("\r\n")

    def has_line(self, number: int) -> bool:
        """Whether there is line ``number`` (1-based); what follows the last line end is one."""
        return 1 <= number <= len(self.starts)

    def offset(self, line: int, column: int) -> int:
        """Character offset of a 1-based line and column."""
        return self.starts[line - 1] + column - 1

    def extent(self, span: Span) -> tuple[int, int]:
        """The character offsets between which a span lies."""
        return self.offset(span.line, span.column), self.offset(span.end_line, span.end_column)

    def span(self, start: int, end: int) -> Span:
        """The span of a range of character offsets."""
        first = bisect_right(self.starts, start)
        last = bisect_right(self.starts, end)
        return Span(
            first, start - self.starts[first - 1] + 1, last, end - self.starts[last - 1] + 1
        )
