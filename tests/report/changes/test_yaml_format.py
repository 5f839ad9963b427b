"""YAML rows, put under 変更箇所 and read back."""

from __future__ import annotations

import pytest
from hypothesis import given, settings

from pia_cli.compare.table import Table
from pia_cli.core.escape import writable
from pia_cli.document.nodes import Mapping, Scalar, Sequence
from pia_cli.document.reader import parse
from pia_cli.report.changes.model import COLUMNS, ChangesLayout
from pia_cli.report.changes.yaml_ import format_yaml
from report.changes.support import (
    ANY_TEXT,
    HOSTILE_TABLE,
    change,
    real_table,
    row,
    table_of,
    texts_table,
)

LAYOUT = ChangesLayout()


def read(table: Table) -> list[tuple[str, ...]]:
    text = "変更箇所:\n" + format_yaml([table], LAYOUT)
    result = parse(text.encode(), "x.yaml")
    assert result.diagnostics == ()
    assert result.root is not None
    rows = result.root.get("変更箇所")
    assert isinstance(rows, Sequence)
    return [tuple(texts(one)) for one in rows.items]


def texts(entry: object) -> list[str]:
    assert isinstance(entry, Mapping)
    assert tuple(entry.entries) == COLUMNS
    values = [one.value for one in entry.entries.values()]
    assert all(isinstance(value, Scalar) for value in values)
    return [value.value for value in values if isinstance(value, Scalar)]


def expected(table: Table) -> list[tuple[str, ...]]:
    return [tuple(map(writable, one.cells)) for one in table.rows]


def test_the_real_pair() -> None:
    assert read(real_table()) == expected(real_table())
    assert format_yaml([real_table()], LAYOUT).startswith(
        "  - 変更日: 令和8年2月4日\n    項目: Ⅰ-1-②事務の内容\n    変更前の記載: 特定の"
    )


def test_a_whole_row() -> None:
    table = table_of(row(change("", "甲\n乙", star=True)))
    assert format_yaml([table], LAYOUT) == (
        "  - 変更日: 令和8年2月4日\n"
        "    項目: Ⅰ-1-②事務の内容\n"
        "    変更前の記載:\n"
        "    変更後の記載: |-\n"
        "      甲\n"
        "      乙\n"
        "    提出時期:\n"
        "    提出時期に係る説明:\n"
    )


def test_empty_and_several() -> None:
    assert format_yaml([table_of()], LAYOUT) == ""
    with pytest.raises(ValueError, match="too many"):
        format_yaml([table_of(), table_of()], LAYOUT)


def test_hostile_text_comes_back() -> None:
    assert read(HOSTILE_TABLE) == expected(HOSTILE_TABLE)


@settings(max_examples=150)
@given(ANY_TEXT)
def test_any_text_comes_back(text: str) -> None:
    table = texts_table(text)
    assert read(table) == expected(table)
