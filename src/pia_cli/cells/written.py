"""What a cell of 変更箇所 may say of an answer, however people copy it."""

from __future__ import annotations

import operator
import re
from collections.abc import Iterator

from pia_cli.cells.done import BEFORE_DONE, DONE_BEHIND, NARRATIVE, is_none, unmarked
from pia_cli.cells.loosely import bare_copy, unquoted, written_out
from pia_cli.cells.named_boxes import NamedBox, counted_boxes, named_boxes
from pia_cli.cells.quotation import (
    Keys,
    are_quoted,
    is_copied,
    is_omission,
    is_part,
    is_quoted,
    quote_keys,
    quoted_lines,
    says_nothing_new,
)
from pia_cli.cells.renumbered import bare_numbers
from pia_cli.cells.rows import LogRow
from pia_cli.cells.written_boxes import WrittenBoxes
from pia_cli.core.lazy import lazy
from pia_cli.core.pattern import Pattern
from pia_cli.core.text import BLANK, fold
from pia_cli.forms.choices import BoxesKind, ChoiceKind
from pia_cli.forms.kinds import BLANK_MARKS, FLAG_WORDS, CountKind, FlagKind
from pia_cli.forms.notation import notation_key
from pia_cli.forms.numbered import numbered, own_numbers
from pia_cli.forms.tree import FormField
from pia_cli.forms.values import (
    Plain,
    flag_boxes,
    flag_marks,
    flat,
    marks_in,
)

_RANGE = Pattern("[~〜～]")
_NUMBER = Pattern("[0-9]{1,4}$")
_HEADING = Pattern(r"(?:[<＜〈]{1,2}|[《≪【])([^<>＜＞〈〉《》≪≫【】]+)(?:[>＞〉]{1,2}|[》≫】])")
_BELOW = Pattern(r"\s*[(（]([^()（）\n]{1,20})[)）]\s*(\S.*)", re.DOTALL, needs=("(", "（"))
_CHOICE_NUMBER = Pattern(r"(?<!\s)\s*[0-9０-９]{1,2}\s*[)）.．]\s*")

_BESIDE_CHOICE = Pattern(
    r"[\]］]?\s{0,9}[(（]?\s{0,9}[0-9０-９]{1,5}\s{0,9}[)）]?\s{0,9}件\s{0,9}$", needs=("件",)
)
"""The count that the form prints beside a choice: [委託する] (3)件."""
_CIRCLED = Pattern(r"^[①-⑳]\s*", re.MULTILINE)
_LABELLED = Pattern(
    r"^([①-⑳])[ \t　]{0,9}([^:：\n]{1,20})[:：][ \t　]{0,9}(\S[^\n]*)$", re.MULTILINE
)
"""A line of an entry with words of its own for the label: ③委託先：甲株式会社."""
_NOT = "しない"
_COUNT = Pattern(r"\(?([0-9]{1,9})\)?件\)?", needs=("件",))
_WHOLE = Pattern("[(（\\[]?(略|省略)[)）\\]]?|の?(記載|内容|全体|全て|すべて)$")


def of_entry(entry: str, text: str) -> str:
    """The text of a cell with the entry in front that had it in the version before."""
    return f"（変更前の{entry}）\n{text or BLANK}"


