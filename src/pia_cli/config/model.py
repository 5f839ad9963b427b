"""What a configuration file may say, as pydantic checks it."""

from __future__ import annotations

from typing import Annotated, Any, Literal, TypeVar

from pydantic import (
    AfterValidator,
    AliasChoices,
    BaseModel,
    ConfigDict,
    Field,
    StrictInt,
    StrictStr,
)
from pydantic_core import PydanticCustomError

from pia_cli.config.load import OLDER
from pia_cli.core.text import short
from pia_cli.rules.registry import LIST_HINT, matching, no_such_rule
from pia_cli.rules.rule import Rule, Silence

T = TypeVar("T")

KEY = "{key}"
"""Stands in a hint for the key of the value at fault, which its check does not know."""


def fault(message: str, hint: str = "") -> PydanticCustomError:
    """An error of ours in pydantic's clothes; braces in the texts stay what they are."""
    return PydanticCustomError("pia", "{message}", {"message": message, "hint": hint})


def _known(name: str) -> str:
    if not name.strip():
        raise fault("規則が空です", "F や D001 のように書いてください")
    if not matching(name):
        raise fault(no_such_rule(name), LIST_HINT)
    return name


def _open(name: str) -> str:
    """A code, prefix or name of rules that a configuration may set aside."""
    for rule in matching(_known(name)):
        if rule.silence is not Silence.ANYWHERE:
            raise fault(_closed(name, rule), _advice(rule))
    return name


def _closed(name: str, rule: Rule) -> str:
    what = f"「{rule.code}」（{rule.title}）"
    if name.upper() == rule.code:
        return f"{what}は、設定では除外も変更もできません"
    return f"「{short(name)}」は{what}を含みます。この規則は、設定では除外も変更もできません"


def _advice(rule: Rule) -> str:
    if rule.silence is Silence.HERE:
        return f"その記載のすぐ上の行に「# pia: ignore[{rule.code}] 理由」と書いてください"
    return "指摘された箇所を直してください"


def _reason(text: str) -> str:
    if not any(char.isalnum() for char in text):
        raise fault("除外の理由がありません", f'{KEY} = "理由" のように理由を書いてください')
    return text


def _glob(pattern: str) -> str:
    if not pattern.strip("/ "):
        raise fault("ファイルの名前が空です", '"古い版/**" = ["D"] のように書いてください')
    return pattern


def _filled(values: tuple[T, ...]) -> tuple[T, ...]:
    if not values:
        raise fault("リストが空です", "規則を書くか、この設定を消してください")
    return values


def _path(text: str) -> str:
    if not text.strip() or "\0" in text:
        raise fault("ファイルの名前が空です", 'baseline = "pia-baseline.json" のように書きます')
    return text


def _width(width: int) -> int:
    if width not in (1, 2):
        raise fault(f"{width} は使えません", "1 又は 2 を書いてください")
    return width


def key_of(name: str) -> str:
    """The name of a setting in the file."""
    return name.replace("_", "-")


Known = Annotated[StrictStr, AfterValidator(_known)]
Open = Annotated[StrictStr, AfterValidator(_open)]
Level = Literal["error", "warning", "info"]


class ConfigFile(BaseModel):
    """pia.toml, or [tool.pia] of pyproject.toml. Everything may be left out."""

    model_config = ConfigDict(extra="forbid", frozen=True, alias_generator=key_of)

    select: Annotated[tuple[Known, ...], AfterValidator(_filled)] | None = None
    ignore: dict[Open, Annotated[StrictStr, AfterValidator(_reason)]] = {}
    severity: dict[Open, Level] = {}
    per_file_ignores: dict[
        Annotated[StrictStr, AfterValidator(_glob)],
        Annotated[tuple[Open, ...], AfterValidator(_filled)],
    ] = {}
    fail_on: Level | None = None
    stage: Literal["案", "公表"] | None = None
    ambiguous_width: Annotated[StrictInt, AfterValidator(_width)] | None = Field(
        default=None, validation_alias=AliasChoices("ambiguous-width", OLDER["ambiguous-width"])
    )
    baseline: Annotated[StrictStr, AfterValidator(_path)] | None = None


KEYS: tuple[str, ...] = tuple(map(key_of, ConfigFile.model_fields))
"""The names of the settings, in the order of ``pia config``."""

EXAMPLES: dict[str, Any] = {
    "select": 'select = ["F", "C"]',
    "ignore": 'ignore = { D002 = "古い表のため" }',
    "severity": 'severity = { D001 = "warning" }',
    "per-file-ignores": 'per-file-ignores = { "古い版/**" = ["D"] }',
    "fail-on": 'fail-on = "warning"',
    "stage": 'stage = "案"',
    "ambiguous-width": "ambiguous-width = 2",
    "baseline": 'baseline = "pia-baseline.json"',
}
"""One right line for each setting."""
