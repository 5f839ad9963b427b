"""The kinds of answer an item takes: text, choice, boxes, count, flag, date.

A kind checks one value (pydantic calls it) and states the same in JSON Schema. Its findings
are pydantic errors whose type is the code of the rule and whose context carries the message.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from typing import Any, ClassVar, NoReturn

from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler
from pydantic_core import CoreSchema, PydanticCustomError, core_schema

from pia_cli.core.text import fold, nearest
from pia_cli.core.wareki import DATE_PATTERN, DateError, is_date_shape, parse_date

JsonSchema = dict[str, Any]

BLANK: JsonSchema = {"anyOf": [{"type": "null"}, {"type": "string", "pattern": r"^\s*$"}]}
"""JSON Schema of 空欄."""

FILLED = r"\S"
SCALAR = ["string", "number", "boolean"]
COUNT_PATTERN = r"^[0-9]{1,9}$"
NUMBER_PATTERN = r"^0{0,8}[1-9][0-9]{0,8}$"
LARGEST = 999_999_999


def fail(code: str, message: str, hint: str = "") -> NoReturn:
    """Refuse a value with a rule's code, a Japanese message and what to do."""
    raise PydanticCustomError(code, "{message}", {"message": message, "hint": hint})


class Kind:
    """A kind of answer; subclasses say what they accept, as a check and as JSON Schema."""

    name: ClassVar[str]

    def check(self, value: object) -> object:
        """Return the value as the program uses it, or `fail`. 空欄 arrives as None."""
        raise NotImplementedError

    def json_schema(self) -> JsonSchema:
        """What the kind accepts where the item is required."""
        raise NotImplementedError

    def hint(self) -> str:
        """What a person can do about a blank."""
        return "この項目を記入してください"

    def scalar(self, value: object) -> str:
        """The text of a value, or a finding: blank (F011) or not a single value (F042)."""
        if value is None:
            fail("F011", "必ず記入する項目が空欄です", self.hint())
        if not isinstance(value, str):
            found = "リスト" if isinstance(value, list) else "キーの組"
            quote = '「: 」を含む文章は "…" で囲むか、「|-」の次の行から字下げして書きます'
            hint = quote if isinstance(self, TextKind) else self.hint()
            fail("F042", f"{self.name}を書くところに{found}があります", hint)
        return value

    def __get_pydantic_core_schema__(
        self, source: object, handler: GetCoreSchemaHandler
    ) -> CoreSchema:
        return core_schema.no_info_plain_validator_function(self.check)

    def __get_pydantic_json_schema__(
        self, schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchema:
        return self.json_schema()


@dataclass(frozen=True)
class TextKind(Kind):
    """Free text; numbers and other YAML scalars are taken as they are written."""

    name = "文章"

    def check(self, value: object) -> str:
        return self.scalar(value)

    def json_schema(self) -> JsonSchema:
        return {"type": SCALAR, "pattern": FILLED}


@dataclass(frozen=True)
class DateTextKind(TextKind):
    """Text that starts with a date (平成27年10月以降); D002 looks at the date."""

    name = "日付で始まる文章"

    def hint(self) -> str:
        return "「平成27年10月以降」のように日付から書き始めてください"


@dataclass(frozen=True)
class DateKind(Kind):
    """A date in 和暦 or ISO 8601; the calendar is a matter of D001."""

    name = "日付"

    def check(self, value: object) -> str:
        text = self.scalar(value)
        if is_date_shape(text):
            return text
        if is_date_shape(text.strip()):
            fail("F045", f"「{text.strip()}」の前後に余分な空白があります", "空白を消してください")
        try:
            parse_date(text)
        except DateError as error:
            fail("F045", f"「{short(text)}」は日付として読めません", error.hint or self.hint())
        return text

    def json_schema(self) -> JsonSchema:
        return {"type": "string", "pattern": DATE_PATTERN}

    def hint(self) -> str:
        return "「令和8年2月16日」又は「2026-02-16」の形で書いてください"


@dataclass(frozen=True)
class CountKind(Kind):
    """A whole number of digits; ``positive`` excludes zero (評価書番号)."""

    positive: bool = False
    name = "数"

    def check(self, value: object) -> int:
        text = self.scalar(value)
        pattern = NUMBER_PATTERN if self.positive else COUNT_PATTERN
        if not re.fullmatch(pattern, text):
            wanted = "1以上の整数" if self.positive else "0以上の整数"
            fail("F043", f"「{short(text)}」は{wanted}ではありません", self.hint())
        return int(text)

    def json_schema(self) -> JsonSchema:
        return {
            "type": ["integer", "string"],
            "minimum": 1 if self.positive else 0,
            "maximum": LARGEST,
            "pattern": NUMBER_PATTERN if self.positive else COUNT_PATTERN,
        }

    def hint(self) -> str:
        return "半角数字だけで書いてください（9桁まで）"


@dataclass(frozen=True)
class FlagKind(Kind):
    """A single box in a heading (委託しない): true when marked."""

    name = "true 又は false"

    def check(self, value: object) -> bool:
        text = self.scalar(value)
        if text not in FLAG_WORDS:
            fail("F044", f"「{short(text)}」は true でも false でもありません", self.hint())
        return FLAG_WORDS[text]

    def json_schema(self) -> JsonSchema:
        return {"anyOf": [{"type": "boolean"}, {"enum": list(FLAG_WORDS)}]}

    def hint(self) -> str:
        return "印があるなら true、なければ false を書いてください"


FLAG_WORDS = {
    "true": True,
    "True": True,
    "TRUE": True,
    "false": False,
    "False": False,
    "FALSE": False,
}
"""The spellings YAML 1.2 has for a truth value."""


@dataclass(frozen=True)
class ChoiceKind(Kind):
    """One of the <選択肢>, exactly as printed.

    ``accepted`` are further wordings that published forms have. ``unverified`` lists are
    known from no primary text: a foreign choice is a warning there.
    """

    choices: tuple[str, ...]
    accepted: tuple[str, ...] = ()
    unverified: bool = False
    name = "選択肢"

    def check(self, value: object) -> str:
        text = self.scalar(value)
        if text not in self.choices and text not in self.accepted:
            fail_choice(text, self.choices, self.hint(), self.unverified)
        return text

    def json_schema(self) -> JsonSchema:
        return {"enum": [*self.choices, *self.accepted]}

    def hint(self) -> str:
        return f"次から一つ選んでください: {' / '.join(self.choices)}"


_NEGATION = re.compile("ない|なし|無し|ません|せず|未|不")
_DIGITS = re.compile("[0-9]+")
_LIST_NUMBER = re.compile(r"^\s*[0-9０-９]{1,2}\s*[)）.．]\s*")
_THOUSANDS = re.compile("(?<=[0-9]),(?=[0-9])")


def fail_choice(
    text: str, choices: tuple[str, ...], hint: str, unverified: bool = False
) -> NoReturn:
    """Refuse a text that is no printed choice: a variant (F031), or foreign (F030, F032)."""
    near = likely_choice(text, choices)
    if near is not None and fold(near) == fold(text):
        found = f"「{short(text)}」は選択肢「{near}」と全角・半角や空白が違います"
        if text.strip() == near:
            found = f"「{near}」の前後に余分な空白があります"
        fail("F031", found, f"「{near}」とだけ書いてください")
    question = f"。「{near}」のことですか？" if near else ""
    code = "F032" if unverified else "F030"
    fail(code, f"「{short(text)}」は選択肢にありません{question}", hint)


def likely_choice(text: str, choices: tuple[str, ...]) -> str | None:
    """The choice that was probably meant, never one of the opposite sense or other numbers.

    The number in front that the form prints (「2) 十分である」) does not count.
    """
    word = _LIST_NUMBER.sub("", text)
    denied = _NEGATION.search(word) is not None
    numbers = _numbers(word)
    alike = [
        choice
        for choice in choices
        if (_NEGATION.search(choice) is not None) == denied and numbers <= _numbers(choice)
    ]
    return nearest(text if fold(text) in map(fold, choices) else word, alike)


def _numbers(text: str) -> set[str]:
    return set(_DIGITS.findall(_THOUSANDS.sub("", fold(text).replace("、", ""))))


@dataclass(frozen=True)
class Box:
    """A box of a 複数選択 item; ``fill`` is what is written beside it, a text or a count."""

    label: str
    fill: TextKind | CountKind | None = None


@dataclass(frozen=True)
class BoxesKind(Kind):
    """The marked boxes of a 複数選択 item, a list.

    Plain boxes are written as texts, boxes with a text as one-key mappings. ``minimum`` is
    the number of marks the form needs.
    """

    boxes: tuple[Box, ...]
    minimum: int = 0
    unverified: bool = False
    name = "印を付けたもののリスト"

    @cached_property
    def by_label(self) -> dict[str, Box]:
        return {box.label: box for box in self.boxes}

    @property
    def choices(self) -> tuple[str, ...]:
        return tuple(box.label for box in self.boxes)

    def hint(self) -> str:
        return f"当てはまるものをリストで書いてください: {' / '.join(self.choices)}"

    def check_blank(self, value: object) -> object:
        """Turn 空欄 into no marks; refuse no marks where the form needs some (F011)."""
        marks = [] if value is None else value
        if marks == [] and self.minimum:
            fail("F011", "一つも選ばれていません", self.hint())
        return marks

    def check_box(self, value: object) -> str | dict[str, object]:
        """One entry of the list: a plain box, or a box with its text."""
        if isinstance(value, str):
            box = self.by_label.get(value)
            if box is None:
                fail_choice(value, self.choices, self.hint(), self.unverified)
            if box.fill:
                fail("F033", f"「{value}」に添える{_fill_name(box)}がありません", _fill_hint(box))
            return value
        if not isinstance(value, dict) or len(value) != 1:
            found = "空の行" if value is None else "選択肢でないもの"
            fail("F034", f"選択肢を書くところに{found}があります", self.hint())
        return self._check_filled(*next(iter(value.items())))

    def _check_filled(self, label: str, text: object) -> dict[str, object]:
        box = self.by_label.get(label)
        if box is None:
            fail_choice(label, self.choices, self.hint(), self.unverified)
        if box.fill is None:
            fail(
                "F034", f"「{label}」には文字を添えられません", f"「- {label}」とだけ書いてください"
            )
        if text is None:
            fail("F033", f"「{label}」に添える{_fill_name(box)}がありません", _fill_hint(box))
        try:
            return {label: box.fill.check(text)}
        except PydanticCustomError as refused:
            context = {**(refused.context or {}), "below": label}
            raise PydanticCustomError(refused.type, "{message}", context) from None

    def json_schema(self) -> JsonSchema:
        plain = [box.label for box in self.boxes if not box.fill]
        filled = {box.label: box.fill.json_schema() for box in self.boxes if box.fill}
        forms: list[JsonSchema] = [{"enum": plain}] if plain else []
        if filled:
            forms.append(
                {
                    "type": "object",
                    "properties": filled,
                    "additionalProperties": False,
                    "minProperties": 1,
                    "maxProperties": 1,
                }
            )
        entry = forms[0] if len(forms) == 1 else {"anyOf": forms}
        marks: JsonSchema = {"type": "array", "items": entry, "uniqueItems": True}
        if filled:
            marks["allOf"] = [
                {
                    "contains": {"type": "object", "required": [label]},
                    "minContains": 0,
                    "maxContains": 1,
                }
                for label in filled
            ]
        if self.minimum:
            return {**marks, "minItems": self.minimum}
        return {"anyOf": [marks, *BLANK["anyOf"]]}

    def __get_pydantic_core_schema__(
        self, source: object, handler: GetCoreSchemaHandler
    ) -> CoreSchema:
        entry = core_schema.no_info_plain_validator_function(self.check_box)
        return core_schema.no_info_before_validator_function(
            self.check_blank, core_schema.list_schema(entry)
        )


@dataclass(frozen=True)
class Entries:
    """A repeated group or list: at least ``minimum`` entries, ``slots`` printed places."""

    minimum: int = 0
    slots: int = 0

    def check_blank(self, value: object) -> object:
        """Turn 空欄 into no entries; refuse no entries where the form needs some (F011)."""
        entries = [] if value is None else value
        if entries == [] and self.minimum:
            fail("F011", "一つも書かれていません", "「- 」で始まる行で一つ以上書いてください")
        return entries

    def __get_pydantic_core_schema__(
        self, source: Any, handler: GetCoreSchemaHandler
    ) -> CoreSchema:
        return core_schema.no_info_before_validator_function(self.check_blank, handler(source))

    def __get_pydantic_json_schema__(
        self, schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchema:
        entries: JsonSchema = dict(handler(schema))
        if self.slots:
            entries["maxItems"] = self.slots
        if self.minimum:
            return {**entries, "minItems": self.minimum}
        return {"anyOf": [entries, *BLANK["anyOf"]]}


def _fill_name(box: Box) -> str:
    return "件数" if isinstance(box.fill, CountKind) else "記入"


def _fill_hint(box: Box) -> str:
    sample = "3" if isinstance(box.fill, CountKind) else "具体的な内容"
    return f"「- {box.label}: {sample}」のように書いてください"


def short(text: str, limit: int = 40) -> str:
    """The start of a text on one line, to be quoted in a message."""
    line = " ".join(text.split())
    return line if len(line) <= limit else f"{line[:limit]}…"
