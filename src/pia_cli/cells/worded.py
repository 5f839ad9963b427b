"""One name in a cell 項目 with words around it, or with its beginning in words.

Each way takes one kind of words away, or writes them as the form does, and has the rest read.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Protocol, TypeAlias

from pia_cli.cells.done import CAME, GONE, REDONE
from pia_cli.cells.entry_words import ENTRY
from pia_cli.cells.file_marks import FileMarks
from pia_cli.cells.known_items import CellItems, Places
from pia_cli.cells.pieces import BEFORE_CIRCLE, JOINT, MOST_PIECES, NUMBER, WITH_NUMERAL
from pia_cli.core.diagnostic import Path
from pia_cli.core.pattern import Pattern
from pia_cli.core.text import fold, narrow
from pia_cli.forms.name_reader import Care
from pia_cli.forms.risks import NUMBERED_RISK, RISK
from pia_cli.forms.tree import CIRCLES, ROMAN, FormField

Way: TypeAlias = Callable[[str], Places]
"""A way to read a text, None where it cannot."""


_WORDS = f"{CAME}|{GONE}|{REDONE}|更新|見直し|全般|全体|全て|一部|ほか|記載"
_DONE = Pattern(
    rf"[(【の\s]{{0,3}}(?:{_WORDS}|記載内容)(?:の?(?:追加|削除|変更|修正))?[)】]?\s{{0,9}}$",
    needs=tuple(_WORDS.split("|")),
)
"""What was done to the item, or to how much of it: 委託事項4（新規）, Ⅲ全般, ①部署ほか."""
_ASIDE = Pattern(r"[(【\[]([^()【】\[\]]{1,60})[)】\]]", needs=("(", "【", "["))
_COVER = Pattern(r"\s{0,9}[(【\[]?\s{0,9}表紙\s{0,9}[)】\]]?[\s:\-]{0,9}", needs=("表紙",))
_ARABIC = Pattern(r"\s{0,9}([1-5])(?=\s{0,9}[.\-]\s{0,9}[0-9])")
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


class CellReader(Protocol):
    """What reads the rest of a cell."""

    items: CellItems
    most: Care
    form: FormField

    @property
    def files(self) -> FileMarks:
        """The files of the document by what a name may call them."""
        ...

    def cell(self, text: str) -> Places:
        """One name or several."""
        ...

    def plain(self, text: str, care: Care = Care.LENIENT) -> Places:
        """One name as the form prints it, or nearly so."""
        ...

    def each(self, texts: Iterable[str]) -> Places:
        """The places of several cells together, None where one names no item."""
        ...


class CellWords:
    """The ways to read one name with words around it."""

    def __init__(self, reader: CellReader) -> None:
        self._reader, self._items = reader, reader.items

    def read(self, text: str) -> Places:
        """What the first way that can reads of a text."""
        ways = [self._of_cover, self._respelled, self._of_bare_risk, self._noted, self._beside]
        ways += [self._apart, self._headless, self._of_line, self._in_words]
        ways += [self._of_count, self._of_records]
        return first_of(ways, text)

    def _of_cover(self, text: str) -> Places:
        """表紙 評価書名, 宣言."""
        cover = _COVER.match(text) if _COVER.may_match(text) else None
        bare = text[cover.end() :].strip(" ()【】") if cover else text.strip()
        name = _ALIASES.get(bare, bare if cover else "")
        places = self._reader.plain(name) if name else None
        numbered = (self._reader.form.by_key[str(path[0])].item.number for path in places or ())
        return None if any(numbered) else places

    def _respelled(self, text: str) -> Places:
        """1-6-①部署, Ⅱ.ファイルの概要 2.…: the part by 1, or by some of its words; Ⅰ～Ⅲ."""
        if arabic := _ARABIC.match(text):
            return self._reader.cell(ROMAN[int(arabic[1]) - 1] + text[arabic.end() :])
        if span := _PARTS.fullmatch(text):
            return self._parts(*span.groups())
        words = _PART_WORDS.match(text)
        if words is None:
            return None
        numeral, label = words[1], fold(words[2]).strip("-。:")
        parts = (part for part in self._reader.form.children if fold(part.item.number) == numeral)
        if label and any(label in fold(part.item.heading) for part in parts):
            return self._reader.cell(f"{numeral} {text[words.end() :]}")
        return None

    def _of_bare_risk(self, text: str) -> Places:
        """Ⅲ-4-リスク1 規定の内容: a number for the only risk of a section, printed without one."""
        risk = NUMBERED_RISK.search(text) if NUMBERED_RISK.may_match(text) else None
        if risk is None or risk[1] != "1":
            return None
        for word in (RISK, " "):
            places = self._reader.cell(f"{text[: risk.start()]}{word}{text[risk.end() :]}")
            if places and all(map(self._items.is_by_bare_risk, places)):
                return places
        return None

    def _parts(self, first: str, last: str) -> Places:
        """Ⅰ～Ⅲ: the parts of the form from one to another."""
        numerals = [fold(numeral) for numeral in ROMAN]
        if first not in numerals or last not in numerals:
            return None
        return self._reader.each(numerals[numerals.index(first) : numerals.index(last) + 1])

    def _noted(self, text: str) -> Places:
        """委託事項4（新規）, 委託事項の追加, ①入手元（他部署）."""
        done = _DONE.search(text) if _DONE.may_match(text) else None
        if done and done.start() and (found := self._reader.cell(text[: done.start()])) is not None:
            return found
        for aside in _ASIDE.finditer(text) if _ASIDE.may_match(text) else ():
            words, rest = aside[1], f"{text[: aside.start()]} {text[aside.end() :]}"
            if not aside.start() and not WITH_NUMERAL.match(rest):
                continue
            if NUMBER.fullmatch(words.strip()) or BEFORE_CIRCLE.is_in(words):
                continue
            found = self._reader.cell(rest)
            if found is not None and not self._items.are_of_other(words, found):
                return self._of_file(words, found)
        return None

    def _of_file(self, words: str, places: tuple[Path, ...]) -> tuple[Path, ...]:
        """The places of the file alone that words in brackets may shorten the name of: （国保）."""
        return self._reader.files.narrowed(places, self._reader.files.shortened(words)) or places

    def _beside(self, text: str) -> Places:
        """②入手方法 その他: one of the boxes of the item."""
        for joint in reversed(list(JOINT.finditer(text))):
            head, words = text[: joint.start()], text[joint.end() :]
            if not head or not fold(words) or not self._items.may_be_box(words):
                continue
            found = self._nearly(head)
            if self._items.have_box(found or (), words):
                return found
        return None

    def _apart(self, text: str) -> Places:
        """（別紙１）提供先一覧: a 別紙 is known by its number."""
        apart = _APART.match(text) if _APART.may_match(text) else None
        return self._reader.plain(apart[1]) if apart and apart.end() < len(text) else None

    def _headless(self, text: str) -> Places:
        """委託事項2 ③委託先名: the entry without the number of its section."""
        entry = _HEADLESS.match(text)
        return self._below_section(entry[1], text[entry.end() :]) if entry else None

    def _below_section(self, entry: str, rest: str) -> Places:
        """The rest of a name behind an entry, with the number of its section in front."""
        labels = filter(None, map(self._items.label, self._reader.plain(entry) or ()))
        return self._reader.each(f"{narrow(label)} {rest}" for label in labels)

    def _in_words(self, text: str) -> Places:
        """各委託事項-③, 委託事項2の委託先名."""
        plain = text
        if _IN_WORDS.may_match(text):
            plain = _IN_WORDS.sub(lambda each: f" {each[1] or ''} ", text).strip()
        if plain == text.strip():
            return None
        if (found := self._reader.cell(plain)) is not None:
            return found
        entry = _UNNUMBERED.match(plain)
        return self._below_section(entry[1], plain[entry.end() :]) if entry else None

    def _of_count(self, text: str) -> Places:
        """Ⅱ-4 委託件数, Ⅱ-5 件数: the count of a section, or the boxes with it."""
        head = _COUNT.sub("", text) if _COUNT.may_match(text) else text
        if head == text:
            return None
        if (exact := self._reader.plain(f"{head} 件数")) is not None:
            return exact
        return self._items.counts(self._nearly(head) or ())

    def _of_records(self, text: str) -> Places:
        """（別添１）記録項目 宛名情報."""
        records = _RECORDS.match(text) if _RECORDS.may_match(text) else None
        group = text[records.end() :].strip() if records else ""
        return self._reader.cell(f"{records[1]} {group}") if records and group else None

    def _of_line(self, text: str) -> Places:
        """Ⅲ-7 その他の措置の内容 ③: a line of a text that numbers its lines by itself."""
        circle = _OF_LINE.search(text)
        found = self._nearly(text[: circle.start()]) if circle else None
        return found if self._items.are_texts(found or ()) else None

    def shortened(self, text: str) -> Places:
        """Ⅲ-3 リスク1 措置の内容: a part of the label of one item alone below a number."""
        for joint in reversed(list(JOINT.finditer(text))[:MOST_PIECES]):
            words = [word for word in JOINT.split(text[joint.end() :]) if word]
            if not words or WITH_NUMERAL.match(text) is None:
                continue
            if any(word[0] in CIRCLES or word[0].isdecimal() for word in words):
                continue
            if found := self._nearly(text[: joint.start()]):
                return self._items.with_words(found, words)
        return None

    def _nearly(self, text: str) -> Places:
        """One name as far from the printed one as the reader goes."""
        return self._reader.plain(text, self._reader.most)


def first_of(ways: Iterable[Way], text: str) -> Places:
    """The first reading of a text."""
    return next((found for way in ways if (found := way(text)) is not None), None)
