"""A section that does not apply may stay as the form prints it, with nothing in it."""

from __future__ import annotations

from pathlib import Path

import pytest

from pia_cli.check.engine import check

CASES = Path(__file__).parents[1] / "cases" / "positive"
NOTHING = (CASES / "no_entrustment.yaml").read_text("utf-8")
"""委託しない, 提供・移転しない, 接続しない: [入手, 提供]."""

ENTRUSTING = """\
      委託しない: true
      委託先における不正な使用等のリスク:
        委託契約書中の特定個人情報ファイルの取扱いに関する規定:
        規定の内容:
        再委託先による特定個人情報ファイルの適切な取扱いの担保:
        具体的な方法:
        その他の措置の内容: "-"
        リスクへの対策は十分か:
"""
CONNECTING = """\
      接続しない: [入手, 提供]
      目的外の入手が行われるリスク:
        リスクに対する措置の内容:
        リスクへの対策は十分か:
      不正な提供が行われるリスク:
        リスクに対する措置の内容: ー
"""


def document(entrusting: str = ENTRUSTING, connecting: str = CONNECTING) -> str:
    text = NOTHING.replace("      委託しない: true\n", entrusting)
    return text.replace("      接続しない: [入手, 提供]\n", connecting)


def found_in(text: str) -> list[tuple[str, str]]:
    """The code and the line of each finding."""
    lines = text.splitlines()
    found = check(text.encode(), "x").diagnostics
    return [(one.code, lines[one.span.line - 1].strip()) for one in found]


def test_what_does_not_apply_may_stay_blank() -> None:
    assert found_in(document()) == []


def test_what_is_filled_in_part_is_asked_for() -> None:
    text = document(connecting=CONNECTING.replace("内容:\n", "内容: 照会できない。\n", 1))
    assert found_in(text) == [("F011", "リスクへの対策は十分か:")]


@pytest.mark.parametrize("choice", ["[提供]", "", "[入手先]"])
def test_what_applies_or_may_apply_is_asked_for(choice: str) -> None:
    text = document(connecting=CONNECTING.replace("[入手, 提供]", choice))
    assert ("F011", "リスクに対する措置の内容:") in found_in(text)


def test_an_item_that_is_no_section_is_not_left_out() -> None:
    text = document(ENTRUSTING.replace("規定の内容:\n", "規定の内容: {}\n"))
    assert ("F042", "規定の内容: {}") in found_in(text)


def test_a_voluntary_section_may_stay_blank() -> None:
    nested = NOTHING.replace(
        "評価実施手続:\n", "評価実施手続:\n  第三者点検:\n    実施日:\n    方法:\n    結果:\n"
    )
    assert found_in(nested) == []
