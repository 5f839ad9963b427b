"""What a rule is and what it reports."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from pia_cli.core.diagnostic import Path, Severity


class At(StrEnum):
    """Which place of a path a finding points at."""

    VALUE = "value"
    KEY = "key"


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule, declared once; ``pia explain``, ``pia rules`` and docs/rules.md come from it.

    ``basis`` is the ground (様式3 の項目, 規則第n条). ``bad`` and ``good`` are short YAML
    examples. ``blank`` marks findings that a draft (``--stage 案``) may have; ``versions``
    rules compare two versions and are found by ``pia diff --check`` alone.
    """

    code: str
    slug: str
    title: str
    severity: Severity
    why: str
    basis: str
    bad: str
    good: str
    blank: bool = False
    versions: bool = False


@dataclass(frozen=True, slots=True)
class Finding:
    """What a rule found, in terms of the document's paths; the engine finds the places.

    ``related`` holds further paths with what is there to see. ``item`` is the path of the
    item that the finding is about where it is not ``path`` (the section of an unknown key).
    """

    code: str
    path: Path
    message: str
    hint: str = ""
    at: At = At.VALUE
    related: tuple[tuple[Path, str], ...] = ()
    item: Path | None = None
