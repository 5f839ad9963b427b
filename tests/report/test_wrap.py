"""Wrapping of styled text."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pia_cli.core.width import display_width
from pia_cli.report.styled import Style, to_plain
from pia_cli.report.wrap import block, split_lines, wrap

PLAIN, RED = Style.PLAIN, Style.ERROR


def wrapped(text: str, width: int = 20, ambiguous: int = 1) -> list[str]:
    return [to_plain(line) for line in wrap([(PLAIN, text)], width, ambiguous)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", [""]),
        ("一二三四五六七八九十", ["一二三四五六七八九十"]),
        ("一二三四五六七八九十。壱", ["一二三四五六七八九", "十。壱"]),
        ("一二三四五六七八九「十」", ["一二三四五六七八九", "「十」"]),
        ("委託事項のword-by-word記載", ["委託事項の", "word-by-word記載"]),
        ("x" * 45, ["x" * 20, "x" * 20, "x" * 5]),
        ("一二三四五六七八九十 壱", ["一二三四五六七八九十", "壱"]),
        ("  字下げ", ["  字下げ"]),
        ("令和八年が来た。令和8年2月16日", ["令和八年が来た。令和", "8年2月16日"]),
    ],
)
def test_lines(text: str, expected: list[str]) -> None:
    assert wrapped(text) == expected


def test_ambiguous_characters_count_as_configured() -> None:
    assert wrapped("①" * 20) == ["①" * 20]
    assert wrapped("①" * 20, ambiguous=2) == ["①" * 10, "①" * 10]


def test_styles_survive_a_break() -> None:
    lines = list(wrap([(PLAIN, "一二三四五六"), (RED, "七八九十壱弐"), (PLAIN, "参")], 20, 1))
    assert lines == [
        [(PLAIN, "一二三四五六"), (RED, "七八九十")],
        [(RED, "壱弐"), (PLAIN, "参")],
    ]


def test_a_block_has_its_mark_on_each_line_of_the_text() -> None:
    shown = to_plain(block([(PLAIN, "一\n" + "二" * 12)], (24, 1), 2, (RED, "- ")))
    assert shown == "  - 一\n  - " + "二" * 10 + "\n    二二\n"


@settings(max_examples=200)
@given(st.lists(st.text(max_size=40), max_size=4), st.integers(0, 50), st.sampled_from([1, 2]))
def test_any_text_fits_and_keeps_its_characters(
    texts: list[str], width: int, ambiguous: int
) -> None:
    styles = (PLAIN, RED)
    segments = [(styles[at % 2], text) for at, text in enumerate(texts)]
    for line in split_lines(segments):
        shown = [to_plain(part) for part in wrap(line, width, ambiguous)]
        assert all(display_width(part, ambiguous) <= max(width, 20) for part in shown)
        assert "".join(shown).replace(" ", "") == to_plain(line).replace(" ", "")


def test_long_texts_take_linear_time() -> None:
    for text in ("値" * 300_000, "x" * 300_000, "（" * 300_000, "。" * 300_000, " " * 300_000):
        assert sum(map(len, wrapped(text, 80))) <= 300_000
