"""The findings that are known: a file of them, and what of a run is in it."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, StrictInt, StrictStr, ValidationError

from pia_cli.check.engine import CheckedDocument
from pia_cli.config.identity import Steps, steps
from pia_cli.config.json_place import place_of
from pia_cli.config.settings import relative
from pia_cli.core.diagnostic import Diagnostic
from pia_cli.core.errors import JobError, UsageError
from pia_cli.core.text import is_it, nearest, short
from pia_cli.document.files import read_bytes
from pia_cli.rules.registry import rules_by_code
from pia_cli.rules.rule import Silence

SCHEMA = "pia.baseline/1"
MAX_BYTES = 16 * 1024 * 1024
_AGAIN = "直せなければ、このファイルを消して pia validate --write-baseline で作り直してください"

Key = tuple[str, Steps]
"""The code and the item of a finding."""


class _Known(BaseModel):
    model_config = ConfigDict(extra="forbid")
    code: StrictStr
    path: list[StrictStr | StrictInt]
    count: StrictInt = Field(gt=0)


class _File(BaseModel):
    model_config = ConfigDict(extra="forbid", populate_by_name=True)
    schema_: Literal["pia.baseline/1"] = Field(alias="schema")
    files: dict[StrictStr, list[_Known]]


@dataclass(frozen=True)
class Baseline:
    """Known findings by file, as seen from the folder of the baseline."""

    path: Path
    files: dict[str, Counter[Key]] = field(default_factory=dict)

    def name(self, file: str) -> str:
        """A checked file as the baseline names it."""
        return relative(file, self.path.absolute().parent)

    def known(self, file: str) -> Counter[Key]:
        """How often each finding is known in a file."""
        return Counter(self.files.get(self.name(file), Counter()))

    def exists(self, name: str) -> bool:
        """Whether a file of the baseline is still there."""
        return (self.path.absolute().parent / name).exists()


def keys_of(document: CheckedDocument, found: list[Diagnostic]) -> list[Key | None]:
    """The key of each finding; None for those that no baseline may hide."""
    root = document.root
    form = document.form.tree if document.form else None
    return [
        None
        if root is None
        or one.code in document.crowded
        or rules_by_code()[one.code].silence is not Silence.ANYWHERE
        else (one.code, steps(root, form, one.path))
        for one in found
    ]


def read_baseline(path: Path, named_at: str = "") -> Baseline:
    """The baseline in a file; ``named_at`` is the place of the configuration that names it.

    Raises UsageError, with the place, for one that cannot be read or holds a code no rule has.
    """
    try:
        data = read_bytes(path, MAX_BYTES + 1)
    except JobError as error:
        where = f"{named_at}: baseline の" if named_at else ""
        message = f"{where}既知の指摘のファイルを読めません。{error.message}"
        hint = f"名前を確かめるか、pia validate --write-baseline {path} で作ってください"
        raise UsageError(message, hint) from error
    try:
        text = data[: MAX_BYTES + 1].decode("utf-8-sig")
        content = _File.model_validate(json.loads(text))
    except json.JSONDecodeError as error:
        message = f"{path}:{error.lineno}:{error.colno}: JSON として読めません"
        raise UsageError(message, _AGAIN) from error
    except ValidationError as error:
        raise UsageError(_refusal(path, text, error), _AGAIN) from error
    except (ValueError, RecursionError) as error:  # not UTF-8, a number or nesting without end
        raise UsageError(f"{path}: JSON として読めません", _AGAIN) from error
    return _from(path, text, content)


def _from(path: Path, text: str, content: _File) -> Baseline:
    files: dict[str, Counter[Key]] = {}
    for name, entries in content.files.items():
        counter = files.setdefault(name, Counter())
        for index, entry in enumerate(entries):
            if problem := _problem(entry.code):
                where = _place(path, text, ("files", name, index, "code"))
                raise UsageError(f"{where}: {problem}", f"コードを直すか、その行を消すか、{_AGAIN}")
            counter[entry.code, tuple(entry.path)] += entry.count
    return Baseline(path, files)


def _problem(code: str) -> str:
    """What is wrong with a code of the file; empty where a baseline may have it."""
    rule = rules_by_code().get(code)
    if rule is None:
        near = nearest(code, rules_by_code())
        return f"「{short(code)}」という規則はありません{is_it(near)}"
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


def baseline_text(files: dict[str, Counter[Key]]) -> str:
    """The file's content: sorted, a finding a line, so that two versions compare well."""
    lines = []
    for name in sorted(files):
        entries = sorted(files[name].items(), key=lambda one: (one[0][0], _json(one[0][1])))
        rows = [
            "      " + _json({"code": code, "path": path, "count": count})
            for (code, path), count in entries
            if count
        ]
        if rows:
            lines.append(f"    {_json(name)}: [\n" + ",\n".join(rows) + "\n    ]")
    body = "{\n" + ",\n".join(lines) + "\n  }" if lines else "{}"
    return f'{{\n  "schema": "{SCHEMA}",\n  "files": {body}\n}}\n'


def _json(data: Any) -> str:
    return json.dumps(data, ensure_ascii=False)
