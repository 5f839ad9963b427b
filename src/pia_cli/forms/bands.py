"""What the choices that name a range of numbers hold: 「10人以上50人未満」 is 10 to 49."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from pia_cli.forms.choices import ChoiceKind
from pia_cli.forms.tree import FormField


class Band(NamedTuple):
    """The least and the most that a choice holds; ``most`` is None where it has no end."""

    least: int
    most: int | None


def band_of(choice: str) -> Band:
    """What a printed choice holds. Raises ValueError for words that name no range."""
    least, starts, below = choice.rpartition("以上")
    ends = below or not starts
    return Band(_number(least) if starts else 0, _number(below) - 1 if ends else None)


@cache
def bands(field: FormField) -> dict[str, Band]:
    """The choices of an item and what each holds, as printed."""
    assert isinstance(field.kind, ChoiceKind)
    return {choice: band_of(choice) for choice in field.kind.choices}


def _number(text: str) -> int:
    """「1,000人」, 「30万人」 and 「50項目未満」 as a number."""
    digits = text.removesuffix("未満").removesuffix("人").removesuffix("項目")
    whole = digits.removesuffix("万")
    return int(whole.replace(",", "")) * (1 if whole == digits else 10_000)
