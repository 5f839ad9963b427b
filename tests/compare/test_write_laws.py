"""``--write`` on random documents: what it writes, ``--check`` finds in order."""

from __future__ import annotations

import io
from typing import Any

from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from ruamel.yaml import YAML

from compare.casefile import compared
from compare.documents import pairs
from pia_cli.compare.committed.verify import verify
from pia_cli.compare.table import RowOptions, table
from pia_cli.compare.write import untold, with_rows

FEW = settings(max_examples=45, phases=[Phase.explicit, Phase.generate])


DATES = ("令和9年1月1日", "令和8年2月16日", "令和2年4月1日")
"""Rows dated after the versions, on the day of one or both, and before."""


def dumped(document: dict[str, Any]) -> str:
    """A document as block YAML, with an empty log."""
    stream = io.StringIO()
    yaml = YAML()
    yaml.width = 10_000
    yaml.dump({**document, "変更箇所": []}, stream)
    return stream.getvalue()


@FEW
@given(pairs(), st.sampled_from(DATES))
def test_what_is_written_is_checked_and_not_written_again(
    pair: tuple[dict[str, Any], dict[str, Any]], date: str
) -> None:
    old, new = map(dumped, pair)
    comparison = compared(old, new)
    rows = untold(table(comparison, RowOptions(date=date, everything=False)))
    text = with_rows(new.encode(), comparison, rows).decode()
    again = compared(old, text)
    assert again.changes == comparison.changes
    assert untold(table(again)) == ()
    found = [f"{one.code} {one.item} {one.message}" for one in verify(again)]
    assert [one for one in found if not one.startswith("H007")] == []
