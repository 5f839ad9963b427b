"""C046 at its borders: any box that a word may belong to is enough."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from pia_cli.check.engine import check
from pia_cli.forms.choices import BoxesKind
from pia_cli.forms.registry import FORMS
from pia_cli.rules.consistency.records import BUSINESS, CATEGORIES, CONTACT

BASE = (Path(__file__).parents[1] / "cases" / "positive" / "base.yaml").read_text("utf-8")
BOXES = "          - 医療保険関係情報\n          - その他: 口座情報\n"


def found(item: str, boxes: str = BOXES) -> list[str]:
    assert BASE.count("          - 世帯主氏名\n") == BASE.count(BOXES) == 1
    text = BASE.replace("- 世帯主氏名", f"- {item}").replace(BOXES, boxes)
    return [one.code for one in check(text.encode(), "x", today=date(2025, 4, 1)).diagnostics]


@pytest.mark.parametrize(
    "item",
    ["診療年月", "傷病名", "所得税額", "課税区分", "保護開始日", "健診結果", "要介護区分"],
)
def test_a_word_that_a_marked_box_may_hold(item: str) -> None:
    assert found(item) == []


@pytest.mark.parametrize("item", ["障害者手帳番号", "生活保護受給区分", "基礎年金番号", "FAX番号"])
def test_a_word_of_no_marked_box(item: str) -> None:
    assert found(item) == ["C046"]


@pytest.mark.parametrize(
    "item",
    [
        *("市町村電話番号", "交付場所電話番号", "カード送付場所電話番号", "市町村 電話番号"),
        *("医療機関電話番号", "事業所の電話番号", "担当課電話番号"),
    ],
)
def test_a_telephone_number_of_no_person(item: str) -> None:
    assert found(item) == []


@pytest.mark.parametrize("item", ["自宅電話番号", "送付先電話番号", "勤務先電話番号", "電話番号"])
def test_a_telephone_number_of_a_person(item: str) -> None:
    assert found(item) == ["C046"]


def test_the_box_for_others_may_name_it() -> None:
    boxes = BOXES.replace("口座情報", "口座情報及び基礎年金番号")
    assert found("基礎年金番号", boxes) == []


def test_the_boxes_are_those_of_the_form() -> None:
    for form in FORMS:
        kinds = {field.id: field.kind for field in form.tree.walk()}
        known: set[str] = set()
        for id_ in (CONTACT, BUSINESS):
            kind = kinds[id_]
            assert isinstance(kind, BoxesKind)
            known.update(kind.choices)
        assert {label for labels in CATEGORIES.values() for label in labels} <= known
