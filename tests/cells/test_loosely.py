"""What people put around a text that they copy."""

from __future__ import annotations

import pytest

from pia_cli.cells.loosely import unquoted


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        ("「うみべ株式会社」", "うみべ株式会社"),
        (" ［うみべ株式会社] \n", "うみべ株式会社"),
        ("“うみべ株式会社”", "うみべ株式会社"),
        ('"うみべ株式会社”', "うみべ株式会社"),
        ("（（略）\n受給者（65歳以上）（略））", "（略）\n受給者（65歳以上）（略）"),
        ("「1）窓口、2）郵送」", "1）窓口、2）郵送"),
    ],
)
def test_brackets_around_all_of_a_cell_are_taken_off(cell: str, text: str) -> None:
    assert unquoted(cell) == text


@pytest.mark.parametrize(
    "cell",
    [
        "（略）\n第10の文である。（略）",
        "(1)窓口(2)郵送",
        "「甲」及び「乙」",
        "“甲”及び“乙”",
        '"甲"及び"乙"',
        "（甲",
        "（",
        "「甲）",
        "（甲（乙）",
        "",
    ],
)
def test_brackets_that_are_no_pair_stay(cell: str) -> None:
    assert unquoted(cell) == cell
