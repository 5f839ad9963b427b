"""The findings that are known: a file of them, and what of a run is in it."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple

from pia_cli.check.engine import CheckedDocument
from pia_cli.check.verdict import Steps, Verdict
from pia_cli.config.identity import identities
from pia_cli.config.settings import relative
from pia_cli.core.diagnostic import Diagnostic, Severity
from pia_cli.core.file_name import those_there
from pia_cli.rules.registry import rules_by_code
from pia_cli.rules.rule import Silence

SCHEMA = "pia.baseline/1"


class Key(NamedTuple):
    """The code and the item of a finding.

    ``severity`` is how much it weighed when it was recorded, where that is less than its rule
    says: as a blank of a draft, or by the configuration. Heavier than that it is not known.
    """

    code: str
    path: Steps
    severity: Severity | None = None


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

    def kept(self, but: Iterable[str]) -> dict[str, Counter[Key]]:
        """What is known of other files than some, as far as these are still there."""
        others = self.files.keys() - set(but)
        there = those_there(str(self.path.absolute().parent), others)
        return {name: known for name, known in self.files.items() if name in there}


def keys_of(document: CheckedDocument | Verdict, found: list[Diagnostic]) -> list[Key | None]:
    """The key of each finding; None for those that no baseline may hide."""
    names = document.identities if isinstance(document, Verdict) else identities(document)
    return [
        None
        if names is None
        or one.code in document.crowded
        or rules_by_code()[one.code].silence is not Silence.ANYWHERE
        else Key(one.code, names[one.path], _lighter(one))
        for one in found
    ]


def _lighter(found: Diagnostic) -> Severity | None:
    """The severity of a finding where it weighs less than its rule says."""
    whole = rules_by_code()[found.code].severity
    return found.severity if found.severity.rank < whole.rank else None


def taken(known: Counter[Key], key: Key, severity: Severity) -> Key | None:
    """The entry by which a finding is known, which is then used up; None where it is new.

    Of several the one that was recorded at the least weight, which fits fewer findings.
    """
    levels = sorted(Severity, key=lambda one: one.rank)[severity.rank - 1 :]
    ways = [key._replace(severity=one) for one in (*levels, None)]
    way = next((one for one in ways if known[one] > 0), None)
    if way:
        known[way] -= 1
    return way


def baseline_text(files: dict[str, Counter[Key]]) -> str:
    """The file's content: sorted, a finding a line, so that two versions compare well."""
    lines = []
    for name in sorted(files):
        entries = sorted(files[name].items(), key=lambda one: _order(one[0]))
        rows = [
            "      " + _json({**_entry(key), "count": count}) for key, count in entries if count
        ]
        if rows:
            lines.append(f"    {_json(name)}: [\n" + ",\n".join(rows) + "\n    ]")
    body = "{\n" + ",\n".join(lines) + "\n  }" if lines else "{}"
    return f'{{\n  "schema": "{SCHEMA}",\n  "files": {body}\n}}\n'


def _entry(key: Key) -> dict[str, Any]:
    weight = {"severity": key.severity} if key.severity else {}
    return {"code": key.code, "path": key.path, **weight}


def _order(key: Key) -> tuple[str, str, str]:
    return key.code, _json(key.path), key.severity or ""


def _json(data: Any) -> str:
    return json.dumps(data, ensure_ascii=False)
