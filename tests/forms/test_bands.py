"""The choices that name a range, read as numbers."""

from __future__ import annotations

from itertools import pairwise

import pytest

from pia_cli.forms.bands import band_of, bands
from pia_cli.forms.choices import ChoiceKind
from pia_cli.forms.registry import FORMS, Form


@pytest.mark.parametrize(
    ("choice", "held"),
    [
        ("10項目未満", (0, 9)),
        ("50項目以上100項目未満", (50, 99)),
        ("1,000人以上1万人未満", (1_000, 9_999)),
        ("100万人以上1,000万人未満", (1_000_000, 9_999_999)),
        ("30万人以上", (300_000, None)),
    ],
)
def test_a_choice_holds_a_range(choice: str, held: tuple[int, int | None]) -> None:
    assert band_of(choice) == held


@pytest.mark.parametrize("choice", ["", "多数", "10人超", "1万5千人以上", "10人以上又は不明"])
def test_words_that_name_no_range(choice: str) -> None:
    with pytest.raises(ValueError, match="invalid literal"):
        band_of(choice)


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.version)
def test_every_list_of_ranges_lies_end_to_end(form: Form) -> None:
    """A choice that a form words anew must be read, or the rules about it fall silent."""
    read = set()
    for field in form.tree.walk():
        kind = field.kind
        if isinstance(kind, ChoiceKind) and any("未満" in choice for choice in kind.choices):
            held = [*bands(field).values()]
            assert held[0].least == 0
            assert held[-1].most is None
            assert all(one.most == other.least - 1 for one, other in pairwise(held))
            read.add(field.id)
    assert {
        "basics.affair.people",
        "files.basics.subjects",
        "files.basics.items",
        "files.use.users.number",
        "files.entrustment.contracts.staff",
    } <= read
