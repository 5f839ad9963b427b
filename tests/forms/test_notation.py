"""What counts as the same text, only written otherwise."""

from __future__ import annotations

import pytest
from hypothesis import settings

from pia_cli.forms.choices import ChoiceKind
from pia_cli.forms.kinds import CountKind, FlagKind, Kind, TextKind
from pia_cli.forms.notation import meaning, notation_key

MANY = settings(max_examples=100)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("（１）資格", "(1) 資格"),
        ("番号法第19条第8号", "番号法　第１９条\n第８号"),
        ("令和8年2月16日から", "2026-02-16から"),
        ("令和元年5月1日", "令和1年5月1日"),
        ("1,2", "1、2"),
        ("サーバー", "サ－バ－"),
        ("3〜5", "3～5"),
        ("1  2", "1\n2"),
    ],
)
def test_notation_alone(one: str, other: str) -> None:
    assert notation_key(one) == notation_key(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("1 2", "12"),
        ("1\n2", "12"),
        ("１　２", "１２"),
        ("令和8年2月16日", "令和8年2月17日"),
        ("令和8年2月", "令和8年3月"),
        ("サーバ", "サーバー"),
        ("行う", "行なう"),
        ("甲、乙", "甲乙"),
        ("A", "a"),
        ("1.5", "15"),
    ],
)
def test_not_notation_alone(one: str, other: str) -> None:
    assert notation_key(one) != notation_key(other)


@pytest.mark.parametrize(
    ("kind", "one", "other", "same"),
    [
        (TextKind(), "", "なし", True),
        (TextKind(), "-", "特になし", True),
        (TextKind(), "（空欄）", "記載なし", True),
        (TextKind(), "", "空欄の記入を求める。", False),
        (None, "―", "", True),
        (TextKind(), "", "0", False),
        (TextKind(), "なし", "あり", False),
        (CountKind(), "3", "０3", True),
        (CountKind(), "0", "00", True),
        (CountKind(), "0", "", False),
        (CountKind(), "3", "３件", True),
        (CountKind(), "0件", "0", True),
        (CountKind(), "3", "30", False),
        (FlagKind(), "true", "True", True),
        (FlagKind(), "", "false", True),
        (FlagKind(), "", "true", False),
        (FlagKind(), "true", "false", False),
        (ChoiceKind(("1万人未満",)), "１万人未満", "1万人未満", True),
        (ChoiceKind(("実施する", "実施しない")), "実施する", "実施しない", False),
    ],
)
def test_meaning(kind: Kind | None, one: str, other: str, same: bool) -> None:
    assert (meaning(kind, one) == meaning(kind, other)) is same
