"""しきい値判断: which evaluation the figures of an assessment require (規則第4条・第6条・第7条)."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum
from typing import NamedTuple

from pia_cli.document.nodes import Mapping
from pia_cli.forms.tree import FormField
from pia_cli.rules.answer import Answer, reach

PEOPLE = "basics.affair.people"
USERS = "files.use.users.number"
CONTRACTOR_STAFF = "files.entrustment.contracts.staff"
INCIDENT = "risks.keeping.leak.incident"
INPUTS = (PEOPLE, USERS, CONTRACTOR_STAFF, INCIDENT)
"""The ids of the items that しきい値判断 rests on."""

MANY_STAFF = 500
"""Number of 取扱者 from which a heavier evaluation may be required."""

PEOPLE_FROM = {
    "1,000人未満": 0,
    "1,000人以上1万人未満": 1_000,
    "1万人以上10万人未満": 10_000,
    "10万人以上30万人未満": 100_000,
    "30万人以上": 300_000,
}
"""The choices of Ⅰ-1-③ 対象人数 and the least number of people in each."""

STAFF_RANGES: dict[str, tuple[int, int | None]] = {
    "10人未満": (0, 9),
    "10人以上50人未満": (10, 49),
    "50人以上100人未満": (50, 99),
    "100人以上500人未満": (100, 499),
    "500人以上1,000人未満": (500, 999),
    "1,000人以上": (1_000, None),
}
"""The choices of 使用者数 and 委託先における取扱者数 and what they hold."""


class Requirement(StrEnum):
    """The evaluation that is required, lightest first."""

    NONE = "実施の義務なし"
    BASIC = "基礎項目評価"
    PRIORITY = "基礎項目評価及び重点項目評価"
    FULL = "基礎項目評価及び全項目評価"


class Figures(NamedTuple):
    """What an assessment says about the inputs of しきい値判断.

    ``people`` is the least number of 対象人数's choice, None where none is chosen. ``staff``
    is the interval of 取扱者数, its end None where it is open. ``incident`` is False where Ⅲ-7②
    rules out a 重大事故 in the last year, None where that is not to be told from the form.
    """

    people: int | None
    staff: tuple[int, int | None]
    incident: bool | None

    @property
    def staff_shown(self) -> str:
        """取扱者数 for people: 「1,000～1,499人」, 「1,000人以上」, 「不明」."""
        least, most = self.staff
        if most is None:
            return f"{least:,}人以上" if least else "不明"
        return f"{least:,}人" if least == most else f"{least:,}～{most:,}人"

    @property
    def is_many(self) -> bool | None:
        """Whether 取扱者 are 500 or more; None where the figures leave that open."""
        least, most = self.staff
        if least >= MANY_STAFF:
            return True
        return False if most is not None and most < MANY_STAFF else None

    @property
    def heavy(self) -> bool | None:
        """Whether 取扱者 are 500 or more or there was a 重大事故; None where undecided."""
        if self.is_many or self.incident:
            return True
        return False if self.is_many is False and self.incident is False else None

    @property
    def undecided(self) -> tuple[str, ...]:
        """Which of ``staff`` and ``incident`` leave `heavy` open."""
        if self.heavy is not None:
            return ()
        known = {"staff": self.is_many, "incident": self.incident}
        return tuple(name for name, answer in known.items() if answer is None)


def required(figures: Figures) -> tuple[Requirement, ...]:
    """The evaluations that the figures may require, lightest first; several where undecided."""
    if figures.people is None:
        return ()
    quiet, heavy = _required(figures.people, False), _required(figures.people, True)
    if figures.heavy is None and quiet is not heavy:
        return (quiet, heavy)
    return (heavy if figures.heavy else quiet,)


def _required(people: int, heavy: bool) -> Requirement:
    """規則第4条第3号 (1,000人未満), 第8号 (1万人、10万人), 第6条第1項 and 第7条 (30万人)."""
    if people < 1_000:
        return Requirement.NONE
    if people < 10_000:
        return Requirement.BASIC
    if people < 100_000:
        return Requirement.PRIORITY if heavy else Requirement.BASIC
    if people < 300_000:
        return Requirement.FULL if heavy else Requirement.PRIORITY
    return Requirement.FULL


def figures_of(root: Mapping, form: FormField) -> Figures:
    """The figures of a document of 様式3.

    取扱者 of several files may be the same people: the interval runs from the largest lower
    end to the sum of the upper ends. Ⅲ-7② covers more than the last year: only 発生なし in
    every file tells something.
    """
    places = {id_: list(reach(form, root, id_.split("."))) for id_ in INPUTS}
    people, incidents = ([_text(each, id_) for each in places[id_]] for id_ in (PEOPLE, INCIDENT))
    is_quiet = bool(incidents) and all(text == "発生なし" for text in incidents)
    files: dict[tuple[int, ...], list[str]] = {}
    for id_ in (USERS, CONTRACTOR_STAFF):
        for each in places[id_]:
            if id_ == USERS or each.field.id == id_:
                files.setdefault(each.indexes[:1], []).append(_text(each, id_))
    return Figures(PEOPLE_FROM.get(people[0]), _staff(files.values()), False if is_quiet else None)


def _text(place: Answer, id_: str) -> str:
    """An answer, "" for one that is not written: it leaves open what it would decide."""
    return place.text if place.field.id == id_ else ""


def _staff(files: Iterable[list[str]]) -> tuple[int, int | None]:
    """Ⅱ-3-④ 使用者数 and every Ⅱ-4-② of each file; unknown choices leave the end open."""
    ranges = [[STAFF_RANGES.get(text, (0, None)) for text in texts] for texts in files]
    ends = [end for file in ranges for _, end in file]
    least = max((sum(start for start, _ in file) for file in ranges), default=0)
    known = [end for end in ends if end is not None]
    return least, sum(known) if ends and len(known) == len(ends) else None
