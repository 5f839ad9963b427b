"""しきい値判断 step by step."""

from __future__ import annotations

import pytest

from pia_cli.rules.threshold import Figures, Requirement, people_bands, required
from pia_cli.rules.threshold_steps import band, results, steps

NONE, BASIC, PRIORITY, FULL = Requirement

ARTICLES = [
    (999, False, NONE, "規則第4条第3号"),
    (1_000, True, BASIC, "規則第4条第8号イ"),
    (9_999, False, BASIC, "規則第4条第8号イ"),
    (10_000, False, BASIC, "規則第4条第8号ロ"),
    (10_000, True, PRIORITY, "規則第4条第8号ロ、第6条第1項第1号"),
    (299_999, False, PRIORITY, "規則第6条第1項第2号"),
    (100_000, True, FULL, "規則第6条第1項第2号、第7条"),
    (300_000, False, FULL, "規則第7条（国の機関等は番号法第28条）"),
    (300_000, True, FULL, "規則第7条（国の機関等は番号法第28条）"),
]


@pytest.mark.parametrize(("people", "heavy", "result", "basis"), ARTICLES)
def test_result_names_its_article(
    people: int, heavy: bool, result: Requirement, basis: str
) -> None:
    figures = Figures(people, (500, 600) if heavy else (1, 499), heavy)
    assert results(figures) == ((result, basis),)
    assert [one.answer for one in steps(figures)][-1] == str(result)
    assert [one.basis for one in steps(figures)][-1] == basis


@pytest.mark.parametrize("people", [0, 1_000, 10_000, 100_000, 300_000])
@pytest.mark.parametrize("staff", [(0, 499), (100, 517), (500, None), (0, None)])
@pytest.mark.parametrize("incident", [True, False, None])
def test_results_are_those_required(
    people: int, staff: tuple[int, int | None], incident: bool | None
) -> None:
    figures = Figures(people, staff, incident)
    assert tuple(result for result, _ in results(figures)) == required(figures)


def test_what_decides_nothing_is_not_asked() -> None:
    asked = {name: len(list(steps(Figures(held.least, (0, None), None)))) for name, held in BANDS}
    assert asked == {
        "1,000人未満": 2,
        "1,000人以上1万人未満": 2,
        "1万人以上10万人未満": 5,
        "10万人以上30万人未満": 5,
        "30万人以上": 2,
    }


BANDS = tuple(people_bands().items())


def test_answers_say_what_is_open() -> None:
    answers = [one.answer for one in steps(Figures(120_000, (100, 517), None))]
    assert answers[:3] == [
        "10万人以上30万人未満",
        "決まりません（100～517人）。実際の人数を確かめてください",
        "分かりません。発生又は発生を知った日を確かめてください",
    ]
    assert [one.question for one in steps(Figures(None, (0, None), None))] == ["対象人数"]


@pytest.mark.parametrize(
    ("figures", "answers"),
    [
        (Figures(20_000, (600, 600), False), ["はい（600人）", "いいえ"]),
        (Figures(20_000, (480, 480), False), ["いいえ（480人）", "いいえ"]),
        (Figures(20_000, (480, 480), True), ["いいえ（480人）", "はい"]),
    ],
)
def test_answers_are_yes_or_no(figures: Figures, answers: list[str]) -> None:
    assert [one.answer for one in steps(figures)][1:-1] == answers


@pytest.mark.parametrize(
    ("people", "name"),
    [(0, "1,000人未満"), (99_999, "1万人以上10万人未満"), (10**8, "30万人以上")],
)
def test_band(people: int, name: str) -> None:
    assert band(people) == name