class Written:
    """An answer as one version has it, and what a cell may quote of it.

    ``item`` is its printed label, ``cell`` the text that is generated for the cell. ``other``
    is the answer that another version has, whose boxes a cell may name as well.
    """

    def __init__(
        self, field: FormField | None, value: Plain, item: str, cell: str, other: Plain = ""
    ) -> None:
        self.field = field
        self.value = value
        self.item = item
        self.cell = cell
        self.other = other
        self.is_numbered = bool(field and field.item.slot and not field.children)

    @lazy
    def boxes(self) -> BoxesKind | None:
        """The boxes of the item; a flag is one."""
        kind = self.field.kind if self.field else None
        if self.field and isinstance(kind, FlagKind):
            return flag_boxes(self.field.key)
        return kind if isinstance(kind, BoxesKind) else None

    @lazy
    def marks(self) -> dict[str, str]:
        """The marked boxes with the texts beside them."""
        if self.boxes is None or self.field is None:
            return {}
        if isinstance(self.value, str):
            return flag_marks(self.field.key, self.value)
        return marks_in(self.value)

    @lazy
    def _written_boxes(self) -> WrittenBoxes | None:
        """The boxes of the item as pia writes them; None where the item is a flag, or has none."""
        kind = self.field.kind if self.field else None
        if not isinstance(kind, BoxesKind):
            return None
        return WrittenBoxes(kind, marks_in(self.other), self.marks)

    @lazy
    def is_blank(self) -> bool:
        """Whether there is nothing, or 「なし」."""
        if self.boxes:
            return not self.marks
        return any(BLANK_MARKS.fullmatch(text) for text in self._texts)

    @lazy
    def _texts(self) -> list[str]:
        """What a cell may have been copied from: the generated one, or the whole value."""
        whole = "\n".join(flat(self.value))
        if self.boxes:
            return [whole] if any(self.marks.values()) else []
        return [self.cell, whole, *_numbered(self.value)]

    @lazy
    def _keys(self) -> list[Keys]:
        return [quote_keys(text) for text in self._texts]

    def lacks_text(self, text: str) -> bool:
        """Whether a cell says that there is nothing, and does not copy 「無」."""
        bare = unmarked(text)
        return is_none(bare) and (bool(BLANK_MARKS.fullmatch(bare)) or not self.is_whole(bare))

    def has_exactly(self, text: str) -> bool:
        """Whether a cell quotes the answer with its punctuation."""
        return says_nothing_new(unmarked(text), self._texts)

    def is_whole(self, text: str) -> bool:
        """Whether a text is the whole answer, so that nothing else stands beside it."""
        return isinstance(self.value, str) and quote_keys(text) in self._keys

    def named(self, text: str) -> dict[str, NamedBox]:
        """The boxes that a cell names."""
        if self._written_boxes and isinstance(self.boxes, BoxesKind):
            return self._written_boxes.named(text) or counted_boxes(self.boxes, text)
        if not self.boxes or not self.field:
            return {}
        if text in FLAG_WORDS:
            return {self.field.key: NamedBox(FLAG_WORDS[text], "")}
        return named_boxes(self.boxes, text) or named_boxes(self.boxes, text + self.field.key)

    def quotes(self, text: str) -> bool:
        """Whether a cell is this answer, or quotes it, maybe with （追加） in front."""
        bare = unmarked(text)
        return self._quotes(text) or (bare != text and self._quotes(bare))

    def _quotes(self, text: str) -> bool:
        if is_copied(text, self._texts) or (text and text == self.cell):  # of signs alone: …
            return True
        named = self.named(text)
        if named and all(self._has(label, box) for label, box in named.items()):
            return True
        if is_quoted(text, self._keys) or self.is_count(text):
            return True
        if self.is_numbered:
            return self._quotes_numbers(text)
        return self._quotes_loosely(text)

    def _quotes_loosely(self, text: str) -> bool:
        """The same for a cell with something around the answer, or with ㈱ for 株式会社."""
        bare = bare_copy(text)
        around = [] if bare == text else [bare, *self._bare(bare)]
        copies = [*self._bare(text), *around]
        if any(is_quoted(one, self._keys) for one in copies) or self._quotes_below(text):
            return True
        copies, wholes = [*copies, bare], self._spelt_texts
        spelt = [written_out(one) for one in copies]
        is_shortened = (spelt, wholes) != (copies, self._texts)
        return is_shortened and any(is_part(one, wholes) for one in spelt)

    @lazy
    def _spelt_texts(self) -> list[str]:
        return [written_out(text) for text in self._texts]

    def _quotes_below(self, text: str) -> bool:
        """The same for what stands below a heading, put in brackets: （照会）69の項."""
        below = _BELOW.fullmatch(text) if _BELOW.may_match(text) else None
        heading = notation_key(below[1]) if below else ""
        parts = (_HEADING.split(one) for one in self._texts if below)
        return any(
            below is not None and notation_key(name) == heading and is_part(below[2], [part])
            for _, *rest in parts
            for name, part in zip(rest[::2], rest[1::2], strict=True)
        )

    def _has(self, label: str, box: NamedBox) -> bool:
        if label not in self.marks or not box.marked:
            return box.marked == (label in self.marks)
        note = self.marks[label]
        if box.note == note:
            return True
        told = not box.note or not note or NARRATIVE.search(box.note) is not None
        return told or is_quoted(box.note, [quote_keys(note)])

    def _quotes_numbers(self, text: str) -> bool:
        """The same for 別添1: <<認定情報>> 15.職権修正区分 ～ 95.…."""
        groups = [notation_key(name) for name in _HEADING.findall(text)]
        if groups and not any(name in notation_key(self.item) for name in groups):
            return False
        bare = bare_numbers(DONE_BEHIND.sub("", text) if DONE_BEHIND.may_match(text) else text)
        lines = quoted_lines(_HEADING.sub("\n", bare))
        return are_quoted((piece for line in lines for piece in _RANGE.split(line)), self._keys)

    @property
    def entry(self) -> str:
        """What a repeated group is called here, 委託事項1; "" for anything else."""
        is_entry = self.field is not None and bool(self.field.item.slot)
        return self.item.rpartition("-")[2] if is_entry else ""

    def _bare(self, text: str) -> Iterator[str]:
        """A cell without what people put around an answer: its label, quotes, 件."""
        if self.entry:
            yield from self._bare_entry(text)
            return
        kind, key = (self.field.kind, self.field.key) if self.field else (None, "")
        label = re.match(rf"[①-⑳]?\s*{re.escape(key)}\s*+[:：]?+\s*+(?=\S)", text) if key else None
        bare = text[label.end() :] if label else text
        bare = unquoted(bare)
        if isinstance(kind, ChoiceKind):
            bare = _BESIDE_CHOICE.sub("", bare).lstrip("[［ 　")
            bare = _CHOICE_NUMBER.sub("", bare, count=1)
        if isinstance(kind, CountKind):
            bare = re.sub("[^0-9A-Za-z]", "", fold(bare))  # 3件X is no 3
        if bare != text and bare.strip():
            yield bare

    @lazy
    def _entry_label(self) -> re.Pattern[str]:
        """What the entry is called in front of its text: 【委託事項1】, 委託事項 1:."""
        entry = _NUMBER.sub(_in_either_width, re.escape(self.entry))
        return re.compile(rf"\s*[\[［【]?{entry}(?![0-9０-９])[\]］】]?\s*[:：]?\s*")

    def _bare_entry(self, text: str) -> Iterator[str]:
        """The name and answers of an entry without 委託事項1 and ① in front of them."""
        label = self._entry_label.match(text)
        rest = text[label.end() :] if label else text
        bare = _CIRCLED.sub("", rest)
        if bare != text and bare.strip():
            yield bare
        labelled = _LABELLED.sub(self._unlabelled, rest)
        if labelled != rest:
            yield _CIRCLED.sub("", labelled)

    def is_called(self, text: str) -> bool:
        """Whether a line is what an entry goes by, maybe behind its number, or says what was done
        to it: 委託事項1 甲, 甲（追加）, 委託事項1の追加.
        """
        bare = unmarked(text)
        done = NARRATIVE.search(bare)
        what = BEFORE_DONE.sub("", bare[: done.start()]) if done else ""
        if not self.entry_key or (done and fold(what) == fold(self.entry)):
            return bool(self.entry_key)
        names = (name for one in (bare, what) for name in (one, *self._bare_entry(one)))
        return any(fold(name) == self.entry_key for name in names)

    @lazy
    def entry_key(self) -> str:
        """The key (`fold`) of what an entry goes by; "" for anything else."""
        if not (self.field and self.entry and isinstance(self.value, dict)):
            return ""
        return key_of_entry(self.field, self.value)

    def _unlabelled(self, line: re.Match[str]) -> str:
        """A line with its own words for a label: the answer alone, if it is that of the item."""
        number, word, answer = line[1], fold(line[2]), line[3]
        value = self.value if isinstance(self.value, dict) else {}
        for child in self.field.children if self.field else ():
            is_it = child.item.number == number and (
                word in fold(child.key) or word == fold(child.item.group)
            )
            said = "\n".join(flat(value.get(child.key, ""))) if is_it else ""
            if said and isinstance(child.kind, ChoiceKind) and is_none(answer):
                answer = _NOT if said.endswith(_NOT) else answer
            if said and is_part(answer, [said]):
                return f"{number}{answer}"
        return line[0]

    def is_count(self, text: str, label: str | None = None) -> bool:
        """Whether a cell is the count beside one of the marked boxes, or beside that: （3）件."""
        count = _COUNT.fullmatch(fold(text)) if _COUNT.may_match(text) else None
        notes = [note for box, note in self.marks.items() if label in (None, box)]
        return count is not None and count[1] in map(fold, notes)

    def knows(self, sentence: str) -> bool:
        """Whether a sentence of a cell is of this answer: a quotation, or its name over one."""
        return self.quotes(sentence) or self.names_itself(sentence.strip().rstrip(":："))

    def names_itself(self, text: str) -> bool:
        """Whether a cell stands for the whole: 委託事項1, 委託事項1の記載, （略）, …."""
        if is_omission(text):
            return True
        whole = _WHOLE.sub("", fold(text))
        return whole in ("", fold(self.item), fold(self.entry)) and text.strip() != ""


