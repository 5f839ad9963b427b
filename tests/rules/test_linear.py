"""Every regular expression of the rules on long hostile texts: a slow one would never end."""

from __future__ import annotations

import importlib
import pkgutil

import pytest

from pia_cli import rules
from pia_cli.core.pattern import Pattern

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


def patterns() -> dict[str, Pattern]:
    """The patterns that stand at the top of a module in rules/, also those from elsewhere."""
    found: dict[str, Pattern] = {}
    for module in pkgutil.walk_packages(rules.__path__, "pia_cli.rules."):
        for name, value in vars(importlib.import_module(module.name)).items():
            if isinstance(value, Pattern) and value not in found.values():
                found[f"{module.name.removeprefix('pia_cli.rules.')}.{name}"] = value
    return found


@pytest.mark.parametrize("name", sorted(patterns()))
def test_a_pattern_is_linear(name: str) -> None:
    pattern = patterns()[name]
    for text in TEXTS:
        for _ in pattern.finditer(text):
            pass
        pattern.fullmatch(text)
