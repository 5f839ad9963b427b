"""The kinds of answer an item takes: text, date, count, flag; `choices` has the others.

A kind checks one value and states the same in JSON Schema. pydantic, which the declaration and
the JSON Schema are made with, is loaded only there: a check of a document does without.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar, NoReturn

from pia_cli.core.pattern import Pattern
from pia_cli.core.text import short
from pia_cli.core.wareki import (
    DATE_HINT,
    DATE_PATTERN,
    DateError,
    is_date_shape,
    parse_date,
    without_gaps,
)

if TYPE_CHECKING:
    from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler
    from pydantic_core import CoreSchema

JsonSchema = dict[str, Any]

BLANK: JsonSchema = {"anyOf": [{"type": "null"}, {"type": "string", "pattern": r"^\s*$"}]}
"""JSON Schema of 空欄."""

BLANK_MARKS = Pattern(
    r"^\s*([（(]\s*)?(([-‐‑‒–—―－ー]+|(特に|該当|記載)?(なし|無し)|空欄|空白)\s*)?([)）]\s*)?(。\s*)?$"
)
"""Texts that stand for 空欄 where an item does not apply: nothing, 「-」, 「なし」, 「空欄」."""

FILLED = r"\S"
SCALAR = ["string", "number", "boolean"]
COUNT_PATTERN = r"^[0-9]{1,9}$"
NUMBER_PATTERN = r"^0{0,8}[1-9][0-9]{0,8}$"
_COUNT, _NUMBER = Pattern(COUNT_PATTERN), Pattern(NUMBER_PATTERN)
LARGEST = 999_999_999


class RefusedError(ValueError):
    """A value that a kind does not accept, with a rule's code and what to do, in Japanese.

    ``foreign`` is the text and the choices where it is none of them, ``below`` the box
    beside which the value stands.
    """

    def __init__(
        self,
        code: str,
        message: str,
        hint: str = "",
        *,
        foreign: tuple[str, tuple[str, ...]] | None = None,
        below: str | None = None,
    ) -> None:
        super().__init__(message)
        self.code, self.message, self.hint = code, message, hint
        self.foreign, self.below = foreign, below


def fail(code: str, message: str, hint: str = "") -> NoReturn:
    """Refuse a value. Raises RefusedError."""
    raise RefusedError(code, message, hint)


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
            found, sign, lead = "キーの組", "「: 」を含む", ""
            if isinstance(value, list):
                found, sign = "リスト", "「- 」や「[」で始まる"
                lead = "リストにせず、一つの文章として書いてください。"
            quote = f'{lead}{sign}文章は "…" で囲むか、「|-」の次の行から字下げして書きます'
            hint = quote if isinstance(self, TextKind) else self.hint()
            fail("F042", f"{self.name}を書くところに{found}があります", hint)
        return value

    def __get_pydantic_core_schema__(
        self, source: object, handler: GetCoreSchemaHandler
    ) -> CoreSchema:
        from pydantic_core import core_schema

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
        return value if isinstance(value, str) else self.scalar(value)

    def json_schema(self) -> JsonSchema:
        return {"type": SCALAR, "pattern": FILLED}


@dataclass(frozen=True)
class DateTextKind(TextKind):
    """Text that starts with a date (平成27年10月以降); D002 looks at the date."""

    name = "日付で始まる文章"

    def hint(self) -> str:
        return "「平成27年10月5日」のように日付から書き始めてください"


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
            if is_date_shape(without_gaps(text)):
                fail("F045", f"「{short(text)}」は日付の中に空白があります", error.hint)
            fail("F045", f"「{short(text)}」は日付として読めません", error.hint or self.hint())
        return text

    def json_schema(self) -> JsonSchema:
        return {"type": "string", "pattern": DATE_PATTERN}

    def hint(self) -> str:
        return DATE_HINT


@dataclass(frozen=True)
class CountKind(Kind):
    """A whole number of digits; ``positive`` excludes zero (評価書番号)."""

    positive: bool = False
    name = "数"

    def check(self, value: object) -> int:
        text = self.scalar(value)
        pattern = _NUMBER if self.positive else _COUNT
        if not pattern.fullmatch(text):
            wanted = "1以上の整数" if self.positive else "0以上の整数"
            fail("F043", f"「{short(text)}」は{wanted}として読めません", self.hint())
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
        from pydantic_core import core_schema

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
