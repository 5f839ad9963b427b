"""Texts by sentence and by word: what changed in them, and excerpts of it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter
from typing import TypeAlias

from pia_cli.cells.loosely import CLOSING
from pia_cli.cells.quotation import says_nothing_new
from pia_cli.compare.myers import Edit, edits
from pia_cli.core.pattern import KANJI, Pattern

OMITTED = "（略）"
"""What stands for unchanged sentences in an excerpt."""

LONG = 200
"""Characters from which a cell shows an excerpt unless it is asked for whole."""

_STOP = Pattern("[。\n（(「『【［\\[]")
_BRACKET = Pattern("[\n（(「『【［\\[）)」』】］\\]]")
_AFTER_STOP, _AFTER_LINE = Pattern(r"[」』）)]*。?\n*"), Pattern(r"\n*")
_DEEPEST = 20  # brackets in brackets
_INDENT = 20  # spaces before a bracket with which a sentence begins
_HEADING = re.compile(r"^[<＜〈《【≪][^\n]*[>＞〉》】≫]\n", re.MULTILINE)
_WORD = Pattern(
    r"[A-Za-zＡ-Ｚａ-ｚ]+|[0-9０-９]+"
    rf"|{KANJI}+|[ァ-ヺー]+|[ぁ-ゖ]+|\s+|[\s\S]"
)


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a text; ``changed`` where the other version does not have it."""

    text: str
    changed: bool


def sentences(text: str) -> list[str]:
    """The text cut behind 。 and line breaks; the pieces joined are the text.

    Not within brackets that close in their line: (平成24年法律第31号。以下「法」という。)
    """
    closed = _brackets(text)
    found, start, at = [], 0, 0
    for stop in _STOP.finditer(text):
        here = stop.start()
        if here < at:
            continue
        if stop[0] in "。\n":
            after = _AFTER_STOP if stop[0] == "。" else _AFTER_LINE
            end = after.match(text, here + 1)
        elif here in closed:
            at = closed[here] + 1
            begins = here - start <= _INDENT and not text[start:here].strip()
            end = _AFTER_STOP.match(text, at) if begins and text[at - 2] == "。" else None
        else:
            continue
        if end:
            found.append(text[start : end.end()])
            start = at = end.end()
    return [*found, text[start:]] if start < len(text) else found


def _brackets(text: str) -> dict[int, int]:
    """Where the brackets of each line open that are closed in it, and where they close."""
    found: dict[int, int] = {}
    around: list[tuple[int, str]] = []
    for sign in _BRACKET.finditer(text):
        if sign[0] == "\n":
            around.clear()
        elif sign[0] in CLOSING:
            if len(around) < _DEEPEST:
                around.append((sign.start(), CLOSING[sign[0]]))
        elif any(sign[0] in closing for _, closing in around):
            while sign[0] not in around[-1][1]:
                around.pop()
            found[around.pop()[0]] = sign.start()
    return found


def highlight(before: str, after: str) -> tuple[list[Piece], list[Piece]]:
    """Both texts as pieces that stayed and pieces that changed, sentence by sentence, then by word.

    The pieces of each side joined are the text.
    """
    old, new = sentences(before), sentences(after)
    left: list[Piece] = []
    right: list[Piece] = []
    for edit in edits(old, new):
        gone, came = _texts(edit, old, new)
        if edit.equal:
            left.append(Piece(gone, False))
            right.append(Piece(came, False))
        else:
            words = _by_word(gone, came)
            left += words[0]
            right += words[1]
    return _joined(left), _joined(right)


