"""What rows say in words (「総務課」を追加, ③を削除) against what was really added and removed.

Only what the two texts deny is wrong: of words that stand in neither nothing is known.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator
from itertools import accumulate, islice, pairwise, starmap
from typing import NamedTuple

from pia_cli.cells.done import ADDING, CAME, GONE, REDONE, STRIKING, replaced, unmarked
from pia_cli.cells.quotation import quoted_lines
from pia_cli.cells.written import Written
from pia_cli.compare.myers import edits
from pia_cli.compare.prose import Piece, highlight, sentences
from pia_cli.core.lazy import lazy
from pia_cli.core.pattern import Pattern
from pia_cli.core.text import fold, is_subsequence
from pia_cli.forms.kinds import TextKind
from pia_cli.forms.notation import pairs
from pia_cli.forms.numbered import without_number
from pia_cli.forms.tree import CIRCLES
from pia_cli.forms.values import differing, flat

_WAYS = ("追加", "追記", "加え", "削")
_DONE = (
    r"(?:の(?:記載|文言|項目|語句))?を(?:新たに)?"
    rf"(?:(?P<came>追加|追記|{ADDING})|削除|{STRIKING})"
)
"""What is done to words of the text; a system may be 廃止 and still be named."""
_AND = r"\s{0,3}(?:(?:[、,・]|及び|並びに|と)\s{0,3})?"
_QUOTED = Pattern(rf"(?P<names>(?:「[^「」]{{1,200}}」{_AND}){{1,10}}){_DONE}", needs=_WAYS)
_NUMBERED = Pattern(
    rf"^\s{{0,9}}[(（]?(?P<names>[{CIRCLES}](?:(?:[~〜～\-－]|から|{_AND})[{CIRCLES}]){{0,9}})(?:まで)?{_DONE}",
    needs=_WAYS,
)
_PLAIN = Pattern(rf"^\s{{0,9}}[(（]?(?P<names>[^「」\s]{{2,40}}?){_DONE}", needs=_WAYS)
_SENTENCE = Pattern(rf"(?P<name>[^「」\n]{{2,400}}。){_DONE}", needs=_WAYS)
_ONE_NAME = Pattern(
    rf"(?![の以])(?P<name>[^「」、，,・\s0-9０-９~〜～]{{1,40}}?){_DONE}", needs=_WAYS
)
"""What a copied line has behind its number, and words about one have not: 4.以降, 4.の項目."""
_ITEMS = Pattern(
    rf"(?<![第0-9０-９])(?P<names>[0-9０-９][0-9０-９の、,，・及び並に \t　]{{0,60}}の項){_DONE}",
    needs=("の項",),
)
"""項 of a table of the law: 69、70の項を追加."""
_ITEMS_UNREAD = Pattern("[0-9](?:の項)?(?:から|[~-])|[一二三四五六七八九十百]の項")
"""項 that a folded text has without each of their figures."""
_FIGURES = Pattern("[0-9]+")
_NAME = Pattern("「([^「」]+)」")
_TO = Pattern("[~〜～\\-－]|から")
_BETWEEN = Pattern(r"[、,，・\s()（）]+")
_LINE = Pattern(rf"^[ \t　]*([{CIRCLES}])(.*)$", re.MULTILINE)
_OF_WORDS = Pattern(f"記載|文言|改め|[~〜～]|{CAME}|{GONE}|{REDONE}")
"""What makes a line one in words of a person's own, or one that leaves out something."""
_ALIKE = 0.75
_SHORTEST = 8  # letters of a line that is told from others
_MOST_LINES = 12
_MOST_SENTENCES = 100  # of either text
_MOST_SAID = 100  # times that a cell says that something was done


class _Said(NamedTuple):
    """What a text says was added or removed; ``names`` as the text has them."""

    names: str
    came: bool


class _Touched:
    """A text, and what of it changed."""

    def __init__(self, pieces: list[Piece]) -> None:
        texts = [fold(piece.text) for piece in pieces]
        self._text = "".join(texts)
        ends = accumulate(map(len, texts), initial=0)
        spans = zip(pairwise(ends), pieces, strict=True)
        self._changed = [span for span, piece in spans if piece.changed]

    def touches(self, name: str) -> bool | None:
        """Whether words lie in what changed, at one place of the text; None without them."""
        key = fold(name)
        at = self._text.find(key) if key else -1
        if at < 0:
            return None
        while at >= 0:
            first = bisect_right(self._changed, at, key=lambda span: span[1])
            if first < len(self._changed) and self._changed[first][0] < at + len(key):
                return True
            at = self._text.find(key, at + len(key))
        return False


