"""C038 on the last day of the three years and the day before."""

from __future__ import annotations

from pathlib import Path

import pytest

from pia_cli.check.engine import check

INCIDENTS = (Path(__file__).parents[1] / "cases" / "positive" / "incidents.yaml").read_text("utf-8")
FIRST = "①令和4年6月、"
PUBLISHED = "公表日: 令和7年3月28日"


@pytest.mark.parametrize(
    ("published", "day", "is_old"),
    [
        ("令和7年3月28日", "令和4年3月28日", False),
        ("令和7年3月28日", "令和4年3月27日", True),
        ("令和7年3月28日", "令和4年3月", False),
        ("令和7年3月28日", "令和4年2月", True),
        ("令和5年2月28日", "令和2年2月29日", False),
        ("令和5年3月1日", "令和2年2月29日", True),
    ],
)
def test_three_years_before_publication(published: str, day: str, is_old: bool) -> None:
    text = INCIDENTS.replace(PUBLISHED, f"公表日: {published}").replace(FIRST, f"①{day}、")
    codes = {one.code for one in check(text.encode(), "x").diagnostics}
    assert ("C038" in codes) == is_old
