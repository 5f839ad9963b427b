"""Which changes within a sentence the rows of 変更箇所 leave out.

A row that quotes one of two changes of a sentence tells nothing of the other. Texts are compared
by their `atoms`; punctuation, spaces, the words that join a list (及び, 等) and another notation
are no change that must be told.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby, pairwise, takewhile

from pia_cli.cells.quotation import omits, quoted_lines
from pia_cli.compare.committed.atoms import JOINTS, days_in_two_ways
from pia_cli.compare.committed.quoted_letters import BREAK, LITTLE, QuotedLetters, Quotes, Range
from pia_cli.compare.myers import Edit, edits
from pia_cli.core.pattern import Pattern

Texts = tuple[str, str]
"""A part of the old and of the new text, "" where one of them lacks it."""

_Sides = tuple[QuotedLetters, QuotedLetters]

_PARTICLE = Pattern("[ぁ-ゖ]")
_BOND, _BOND_OF_ANY = 2, 3  # letters alike between two changes that make them two
_MOST_PLACES = 100  # letters that a change is moved over to find one that is told
_MOST = 1_000  # lines of the cells that are looked for


def untold_parts(
    texts: Texts, runs: Iterable[tuple[Range, Range]], rows: Sequence[Quotes]
) -> Iterator[Texts]:
    """The changes within sentences of which rows quote only others, with a few letters around.

    ``runs`` are the parts of both texts that differ. Nothing where a row quotes a text in a
    notation of its own: what it tells is not known then.
    """
    days = days_in_two_ways(*texts)
    sides = QuotedLetters(texts[0], days), QuotedLetters(texts[1], days)
    if not _mark(sides, rows):
        return
    for run in runs:
        old, new = (side.atoms(*span) for side, span in zip(sides, run, strict=True))
        found = list(_hunks(sides, old, new))
        left = [
            hunk
            for hunk, rooms in zip(found, _rooms(found, (old, new)), strict=True)
            if not any(_is_told(sides, one) for one in _places(sides, hunk, rooms))
        ]
        if _are_moved(sides, left):
            continue
        for group in _neighbours(found, left):
            yield (
                sides[0].shown(group[0].old_start, group[-1].old_end, *old),
                sides[1].shown(group[0].new_start, group[-1].new_end, *new),
            )


def _mark(sides: _Sides, rows: Sequence[Quotes]) -> bool:
    """Mark what rows quote; False where a line of one is not found."""
    cells = [
        (side, quoted_lines(text), not (text and other), omits(text))
        for row in rows
        for side, text, other in zip(sides, row, row[::-1], strict=True)
    ]
    return sum(len(lines) for _, lines, _, _ in cells) <= _MOST and all(
        side.mark(line, is_alone=is_alone, is_cut=is_cut)
        for side, lines, is_alone, is_cut in cells
        for line in lines
    )


def _hunks(sides: _Sides, old: Range, new: Range) -> Iterator[Edit]:
    """The changes in a part of both texts, two with little between them as one."""
    keys = [side.keys[start:end] for side, (start, end) in zip(sides, (old, new), strict=True)]
    found = [
        Edit(
            edit.equal,
            old[0] + edit.old_start,
            old[0] + edit.old_end,
            new[0] + edit.new_start,
            new[0] + edit.new_end,
        )
        for edit in edits(*keys)
    ]
    if not any(edit.equal for edit in found):  # written anew, or too long to compare
        return
    last: Edit | None = None
    for before, here, after in zip([None, *found], found, [*found[1:], None], strict=False):
        if not here.equal:
            start = last or here
            last = Edit(False, start.old_start, here.old_end, start.new_start, here.new_end)
        elif last and (_parts(sides, here) or _are_unlike(sides, before, here, after)):
            yield last
            last = None
    if last:
        yield last


def _parts(sides: _Sides, same: Edit) -> bool:
    """Whether what stayed between two changes makes them two."""
    side, start, end = sides[1], same.new_start, same.new_end
    around = slice(max(0, start - 1), end + 1)
    spans = side.spans[around]
    text = side.text[spans[0][0] : spans[-1][1]]
    letters = [key for key in side.keys[start:end] if not LITTLE.fullmatch(key)]
    if _length(side.keys[start:end]) >= _BOND_OF_ANY or len(letters) >= _BOND:
        return True
    return bool(letters) and BREAK.is_in(text)


def _length(keys: Sequence[str]) -> int:
    return len(keys) + sum(key in JOINTS for key in keys)


def _are_unlike(sides: _Sides, before: Edit | None, same: Edit, after: Edit | None) -> bool:
    """Whether of two changes one alone puts a number for another: 甲社が3年 → 乙社が5年.

    A particle must stand between them: 10名 → 20名程度 is one.
    """
    between = sides[1].keys[same.new_start : same.new_end]
    if before is None or after is None or not any(map(_PARTICLE.fullmatch, between)):
        return False
    numbers = [
        [
            [key.isdecimal() for key in side.keys[slice(*span)]]
            for side, span in zip(sides, _spans(edit), strict=True)
        ]
        for edit in (before, after)
    ]
    are_numbers = [all(old) and all(new) and bool(old and new) for old, new in numbers]
    have_some = [any(old) or any(new) for old, new in numbers]
    return are_numbers[0] is not are_numbers[1] and not all(have_some)


def _spans(edit: Edit) -> tuple[Range, Range]:
    return (edit.old_start, edit.old_end), (edit.new_start, edit.new_end)


def _rooms(found: Sequence[Edit], run: tuple[Range, Range]) -> Iterator[tuple[Range, Range]]:
    """For each change the letters of both sides from the change before it to the one behind it."""
    ends = [(run[0][0], run[1][0]), *((hunk.old_end, hunk.new_end) for hunk in found)]
    starts = [*((hunk.old_start, hunk.new_start) for hunk in found), (run[0][1], run[1][1])]
    for first, last in zip(ends, starts[1:], strict=False):
        yield (first[0], last[0]), (first[1], last[1])


def _places(sides: _Sides, hunk: Edit, rooms: tuple[Range, Range]) -> Iterator[Edit]:
    """A change, and where else it may stand as letters repeat: 市民協働課、 or 協働課、市民."""
    yield hunk
    if hunk.old_start < hunk.old_end and hunk.new_start < hunk.new_end:
        return
    for side, (start, end), (first, last) in zip(sides, _spans(hunk), rooms, strict=True):
        keys, most = side.keys, min(end - start, _MOST_PLACES)
        for by in range(min(last - end, most)):
            if keys[start + by] != keys[end + by]:
                break
            yield _moved(hunk, by + 1)
        for by in range(1, min(start - first, most) + 1):
            if keys[start - by] != keys[end - by]:
                break
            yield _moved(hunk, -by)


def _moved(hunk: Edit, by: int) -> Edit:
    return Edit(
        hunk.equal,
        hunk.old_start + by,
        hunk.old_end + by,
        hunk.new_start + by,
        hunk.new_end + by,
    )


def _is_told(sides: _Sides, hunk: Edit) -> bool:
    """Whether rows quote something of each clause of a change that says something.

    What is quoted with （略） may go on where it is cut; of what is told in one cell alone,
    all must stand there.
    """
    spans = _spans(hunk)
    if any(
        start < end and all(side.alone[start:end])
        for side, (start, end) in zip(sides, spans, strict=True)
    ):
        return True
    return not any(
        side.says(*clause) and not any(side.quoted[slice(*clause)])
        for side, span in zip(sides, spans, strict=True)
        if not any(side.cut[slice(*span)])
        for clause in side.clauses(*span)
    )


def _are_moved(sides: _Sides, left: Sequence[Edit]) -> bool:
    """Whether the same letters went and came: 静脈認証及びICカード, ICカード及び静脈認証.

    Not where numbers alone took each other's place: what each was of stands where it did.
    """
    if _are_numbers(sides, left):
        return False
    gone = Counter(key for hunk in left for key in sides[0].keys[hunk.old_start : hunk.old_end])
    came = Counter(key for hunk in left for key in sides[1].keys[hunk.new_start : hunk.new_end])
    return gone == came


def _are_numbers(sides: _Sides, left: Sequence[Edit]) -> bool:
    """Whether each change puts a number for another, each of another thing: 届出は3年、申請は5年.

    Not where the same words stand around both: 69の項及び70の項 is a list.
    """
    are_numbers = all(
        end - start == 1 and side.keys[start].isdecimal()
        for hunk in left
        for side, (start, end) in zip(sides, _spans(hunk), strict=True)
    )
    are_apart = (
        _are_of_others(sides[1].keys, one.new_end, two.new_start) for one, two in pairwise(left)
    )
    return len(left) > 1 and are_numbers and all(are_apart)


def _are_of_others(keys: Sequence[str], start: int, end: int) -> bool:
    """Whether words stand between two numbers that do not stand behind or before both, with a
    particle.
    """
    between, most = keys[start:end], end - start
    own = between[_alike(between, keys[end + 1 : end + 1 + most]) :]
    before = keys[max(0, start - 1 - most) : start - 1]
    own = own[: len(own) - _alike(own[::-1], before[::-1])]
    return any(map(_PARTICLE.fullmatch, between)) and not all(map(LITTLE.fullmatch, own))


def _alike(keys: Iterable[str], others: Iterable[str]) -> int:
    """How many keys two sequences begin with alike."""
    same = takewhile(lambda pair: pair[0] == pair[1], zip(keys, others, strict=False))
    return sum(1 for _ in same)


def _neighbours(found: Sequence[Edit], left: Sequence[Edit]) -> Iterator[list[Edit]]:
    """The changes that are left, those with no other one between them together."""
    for is_left, group in groupby(found, key=set(left).__contains__):
        if is_left:
            yield list(group)
