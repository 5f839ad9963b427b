"""What ``pia fix`` writes where a rule found something: one function per rule that is fixable."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

from pia_cli.core.text import fold
from pia_cli.core.wareki import (
    DateError,
    Note,
    meant_date,
    parse_leading_date,
    without_gaps,
)
from pia_cli.forms.choices import BoxesKind, ChoiceKind
from pia_cli.forms.kinds import DateKind, DateTextKind
from pia_cli.forms.tree import FormField
from pia_cli.rules import dates
from pia_cli.rules.notation import characters, invisible, lookalikes, punctuation, styles

Fixer: TypeAlias = Callable[[str, FormField], str]
"""The text of an item and its field → the text it should be; the same where it stays."""


def choice_as_printed(text: str, field: FormField) -> str:
    """F031: the choice as the form prints it, whatever its width and spaces."""
    kind = field.kind
    if not isinstance(kind, ChoiceKind | BoxesKind):
        return text
    alike = [choice for choice in kind.choices if fold(choice) == fold(text)]
    return alike[0] if len(alike) == 1 else text


def first_year(text: str, field: FormField) -> str:
    """D003: 元年 for the first year of an era, in an item for a date in that date alone."""
    if not isinstance(field.kind, DateKind | DateTextKind):
        return dates.with_first_years(text)
    return _with_own_date(text, Note.FIRST_YEAR)


def as_date(text: str, field: FormField) -> str:
    """F045 and D002: the date that was meant, where there is one reading of what is written."""
    if isinstance(field.kind, DateKind):
        text = text.strip()
    elif not isinstance(field.kind, DateTextKind):
        return text
    closed = without_gaps(text)
    if closed != text:
        return closed
    meant = meant_date(text)
    if meant is None or (meant.rest and isinstance(field.kind, DateKind)):
        return text
    return f"{meant.wareki}{meant.rest}"


def as_wareki(text: str, field: FormField) -> str:
    """The date that an item starts with in 和暦, where it is written as 2026-02-16."""
    if not isinstance(field.kind, DateKind | DateTextKind):
        return text
    return _with_own_date(text, Note.ISO)


def _with_own_date(text: str, note: Note) -> str:
    """A text with the date that it starts with as the form spells it, where that has a note."""
    try:
        parsed = parse_leading_date(text)
    except DateError:
        return text
    return f"{parsed.wareki}{parsed.rest}" if note in parsed.notes else text


def _anywhere(mend: Callable[[str], str]) -> Fixer:
    """A fixer that is the same for every item."""
    return lambda text, field: mend(text)


FIXES: dict[str, Fixer] = {
    "F045": as_date,
    "D002": as_date,
    "N012": _anywhere(invisible.without_invisible),
    "N029": _anywhere(characters.with_voiced_kana),
    "N013": _anywhere(characters.with_kanji),
    "N014": _anywhere(characters.in_full_width),
    "N015": _anywhere(characters.written_out),
    "N016": _anywhere(lookalikes.with_katakana),
    "N024": _anywhere(characters.with_circled),
    "N025": _anywhere(styles.in_one_width),
    "N018": _anywhere(punctuation.without_doubles),
    "N022": _anywhere(punctuation.without_blanks),
    "N028": _anywhere(characters.with_plain_spaces),
    "D003": first_year,
    "F031": choice_as_printed,
}
"""The fixers by the code of their rule, in the order in which they mend a text: characters
that stand between others first. A test holds them against `Rule.fixable`."""


def mended(text: str, field: FormField) -> str:
    """The text as ``pia fix`` leaves an item, by which rows that copied it before go on."""
    for fixer in FIXES.values():
        text = fixer(text, field)
    return text
