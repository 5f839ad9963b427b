"""C031: which 別紙 and 別添 are of this document, and which of a contract or a guideline."""

from __future__ import annotations

from pathlib import Path

import pytest

from pia_cli.check.engine import check

CASES = Path(__file__).parents[1] / "cases" / "positive"
BASE = (CASES / "base.yaml").read_text("utf-8")
NOTES = "    備考:\n"


def messages(text: str) -> list[str]:
    """What C031 says of the base document, whose only attachment is 別紙1, with such a 備考."""
    written = text.replace("\n", "\n      ")
    document = BASE.replace(NOTES, f"{NOTES.rstrip()} |-\n      {written}\n")
    return [one.message for one in check(document.encode(), "x").diagnostics if one.code == "C031"]


@pytest.mark.parametrize(
    "text",
    [
        "契約書の別紙2「個人情報取扱特記事項」に定めている。",
        "委託契約書別紙2に定めている。",
        "契約書（別紙2 個人情報取扱特記事項）に定めている。",
        "契約書の「別紙2」に定めている。",
        "「業務委託契約書」の別紙2及び別紙3に定めている。",
        "契約書第10条の別紙2に定めている。",
        "契約書に定める別紙2による。",
        "契約書に別紙2を添付している。",
        "契約書に添付した別紙2による。",
        "契約書及び別紙2「個人情報取扱特記事項」に定めている。",
        "特記事項（別紙2）に定めている。",
        "仕様書別紙2に定めている。",
        "仕様書（別添3）に定める。",
        "実施手順別紙2に定めている。",
        "規則の別紙2に定めている。",
        "覚書の別紙2に定めている。",
        "協定書 別紙2",
        "要綱（令和5年告示第5号）別紙2",
        "「特定個人情報の適正な取扱いに関するガイドライン」の（別添3）に従う。",
        "ガイドライン（行政機関等編）（別添3）に従う。",
        "事務局長通知別添3による。",
        "マニュアル（別添3、別添4）に従う。",
        "契約書の別紙2に定めている。委託先は別紙2を守る。",
    ],
)
def test_of_another_document(text: str) -> None:
    assert messages(text) == []


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("別紙2のとおり", "別紙2"),
        ("仕様書に基づく作業の一覧は別紙2を参照。", "別紙2"),
        ("契約書に定めている。別紙2を参照。", "別紙2"),
        ("契約書の別紙3に定めている。提供先は別紙2を参照。", "別紙2"),
        ("別紙2を参照。内容は契約書の別紙2による。", "別紙2"),
        ("提供の方法（別紙2を参照）", "別紙2"),
        ("別添3に定める。", "別添3"),
        ("本評価書の別紙2", "別紙2"),
    ],
)
def test_of_this_document(text: str, name: str) -> None:
    assert messages(text) == [f"参照されている「{name}」が、この文書にありません"]