class SaidInWords:
    """The two texts of a change, which words of rows are held against."""

    def __init__(self, old: Written, new: Written) -> None:
        self.old = old
        self.new = new

    def denies(self, text: str) -> bool:
        """Whether words say that something was added or removed which the two texts deny."""
        if not _has_text(self.new):
            return False
        return (
            any(map(self._denies_quoted, _said(_QUOTED, text)))
            or any(map(self._denies_numbers, _said(_NUMBERED, text)))
            or any(map(self._denies_items, _said(_ITEMS, text)))
            or any(map(self._denies_plain, _said(_PLAIN, text)))
            or any(starmap(self._denies_replaced, replaced(text)))
            or any(map(self._lacks, _numbered_copies(text, self.new.is_numbered)))
            or any(map(self._is_slip, islice(_copied_lines(text), _MOST_LINES)))
        )

    def has_added(self, text: str) -> bool:
        """Whether words without 「」 name what came: 徴収を加える; anything where nothing was."""
        names = [fold(said.names) for said in _said(_PLAIN, text) if said.came]
        old, new = self._folded if names else ("", "")
        return any(not old or (name in new and name not in old) for name in names)

    def keeps(self, quoted: str) -> bool:
        """Whether a quotation of what is said to be gone is of sentences that all stayed."""
        return _has_text(self.new) and self._sentences.touches(unmarked(quoted)) is False

    def shows(self, before: str, after: str) -> bool:
        """Whether a line of one of two quotations has letters that changed, at one place."""
        return any(
            side.touches(line)
            for side, text in zip(self._words, (before, after), strict=True)
            for line in quoted_lines(unmarked(text))
        )

    @lazy
    def _whole(self) -> tuple[str, str]:
        return _whole(self.old), _whole(self.new)

    @lazy
    def _folded(self) -> tuple[str, str]:
        return fold(self._whole[0]), fold(self._whole[1])

    @lazy
    def _words(self) -> tuple[_Touched, _Touched]:
        old, new = highlight(*self._whole)
        return _Touched(old), _Touched(new)

    @lazy
    def _sentences(self) -> _Touched:
        """The sentences of the old text; space at their ends is no change."""
        before, after = map(sentences, self._whole)
        found = edits([one.strip() for one in before], [one.strip() for one in after])
        return _Touched(
            [
                Piece("".join(before[each.old_start : each.old_end]), not each.equal)
                for each in found
            ]
        )

    @lazy
    def _near(self) -> list[Counter[str]]:
        """The first sentences of both texts by their pairs of letters."""
        every = (one for whole in self._whole for one in sentences(whole)[:_MOST_SENTENCES])
        return [pairs(fold(one)) for one in every]

    @lazy
    def _boxes(self) -> str:
        return "\n".join(map(fold, differing(self.old.marks, self.new.marks)))

    def _denies_quoted(self, said: _Said) -> bool:
        """Whether a 「…」 stands on the other side alone, or stayed as it was.

        The name of one of the boxes that changed may stand for the text beside it.
        """
        mine, other = reversed(self._words) if said.came else self._words
        for name in _NAME.findall(said.names):
            if fold(name) in self._boxes:
                continue
            touched = mine.touches(name)
            if touched is False or (touched is None and other.touches(name)):
                return True
        return False

    def _denies_replaced(self, gone: str, came: str) -> bool:
        """Whether of two names that are said to have changed places one stayed as it was.

        Where letters were only added to a name (ログ → 操作ログ), or taken out of it, its own stay.
        """
        old, new = self._words
        grew, shrank = _is_within(gone, came), _is_within(came, gone)
        stayed = not grew and old.touches(gone) is False
        return stayed or (not shrank and new.touches(came) is False)

    def _denies_numbers(self, said: _Said) -> bool:
        """Whether a ③ is no line of its side, or is the same line on both.

        Nothing is known where a number begins two lines.
        """
        old, new = map(_lines, self._whole)
        mine, text = (new, self._whole[1]) if said.came else (old, self._whole[0])
        if not mine or old is None or new is None:
            return False
        return any(
            number not in text or (number in mine and old.get(number) == new.get(number))
            for number in _numbers(said.names)
        )

    def _denies_items(self, said: _Said) -> bool:
        """Whether a 71の項 is of a number that its side has nowhere."""
        mine = fold(self._whole[said.came])
        named = set(_FIGURES.findall(fold(said.names)))
        return not _ITEMS_UNREAD.is_in(mine) and not named <= set(_FIGURES.findall(mine))

    def _denies_plain(self, said: _Said) -> bool:
        """Whether words without 「」 are a name of a list that stands on the other side alone."""
        mine, other = reversed(self._whole) if said.came else self._whole
        key = fold(said.names)
        return key in map(fold, _BETWEEN.split(other)) and key not in fold(mine)

    def _lacks(self, name: str) -> bool:
        """Whether neither text has what is said to have come or gone.

        There may be words around it: 新たに国籍, 性別の次に国籍.
        """
        if any(side.quotes(name) for side in (self.old, self.new)):
            return False
        key = fold(name)
        return not any(one in key for one in self._of_one_side)

    @lazy
    def _of_one_side(self) -> set[str]:
        """The sentences, or the names of a list, that one of the two texts has alone."""
        old, new = (
            {
                fold(without_number(one.strip()))
                for line in whole.splitlines()
                for one in sentences(line)
            }
            for whole in self._whole
        )
        return (old ^ new) - {""}

    def _is_slip(self, line: str) -> bool:
        """Whether a line is nearly a sentence of a text, and stands in neither."""
        key = fold(line)
        if len(key) < _SHORTEST or any(side.quotes(line) for side in (self.old, self.new)):
            return False
        mine = pairs(key)
        return any((mine & one).total() >= _ALIKE * mine.total() for one in self._near)