def excerpt(before: str, after: str) -> tuple[str, str]:
    """Both texts without the sentences that stayed, which （略） stands for.

    The heading (<…における措置>) above a sentence that changed stays. Where one text only has
    sentences more than the other, both show the neighbours of the place.
    """
    old, new = sentences(before), sentences(after)
    found = edits(old, new)
    sides = [_parts(found, old, new, 0), _parts(found, old, new, 1)]
    bare = [all(equal or not text.strip() for equal, text in side) for side in sides]
    if all(bare):
        return before, after
    if not any(bare):
        return _cut(sides[0]), _cut(sides[1])
    left, right = (_cut(_with_neighbours(side)) for side in sides)
    is_told = not (says_nothing_new(left, [after]) and says_nothing_new(right, [before]))
    if left.strip() and right.strip() and is_told:
        return left, right
    return (before if bare[0] else _cut(sides[0])), (after if bare[1] else _cut(sides[1]))


_Part: TypeAlias = tuple[bool, str]
"""Whether a stretch of a text may be left out, and the stretch."""


def _parts(found: Sequence[Edit], old: list[str], new: list[str], side: int) -> list[_Part]:
    return [(edit.equal, _texts(edit, old, new)[side]) for edit in found]


def _with_neighbours(parts: Sequence[_Part]) -> list[_Part]:
    """The parts, the sentences beside a place that changed being kept."""
    found: list[_Part] = []
    for at, (equal, text) in enumerate(parts):
        if not equal:
            found.append((False, text))
            continue
        pieces = sentences(text)
        first = _reach(pieces) if at else 0
        last = _reach(pieces[first:][::-1]) if at < len(parts) - 1 else 0
        end = len(pieces) - last
        for omitted, some in ((False, pieces[:first]), (True, pieces[first:end])):
            found.append((omitted, "".join(some)))
        found.append((False, "".join(pieces[end:])))
    return found


def _reach(pieces: Sequence[str]) -> int:
    """How many sentences it takes until one says something."""
    return next(
        (at for at, piece in enumerate(pieces, 1) if any(map(str.isalnum, piece))), len(pieces)
    )


def _cut(parts: Sequence[_Part]) -> str:
    shown = groupby((part for part in parts if part[1]), key=itemgetter(0))
    kept = [(equal, "".join(text for _, text in run)) for equal, run in shown]
    last = len(kept) - 1
    return "".join(
        _shortened(text, at < last) if equal else text for at, (equal, text) in enumerate(kept)
    ).strip("\n")


def _shortened(text: str, is_followed: bool) -> str:
    """Unchanged sentences as （略）, with the last heading in them where a change follows."""
    if len(text.strip()) <= len(OMITTED):
        return text
    headings = list(_HEADING.finditer(text)) if is_followed else []
    if not headings:
        return OMITTED + ("\n" if text.endswith("\n") else "")
    before, after = text[: headings[-1].start()], text[headings[-1].end() :]
    shown = (f"{OMITTED}\n" if before.strip() else before) + headings[-1][0]
    return shown + _shortened(after, False)


def _texts(edit: Edit, old: list[str], new: list[str]) -> tuple[str, str]:
    return (
        "".join(old[edit.old_start : edit.old_end]),
        "".join(new[edit.new_start : edit.new_end]),
    )


def _by_word(before: str, after: str) -> tuple[list[Piece], list[Piece]]:
    old, new = _WORD.findall(before), _WORD.findall(after)
    left: list[Piece] = []
    right: list[Piece] = []
    for edit in edits(old, new):
        gone, came = _texts(edit, old, new)
        stays = edit.equal and not _is_island(gone, left, right)
        left.append(Piece(gone, not stays))
        right.append(Piece(came, not stays))
    return left, right


def _is_island(text: str, left: list[Piece], right: list[Piece]) -> bool:
    """Whether a word that stayed between changed ones is too little to be told apart (の, 、)."""
    follows_change = bool(left and left[-1].changed and right[-1].changed)
    return follows_change and re.fullmatch(r"[ぁ-ゖ、・\s]", text) is not None


def _joined(pieces: list[Piece]) -> list[Piece]:
    """Neighbours of one kind as one piece, without empty ones."""
    joined: list[Piece] = []
    for piece in pieces:
        if not piece.text:
            continue
        if joined and joined[-1].changed == piece.changed:
            joined[-1] = Piece(joined[-1].text + piece.text, piece.changed)
        else:
            joined.append(piece)
    return joined
