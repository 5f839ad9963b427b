"""What a rule is and what it reports."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from pia_cli.core.diagnostic import Path, Severity
from pia_cli.core.span import Span

if TYPE_CHECKING:
    from pia_cli.rules.facts import Facts


class At(StrEnum):
    """Which place of a path a finding points at."""

    VALUE = "value"
    KEY = "key"


class Silence(StrEnum):
    """How a person may set findings of a rule aside, with a reason."""

    ANYWHERE = "anywhere"
    """By a comment, in the configuration, or by a baseline."""
    HERE = "here"
    """Only by a comment at the very item that names the full code."""
    NEVER = "never"
    """Not at all."""


class Rule(NamedTuple):
    """A rule, declared once; ``pia explain``, ``pia rules`` and docs/rules.md come from it.

    ``basis`` is the ground (様式3 の項目, 規則第n条). ``bad`` and ``good`` are short YAML
    examples. ``blank`` marks findings that a draft (``--stage 案``) may have; ``versions``
    rules compare two versions and are found by ``pia diff --check`` alone.

    ``reads`` are the ids of the items that a rule across items rests on: where one of them
    failed the shape check, the rule is skipped. ``fixable``: ``pia fix`` can mend it.
    ``verified`` is False where the ground is no primary text: then it is no error.
    ``silence`` tells how its findings may be set aside.
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
    reads: tuple[str, ...] = ()
    fixable: bool = False
    verified: bool = True
    silence: Silence = Silence.ANYWHERE


class UndecidedError(Exception):
    """Raised by a check that cannot tell, as what it rests on is written in no readable way."""


class Finding(NamedTuple):
    """What a rule found, in terms of the document's paths; the engine finds the places.

    ``related`` holds further paths with what is there to see. ``item`` is the path of the
    item that the finding is about where it is not ``path`` (the section of an unknown key).
    ``severity`` is set where the finding weighs less than its rule; ``span`` where it is a
    part of a value, or a comment.
    """

    code: str
    path: Path
    message: str
    hint: str = ""
    at: At = At.VALUE
    related: tuple[tuple[Path, str], ...] = ()
    item: Path | None = None
    severity: Severity | None = None
    span: Span | None = None


class Check(NamedTuple):
    """The function behind a rule across items.

    It is called once for the document, or with ``per`` once for each entry of that list:
    ``per="files"`` for each file of Ⅱ together with its Ⅲ. What `Rule.reads` names is then
    looked at for that entry alone.
    """

    code: str
    run: Callable[[Facts], Iterable[Finding]]
    per: str = ""
