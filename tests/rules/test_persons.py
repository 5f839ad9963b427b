"""S002: names of persons after, before and without a post."""

from __future__ import annotations

from pathlib import Path

import pytest

from pia_cli.check.engine import check
from pia_cli.rules.persons import name_in

POSITIVE = Path(__file__).parents[1] / "cases" / "positive"


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("介護保険課長 大越 一彦", "大越 一彦"),
        ("介護保険課長　大越　一彦", "大越　一彦"),
        ("介護保険課長大越 一彦", "大越 一彦"),
        ("課長（湊 さくら）", "湊 さくら"),
        ("課長：湊 一郎", "湊 一郎"),
        ("保険年金課長 佐藤花子", "佐藤花子"),
        ("保険年金課長佐藤花子", "佐藤花子"),
        ("所長（長谷川一郎）", "長谷川一郎"),
        ("課長 渡辺", "渡辺"),
        ("国民健康保険課長（佐々木）", "佐々木"),
        ("参事　鈴木", "鈴木"),
        ("建設水道課長　中村 健一", "中村 健一"),
        ("税務課長 木村 一郎", "木村 一郎"),
        ("住民課長（西村 太郎）", "西村 太郎"),
        ("住民課長 吉村 花子", "吉村 花子"),
        ("住民課長 大町 太郎", "大町 太郎"),
        ("田村 一郎", "田村 一郎"),
        ("佐藤 宏之", "佐藤 宏之"),
        ("佐藤 宏之（介護保険課長）", "佐藤 宏之"),
    ],
)
def test_names(text: str, name: str) -> None:
    match = name_in(text)
    assert match
    assert match["name"] == name


@pytest.mark.parametrize(
    "text",
    [
        "",
        "介護保険課長",
        "保健福祉部 介護保険課長",
        "総務部長 兼 市民課長",
        "課長 補佐",
        "課長（清水）",
        "支所長 渡辺",
        "業務課長 福島",
        "課長 渡辺支所",
        "課長（国民健康保険担当）",
        "課長（介護 保険）",
        "市民部長 保険年金課長",
        "所長 福島支所",
        "課長（福島市）",
        "支所長（山口地区担当）",
        "部長 市民 税務",
        "健康増進課長、保険年金課長",
        "課長 事務取扱",
        "区長 中野区",
        "会計管理者",
        "中野区 区民部",
        "福島 支所",
        "川崎 高津区役所",
        "原田支所 支所長",
        "副市長 中村 担当",
        "千葉市長",
        "支所長 北山村 役場",
        "支所長 大町 支所",
        "支所長 大町 二区",
        "出張所長 本町 一丁目",
        "出張所長 大町 一丁目",
        "出張所長 大町一丁目",
        "所長 大村 地区",
        "町長 西町 北部",
    ],
)
def test_posts(text: str) -> None:
    assert name_in(text) is None


POST_WORDS = """
次長 補佐 代理 代行 心得 担当 取扱 事務 課 部 室 係 局 県庁 庁 署 所 館 園 校 院 監 官 主幹 主査
参事 理事 市 町 村 区 県 郡 丁目 地区 支所内 支店 及び 又は 並び 以下 各 ほか 兼 職 員 者 福祉
保険 年金 健康 介護 税 住民 市民 総務 企画 財政 会計 教育 医療 子育 児童 障害 高齢 行政 情報
管理 支援 推進 政策 環境 統括 専任 常勤
"""


@pytest.mark.parametrize("word", POST_WORDS.split())
def test_a_word_of_posts_and_offices_is_no_given_name(word: str) -> None:
    assert name_in(f"所長 田中 {word}") is None
    assert name_in(f"田中 {word}") is None


def test_the_form_of_2014_asks_for_the_name() -> None:
    text = (POSITIVE / "h26.yaml").read_text("utf-8")
    assert "所属長: 保険年金課長 湊 一郎" in text
    assert check(text.encode(), "x").diagnostics == ()


def test_a_row_is_read_that_names_the_item_of_the_row_above() -> None:
    text = (POSITIVE / "base.yaml").read_text("utf-8")
    text = text.replace("項目: Ⅱ-4-委託事項2", "項目: 同上")
    text = text.replace("届出書の入力を追加", "保険年金課長 佐藤 宏之")
    found = [one for one in check(text.encode(), "x").diagnostics if one.code == "S002"]
    assert [(one.span.line, one.span.column) for one in found] == [(257, 20)]


def test_other_rows_of_the_log_are_not_read() -> None:
    text = (POSITIVE / "base.yaml").read_text("utf-8")
    text = text.replace("Ⅰ-6-②所属長の役職名", "Ⅱ-4-委託事項1-③委託先名")
    text = text.replace("変更前の記載: 国民健康保険課長", "変更前の記載: 佐藤 宏之")
    text = text.replace("変更後の記載: 保険年金課長", "変更後の記載: みなとシステム株式会社")
    assert check(text.encode(), "x").diagnostics == ()
