"""When a text quotes another, maybe with omissions (（略）, …)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache
from math import inf
from typing import TypeAlias

from pia_cli.cells.loosely import as_copied
from pia_cli.cells.omission import kept_pieces
from pia_cli.core.pattern import Pattern
from pia_cli.core.unseen import INVISIBLE
from pia_cli.forms.notation import notation_key, written_key

Keys: TypeAlias = tuple[str, ...]

MAX_PIECES = 1_000
"""Pieces of a text that are looked for to find that it says nothing new; one of more does."""

_DIGITS = Pattern(r"\d+")
_PUNCTUATION = Pattern(r"(?<!\d)[、。:・]|[、。:・](?!\d)")


@lru_cache(maxsize=4096)
def quote_keys(text: str) -> Keys:
    """The keys in which a quotation is looked for: with dates read, and as written.

    A quotation may end inside a date (9月1日 of 令和3年9月1日). Punctuation does not count
    but between numbers (1、2).
    """
    return tuple(dict.fromkeys(_PUNCTUATION.sub("", key) for key in strict_keys(text)))


@lru_cache(maxsize=64)
def strict_keys(text: str) -> Keys:
    """`quote_keys` in which punctuation counts; the rows of an item ask for its texts in turn."""
    return tuple(dict.fromkeys((notation_key(text), written_key(text))))


def is_part(text: str, wholes: Iterable[str]) -> bool:
    """Whether a text is one of the others or quotes it, maybe with omissions (（略）, …)."""
    texts = list(wholes)
    return is_copied(text, texts) or is_quoted(text, [quote_keys(whole) for whole in texts])


def is_loosely_part(text: str, whole: str) -> bool:
    """`is_part` of one other, whatever people put around the two texts and shorten in them."""
    return is_part(text, [whole]) or is_part(as_copied(text), [as_copied(whole)])


def is_copied(text: str, wholes: Sequence[str]) -> bool:
    """Whether a text that says something is one of the others, letter by letter.

    Most are, and this is known without a key.
    """
    return text in wholes and any(char.isalnum() and not INVISIBLE.match(char) for char in text)


def is_quoted(
    text: str,
    wholes: Sequence[Keys],
    keys_of: Callable[[str], Keys] = quote_keys,
    most: float = inf,
) -> bool:
    """`is_part` for texts of which the keys are known.

    Between omissions, or line by line, all of the text must stand in one of them. A text of
    more than ``most`` pieces is taken for no quotation.
    """
    ways = (kept_pieces(text), quoted_lines(text))
    return any(len(pieces) <= most and are_quoted(pieces, wholes, keys_of) for pieces in ways)


def says_nothing_new(text: str, wholes: Iterable[str]) -> bool:
    """Whether a text quotes one of the others with its punctuation, in at most `MAX_PIECES`."""
    return is_quoted(text, [strict_keys(whole) for whole in wholes], strict_keys, MAX_PIECES)


def is_omission(text: str) -> bool:
    """Whether a text is （略）, … and nothing else."""
    parts = kept_pieces(text)
    return len(parts) > 1 and not any(any(quote_keys(part)) for part in parts)


def omits(text: str) -> bool:
    """Whether a text leaves something out and says the rest."""
    return len(kept_pieces(text)) > 1 and not is_omission(text)


def are_quoted(
    pieces: Iterable[str], wholes: Sequence[Keys], keys_of: Callable[[str], Keys] = quote_keys
) -> bool:
    """Whether all pieces stand in one of the texts, and say something."""
    left, says_something = list(wholes), False
    for keys in map(keys_of, pieces):
        if any(keys):
            left, says_something = [whole for whole in left if _stands(keys, whole)], True
            if not left:
                return False
    return says_something and bool(left)


def is_related(text: str, sentence: str) -> bool:
    """Whether a quotation shows something of a sentence: a line of one stands in the other."""
    keys = quote_keys(sentence)
    quoted = [quote_keys(piece) for piece in quoted_lines(text)]
    return any(any(piece) and (_stands(piece, keys) or _stands(keys, piece)) for piece in quoted)


@lru_cache(maxsize=4096)
def quoted_lines(text: str) -> tuple[str, ...]:
    """The lines of a quotation, cut at its omissions."""
    return tuple(piece for line in text.splitlines() for piece in kept_pieces(line))


def _stands(piece: Keys, whole: Keys) -> bool:
    return any(_within(one, other) for one in piece for other in whole)


def _within(piece: str, whole: str) -> bool:
    """Whether a key stands in another, no number being cut (8 is not in 68)."""
    at = whole.find(piece)
    if at < 0:
        return False
    if not (_cuts(whole, at) or _cuts(whole, at + len(piece))):
        return True
    # Looking on place by place takes the square of a long number.
    return _fenced(piece) in _fenced(whole)


def _fenced(text: str) -> str:
    """The text with a sign at both ends of each number, so that it is not found in a longer one."""
    return _DIGITS.sub("\0\\g<0>\0", text)


def _cuts(text: str, at: int) -> bool:
    """Whether a place lies inside a number."""
    return 0 < at < len(text) and text[at - 1].isdecimal() and text[at].isdecimal()
