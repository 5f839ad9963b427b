"""What the summary says, and what it must never say."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pia_cli.compare.change import Weight
from pia_cli.compare.table import RowOptions, Table, Threshold
from pia_cli.report.changes.summary import CORRECTION, IMPORTANT, OTHERWISE, points
from pia_cli.rules.threshold import Figures, Requirement, required
from report.changes.support import change, real_table, row, table_of


def texts(table: Table) -> list[str]:
    return [text for point in points(table) for text in (point.text, *point.details)]


def test_the_real_pair() -> None:
    assert texts(real_table()) == [
        "変更箇所: 12 行",
        "表示していない変更: 改訂のたびに変わる項目 3（様式の版、公表日、Ⅴ-1-①実施日）"
        ": --all で表示",
        "※の項目の変更 3 行は、重要な変更に当たり得ます（当たるかどうかは人が判断します）",
        "Ⅰ-4 法令上の根拠",
        "Ⅰ-5-②法令上の根拠",
        "Ⅱ-3-①入手元",
        "この後の手続",
        IMPORTANT,
        OTHERWISE,
        "しきい値判断に用いる項目は変わっていません",
        "新しい版の記載から必要な評価: 基礎項目評価及び重点項目評価 又は 基礎項目評価及び全項目評価"
        "（取扱者数 100～517人と過去1年の重大事故の有無が、様式だけでは決まりません）",
    ]


def test_without_candidates_only_the_correction_follows() -> None:
    found = texts(table_of(row(change("甲", "乙"))))
    assert CORRECTION in found
    assert IMPORTANT not in found
    assert not any("当たり得ます" in text for text in found)


def test_rows_left_out_by_section_are_still_spoken_of() -> None:
    found = texts(real_table(RowOptions(section="別添1")))
    assert "絞り込みにより表示していない行: 11 行（うち※の項目の変更 3 行）" in found
    assert IMPORTANT in found
    assert "条件に合う変更はありません" in texts(real_table(RowOptions(section="Ⅳ")))


def test_no_change_of_substance() -> None:
    assert texts(table_of())[0] == "実質的な変更はありません"
    noted = row(change("１", "1", weight=Weight.NOTATION))
    assert texts(table_of(noted))[:2] == ["変更箇所: 1 行", "実質的な変更はありません"]
    assert not any("手続" in text for text in texts(table_of(noted)))
    unread = table_of()
    unread = replace(unread, comparison=replace(unread.comparison, unread=("Ⅰ-4",)))
    assert texts(unread)[0] == "比べた項目に実質的な変更はありません"


def test_the_summary_never_decides() -> None:
    for text in texts(real_table()):
        assert "重要な変更です" not in text
        assert "に当たります" not in text


P, F, B = Requirement.PRIORITY, Requirement.FULL, Requirement.BASIC


@pytest.mark.parametrize(
    ("figures", "old", "changed", "expected"),
    [
        (
            Figures(None, (0, None), None),
            (),
            (),
            [
                "しきい値判断に用いる項目は変わっていません",
                "新しい版の記載から必要な評価: 計算できません（対象人数が選択されていません）",
            ],
        ),
        (
            Figures(100_000, (500, 999), None),
            (P,),
            ("Ⅱ-3-④使用者数",),
            [
                "しきい値判断に用いる項目が変わりました（Ⅱ-3-④使用者数）",
                "新しい版の記載から必要な評価: 基礎項目評価及び全項目評価"
                "（対象人数 10万人以上30万人未満、取扱者数 500～999人）",
                "前の版の記載では異なります: 基礎項目評価及び重点項目評価",
            ],
        ),
        (
            Figures(10_000, (10, None), False),
            (),
            (),
            [
                "しきい値判断に用いる項目は変わっていません",
                "新しい版の記載から必要な評価: 基礎項目評価 又は 基礎項目評価及び重点項目評価"
                "（取扱者数 10人以上が、様式だけでは決まりません）",
                "前の版の記載では異なります: 計算できません（対象人数が選択されていません）",
            ],
        ),
        (
            Figures(10_000, (0, 9), None),
            (B, P),
            (),
            [
                "しきい値判断に用いる項目は変わっていません",
                "新しい版の記載から必要な評価: 基礎項目評価 又は 基礎項目評価及び重点項目評価"
                "（過去1年の重大事故の有無が、様式だけでは決まりません）",
            ],
        ),
        (
            Figures(300_000, (0, None), None),
            (F,),
            (),
            [
                "しきい値判断に用いる項目は変わっていません",
                "新しい版の記載から必要な評価: 基礎項目評価及び全項目評価"
                "（対象人数 30万人以上、取扱者数 不明）",
            ],
        ),
    ],
)
def test_threshold(
    figures: Figures,
    old: tuple[Requirement, ...],
    changed: tuple[str, ...],
    expected: list[str],
) -> None:
    threshold = Threshold(changed, figures, old, required(figures))
    assert texts(table_of(threshold=threshold))[1:] == expected
