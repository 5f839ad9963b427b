"""しきい値判断 step by step: what was asked, what the figures answer, and the article."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from pia_cli.rules.threshold import MANY_STAFF, Figures, Requirement, people_bands, required


@dataclass(frozen=True, slots=True)
class Step:
    """One question of しきい値判断 with its answer, for people; ``basis`` is the article."""

    question: str
    answer: str
    basis: str


_BASIS = {
    (0, False): "規則第4条第3号",
    (1_000, False): "規則第4条第8号イ",
    (10_000, False): "規則第4条第8号ロ",
    (10_000, True): "規則第4条第8号ロ、第6条第1項第1号",
    (100_000, False): "規則第6条第1項第2号",
    (100_000, True): "規則第6条第1項第2号、第7条",
    (300_000, False): "規則第7条（国の機関等は番号法第28条）",
}
"""The articles of each result, by the least number of people and whether 取扱者 or 事故 weigh."""


def band(people: int) -> str:
    """The choice of Ⅰ-1-③ 対象人数 that holds a number of people."""
    return next(name for name, held in reversed(people_bands().items()) if people >= held.least)


def _least(people: int) -> int:
    return people_bands()[band(people)].least


def steps(figures: Figures) -> Iterator[Step]:
    """The questions whose answers the result rests on, in the order of the 規則, and the result.

    取扱者 and 重大事故 are asked only where they decide anything. Without 対象人数 there is
    nothing but that question.
    """
    if figures.people is None:
        yield Step("対象人数", "分かりません。Ⅰ-1-③を確かめてください", "規則第4条第3号")
        return
    yield Step("対象人数", band(figures.people), "規則第4条第3号・第8号")
    if _decides(figures.people):
        basis = _BASIS[_least(figures.people), True]
        yield Step(f"取扱者数が{MANY_STAFF}人以上か", _staff(figures), basis)
        yield Step("過去1年に重大事故があったか", _incident(figures), basis)
    for result, basis in results(figures):
        yield Step("必要な評価", str(result), basis)


def results(figures: Figures) -> tuple[tuple[Requirement, str], ...]:
    """What `required` gives, each with its article."""
    if figures.people is None:
        return ()
    least = _least(figures.people)
    found = required(figures)
    weighs = (False, True) if len(found) > 1 else (bool(figures.heavy),)
    return tuple(
        (result, _BASIS.get((least, heavy)) or _BASIS[least, False])
        for result, heavy in zip(found, weighs, strict=True)
    )


def _decides(people: int) -> bool:
    return len(required(Figures(people, (0, None), None))) > 1


def _staff(figures: Figures) -> str:
    shown = figures.staff_shown
    if figures.is_many is None:
        return f"決まりません（{shown}）。実際の人数を確かめてください"
    return f"はい（{shown}）" if figures.is_many else f"いいえ（{shown}）"


def _incident(figures: Figures) -> str:
    if figures.incident is None:
        return "分かりません。発生又は発生を知った日を確かめてください"
    return "はい" if figures.incident else "いいえ"
