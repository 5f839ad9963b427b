"""Numbered lists: the numbers that texts carry."""

from __future__ import annotations

import pytest

from pia_cli.forms.numbered import numbered, own_numbers, without_number


@pytest.mark.parametrize(
    "text", ["2.甲", "２．甲", "2)甲", "(2) 甲", "（２）甲", "②甲", "⑵甲", "2、甲"]
)
def test_own_number(text: str) -> None:
    assert own_numbers([text]) == [2]
    assert without_number(text) == "甲"
    assert numbered([text]) == text


def test_large_circles() -> None:
    assert own_numbers(["⑳甲", "㉑乙", "㊱丙"]) == [20, 21, 36]


@pytest.mark.parametrize("text", ["甲", "4情報", "2", "", "第2号"])
def test_no_number(text: str) -> None:
    assert own_numbers([text]) == []
    assert numbered([text]) == f"1.{text}"


def test_all_or_none() -> None:
    assert numbered(["1.甲", "乙"]) == "1.1.甲\n2.乙"
    assert numbered(["1.甲", "2.乙"]) == "1.甲\n2.乙"
