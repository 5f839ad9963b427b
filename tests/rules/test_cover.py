"""C050: 評価書名 that ends in the name of another form, and those that only speak of one."""

from __future__ import annotations

from pathlib import Path

import pytest

from pia_cli.check.engine import check

BASE = (Path(__file__).parents[1] / "cases" / "positive" / "base.yaml").read_text("utf-8")
TITLE = "評価書名: 国民健康保険に関する事務 重点項目評価書"


def _marked(title: str) -> list[str]:
    """What C050 marks of a title."""
    document = BASE.replace(TITLE, f"評価書名: {title}")
    assert document != BASE
    lines = document.splitlines()
    found = [one.span for one in check(document.encode(), "x").diagnostics if one.code == "C050"]
    return [lines[at.line - 1][at.column - 1 : at.end_column - 1] for at in found]


@pytest.mark.parametrize(
    ("title", "marked"),
    [
        ("国民健康保険に関する事務 基礎項目評価書", "基礎項目評価書"),
        ("国民健康保険に関する事務 基礎項目評価書（令和7年度）", "基礎項目評価書"),
        ("国民健康保険に関する事務 特定個人情報保護評価書（全項目評価書）", "全項目評価書"),
        ("国民健康保険に関する事務 特定個人情報保護評価書(全項目評価書)", "全項目評価書"),
        (
            "国民健康保険に関する事務 全項目評価書（令和7年度）【令和8年3月31日 終了】",
            "全項目評価書",
        ),
    ],
)
def test_the_end_of_a_title(title: str, marked: str) -> None:
    assert _marked(title) == [marked]


@pytest.mark.parametrize(
    "title",
    [
        "国民健康保険に関する事務 特定個人情報保護評価書（重点項目評価書）",
        "国民健康保険に関する事務 全項目評価書（重点項目評価書に変更）",
        "国民健康保険に関する事務（旧 全項目評価書） 重点項目評価書",
        "基礎項目評価書の作成に関する事務",
        "国民健康保険に関する事務 重点項目評価書（令和7年度）",
    ],
)
def test_another_form_elsewhere(title: str) -> None:
    assert _marked(title) == []


def after_end(said: str) -> list[str]:
    """What C005 says where the title has this and a row of 変更箇所 is later."""
    title = "国民健康保険に関する事務 重点項目評価書"
    assert f"評価書名: {title}\n" in BASE
    text = BASE.replace(f"評価書名: {title}\n", f"評価書名: {title}{said}\n")
    return [one.message for one in check(text.encode(), "x").diagnostics if one.code == "C005"]


@pytest.mark.parametrize(
    "said",
    [
        "（令和6年3月31日終了）",
        "（令和6年3月31日で終了）",
        "（令和6年3月31日に終了）",
        "（令和6年3月31日をもって終了）",
        "（令和6年3月31日をもって事務終了）",
        "【令和6年3月31日　終了】",
        "(令和6年3月31日限りで終了)",
        "（令和6年3月31日付けで終了）",
        "（令和6年3月31日 本事務は終了）",
    ],
)
def test_the_day_of_the_end(said: str) -> None:
    message = "事務は「令和6年3月31日」に終了しているのに、その後の変更の行があります"
    assert after_end(said) == [message]


@pytest.mark.parametrize(
    "said",
    [
        "（令和6年3月31日新規受付終了）",
        "【令和6年3月31日 新規受付終了】",
        "（令和6年3月31日システム更改終了）",
        "（令和6年3月31日一部終了）",
        "（令和6年3月31日に移行作業終了）",
        "（令和6年3月31日から終了時期未定、終了）",
    ],
)
def test_the_end_of_something_else(said: str) -> None:
    assert after_end(said) == []
