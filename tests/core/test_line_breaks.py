"""Lines of plain text for a terminal."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pia_cli.core.line_breaks import wrapped
from pia_cli.core.width import display_width


@pytest.mark.parametrize(
    ("line", "width", "expected"),
    [
        ("出力の形式: text, json。", 12, ["出力の形式:", "text, json。"]),
        ("あいう、えお。", 6, ["あい", "う、え", "お。"]),
        ("あ" * 9 + "】いいい", 18, ["あ" * 8, "あ】いいい"]),
        ("", 10, [""]),
        ("x" * 25, 10, ["x" * 10, "x" * 10, "x" * 5]),
        ("  あいうえ", 6, ["  あい", "  うえ"]),
        ("あい うえ", 5, ["あい", "うえ"]),
    ],
)
def test_words_and_punctuation_keep_their_places(
    line: str, width: int, expected: list[str]
) -> None:
    assert wrapped(line, width) == expected


def test_later_lines_hang() -> None:
    lines = wrapped("  D001  あいうえお", 14, hang=6)
    assert lines == ["  D001  あいう", "        えお"]


@given(st.text("あ、。（年 xa1", max_size=60), st.integers(0, 6))
def test_no_line_is_too_long_and_no_character_is_lost(text: str, hang: int) -> None:
    line = f"  {text.strip()}"
    lines = wrapped(line, 20, hang)
    assert max(map(display_width, lines)) <= 20
    assert "".join(lines).replace(" ", "") == line.replace(" ", "")
