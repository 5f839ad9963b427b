"""しきい値判断: which evaluation the figures of an assessment require (規則第4条・第6条・第7条)."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum
from functools import cache
from typing import NamedTuple

from pia_cli.document.nodes import Mapping
from pia_cli.forms.bands import Band, bands
from pia_cli.forms.registry import CURRENT
from pia_cli.forms.tree import FormField
from pia_cli.rules.answer import Answer, reach
from pia_cli.rules.item_ids import INCIDENT

PEOPLE = "basics.affair.people"
USERS = "files.use.users.number"
CONTRACTOR_STAFF = "files.entrustment.contracts.staff"
INPUTS = (PEOPLE, USERS, CONTRACTOR_STAFF, INCIDENT)
"""The ids of the items that しきい値判断 rests on."""

MANY_STAFF = 500
"""Number of 取扱者 from which a heavier evaluation may be required."""

FULL_FROM = 300_000
"""Number of people from which 全項目評価 is required whatever else (規則第7条)."""


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
    if people < FULL_FROM:
        return Requirement.FULL if heavy else Requirement.PRIORITY
    return Requirement.FULL


def figures_of(root: Mapping, form: FormField) -> Figures:
    """The figures of a document of 様式3.

    取扱者 of several files may be the same people: the interval runs from the largest lower
    end to the sum of the upper ends. Ⅲ-7② covers more than the last year: only 発生なし in
    every file tells something.
    """
    places = {id_: list(reach(form, root, id_.split("."))) for id_ in INPUTS}
    people = _band(places[PEOPLE][0], PEOPLE)
    incidents = [_text(each, INCIDENT) for each in places[INCIDENT]]
    is_quiet = bool(incidents) and all(text == "発生なし" for text in incidents)
    files: dict[tuple[int, ...], list[Band | None]] = {}
    for id_ in (USERS, CONTRACTOR_STAFF):
        for each in places[id_]:
            if id_ == USERS or each.field.id == id_:
                files.setdefault(each.indexes[:1], []).append(_band(each, id_))
    return Figures(
        people.least if people else None, _staff(files.values()), False if is_quiet else None
    )


@cache
def people_bands() -> dict[str, Band]:
    """The choices of Ⅰ-1-③ 対象人数 and the people that they hold."""
    return bands(CURRENT.tree.by_id[PEOPLE])


def _band(place: Answer, id_: str) -> Band | None:
    return bands(place.field).get(place.text) if place.field.id == id_ else None


def _text(place: Answer, id_: str) -> str:
    """An answer, "" for one that is not written: it leaves open what it would decide."""
    return place.text if place.field.id == id_ else ""


def _staff(files: Iterable[list[Band | None]]) -> tuple[int, int | None]:
    """Ⅱ-3-④ 使用者数 and every Ⅱ-4-② of each file; unknown choices leave the end open."""
    ranges = [[band or Band(0, None) for band in file] for file in files]
    ends = [end for file in ranges for _, end in file]
    least = max((sum(start for start, _ in file) for file in ranges), default=0)
    known = [end for end in ends if end is not None]
    return least, sum(known) if ends and len(known) == len(ends) else None
