"""`Texts`: one search of all texts leaves out none that holds what is looked for."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from pia_cli.check.engine import check
from pia_cli.core.pattern import Pattern
from pia_cli.core.span import Span
from pia_cli.document.nodes import Scalar
from pia_cli.forms.registry import CURRENT
from pia_cli.rules.answer import Answer, Texts

CASES = Path(__file__).parents[1] / "cases"
PARTS = ("。", "、", "「", "①", "１", "1", "の", "情報", " ", "　")


def texts_of(*raw: str) -> Texts:
    place = Span(1, 1, 1, 2)
    return Texts(tuple(Answer(CURRENT.tree, (), Scalar(each, place)) for each in raw))


def held(texts: Texts, pattern: str, flags: int = 0) -> list[str]:
    return [text.raw for text in texts.holding(Pattern(pattern, flags))]


def test_each_text_is_found_once_and_in_order() -> None:
    texts = texts_of("課と課", "部", "室の課", "課")
    assert held(texts, "課") == ["課と課", "室の課", "課"]
    assert held(texts, "局") == []
    assert held(texts_of(), "課") == []
    assert held(texts, "課$", re.MULTILINE) == ["課と課", "室の課", "課"]
    assert held(texts, "^課", re.MULTILINE) == ["課と課", "課"]


def test_a_find_that_runs_on_hides_no_text() -> None:
    assert held(texts_of("課の", "の課の", "課"), "課[^x]*") == ["課の", "の課の", "課"]


def test_what_is_there() -> None:
    texts = texts_of("課", "部")
    assert texts.has(Pattern("部"))
    assert not texts.has(Pattern("局"))


def test_the_parts_that_match_are_told_once() -> None:
    texts = texts_of("市民課と保険課", "市民課", "部")
    name = Pattern("[市民保険]+課")
    assert texts.parts(name) == {"市民課", "保険課"}
    assert texts.parts(name) is texts.parts(name)
    assert texts.parts(Pattern("局")) == frozenset()


def _looked_for() -> Iterator[Pattern]:
    """Every pattern by which a rule chooses texts of a document that has no finding."""
    found: list[Pattern] = []
    with pytest.MonkeyPatch.context() as patch:
        for name in ("has", "holding"):
            asked = getattr(Texts, name)

            def note(self: Texts, pattern: Pattern, asked: object = asked) -> object:
                found.append(pattern)
                assert callable(asked)
                return asked(self, pattern)

            patch.setattr(Texts, name, note)
        data = (CASES / "positive" / "base.yaml").read_bytes()
        check(data, "x", today=date(2025, 4, 1))
    yield from {pattern.pattern: pattern for pattern in found}.values()


def _written() -> Texts:
    """What the cases of the rules add to a document, whole and with other ends."""
    lines = {
        line[1:].strip()
        for case in sorted((CASES / "patches").glob("*.patch"))
        for line in case.read_text("utf-8").splitlines()
        if line.startswith("+")
    }
    values = sorted({line.rpartition(": ")[2] for line in lines})
    ends = [part + value for value in values[::7] for part in PARTS]
    return texts_of(*filter(str.strip, (*values, *ends, *PARTS[:-2])))


def test_every_pattern_of_a_rule_can_be_looked_for_so() -> None:
    texts, patterns = _written(), [*_looked_for()]
    assert len(patterns) > 25
    for pattern in patterns:
        chosen = {id(text) for text in texts.holding(pattern)}
        for text in texts:
            assert id(text) in chosen or not pattern.search(text.raw), (pattern, text.raw)
