"""変更日 of the rows where no date is given."""

from __future__ import annotations

import pytest

from compare.casefile import compared
from pia_cli.compare.committed.verify import verify
from pia_cli.compare.table import table
from pia_cli.compare.write import untold, with_rows

DOCUMENT = """\
様式: 重点項目評価書
様式の版: 令和6年10月
公表日: {published}
基本情報:
  評価実施機関における担当部署:
    部署: {name}
評価実施手続:
  基礎項目評価:
    実施日: {assessed}
"""


def version(name: str, published: str, assessed: str) -> str:
    return DOCUMENT.format(name=name, published=published, assessed=assessed)


@pytest.mark.parametrize(
    ("new", "date", "is_dated_back"),
    [
        (("令和8年4月1日", "令和7年3月3日"), "令和8年4月1日", False),
        (("2026-04-01", "2025-03-03"), "令和8年4月1日", False),
        (("令和8年4月1日", "令和8年3月3日"), "令和8年3月3日", False),
        (("令和7年4月1日", "令和7年3月3日"), "令和7年3月3日", True),
        (("令和7年3月31日", "令和7年3月3日"), "令和7年3月3日", True),
        (("", "令和7年3月3日"), "令和7年3月3日", True),
        (("令和8年4月1日", ""), "令和8年4月1日", False),
    ],
)
def test_changed_on(new: tuple[str, str], date: str, is_dated_back: bool) -> None:
    old = version("介護課", "令和7年4月1日", "令和7年3月3日")
    text = version("福祉課", *new)
    comparison = compared(old, text)
    found = table(comparison)
    assert {row.date for row in found.rows} == {date}
    assert found.is_dated_back is is_dated_back
    written = with_rows(text.encode(), comparison, found.rows).decode()
    again = compared(old, written)
    assert untold(table(again)) == ()
    assert verify(again) == ()


def test_an_old_version_that_was_not_published() -> None:
    old = version("介護課", "", "令和7年3月3日")
    new = version("福祉課", "令和7年4月1日", "令和7年3月3日")
    assert table(compared(old, new)).rows[0].date == "令和7年4月1日"
    early = version("福祉課", "令和7年3月1日", "令和7年3月3日")
    assert table(compared(old, early)).rows[0].date == "令和7年3月3日"
