"""しきい値判断: the decision table, and the figures that a document gives."""

from __future__ import annotations

import pytest

from pia_cli.document.nodes import Mapping
from pia_cli.document.reader import parse
from pia_cli.forms.bands import Band
from pia_cli.forms.choices import ChoiceKind
from pia_cli.forms.registry import CURRENT, FORMS, Form
from pia_cli.rules.consistency.people import CLAIMED, RESULT
from pia_cli.rules.item_ids import INCIDENT
from pia_cli.rules.threshold import (
    INPUTS,
    PEOPLE,
    Figures,
    Requirement,
    figures_of,
    people_bands,
    required,
)

NONE, BASIC, PRIORITY, FULL = Requirement
UNDER_1K, FROM_1K, FROM_10K, FROM_100K, FROM_300K = 0, 1_000, 10_000, 100_000, 300_000
QUIET, BUSY = (0, 499), (500, None)

TABLE = [
    (UNDER_1K, NONE, NONE),
    (FROM_1K, BASIC, BASIC),
    (FROM_10K, BASIC, PRIORITY),
    (FROM_100K, PRIORITY, FULL),
    (FROM_300K, FULL, FULL),
]
"""対象人数, what it requires with fewer than 500 取扱者 and no 重大事故, and what else."""


@pytest.mark.parametrize(("people", "quiet", "heavy"), TABLE)
def test_decision_table(people: int, quiet: Requirement, heavy: Requirement) -> None:
    assert required(Figures(people, QUIET, False)) == (quiet,)
    assert required(Figures(people, BUSY, False)) == (heavy,)
    assert required(Figures(people, QUIET, True)) == (heavy,)
    assert required(Figures(people, BUSY, True)) == (heavy,)
    assert required(Figures(people, BUSY, None)) == (heavy,)


@pytest.mark.parametrize("figures", [(QUIET, None), ((0, None), False), ((499, 500), False)])
@pytest.mark.parametrize(("people", "quiet", "heavy"), TABLE)
def test_undecided(
    people: int,
    quiet: Requirement,
    heavy: Requirement,
    figures: tuple[tuple[int, int | None], bool | None],
) -> None:
    expected = (quiet,) if quiet is heavy else (quiet, heavy)
    assert required(Figures(people, *figures)) == expected


@pytest.mark.parametrize(
    ("staff", "incident", "expected"),
    [
        (QUIET, None, ("incident",)),
        ((499, 500), False, ("staff",)),
        ((0, None), None, ("staff", "incident")),
        (QUIET, False, ()),
        (BUSY, None, ()),
        ((0, None), True, ()),
    ],
)
def test_what_leaves_it_open(
    staff: tuple[int, int | None], incident: bool | None, expected: tuple[str, ...]
) -> None:
    assert Figures(FROM_100K, staff, incident).undecided == expected


def test_nothing_is_required_of_unknown_people() -> None:
    assert required(Figures(None, BUSY, True)) == ()


@pytest.mark.parametrize(
    ("people", "expected"),
    [
        (999, NONE),
        (1_000, BASIC),
        (9_999, BASIC),
        (10_000, BASIC),
        (99_999, BASIC),
        (100_000, PRIORITY),
        (299_999, PRIORITY),
        (300_000, FULL),
    ],
)
def test_limits_of_people(people: int, expected: Requirement) -> None:
    assert required(Figures(people, QUIET, False)) == (expected,)


@pytest.mark.parametrize(
    ("staff", "shown"),
    [
        ((1_000, 1_499), "1,000～1,499人"),
        ((0, 9), "0～9人"),
        ((500, 500), "500人"),
        ((1_000, None), "1,000人以上"),
        ((0, None), "不明"),
    ],
)
def test_staff_as_people_read_it(staff: tuple[int, int | None], shown: str) -> None:
    assert Figures(None, staff, None).staff_shown == shown


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.version)
def test_items_and_choices_are_those_of_the_form(form: Form) -> None:
    kinds = {field.id: field.kind for field in form.tree.walk()}
    assert {*INPUTS} <= {*kinds}
    people, threshold, incident = (kinds[id_] for id_ in (PEOPLE, RESULT, INCIDENT))
    assert isinstance(people, ChoiceKind)
    assert people.choices == tuple(people_bands())
    assert isinstance(threshold, ChoiceKind)
    assert threshold.choices == tuple(CLAIMED)
    assert isinstance(incident, ChoiceKind)
    assert incident.choices == ("発生あり", "発生なし")


