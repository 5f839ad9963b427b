"""An entry whose number another one took, in a row dated before the old version."""

from __future__ import annotations

from compare.casefile import cases, compared
from pia_cli.compare.committed.verify import verify
from pia_cli.compare.table import RowOptions, table
from pia_cli.compare.write import untold, with_rows


def test_it_is_told_and_not_written_again() -> None:
    case = next(one for one in cases() if one.name == "removed_and_number_taken")
    new = case.new.replace("令和7年4月1日", "令和8年2月4日")
    comparison = compared(case.old, new)
    rows = untold(table(comparison, RowOptions(date="令和2年4月1日")))
    again = compared(case.old, with_rows(new.encode(), comparison, rows).decode())
    assert untold(table(again)) == ()
    assert [one.code for one in verify(again) if one.code != "H007"] == []
