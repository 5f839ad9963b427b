"""Choices: one of the <選択肢>, or the marked boxes of a 複数選択 item."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, NoReturn

from pia_cli.core.lazy import lazy
from pia_cli.core.pattern import Pattern
from pia_cli.core.text import fold, nearest, short
from pia_cli.forms.kinds import BLANK, CountKind, JsonSchema, Kind, RefusedError, TextKind, fail

if TYPE_CHECKING:
    from pydantic import GetCoreSchemaHandler
    from pydantic_core import CoreSchema


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


BEFORE, AFTER = TIMINGS = ("事前", "事後")
"""提出時期: before the change, or after it."""

_NEGATION = Pattern("ない|なし|無し|ません|せず|未|不")
_DIGITS = Pattern("[0-9]+")
_LIST_NUMBER = Pattern(r"^\s*[0-9０-９]{1,2}\s*[)）.．]\s*")
_THOUSANDS = Pattern("(?<=[0-9]),(?=[0-9])")


def fail_choice(text: str, choices: tuple[str, ...], hint: str, unverified: bool) -> NoReturn:
    """Refuse a text that is no printed choice: a variant (F031), or foreign (F030, F032).

    A foreign one goes with the text and the choices, for `likely_choice` to name the one
    that was probably meant where the finding is shown. Raises RefusedError.
    """
    near = _folded(choices).get(fold(text))
    if near is not None:
        found = f"「{short(text)}」は選択肢「{near}」と全角・半角や空白が違います"
        if text.strip() == near:
            found = f"「{near}」の前後に余分な空白があります"
        fail("F031", found, f"「{near}」とだけ書いてください")
    code = "F032" if unverified else "F030"
    if " - " in text and all(is_one_of(part, choices) for part in text.split(" - ")):
        hint = f"二行目からの「- 」の字下げを、一行目の「- 」とそろえてください。{hint}"
    message = f"「{short(text)}」は選択肢にありません"
    raise RefusedError(code, message, hint, foreign=(text, choices))


@cache
def _folded(choices: tuple[str, ...]) -> dict[str, str]:
    return {fold(choice): choice for choice in choices}


def is_one_of(text: str, choices: tuple[str, ...]) -> bool:
    """Whether a text is one of some choices of the form, or differs from it in notation only."""
    return text in choices or fold(text) in _folded(choices)


def likely_choice(text: str, choices: tuple[str, ...]) -> str | None:
    """The choice that was probably meant, or None.

    Never one of the opposite sense, of other numbers, or one of several that the text names.
    The number in front that the form prints (「2) 十分である」) does not count.
    """
    if len(_contained(text, choices)) > 1:
        return None
    word = _LIST_NUMBER.sub("", text)
    denied = _NEGATION.search(word) is not None
    numbers = _numbers(word)
    alike = [
        choice
        for choice in choices
        if (_NEGATION.search(choice) is not None) == denied and numbers <= _numbers(choice)
    ]
    return nearest(word, alike)


def _contained(text: str, choices: tuple[str, ...]) -> list[str]:
    """The choices that stand in a text, without those that are part of another."""
    found = [choice for choice in choices if fold(choice) in fold(text)]
    return [one for one in found if not any(one != two and one in two for two in found)]


def _numbers(text: str) -> set[str]:
    return set(_DIGITS.findall(_THOUSANDS.sub("", fold(text).replace("、", ""))))


@dataclass(frozen=True)
class Box:
    """A box of a 複数選択 item; ``fill`` is what is written beside it, a text or a count."""

    label: str
    fill: TextKind | CountKind | None = None


JOINTS = ("(", "（", ":", "：")
"""Marks that join a box and its text where the YAML mapping was meant."""


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

    @lazy
    def by_label(self) -> dict[str, Box]:
        """The boxes by what is printed beside them."""
        return {box.label: box for box in self.boxes}

    @property
    def choices(self) -> tuple[str, ...]:
        """What is printed beside the boxes, in their order."""
        return tuple(box.label for box in self.boxes)

    def hint(self) -> str:
        choices = " / ".join(self.choices)
        return f"当てはまるものを「- 」で始まる行に一つずつ書いてください: {choices}"

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
                self.check_joined(value)
                fail_choice(value, self.choices, self.hint(), self.unverified)
            if box.fill:
                fail("F033", f"「{value}」に添える{_fill_name(box)}がありません", _fill_hint(box))
            return value
        if value is None:
            fail("F011", "空の行があります", "行を消すか、選択肢を書いてください")
        if not isinstance(value, dict) or len(value) != 1:
            fail("F034", "選択肢を書くところに選択肢でないものがあります", self.hint())
        return self._check_filled(*next(iter(value.items())))

    def check_joined(self, text: str) -> None:
        """Refuse a box with its text in one string: その他（電子申請）, その他：電子申請."""
        for box in self.boxes:
            label, rest = text[: len(box.label)], text[len(box.label) :].strip()
            if box.fill and label == box.label and rest[:1] in JOINTS:
                written = rest[1:].strip(" 　()（）").removesuffix("件") or "記入"
                fail(
                    "F034",
                    f"「{box.label}」に添える{_fill_name(box)}の書き方が違います",
                    f"「- {box.label}: {short(written)}」のように書いてください",
                )

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
        except RefusedError as refused:
            refused.below = label
            raise

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
        from pydantic_core import core_schema

        entry = core_schema.no_info_plain_validator_function(self.check_box)
        return core_schema.no_info_before_validator_function(
            self.check_blank, core_schema.list_schema(entry)
        )


def _fill_name(box: Box) -> str:
    return "件数" if isinstance(box.fill, CountKind) else "記入"


def _fill_hint(box: Box) -> str:
    sample = "3" if isinstance(box.fill, CountKind) else "具体的な内容"
    return f"「- {box.label}: {sample}」のように書いてください"


def has_counts(kind: Kind | None) -> bool:
    """Whether a count is printed beside one of the boxes of a kind of answer."""
    boxes = kind.boxes if isinstance(kind, BoxesKind) else ()
    return any(isinstance(box.fill, CountKind) for box in boxes)
