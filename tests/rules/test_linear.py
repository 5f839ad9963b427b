"""Every regular expression of the rules on long hostile texts: a slow one would never end."""

from __future__ import annotations

import pytest

from rules.patterns import patterns

LENGTH = 100_000
PIECES = (
    *(
        " ",
        "\u3000",
        "\n",
        "1",
        "１",
        "①",
        "①、",
        "、",
        "。",
        "（",
        "(",
        "<",
        "【",
        "-",
        "の",
        "法",
    ),
    *(
        "項",
        "1の",
        "2、",
        "令和",
        "令和1年",
        "別紙",
        "別紙1",
        "情報照会",
        "は、",
        "あ",
        "A",
        "a@",
        "0-",
    ),
    *("Ⅱ", "Ⅱ-", "2.③", "<<", "年1月", "12 ", "から", "\u202e", "\u200b"),
)
TEXTS = tuple((piece * LENGTH)[:LENGTH] + end for piece in PIECES for end in ("", "!"))


@pytest.mark.parametrize("name", sorted(patterns()))
def test_a_pattern_is_linear(name: str) -> None:
    pattern = patterns()[name]
    for text in TEXTS:
        for _ in pattern.finditer(text):
            pass
        pattern.fullmatch(text)
