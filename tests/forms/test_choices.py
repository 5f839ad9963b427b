"""Answers against the choices of the form."""

from __future__ import annotations

import pytest

from pia_cli.forms.choices import is_one_of, likely_choice

CHOICES = ("1,000人以上1万人未満", "サービス・その他")


@pytest.mark.parametrize(
    "text", [*CHOICES, "１,０００人以上１万人未満", " サービス・その他", "サービス･その他"]
)
def test_one_of_the_choices(text: str) -> None:
    assert is_one_of(text, CHOICES)


@pytest.mark.parametrize("text", ["", "1,000人以上", "1,000人以上2万人未満", "その他"])
def test_none_of_the_choices(text: str) -> None:
    assert not is_one_of(text, CHOICES)


@pytest.mark.parametrize(
    "text",
    ["実施しない", "実施なし", "実施無し", "実施していません", "実施せず", "未実施", "実施不可"],
)
def test_what_denies_is_no_slip_of_what_affirms(text: str) -> None:
    assert likely_choice("実施する", ("実施", "その他")) == "実施"
    assert likely_choice(text, ("実施", "その他")) is None
