"""C030: the ways to say that the persons are those of Ⅱ-2-③."""

from __future__ import annotations

from pathlib import Path

import pytest

from pia_cli.check.engine import check

BASE = (Path(__file__).parents[1] / "cases" / "positive" / "base.yaml").read_text("utf-8")
SCOPE = "移転する情報の対象となる本人の範囲: 40歳以上の国民健康保険の被保険者"


def codes(scope: str) -> list[str]:
    """The findings on a 移転先 with fewer persons than the file and such a ⑤."""
    assert BASE.count(SCOPE) == 1
    document = BASE.replace(SCOPE, f"移転する情報の対象となる本人の範囲: {scope}")
    return [one.code for one in check(document.encode(), "x").diagnostics]


@pytest.mark.parametrize(
    "scope",
    [
        "2.③に同じ",
        "２．③と同じ。",
        "Ⅱ-2-③に同じ",
        "「２．③対象となる本人の範囲」と同じ",
        "「2.③対象となる本人の範囲」に同じ",
        "「2.③ 対象となる本人の範囲」に同じである。",
        "２．③対象となる本人の範囲と同上",
        "2.③と同上",
        "上記2．③に同じ",
        "上記「２．③」に同じ",
        "2.③（対象となる本人の範囲）に同じ",
        "Ⅱの2の③に同じ",
        "上記2.③の範囲と同じ",
        "「２．基本情報」の「③対象となる本人の範囲」に同じ",
        "2.基本情報③に同じ",
        "Ⅱ-2-③と同様",
        "Ⅱ-2-③と同様である。",
        "2.③と同一",
        "Ⅱ－２－③と同様",
        "Ⅱ−2−③に同じ",
        "Ⅱ‐2‐③に同じ",
        "Ⅱ-2-③の対象となる本人の範囲に同じ",
        "Ⅱ 2. 基本情報 ③対象となる本人の範囲と同じ",
        "Ⅱ２．基本情報（３）対象となる本人の範囲と同じ",
    ],
)
def test_the_same_persons(scope: str) -> None:
    assert codes(scope) == ["C030"]


@pytest.mark.parametrize(
    "scope",
    [
        "2.③のうち40歳以上の者",
        "2.③に同じ（40歳以上の者に限る。）",
        "2.④に同じ",
        "Ⅱ－２－④と同様",
        "Ⅱ-2-③の本人の範囲のうち同じ世帯の者",
        "2.③と同一の世帯に属する者",
        "「２．基本情報」の「④記録される項目」に同じ",
        "Ⅱ-2-③と同様に抽出した者",
        "「2.③対象となる本人の範囲」のうち、転出した者",
    ],
)
def test_other_persons(scope: str) -> None:
    assert codes(scope) == []
