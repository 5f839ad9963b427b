"""S001 and S003: the place of a finding, and messages that do not repeat what they are about."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from pia_cli.check.engine import check
from pia_cli.core.diagnostic import Diagnostic

BASE = (Path(__file__).parents[1] / "cases" / "positive" / "base.yaml").read_text("utf-8")
NUMBER = "123456789018"


def found(text: str) -> tuple[Diagnostic, ...]:
    return check(text.encode(), "x", today=date(2025, 4, 1)).diagnostics


def test_each_number_is_found_once_at_its_item() -> None:
    text = BASE.replace("    備考:\n", f"    備考: |-\n      控え\n      {NUMBER}と{NUMBER}\n")
    assert [(one.code, one.item, one.span.line, one.span.column) for one in found(text)] == [
        ("S001", "Ⅱ-7 備考", 145, 7),
        ("S001", "Ⅱ-7 備考", 145, 20),
    ]


def test_a_key_and_a_comment_have_no_item() -> None:
    text = f"# {NUMBER}\n{BASE}"
    assert [(one.code, one.item, one.path) for one in found(text)] == [("S001", "", ())]


def test_no_other_finding_repeats_the_number() -> None:
    text = BASE.replace("使用者数: 10人以上50人未満", f"使用者数: {NUMBER}")
    others = [one for one in found(text) if one.code != "S001"]
    assert others
    assert not any(NUMBER in one.message + one.hint for one in found(text))
    assert any("************" in one.message for one in others)


def test_many_numbers_are_bounded() -> None:
    text = BASE.replace("    備考:\n", f"    備考: {f'{NUMBER}、' * 5_000}終わり\n")
    checked = check(text.encode(), "x")
    assert {one.code for one in checked.diagnostics} == {"S001"}
    assert checked.omitted > 0