def is_of_count(row: LogRow) -> bool:
    """Whether the cells of a row have nothing but a count (3件, 委託する（3件）), or one does."""
    cells = [fold(cell) for cell in (row.before, row.after)]
    counts = [_COUNT.fullmatch(cell.removeprefix("委託する")) is not None for cell in cells]
    return any(counts) and all(map(operator.or_, counts, map(is_none, cells)))


def key_of_entry(field: FormField, entry: Plain) -> str:
    """The key (`fold`) of what an entry of a list goes by."""
    keys = [field.by_name[name].key for name in field.item.identity]
    value = entry if isinstance(entry, dict) else {}
    return fold("".join(text for key in keys for text in flat(value.get(key, ""))))


def _in_either_width(number: re.Match[str]) -> str:
    """A pattern for the number of an entry: 2, ２ or with a space in front."""
    return r"\s?" + "".join(f"[{digit}{chr(ord('０') + int(digit))}]" for digit in number[0])


def _numbered(value: Plain) -> Iterator[str]:
    if isinstance(value, list) and all(isinstance(text, str) for text in value):
        texts = [str(text) for text in value]
        yield numbered(texts)
        if own_numbers(texts):  # which rows from before pia read them have twice: 9.9.納付方法
            yield "\n".join(f"{at}.{text}" for at, text in enumerate(texts, 1))
