"""Where a cell of 変更箇所 departs from the text that it copies."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from pia_cli.cells.quotation import is_part, is_quoted, quote_keys
from pia_cli.compare.prose import Piece, highlight, sentences
from pia_cli.core.sensitive import masked
from pia_cli.core.text import short
from pia_cli.forms.notation import dice, notation_key, pairs
from pia_cli.forms.tree import CIRCLES

_AROUND = 10
_LIMIT = 40
_MOST = 100  # sentences of either text


class Slip(NamedTuple):
    """Both texts as a message quotes them, and what of the cell is not in the text."""

    said: str
    wanted: str
    start: int = 0
    end: int = 0


def slip(cell: str, text: str, quotes: Callable[[str], bool] = lambda sentence: False) -> Slip:
    """The first words of a cell that the text lacks, with what the text has in their stead.

    ``quotes`` knows a sentence that is in the text by words of a person's own.
    Of short texts all is shown; where no sentence of the text is near, the beginnings.
    """
    cell, text = masked(cell), masked(text)  # as long as before
    whole = Slip(short(cell, _LIMIT), short(text, _LIMIT))
    if max(len(cell), len(text)) <= _LIMIT:
        return whole
    start, sentence = _departing(cell, text, quotes)
    near = _nearest(sentence, text)
    if near is None:
        return whole
    left, right = highlight(sentence, near)
    mine, other = _first(left, near), _first(right, sentence)
    if mine is None:
        return whole
    at = other[0] if other else mine[0]
    end = start + mine[1]
    return Slip(_from(sentence, mine[0]), _from(near, at), start + mine[0], end)


def _departing(cell: str, text: str, quotes: Callable[[str], bool]) -> tuple[int, str]:
    """The first sentence of a cell that the text does not have, and where it begins."""
    at = 0
    for sentence in sentences(cell)[:_MOST]:
        says_something = is_quoted(sentence, [quote_keys(sentence)])  # （略） does not
        if says_something and not is_part(sentence, [text]) and not quotes(sentence):
            return at, sentence
        at += len(sentence)
    return 0, ""


def _nearest(sentence: str, text: str) -> str | None:
    """The sentence of a text with the same number in front, else the one most like another."""
    every = sentences(text)[:_MOST]
    if (
        sentence
        and sentence[0] in CIRCLES
        and (same := [one for one in every if one[0] == sentence[0]])
    ):
        return same[0]
    mine = pairs(sentence)
    scored = [(dice(mine, pairs(each)), each) for each in every]
    score, found = max(scored, key=lambda pair: pair[0], default=(0.0, ""))
    return found if score >= 0.5 else None


def _first(pieces: list[Piece], other: str) -> tuple[int, int] | None:
    """Where the first piece stands that the other text lacks in any notation."""
    key, at = notation_key(other), 0
    for piece in pieces:
        mine = notation_key(piece.text)
        if piece.changed and any(map(str.isalnum, mine)) and mine not in key:
            return at, at + len(piece.text)
        at += len(piece.text)
    return None


def _from(sentence: str, at: int) -> str:
    """A sentence as it is quoted: a long one from a few letters before a place."""
    start = at - _AROUND
    is_whole = start <= 0 or len(sentence.strip()) <= _LIMIT
    return short(sentence, _LIMIT) if is_whole else f"…{short(sentence[start:], _LIMIT)}"
