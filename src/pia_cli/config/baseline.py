"""The findings that are known: a file of them, and what of a run is in it."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, StrictInt, StrictStr, ValidationError

from pia_cli.check.engine import CheckedDocument
from pia_cli.check.verdict import Steps, Verdict
from pia_cli.config.identity import identities
from pia_cli.config.settings import relative
from pia_cli.core.diagnostic import Diagnostic
from pia_cli.core.errors import JobError, UsageError
from pia_cli.document.files import read_bytes
from pia_cli.rules.registry import rules_by_code
from pia_cli.rules.rule import Silence

SCHEMA = "pia.baseline/1"
MAX_BYTES = 16 * 1024 * 1024
_AGAIN = "pia validate --write-baseline で作り直してください"

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


def keys_of(document: CheckedDocument | Verdict, found: list[Diagnostic]) -> list[Key | None]:
    """The key of each finding; None for those that no baseline may hide."""
    names = document.identities if isinstance(document, Verdict) else identities(document)
    return [
        None
        if names is None
        or one.code in document.crowded
        or rules_by_code()[one.code].silence is not Silence.ANYWHERE
        else (one.code, names[one.path])
        for one in found
    ]


def read_baseline(path: Path) -> Baseline:
    """The baseline in a file. Raises UsageError where there is none that can be read."""
    try:
        data = read_bytes(path, MAX_BYTES + 1)
    except JobError as error:
        hint = "pia validate --write-baseline で作ってください"
        raise UsageError(f"既知の指摘のファイルを読めません。{error.message}", hint) from error
    try:
        content = json.loads(data[: MAX_BYTES + 1].decode("utf-8-sig"))
        return _from(path, _File.model_validate(content))
    except json.JSONDecodeError as error:
        message = f"{path}:{error.lineno}:{error.colno}: JSON として読めません"
        raise UsageError(message, _AGAIN) from error
    except ValidationError as error:
        raise UsageError(f"{path}: {_refusal(error)}", _AGAIN) from error
    except (ValueError, RecursionError) as error:  # not UTF-8, a number or nesting without end
        raise UsageError(f"{path}: JSON として読めません", _AGAIN) from error


def _from(path: Path, content: _File) -> Baseline:
    files: dict[str, Counter[Key]] = {}
    for name, entries in content.files.items():
        counter = files.setdefault(name, Counter())
        for entry in entries:
            counter[entry.code, tuple(entry.path)] += entry.count
    return Baseline(path, files)


def _refusal(refused: ValidationError) -> str:
    error = refused.errors(include_url=False)[0]
    where = ".".join(str(step) for step in error["loc"]) or "全体"
    if error["loc"][:1] == ("schema",):
        return f"既知の指摘のファイルではありません（「schema」が「{SCHEMA}」でありません）"
    return f"既知の指摘のファイルとして読めません（{where[:80]} が正しくありません）"


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
