"""Numbered lists of texts (別添1): with numbers that pia counts, or with their own.

On paper the numbers are printed, and many documents carry them in their texts (1.個人番号).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple
from unicodedata import numeric

from pia_cli.core.pattern import Pattern
from pia_cli.core.text import fold

_CIRCLED = "①-⑳㉑-㉟㊱-㊿⑴-⒇"
_NUMBERED = Pattern(rf"^(?:[(（]?([0-9０-９]{{1,3}})[)）.．、:：]|([{_CIRCLED}]))[ 　]?")
_PLAIN = frozenset("(（0123456789０１２３４５６７８９")
"""How `_NUMBERED` starts besides the circled numbers, as few texts do."""
_SPACED = Pattern("([0-9０-９]{1,3})[ 　]{1,3}(?=[^ 　])")
"""「1　個人番号」; but 「1 歳6か月児健診」 alone carries no number of a list."""
_FEWEST_SPACED = 3
_COUNTER = Pattern(
    "[歳才週枚円つか箇]|世紀|学期|親等|四半期|回(?![線答収])|期(?![別間限日])|月(?![割額数日])"
    "|年(?!度$|[金齢収間月])|日(?![付数時程額])|子(?!ども)|人(?![数員格名])|件(?![数名])"
    "|割(?![合賦引])|号(?!数)|級(?!地)|種(?![別類])|類(?!型)|条(?!件)|項(?![目番])|次(?!回)"
    "|度(?!数)|番(?![号地])|等(?!級)|階(?!層)"
)
"""What a number may count: 「2 回目接種日」, 「4 月分」; 「5　年齢」 begins like it."""

_TO = Pattern(r"[～〜~\-－]|から")
_MOST_OF_RANGE = 40


class Listed(NamedTuple):
    """A number in a list, and where it or its range stands."""

    number: int
    start: int
    end: int


class Entry(NamedTuple):
    """A text of a numbered list: its number, the text without one, and the line as it is shown."""

    number: int
    name: str
    line: str


def own_number(text: str) -> re.Match[str] | None:
    """The number at the head of a text that carries one: 1. １） (1) ①."""
    first = text[:1]
    return _NUMBERED.match(text) if first in _PLAIN or "①" <= first <= "㊿" else None


def without_number(text: str) -> str:
    """A text without its own number."""
    found = own_number(text)
    return text[found.end() :] if found else text


def own_numbers(texts: Sequence[str]) -> list[int]:
    """The numbers that texts carry; none where one of them carries none."""
    return [*map(_value, _heads(texts))]


def without_numbers(texts: Sequence[str]) -> list[str]:
    """The texts without the numbers that they carry, each of its own where they do not all."""
    heads = _heads(texts)
    if not heads:
        return [*map(without_number, texts)]
    return [text[head.end() :] for text, head in zip(texts, heads, strict=True)]


def _heads(texts: Sequence[str]) -> list[re.Match[str]]:
    """The number at the head of each text, none where one has none.

    A blank alone ends a number only where the texts are counted by it, but for a slip or two.
    """
    found: list[re.Match[str]] = []
    are_spaced = False
    for text in texts:
        head = own_number(text)
        if head is None and text[:1] in _PLAIN:
            head, are_spaced = _SPACED.match(text), True
        if head is None:
            return []
        found.append(head)
    return [] if are_spaced and not _are_of_a_list(texts, found) else found


def _are_of_a_list(texts: Sequence[str], heads: Sequence[re.Match[str]]) -> bool:
    """Whether heads are counted and number a list, not the things that most texts name."""
    steps = [after - before == 1 for before, after in pairwise(map(_value, heads))]
    if len(heads) < _FEWEST_SPACED or 2 * sum(steps) < len(steps):
        return False
    names = [text[head.end() :] for text, head in zip(texts, heads, strict=True)]
    counted = sum(_COUNTER.match(name) is not None for name in names)
    return 2 * counted <= len(names) < 2 * len(set(names))


def _value(head: re.Match[str]) -> int:
    is_circled = head.re.groups > 1 and not head[1]
    return int(numeric(head[2])) if is_circled else int(fold(head[1]))


def entries(texts: Sequence[str]) -> list[Entry]:
    """The texts with the numbers that they all carry, else counted."""
    if numbers := own_numbers(texts):
        return [Entry(*each) for each in zip(numbers, without_numbers(texts), texts, strict=True)]
    return [Entry(at, text, f"{at}.{text}") for at, text in enumerate(texts, 1)]


def numbered(texts: Sequence[str]) -> str:
    """The texts as numbered lines."""
    return "\n".join(each.line for each in entries(texts))


def spread(text: str, listed: Sequence[Listed]) -> Iterator[Listed]:
    """The numbers of a list in a text, those of a range one by one at its place: 1、3～5."""
    stretches: list[list[Listed]] = []
    for one in listed:
        if stretches and _TO.is_in(text[stretches[-1][-1].end : one.start]):
            stretches[-1].append(one)
        else:
            stretches.append([one])
    for stretch in stretches:
        first, place = stretch[0].number, (stretch[0].start, stretch[-1].end)
        yield Listed(first, *place)
        for first, last in pairwise(one.number for one in stretch):
            end = min(last, first + _MOST_OF_RANGE)
            yield from (Listed(number, *place) for number in range(first + 1, end + 1))
