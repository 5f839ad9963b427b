"""What the options of ``pia diff`` may say, alone and together."""

from __future__ import annotations

import re
from collections.abc import Mapping

from pia_cli.cli.output import choice
from pia_cli.core.errors import UsageError

OF_THE_TABLE = (
    "--write",
    "--all",
    "--section",
    "--only-starred",
    "--full",
    "--excerpt",
    "--date",
    "--timing",
    "--why",
    "--exit-code",
)
"""Options that say something about the table, of which --check shows none."""

CONFLICTS = (
    ("--full", "--excerpt"),
    ("--interactive", "--timing"),
    *(("--check", option) for option in OF_THE_TABLE),
)
NEEDS = (
    ("--timing", "--reason"),
    ("--reason", "--timing"),
    ("--interactive", "--write"),
    ("--fail-on", "--check"),
    ("--show-suppressed", "--check"),
)


def refuse_contradictions(options: Mapping[str, object]) -> None:
    """Raise UsageError for options that contradict or need each other; what is false is not set."""
    given = {name for name, value in options.items() if value}
    for one, other in CONFLICTS:
        if {one, other} <= given:
            raise UsageError(f"{one} と {other} は一緒に使えません", "どちらかを外してください")
    for one, other in NEEDS:
        if one in given and other not in given:
            raise UsageError(f"{one} は {other} と一緒に使います", f"{other} も付けてください")


def section_named(text: str | None) -> str:
    """The part of the form that --section names. Raises UsageError for what is none."""
    from pia_cli.compare.labels import sections
    from pia_cli.core.text import fold
    from pia_cli.forms.registry import CURRENT

    known = {fold(name): name for name in sections(CURRENT.tree)}
    if text is None:
        return ""
    if found := known.get(fold(text).upper()):
        return found
    part = known.get(fold(re.split("[-－‐ー ]", text)[0]).upper())
    if part:
        raise UsageError(
            f"--section に「{text}」は使えません。項目ではなく部で絞ります",
            f"--section {part} と指定してください",
        )
    return choice(text, "--section", known.values())


def date_named(text: str) -> str:
    """A date as the form writes it. Raises UsageError for what is none."""
    from pia_cli.core.wareki import DateError, parse_date

    try:
        return parse_date(text).wareki if text else ""
    except DateError as error:
        raise UsageError(f"--date: {error.message}", error.hint) from None
