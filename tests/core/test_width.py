"""The width of what is shown, and windows of long lines."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pia_cli.core.text import ELLIPSIS, visible
from pia_cli.core.width import crop, display_width, shown_width

any_text = st.text(st.characters(exclude_categories=()), max_size=120)
quick = settings(max_examples=60)


@pytest.mark.parametrize(
    ("text", "narrow", "wide"),
    [
        ("", 0, 0),
        ("abc", 3, 3),
        ("特定個人", 8, 8),
        ("ﾏｲﾅﾝﾊﾞｰ", 7, 7),
        ("Ａ（）", 6, 6),
        ("①Ⅱ※", 3, 6),
        ("が", 2, 2),
        ("か\u3099", 2, 2),
        ("e\u0301", 1, 1),
        ("葛\U000e0100", 2, 2),
        ("👍", 2, 2),
        ("👍🏽", 4, 4),
        ("a\tb", 3, 3),
        ("\x1b", 0, 0),
    ],
)
def test_display_width(text: str, narrow: int, wide: int) -> None:
    assert display_width(text) == narrow
    assert display_width(text, ambiguous=2) == wide


def test_crop_leaves_a_short_line_alone() -> None:
    window = crop("委託\tする", 2, 40)
    assert (window.shown, window.start, window.end) == ("委託 する", 0, 5)


@pytest.mark.parametrize(
    ("focus", "shown"),
    [
        (0, "あいうえおかきくけ…"),
        (45, "…うえおかきくけこあ…"),
        (99, "…いうえおかきくけこ"),
    ],
)
def test_crop_marks_the_cut_ends(focus: int, shown: str) -> None:
    window = crop("あいうえおかきくけこ" * 10, focus, 20)
    assert window.shown == shown
    assert window.start <= focus < window.end


def test_crop_does_not_start_with_a_combining_mark() -> None:
    window = crop("か\u3099" * 100, 100, 21)
    assert window.shown.removeprefix(ELLIPSIS)[0] == "か"


@quick
@given(any_text, st.sampled_from([1, 2]))
def test_the_width_of_what_is_shown(text: str, ambiguous: int) -> None:
    assert shown_width(text, ambiguous) == display_width(visible(text), ambiguous)


@quick
@given(any_text, st.integers(0, 130), st.integers(20, 60), st.sampled_from([1, 2]))
def test_crop_fits_and_keeps_the_focus(text: str, focus: int, width: int, ambiguous: int) -> None:
    window = crop(text, focus, width, ambiguous)
    assert display_width(window.shown, ambiguous) <= width
    assert window.start <= min(focus, len(text)) <= window.end
    assert visible(text[window.start : window.end]) == window.shown.removeprefix(
        ELLIPSIS if window.start else ""
    ).removesuffix(ELLIPSIS if window.end < len(text) else "")


def test_crop_is_bounded_by_the_width() -> None:
    window = crop("\u0301" * 1_000_000, 500_000, 40)
    assert len(window.shown) < 400
