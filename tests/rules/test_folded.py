"""N034 and N035: texts of several lines without ``|-``."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from pia_cli.check.engine import check

BASE = (Path(__file__).parents[1] / "cases" / "positive" / "base.yaml").read_text("utf-8")
USAGE = "使用方法: 届出の内容を確認し、資格の得喪及び給付の決定を行う。"
HEAD = 84


def codes(first: str, *lines: str) -> list[tuple[str, int]]:
    """What is found of 使用方法, of some lines, and on which of them."""
    assert BASE.count(USAGE) == 1
    text = BASE.replace(USAGE, "\n        ".join((f"使用方法: {first}".rstrip(), *lines)))
    found = check(text.encode(), "x", today=date(2025, 4, 1)).diagnostics
    return [(one.code, one.span.line - HEAD) for one in found]


@pytest.mark.parametrize("sign", ["｜", "｜－", "｜-", "l-", "I-", "-|", "－｜", "｜ー", "｜　"])
def test_a_sign_that_was_meant_for_a_block(sign: str) -> None:
    found = codes(sign, "①届出の内容の確認", "②資格の得喪の決定")
    assert ("N034", 0) in found
    assert "N035" not in [code for code, _ in found]


@pytest.mark.parametrize(
    "lines",
    [
        ("①届出の内容の確認", "②資格の得喪の決定"),
        ("届出の内容を確認する。", "・資格の得喪", "・給付の決定"),
        ("次のとおり。", "- 資格の得喪", "- 給付の決定"),
        ("（1）資格の得喪", "（2）給付の決定"),
        ("(ア) 資格の得喪", "(イ) 給付の決定"),
        ("1. 資格の得喪", "2. 給付の決定"),
        ("次のとおり。", "", "①資格の得喪", "②給付の決定"),
    ],
)
def test_a_list_whose_lines_are_joined(lines: tuple[str, ...]) -> None:
    at = next(at for at, line in enumerate(lines) if at and line[:1] in (*"②・-（(2",))
    assert codes("", *lines)[:1] == [("N035", at + 1)]
    assert codes(*lines) == [("N035", at)]


@pytest.mark.parametrize(
    "lines",
    [
        ("届出の内容を確認し、", "資格の得喪及び給付の決定を行う。"),
        ("届出の内容を確認し、資格の得喪及び", "①の給付の決定を行う。"),
        ("別添1の", "(1)及び", "(2)の項目を使用する。"),
        ("市の", "○○システムで", "○○を把握する。"),
        ("①資格の得喪", "", "②給付の決定"),
        ("|-", "①資格の得喪", "②給付の決定"),
        ("3.5日以内に届出を確認し、", "2.5日以内に資格の得喪を決定する。"),
        ("|", "①資格の得喪", "②給付の決定"),
        ('"①資格の得喪', '②給付の決定"'),
        ("｜資格の得喪", "給付の決定"),
    ],
)
def test_a_text_in_which_nothing_is_lost(lines: tuple[str, ...]) -> None:
    assert [code for code, _ in codes(*lines) if code in ("N034", "N035")] == []
