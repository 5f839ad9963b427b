"""A file of known findings to a `Baseline`, or one clear message with the place."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, StrictInt, StrictStr, ValidationError

from pia_cli.config.baseline import SCHEMA, Baseline, Key
from pia_cli.config.json_place import place_of
from pia_cli.core.diagnostic import Severity
from pia_cli.core.errors import JobError, UsageError
from pia_cli.core.file_name import as_listed
from pia_cli.core.sensitive import masked_steps
from pia_cli.core.shell import shell_word
from pia_cli.core.text import visible
from pia_cli.document.files import read_bytes
from pia_cli.rules.registry import no_such_rule, rules_by_code
from pia_cli.rules.rule import Silence

MAX_BYTES = 16 * 1024 * 1024
_AGAIN = "直せなければ、このファイルを消して pia validate --write-baseline で作り直してください"
_OTHER = (
    "既知の指摘のファイルでないなら、別の名前を指定してください"
    "（既知の指摘のファイルは pia validate --write-baseline が作ります）"
)
_SIGN = '"pia.baseline/'


class _Known(BaseModel):
    model_config = ConfigDict(extra="forbid")
    code: StrictStr
    path: list[StrictStr | StrictInt]
    severity: Literal["error", "warning", "info"] | None = None
    count: StrictInt = Field(gt=0)


class _File(BaseModel):
    model_config = ConfigDict(extra="forbid", populate_by_name=True)
    schema_: Literal["pia.baseline/1"] = Field(alias="schema")
    files: dict[StrictStr, list[_Known]]


def read_baseline(path: Path, named_at: Callable[[], str] = str) -> Baseline:
    """The baseline in a file; ``named_at`` finds the place of the configuration that names it.

    Raises UsageError, with the place, for one that cannot be read or holds a code no rule has.
    """
    try:
        data = read_bytes(path, MAX_BYTES + 1)
    except JobError as error:
        place = named_at()
        where = f"{place}: baseline の" if place else ""
        message = f"{where}既知の指摘のファイルを読めません。{error.message}"
        hint = error.hint
        if isinstance(error.__cause__, FileNotFoundError):
            command = f"pia validate --write-baseline {shell_word(str(path))}"
            hint = f"名前を確かめるか、{command} で作ってください（--stage などは今回と同じに）"
        raise UsageError(message, hint) from error
    again = _AGAIN if _SIGN in data.decode("utf-8", "replace") else _OTHER
    try:
        text = data[: MAX_BYTES + 1].decode("utf-8-sig")
        content = _File.model_validate(json.loads(text, object_pairs_hook=_once))
    except _TwiceError as error:
        where = _place(path, text, ("files", str(error)))
        message = f"{where}: 「{visible(str(error))}」が二度書かれています"
        raise UsageError(message, f"一つにまとめるか、{again}") from error
    except json.JSONDecodeError as error:
        message = f"{path}:{error.lineno}:{error.colno}: JSON として読めません"
        raise UsageError(message, again) from error
    except ValidationError as error:
        raise UsageError(_refusal(path, text, error), again) from error
    except (ValueError, RecursionError) as error:  # not UTF-8, a number or nesting without end
        raise UsageError(f"{path}: JSON として読めません", again) from error
    return _from(path, text, content)


class _TwiceError(ValueError):
    """A key that an object has twice: of these json takes the last in silence."""


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    content: dict[str, Any] = {}
    for key, value in pairs:
        if key in content:
            raise _TwiceError(key)
        content[key] = value
    return content


def _from(path: Path, text: str, content: _File) -> Baseline:
    files: dict[str, Counter[Key]] = {}
    for name, entries in content.files.items():
        counter = files.setdefault(as_listed(name), Counter())
        for index, entry in enumerate(entries):
            if problem := _problem(entry.code):
                where = _place(path, text, ("files", name, index, "code"))
                raise UsageError(f"{where}: {problem}", f"コードを直すか、その行を消すか、{_AGAIN}")
            weight = Severity(entry.severity) if entry.severity else None
            counter[Key(entry.code, masked_steps(tuple(entry.path)), weight)] += entry.count
    return Baseline(path, files)


def _problem(code: str) -> str:
    """What is wrong with a code of the file; empty where a baseline may have it."""
    rule = rules_by_code().get(code)
    if rule is None:
        return no_such_rule(code, by_code=True)
    if rule.silence is not Silence.ANYWHERE:
        return f"「{code}」（{rule.title}）は、既知の指摘にできません"
    return ""


def _place(path: Path, text: str, steps: tuple[str | int, ...]) -> str:
    line, column = place_of(text, steps)
    return f"{path}:{line}:{column}"


def _refusal(path: Path, text: str, refused: ValidationError) -> str:
    error = refused.errors(include_url=False)[0]
    place = _place(path, text, error["loc"])
    where = ".".join(str(step) for step in error["loc"]) or "全体"
    if error["loc"][:1] == ("schema",):
        why = f"「schema」が「{SCHEMA}」でありません"
        return f"{place}: 既知の指摘のファイルではありません（{why}）"
    return f"{place}: 既知の指摘のファイルとして読めません（{where[:80]} が正しくありません）"
