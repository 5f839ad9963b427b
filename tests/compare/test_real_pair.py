"""The real document of 令和8年2月4日: the table made of its two versions against its own."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import pytest

from pia_cli.cells.rows import LogRow
from pia_cli.compare.documents import Comparison, compare
from pia_cli.compare.log import log_rows
from pia_cli.compare.table import Row, Table, table
from pia_cli.compare.version import read_versions
from pia_cli.core.diagnostic import Path as Place
from pia_cli.forms.naming import resolve
from pia_cli.forms.notation import notation_key

EXAMPLES = Path(__file__).parents[2] / "examples"
DAY = "令和8年2月4日"
UNLOGGED = ["Ⅱ-5-提供先1 提供先", "Ⅱ-5-提供先1-②提供先における用途"]
"""Changes that the official table does not have."""


@cache
def comparison() -> Comparison:
    names = ("koriyama_kaigo_r3.yaml", "koriyama_kaigo.yaml")
    old, new = ((name, (EXAMPLES / name).read_bytes()) for name in names)
    versions = read_versions(old, new)
    assert not isinstance(versions, str)
    return compare(*versions)


@cache
def generated() -> Table:
    return table(comparison())


def official() -> list[LogRow]:
    """The ten rows that the city wrote."""
    return [row for row in log_rows(comparison().new) if row.changed_on == DAY]


def places(item: str) -> set[Place]:
    new = comparison().new
    return set(resolve(new.form.tree, new.root, item))


def matching(row: LogRow) -> Row:
    """The generated row of the same item; of 別添1 the one below it."""
    named = places(row.item)
    return next(
        one
        for one in generated().rows
        if any(place[: len(top)] == top for place in places(one.item) for top in named)
    )


def test_the_city_wrote_ten_rows() -> None:
    assert len(official()) == 10


@pytest.mark.parametrize("row", official(), ids=lambda row: row.item)
def test_an_official_row_is_generated(row: LogRow) -> None:
    found = matching(row)
    assert found.date == row.changed_on
    for said, cell in ((row.before, found.before), (row.after, found.after)):
        heading = re.fullmatch(r"<<(\S+)>> (.+) ~ (.+)", said)
        if heading:
            assert heading[1] in found.item
        for piece in heading.groups()[1:] if heading else (said,):
            assert notation_key(piece) in notation_key(cell)


def test_the_official_rows_are_in_the_order_of_the_form() -> None:
    rows = [generated().rows.index(matching(row)) for row in official()]
    assert rows == sorted(set(rows))


def test_the_table_has_the_official_rows_and_two_more() -> None:
    logged = [matching(row) for row in official()]
    assert [row.item for row in generated().rows if row not in logged] == UNLOGGED
    assert len(generated().rows) == 12


def test_what_every_publication_changes_is_left_out() -> None:
    found = generated()
    assert [change.item for change in found.per_revision] == ["様式の版", "公表日", "Ⅴ-1-①実施日"]
    assert (found.notation, found.order, found.filtered) == ((), (), 0)
    assert comparison().unread == ()


def test_candidates_are_the_starred_items() -> None:
    candidates = generated().candidates
    assert [row.item for row in candidates] == [
        "Ⅰ-4 法令上の根拠",
        "Ⅰ-5-②法令上の根拠",
        "Ⅱ-3-①入手元",
    ]
    assert {row.timing for row in candidates} == {""}
    others = [row for row in generated().rows if row not in candidates]
    assert {(row.change.star, row.timing) for row in others} == {(False, "事後")}


def test_the_threshold_rests_on_nothing_that_changed() -> None:
    found = generated().threshold
    assert found.changed == ()
    assert found.old == found.new
    assert [str(one) for one in found.new] == [
        "基礎項目評価及び重点項目評価",
        "基礎項目評価及び全項目評価",
    ]
    assert found.figures.staff == (100, 517)


def test_only_likely_explanations_are_offered() -> None:
    offered = {row.item: row.judgement.explanations for row in generated().rows}
    law = "法令の改正に伴う条項の移動等の形式的な変更であるため"
    section = "組織の改編に伴う部署名等の変更であるため"
    assert {item for item, texts in offered.items() if texts == (law,)} == {
        "Ⅰ-4 法令上の根拠",
        "Ⅰ-5-②法令上の根拠",
        *UNLOGGED,
        "Ⅱ-5-提供先1-①法令上の根拠",
        "Ⅱ-5-移転先1-①法令上の根拠",
    }
    assert {item for item, texts in offered.items() if texts == (section,)} == {
        "Ⅱ-3-①入手元",
        "Ⅱ-3-④使用部署",
    }
    assert sum(bool(texts) for texts in offered.values()) == 8
