"""The cell 項目 of 変更箇所 as officers fill it: one name or several, with words around them.

`Names` reads one name along the form. Here the cell is taken apart into such names; what is left
out or put in never changes which item a number or a label names. The source of the notations is
the column 項目 of published 別添2 変更箇所.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import cache
from typing import TypeAlias

from pia_cli.core.diagnostic import Path
from pia_cli.core.lazy import lazy
from pia_cli.core.pattern import Pattern
from pia_cli.core.text import fold, narrow
from pia_cli.forms.cell_pieces import (
    AND,
    BEFORE_CIRCLE,
    JOINT,
    MOST_PIECES,
    NUMBER,
    WITH_NUMERAL,
    beginnings,
    cuts,
    numbers,
    plain_order,
)
from pia_cli.forms.choices import BoxesKind, has_counts
from pia_cli.forms.entry_words import ANY_NUMBERED, ENTRY, NUMBERED
from pia_cli.forms.file_marks import FileMarks
from pia_cli.forms.kinds import TextKind
from pia_cli.forms.name_reader import ANY, Care, expand
from pia_cli.forms.naming import Names
from pia_cli.forms.risks import NUMBERED_RISK, RISK, has_bare_risk, section_of_risk
from pia_cli.forms.tree import CIRCLES, FormField, Located, locate

Places: TypeAlias = "tuple[Path, ...] | None"
"""What a name means: places of the document, () for an item that it lacks, None for no item."""

LONGEST = 200
"""Letters of a cell that are read."""
_MOST_LOOK_UPS = 150  # of one cell
_MOST_IN_ALL = 5_000  # of all cells
_MOST_TRIED = 100
"""Texts that one cell is tried as: each of its words in brackets may be left out or not."""
_SHORTEST = 3  # letters that tell a label from others

_LISTED = Pattern(
    rf"({ANY_NUMBERED})\s{{0,9}}"
    r"([0-9]{1,2}(?:\s{0,9}(?:[、・~\-]|及び|並びに|と|から)\s{0,9}(?:\1)?[0-9]{1,2}(?![0-9])){1,20})",
    needs=NUMBERED,
)
_MANY = Pattern(
    rf"{ANY_NUMBERED}\s{{0,9}}[0-9]{{1,2}}\s{{0,9}}(?:[、・~]|及び|並びに|と|から)\s{{0,9}}[0-9]",
    needs=("、", "・", "~", "及び", "並びに", "と", "から"),
)
_DONE = Pattern(
    r"[(【の\s]{0,3}"
    r"(?:追加|新規|新設|追記|削除|廃止|変更|修正|訂正|改正|更新|見直し|全般|全体|全て|一部|ほか"
    r"|記載(?:内容)?)"
    r"(?:の?(?:追加|削除|変更|修正))?[)】]?\s{0,9}$",
    needs=(
        *("追加", "新規", "新設", "追記", "削除", "廃止", "変更", "修正", "訂正", "改正", "更新"),
        *("見直し", "全般", "全体", "全て", "一部", "ほか", "記載"),
    ),
)
"""What was done to the item, or to how much of it: 委託事項4（新規）, Ⅲ全般, ①部署ほか."""
_ASIDE = Pattern(r"[(【\[]([^()【】\[\]]{1,60})[)】\]]", needs=("(", "【", "["))
_NUMBER_ASIDE = Pattern(r"\(\s{0,9}[0-9]{1,2}\s{0,9}\)", needs=("(",))
_ENTRY_BEFORE = Pattern(
    rf"{ANY_NUMBERED}\s{{0,9}}[0-9]{{1,2}}\s{{0,9}}$",
    needs=NUMBERED,
)
_COVER = Pattern(r"\s{0,9}[(【\[]?\s{0,9}表紙\s{0,9}[)】\]]?[\s:\-]{0,9}", needs=("表紙",))
_ARABIC = Pattern(r"\s{0,9}([1-5])(?=\s{0,9}[.\-]\s{0,9}[0-9])")
_ROMAN = "ⅠⅡⅢⅣⅤ"
_PART_WORDS = Pattern(rf"\s{{0,9}}([IV]{{1,3}})[\s.\-:]{{0,9}}([^0-9{CIRCLES}]{{2,60}})(?=[0-9])")
"""The words of a part between its numeral and the next number, often shortened."""
_PARTS = Pattern(r"\s{0,9}([IV]{1,3})\s{0,9}(?:~|から)\s{0,9}([IV]{1,3})\s{0,9}(?:まで)?\s{0,9}")
_OF_LINE = Pattern(rf"\s{{0,9}}[{CIRCLES}]\s{{0,9}}$")
_APART = Pattern(r"\s{0,9}[(【\[]?\s{0,9}(別紙\s{0,9}[0-9]{1,2})\s{0,9}[)】\]]?", needs=("別紙",))
_HEADLESS = Pattern(
    r"\s{0,9}((?:委託事項|提供先|移転先)\s{0,9}\(?\s{0,9}[0-9]{1,2})"
    rf"(?:\s{{0,9}}\)?\s{{0,9}}(?=[{CIRCLES}])|\s{{1,9}}(?=[^\s0-9]))"
)
_UNNUMBERED = Pattern(rf"({ENTRY})[\s\-]{{0,9}}(?=[^\s\-0-9])")
_IN_WORDS = Pattern(
    rf"(?:各|(?:全て|すべて)の)\s?({ENTRY})の?|(?<=[0-9{CIRCLES}])の",
    needs=("各", "の"),
)
"""Each entry, which is all of them without a number, and の for a joint: Ⅱ-4の各委託事項."""
_COUNT = Pattern(r"(?:[\s\-・の(]|委託|提供|移転){1,9}件数\)?\s{0,9}$", needs=("件数",))
_RECORDS = Pattern(r"\s?[(【]?\s?(別添\s?1)\s?[)】]?\s?(?:ファイル)?記録項目", needs=("記録項目",))
_ALIASES = {"宣言": "個人のプライバシー等の権利利益の保護の宣言"}
"""What an item of the cover is called for short."""
_OTHER = "その他"


class ItemCells:
    """Reads the cells 項目 of a document; ``most`` is how far from the printed names."""

    def __init__(self, names: Names, most: Care = Care.NESTED) -> None:
        self.names = names
        self.most = most
        self._looked_up: dict[tuple[str, Care], Places] = {}
        self._tried: dict[tuple[str, str], Places] = {}
        self._looks = 0

    def read(self, text: str) -> Places:
        """The places that a cell names, all of them where it names several.

        Each part of it must be read; a name that leaves open which of several items it means
        is none.
        """
        self._looked_up.clear()
        self._tried.clear()
        text = plain_order(text[:LONGEST])
        found = self._exactly(text)
        if found is not None and not self.files.is_of_file(text):
            return found
        for names, rest in self.files.without(text):
            places = self._cell(rest)
            of_files = None if places is None else self.files.narrowed(places, names)
            if of_files is not None:
                return _united([found or (), of_files])
        return found if found is not None else _first([self._cell, self._unnumbered], text)

    @lazy
    def files(self) -> FileMarks:
        """The files of the document by what a name may call them."""
        return FileMarks(self.names.form, self.names.root)

    @property
    def gave_up(self) -> bool:
        """Whether the cell read last may mean more than was tried."""
        return len(self._tried) >= _MOST_TRIED or self._looks >= _MOST_IN_ALL

    def _once(self, way: Callable[[str], Places], text: str) -> Places:
        """What a way reads of a text, which it is tried on once."""
        key = (way.__name__, text)
        if key not in self._tried:
            if self.gave_up:
                return None
            self._tried[key] = None
            self._tried[key] = way(text)
        return self._tried[key]

    def _plain(self, text: str, care: Care = Care.LENIENT) -> Places:
        """What `Names` reads of a text."""
        if (text, care) not in self._looked_up:
            if len(self._looked_up) >= _MOST_LOOK_UPS or self._looks >= _MOST_IN_ALL:
                return None
            self._looks += 1
            places = self.names.resolve(text, care)
            is_item = bool(places) or self.names.is_item(text, care)
            self._looked_up[text, care] = places if is_item else None
        return self._looked_up[text, care]

    def _exactly(self, text: str) -> Places:
        """The same, but 1～3 is no 1-③."""
        return self._plain(text, Care.EXACT if _MANY.is_in(text) else Care.LENIENT)

    def _cell(self, text: str) -> Places:
        """One name or several, without that of a file."""
        found = self._exactly(text)
        return found if found is not None else self._once(self._inexactly, text)

    def _inexactly(self, text: str) -> Places:
        ways = [self._listed, self._plain, self._several, self._single]
        if not AND.is_in(text):
            ways.insert(0, self._single)
        return _first(ways, text)

    def _single(self, text: str) -> Places:
        """One name with words around it, or shortened."""
        return _first([self._whole, self._shortened], text)

    def _whole(self, text: str) -> Places:
        """One name with words around it."""
        if _MANY.is_in(text):
            return None
        nested = self._plain(text, self.most)
        if nested is not None:
            return nested
        return self._once(self._worded, text)

    def _worded(self, text: str) -> Places:
        ways = [self._of_cover, self._respelled, self._of_bare_risk, self._noted, self._beside]
        ways += [self._apart, self._headless, self._of_line, self._in_words]
        ways += [self._of_count, self._of_records]
        return _first(ways, text)

    def _listed(self, text: str) -> Places:
        """委託事項1、2 ③委託先名, 提供先2～5: the text for each of the numbers."""
        found = _LISTED.search(text) if _LISTED.may_match(text) else None
        if found is None:
            return None
        before, after = text[: found.start()] + found[1], text[found.end() :]
        each = list(numbers(found[2].replace(found[1], "")))
        return self._all(f"{before}{number}{after}" for number in each)

    def _all(self, texts: Iterable[str]) -> Places:
        read = []
        for text in texts:
            places = self._cell(text)
            if places is None:
                return None
            read.append(places)
        return _united(read) if read else None

    def _several(self, text: str) -> Places:
        """Ⅰ-6-①部署、②所属長の役職名: each of them read after the beginning of the one before."""
        spans = cuts(text)
        starts = [0, *(end for _, end in spans)]
        ends = [*(start for start, _ in spans), len(text)]
        read: list[tuple[Path, ...]] = []
        before, at = "", 0
        while at < len(starts):
            last = len(ends) if at else len(ends) - 1
            for end in range(last - 1, at - 1, -1):  # a label may have 、 in it
                piece = text[starts[at] : ends[end]].strip()
                name, places = self._following(before, piece)
                if places is not None:
                    break
            else:
                return None
            read.append(places)
            before, at = name, end + 1
        return _united(read) if len(read) > 1 else None

    def _following(self, before: str, piece: str) -> tuple[str, Places]:
        """One of several names, with what it leaves out of the one before it."""
        way = self._plain if AND.is_in(piece) else self._whole
        for beginning in beginnings(before, piece):
            name = beginning + piece
            if (places := way(name)) is not None:
                return name, places
        return piece, None

    def _of_cover(self, text: str) -> Places:
        """表紙 評価書名, 宣言."""
        cover = _COVER.match(text) if _COVER.may_match(text) else None
        bare = text[cover.end() :].strip(" ()【】") if cover else text.strip()
        name = _ALIASES.get(bare, bare if cover else "")
        places = self._plain(name) if name else None
        numbered = (self.names.form.by_key[str(path[0])].item.number for path in places or ())
        return None if any(numbered) else places

    def _respelled(self, text: str) -> Places:
        """1-6-①部署, Ⅱ.ファイルの概要 2.…: the part by 1, or by some of its words; Ⅰ～Ⅲ."""
        if arabic := _ARABIC.match(text):
            return self._cell(_ROMAN[int(arabic[1]) - 1] + text[arabic.end() :])
        if span := _PARTS.fullmatch(text):
            return self._parts(*span.groups())
        words = _PART_WORDS.match(text)
        if words is None:
            return None
        numeral, label = words[1], fold(words[2]).strip("-。:")
        parts = (part for part in self.names.form.children if fold(part.item.number) == numeral)
        if label and any(label in fold(part.item.heading) for part in parts):
            return self._cell(f"{numeral} {text[words.end() :]}")
        return None

    def _of_bare_risk(self, text: str) -> Places:
        """Ⅲ-4-リスク1 規定の内容: a number for the only risk of a section, printed without one."""
        risk = NUMBERED_RISK.search(text) if NUMBERED_RISK.may_match(text) else None
        if risk is None or risk[1] != "1":
            return None
        for word in (RISK, " "):
            places = self._cell(f"{text[: risk.start()]}{word}{text[risk.end() :]}")
            if places and all(map(self._is_by_bare_risk, places)):
                return places
        return None

    def _is_by_bare_risk(self, path: Path) -> bool:
        section = section_of_risk(self.names.form, path)
        return section is not None and has_bare_risk(section)

    def _parts(self, first: str, last: str) -> Places:
        """Ⅰ～Ⅲ: the parts of the form from one to another."""
        numerals = [fold(numeral) for numeral in _ROMAN]
        if first not in numerals or last not in numerals:
            return None
        return self._all(numerals[numerals.index(first) : numerals.index(last) + 1])

    def _noted(self, text: str) -> Places:
        """委託事項4（新規）, 委託事項の追加, ①入手元（他部署）."""
        done = _DONE.search(text) if _DONE.may_match(text) else None
        if done and done.start() and (found := self._cell(text[: done.start()])) is not None:
            return found
        for aside in _ASIDE.finditer(text) if _ASIDE.may_match(text) else ():
            words, rest = aside[1], f"{text[: aside.start()]} {text[aside.end() :]}"
            if not aside.start() and not WITH_NUMERAL.match(rest):
                continue
            if NUMBER.fullmatch(words.strip()) or BEFORE_CIRCLE.is_in(words):
                continue
            found = self._cell(rest)
            if found is not None and not self._is_of_others(words, found):
                return self._of_file(words, found)
        return None

    def _of_file(self, words: str, places: tuple[Path, ...]) -> tuple[Path, ...]:
        """The places of the file alone that words in brackets may shorten the name of: （国保）."""
        return self.files.narrowed(places, self.files.shortened(words)) or places

    def _unnumbered(self, text: str) -> Places:
        """（2）Ⅱ-4-③, Ⅱ-4（2）委託の有無: a number in brackets that the form has nothing of."""
        aside = _NUMBER_ASIDE.search(text) if _NUMBER_ASIDE.may_match(text) else None
        if aside is None or (aside.start() and _ENTRY_BEFORE.search(text[: aside.start()])):
            return None
        return self._cell(f"{text[: aside.start()]} {text[aside.end() :]}".strip())

    def _beside(self, text: str) -> Places:
        """②入手方法 その他: one of the boxes of the item."""
        for joint in reversed(list(JOINT.finditer(text))):
            words = fold(text[joint.end() :])
            head = text[: joint.start()]
            if not head or not words or not _may_be_box(self.names.form, words):
                continue
            found = self._plain(head, self.most)
            fields = [place.field for place in map(self._located, found or ()) if place]
            if fields and all(_has_box(field, words) for field in fields):
                return found
        return None

    def _apart(self, text: str) -> Places:
        """（別紙１）提供先一覧: a 別紙 is known by its number."""
        apart = _APART.match(text) if _APART.may_match(text) else None
        return self._plain(apart[1]) if apart and apart.end() < len(text) else None

    def _headless(self, text: str) -> Places:
        """委託事項2 ③委託先名: the entry without the number of its section."""
        entry = _HEADLESS.match(text)
        return self._below_section(entry[1], text[entry.end() :]) if entry else None

    def _below_section(self, entry: str, rest: str) -> Places:
        """The rest of a name behind an entry, with the number of its section in front."""
        found = filter(None, map(self._located, self._plain(entry) or ()))
        return self._all(f"{narrow(place.label)} {rest}" for place in found)

    def _in_words(self, text: str) -> Places:
        """各委託事項-③, 委託事項2の委託先名."""
        plain = text
        if _IN_WORDS.may_match(text):
            plain = _IN_WORDS.sub(lambda each: f" {each[1] or ''} ", text).strip()
        if plain == text.strip():
            return None
        if (found := self._cell(plain)) is not None:
            return found
        entry = _UNNUMBERED.match(plain)
        return self._below_section(entry[1], plain[entry.end() :]) if entry else None

    def _of_count(self, text: str) -> Places:
        """Ⅱ-4 委託件数, Ⅱ-5 件数: the count of a section, or the boxes with it."""
        head = _COUNT.sub("", text) if _COUNT.may_match(text) else text
        if head == text:
            return None
        if (exact := self._plain(f"{head} 件数")) is not None:
            return exact
        around = self._plain(head, self.most) or ()
        found = [each for path in around for each in self._near(path) if has_counts(each[1].kind)]
        if len({field.id for _, field in found}) != 1:
            return None
        return tuple(dict.fromkeys(path for path, _ in found))

    def _near(self, path: Path) -> Iterator[tuple[Path, FormField]]:
        """The item at a place, and those right below it."""
        if place := self._located(path):
            yield path, place.field
            yield from (((*path, child.key), child) for child in place.field.children)

    def _of_records(self, text: str) -> Places:
        """（別添１）記録項目 宛名情報."""
        records = _RECORDS.match(text) if _RECORDS.may_match(text) else None
        group = text[records.end() :].strip() if records else ""
        return self._cell(f"{records[1]} {group}") if records and group else None

    def _of_line(self, text: str) -> Places:
        """Ⅲ-7 その他の措置の内容 ③: a line of a text that numbers its lines by itself."""
        circle = _OF_LINE.search(text)
        found = self._plain(text[: circle.start()], self.most) if circle else None
        fields = [place.field for place in map(self._located, found or ()) if place]
        are_texts = all(isinstance(one.kind, TextKind) and not one.item.number for one in fields)
        return found if fields and are_texts else None

    def _shortened(self, text: str) -> Places:
        """Ⅲ-3 リスク1 措置の内容: a part of the label of one item alone below a number."""
        for joint in reversed(list(JOINT.finditer(text))[:MOST_PIECES]):
            words = [word for word in JOINT.split(text[joint.end() :]) if word]
            if not words or WITH_NUMERAL.match(text) is None:
                continue
            if any(word[0] in CIRCLES or word[0].isdecimal() for word in words):
                continue
            found = self._plain(text[: joint.start()], self.most)
            if found:
                return self._below(found, words)
        return None

    def _below(self, places: Iterable[Path], words: list[str]) -> Places:
        """The only item at or below the places whose label has the last of the words."""
        below = [one for path in places for one in self._fields(path)]
        *around, last = map(fold, words)
        named = [
            (path, field)
            for path, field in below
            if len(last) >= _SHORTEST and last in _label(field)
        ]
        labels = {_label(field) for _, field in below}
        if f"{last}名" in labels:
            named = [one for one in named if _label(one[1]) == f"{last}名"]
        if len({field.id for _, field in named}) != 1:
            return None
        if not all(any(word in label for label in labels) for word in around):
            return None
        root = self.names.root
        return tuple(path for pattern, _ in named for path in expand(root, pattern))

    def _fields(self, path: Path) -> Iterator[tuple[Path, FormField]]:
        """The fields at and below a place with their paths."""
        place = self._located(path)
        if place:
            yield from _walk(path, place.field, is_entry=isinstance(path[-1], int))

    def _located(self, path: Path) -> Located | None:
        return locate(self.names.form, path)

    def _is_of_others(self, words: str, places: Iterable[Path]) -> bool:
        """Whether words are the label of another item than those of the places."""
        word = fold(words)
        if len(word) < _SHORTEST:
            return False
        mine = {_label(field) for path in places for _, field in self._fields(path)}
        return not any(word in label for label in mine) and any(
            label.endswith(word) for label in self._labels
        )

    @lazy
    def _labels(self) -> frozenset[str]:
        return frozenset(map(_label, self.names.form.walk()))


def _first(ways: Iterable[Callable[[str], Places]], text: str) -> Places:
    """The first reading of a text."""
    return next((found for way in ways if (found := way(text)) is not None), None)


def _united(several: Iterable[tuple[Path, ...]]) -> tuple[Path, ...]:
    """All places, but none below another."""
    found = dict.fromkeys(path for places in several for path in places)
    return tuple(path for path in found if not any(path[:end] in found for end in range(len(path))))


def _walk(path: Path, field: FormField, *, is_entry: bool) -> Iterator[tuple[Path, FormField]]:
    yield path, field
    here = (*path, ANY) if field.entries and not is_entry else path
    for child in field.children:
        yield from _walk((*here, child.key), child, is_entry=False)


def _label(field: FormField) -> str:
    return fold(field.key)


def _may_be_box(form: FormField, words: str) -> bool:
    """Whether some item of the form has such a box."""
    return words == _OTHER or f"\0{words}" in _all_boxes(form)


@cache
def _all_boxes(form: FormField) -> str:
    """The labels of all boxes of the form, each behind a NUL, which no cell can have."""
    kinds = [each.kind for each in form.walk() if isinstance(each.kind, BoxesKind)]
    return "".join(f"\0{fold(label)}" for kind in kinds for label in kind.choices)


def _has_box(field: FormField, words: str) -> bool:
    """Whether words are one of the boxes of an item, or begin one."""
    kind = field.kind
    if not isinstance(kind, BoxesKind):
        return False
    return words == _OTHER or any(fold(label).startswith(words) for label in kind.choices)
