"""C051: what is told of 意見の聴取 without more, and is whole."""

from __future__ import annotations

from pathlib import Path

import pytest

from pia_cli.check.engine import check

BASE = (Path(__file__).parents[1] / "cases" / "positive" / "base.yaml").read_text("utf-8")
BLANK = "    方法:\n    実施日・期間:\n"


@pytest.mark.parametrize(
    ("method", "period"),
    [
        ("実施していない。", ""),
        ("行わない", ""),
        ('"-"', ""),
        ("なし", ""),
        ("任意のため省略", ""),
        *((method, "") for method in ("未実施", "不要", "規則第7条により不要")),
        *((method, "") for method in ("重点項目評価のため省略", "実施を見送った", "別紙のとおり")),
        ("令和8年度に意見募集を行う予定", ""),
        ("", '"－"'),
        ("", ""),
    ],
)
def test_nothing_was_done(method: str, period: str) -> None:
    document = BASE.replace(BLANK, f"    方法: {method}\n    実施日・期間: {period}\n")
    assert document != BASE
    assert "C051" not in {one.code for one in check(document.encode(), "x").diagnostics}