def is_addition(text: str) -> bool:
    """Whether words say that 「…」 or ③ was added, and nothing else."""
    said = [*_said(_QUOTED, text), *_said(_NUMBERED, text)]
    return bool(said) and all(one.came for one in said)


def _is_within(name: str, longer: str) -> bool:
    """Whether a name and more letters, wherever they stand, make another one."""
    key, whole = fold(name), fold(longer)
    return key != whole and is_subsequence(key, whole)


def _has_text(side: Written) -> bool:
    is_text = side.field is not None and isinstance(side.field.kind, TextKind)
    return is_text or side.boxes is not None


def _whole(side: Written) -> str:
    """The whole answer, of boxes those marked, each with its text in one line."""
    if side.boxes is not None:
        return "\n".join(f"{label} {text}" for label, text in side.marks.items())
    return "\n".join(flat(side.value))


def _said(pattern: Pattern, text: str) -> Iterator[_Said]:
    if not pattern.may_match(text):
        return
    told = (found for line in text.splitlines() for found in pattern.finditer(line))
    for found in islice(told, _MOST_SAID):
        yield _Said(found["names"], found["came"] is not None)


def _numbered_copies(text: str, is_list: bool) -> Iterator[str]:
    """What lines copy behind a number and say was added or removed: ④督促状を発行する。を追加."""
    told = _ONE_NAME if is_list else _SENTENCE
    for line in islice(text.splitlines() if told.may_match(text) else (), _MOST_SAID):
        bare = without_number(line.strip())
        found = told.match(bare) if bare != line.strip() else None
        if found:
            yield found["name"]


def _lines(text: str) -> dict[str, str] | None:
    """The lines of a text by the ① that they begin with; None where one has two."""
    lines = [(found[1], fold(found[2])) for found in _LINE.finditer(text)]
    found = dict(lines)
    return found if len(found) == len(lines) else None


def _numbers(names: str) -> str:
    """The numbers that are named, those of a range (①～③) one by one."""
    found = [letter for letter in names if letter in CIRCLES]
    if len(found) == 2 and _TO.is_in(names):
        return CIRCLES[CIRCLES.index(found[0]) : CIRCLES.index(found[1]) + 1]
    return "".join(found)


def _copied_lines(text: str) -> Iterator[str]:
    """The lines of a narrative that copy a text beside those that say what was done."""
    if "\n" in text:
        yield from (line for line in quoted_lines(text) if not _OF_WORDS.is_in(line))
