"""What ``--write`` copied before ``pia fix`` mended the item is still a row of that change."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from compare.casefile import compared
from pia_cli.check.engine import check
from pia_cli.check.fix import fix
from pia_cli.compare.committed.verify import verify
from pia_cli.compare.table import RowOptions, table
from pia_cli.compare.write import untold, with_rows
from pia_cli.rules.fixes import FIXES

OLD = (Path(__file__).resolve().parents[2] / "examples" / "clean.yaml").read_text("utf-8")
TODAY = date(2027, 4, 1)
DAY = "令和8年10月1日"


def _with(text: str, key: str, answer: str) -> str:
    head, _, rest = text.partition(f" {key}: ")
    return f"{head} {key}: {answer}\n{rest.partition(chr(10))[2]}"


@pytest.mark.parametrize(
    ("key", "answer"),
    [
        ("使用目的", "令和1年からサ一バで資格を管理するため。"),
        ("使用目的", "⻑期の口グを保存するため。"),
        ("使用目的", "ｼｽﾃﾑで㈱みなとの届出、、申請を管理するため。"),
        ("保有開始日", "R2.5.1"),
        ("使用部署", "サ一ビス課"),
    ],
)
def test_a_row_of_a_text_that_fix_mends_stays_right(key: str, answer: str) -> None:
    new = _with(OLD, key, answer)
    comparison = compared(OLD, new)
    rows = untold(table(comparison, RowOptions(date=DAY)))
    assert [row.after for row in rows] == [answer]
    written = with_rows(new.encode(), comparison, rows)
    mended = fix(written, "new.yaml", frozenset(FIXES), today=TODAY)
    assert mended.counts
    again = compared(OLD, mended.data.decode())
    assert verify(again) == ()
    assert untold(table(again)) == ()
    codes = {one.code for one in check(mended.data, "new.yaml", today=TODAY).diagnostics}
    assert codes.isdisjoint({"H015", "H016"})


def test_the_next_row_goes_on_from_the_mended_text() -> None:
    row = (
        "  - 変更日: {day}\n    項目: Ⅱ-3-④使用部署\n    変更前の記載: {before}\n"
        "    変更後の記載: {after}\n    提出時期: 事後\n    提出時期に係る説明: 見直し\n"
    )
    first = row.format(day="令和8年2月3日", before="甲課", after="サ一ビス課")
    second = row.format(day=DAY, before="サービス課", after="乙課")
    old = _with(OLD, "使用部署", "サービス課").replace("\n別紙:", f"\n{first}別紙:")
    new = _with(OLD, "使用部署", "乙課").replace("\n別紙:", f"\n{first}{second}別紙:")
    assert first in old
    assert second in new
    assert verify(compared(old, new)) == ()
    assert "H015" not in {one.code for one in check(new.encode(), "n", today=TODAY).diagnostics}
