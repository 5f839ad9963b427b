"""A configuration file to a `Config`, or one clear message with the place."""

from __future__ import annotations

from typing import Any

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from pia_cli.config.find import Found, line_of
from pia_cli.config.load import Config
from pia_cli.config.model import EXAMPLES, KEY, KEYS, ConfigFile, key_of
from pia_cli.core.errors import UsageError
from pia_cli.core.text import did_you_mean, short

_MORE_AT_MOST = 99


def checked(found: Found) -> Config:
    """What a file says. Raises UsageError, with file and line, for what is wrong with it."""
    try:
        model = ConfigFile.model_validate(found.table)
    except ValidationError as refused:
        raise _refusal(found, refused.errors(include_url=False)) from None
    return Config(**dict(model))


def _refusal(found: Found, errors: list[ErrorDetails]) -> UsageError:
    """The first error in the order of the file, and how many more there are."""
    told: dict[tuple[int | str, ...], ErrorDetails] = {}
    for error in errors:
        where = _where(error["loc"])
        told.setdefault(where, error)
    placed = sorted((line_of(found, where), at) for at, where in enumerate(told))
    line, at = placed[0]
    where, error = list(told.items())[at]
    message, hint = _words(where, error)
    more = f"（ほかに {min(len(told) - 1, _MORE_AT_MOST)} 件）" if len(told) > 1 else ""
    return UsageError(f"{found.path}:{line}: {message}{more}", hint)


def _where(loc: tuple[int | str, ...]) -> tuple[int | str, ...]:
    """The keys of the file that pydantic's place stands for."""
    return tuple(step for step in loc if step != "[key]")


def _words(where: tuple[int | str, ...], error: ErrorDetails) -> tuple[str, str]:
    key = str(where[0]) if where else ""
    context: dict[str, Any] = error.get("ctx") or {}
    if error["type"] == "pia":
        hint = context["hint"].replace(KEY, short(str(where[-1])))
        return f"{_named(where)}: {context['message']}", hint
    if error["type"] == "extra_forbidden":
        message = f"「{short(key)}」という設定はありません{did_you_mean(key, KEYS)}"
        if key == "tool":
            return message, "pia.toml では [tool.pia] を付けず、設定をそのまま書いてください"
        return message, f"使える設定: {', '.join(KEYS)}"
    if error["type"] == "literal_error":
        allowed = [one.strip("'") for one in context["expected"].replace(" or ", ", ").split(", ")]
        value = error["input"]
        near = did_you_mean(value, allowed) if isinstance(value, str) else ""
        shown = short(str(value))
        return f"{_named(where)} に「{shown}」は使えません{near}", f"使える値: {', '.join(allowed)}"
    kind = {
        "tuple_type": "リスト（[ ] で囲む）",
        "dict_type": "表（コード = 値 の並び）",
        "string_type": '文字（" で囲む）',
        "int_type": "数",
    }.get(error["type"], "別の種類の値")
    return f"{_named(where)} には{kind}を書きます", f"例: {EXAMPLES.get(key_of(key), '')}"


def _named(where: tuple[int | str, ...]) -> str:
    return ".".join(f"{step + 1} 件目" if isinstance(step, int) else short(step) for step in where)