QUESTION = "過去3年以内に、評価実施機関において、個人情報に関する重大事故が発生したか"


def file(users: str | None, *contractors: str | None) -> str:
    """A file of Ⅱ; None where the item is not written at all."""
    text = "- 特定個人情報ファイル名: 介護ファイル\n"
    if users is not None:
        text += f"  特定個人情報の入手・使用:\n    使用の主体:\n      使用者数: {users}\n"
    if contractors:
        text += "  特定個人情報ファイルの取扱いの委託:\n    委託事項:\n"
    for staff in contractors:
        text += "    - 委託事項: 保守\n"
        text += "" if staff is None else f"      委託先における取扱者数: {staff}\n"
    return text


def figures(files: str, people: str = "", incidents: tuple[str | None, ...] = ()) -> Figures:
    text = f"基本情報:\n  特定個人情報ファイルを取り扱う事務:\n    対象人数: {people}\n"
    text += f"特定個人情報ファイルの概要:\n{files}" if files else ""
    text += "リスク対策:\n" if incidents else ""
    for incident in incidents:
        text += "- 特定個人情報ファイル名: 介護ファイル\n"
        if incident is not None:
            text += "  特定個人情報の保管・消去:\n    特定個人情報の漏えい・滅失・毀損リスク:\n"
            text += f"      {QUESTION}: {incident}\n"
    root = parse(text.encode(), "test").root
    assert isinstance(root, Mapping)
    return figures_of(root, CURRENT.tree)


@pytest.mark.parametrize(
    ("files", "expected"),
    [
        (file("10人未満"), (0, 9)),
        (file("100人以上500人未満", "10人未満", "10人未満"), (100, 517)),
        (file("1,000人以上"), (1_000, None)),
        (file("10人未満", "1,000人以上"), (1_000, None)),
        (file("500人以上1,000人未満", "10人以上50人未満"), (510, 1_048)),
        # Of several files the same people may handle all.
        (file("10人以上50人未満") + file("50人以上100人未満", "10人未満"), (50, 157)),
        (file("1,000人以上") + file("10人未満"), (1_000, None)),
        # What is unknown leaves the end open.
        (file(""), (0, None)),
        (file("約百人"), (0, None)),
        (file("100人以上500人未満", "不明"), (100, None)),
        (file("100人以上500人未満", ""), (100, None)),
        (file("100人以上500人未満", None), (100, None)),
        (file(None), (0, None)),
        (file(None, "10人未満"), (0, None)),
        (file("10人未満") + file(None), (0, None)),
        ("", (0, None)),
    ],
)
def test_staff(files: str, expected: tuple[int, int | None]) -> None:
    assert figures(files).staff == expected


@pytest.mark.parametrize(
    ("incidents", "expected"),
    [
        ((), None),
        (("発生なし",), False),
        (("発生なし", "発生なし"), False),
        (("発生あり",), None),
        (("発生なし", "発生あり"), None),
        (("",), None),
        ((None,), None),
        (("発生なし", None), None),
        (("なし",), None),
    ],
)
def test_incident(incidents: tuple[str | None, ...], expected: bool | None) -> None:
    assert figures("", incidents=incidents).incident is expected


@pytest.mark.parametrize(("people", "held"), people_bands().items())
def test_people(people: str, held: Band) -> None:
    assert figures("", people).people == held.least


@pytest.mark.parametrize("people", ["", "多数", "1,000人"])
def test_unknown_people(people: str) -> None:
    assert figures("", people).people is None


def test_document_without_answers() -> None:
    root = parse(b"\xe5\x9f\xba\xe6\x9c\xac\xe6\x83\x85\xe5\xa0\xb1:\n", "test").root
    assert isinstance(root, Mapping)
    found = figures_of(root, CURRENT.tree)
    assert found == Figures(None, (0, None), None)
    assert required(found) == ()
