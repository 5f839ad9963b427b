"""JSON output against its schema."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from pia_cli import __version__
from pia_cli.compare.change import ChangeKind
from pia_cli.compare.table import RowOptions, Table
from pia_cli.report.changes.json_ import format_json
from pia_cli.report.changes.model import ChangesLayout
from report.changes.support import HOSTILE_TABLE, change, real_table, row, table_of

SCHEMA = json.loads((Path(__file__).parents[3] / "schemas/changes.schema.json").read_text("utf-8"))
ADDED = change("", "乙", kind=ChangeKind.ADDED, old_path=None, new_value={"a": ["b", {"c": ""}]})


def data(*tables: Table) -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads(format_json(tables, ChangesLayout()))
    return loaded


def test_the_schema_is_a_schema() -> None:
    Draft202012Validator.check_schema(SCHEMA)


@pytest.mark.parametrize(
    "tables",
    [
        [real_table()],
        [real_table(RowOptions(everything=True)), table_of(row(ADDED)), HOSTILE_TABLE],
        [table_of()],
        [],
    ],
    ids=["real", "several", "empty", "none"],
)
def test_output_matches_the_schema(tables: list[Table]) -> None:
    Draft202012Validator(SCHEMA).validate(data(*tables))


def test_the_real_pair() -> None:
    got = data(real_table())
    assert list(got) == ["schema", "tool", "documents"]
    assert got["schema"] == "pia.changes/1"
    assert got["tool"] == {"name": "pia", "version": __version__}
    (document,) = got["documents"]
    assert document["old"] == {
        "name": "examples/koriyama_kaigo_r3.yaml",
        "form": "重点項目評価書 平成30年5月",
        "published": "令和3年9月1日",
    }
    both = ["基礎項目評価及び重点項目評価", "基礎項目評価及び全項目評価"]
    assert document["summary"] == {
        "rows": 12,
        "notation": 0,
        "order": 0,
        "per_revision": 3,
        "filtered": 0,
        "candidates": 3,
        "threshold": {
            "changed": [],
            "people": 100000,
            "staff": [100, 517],
            "incident": None,
            "old": both,
            "new": both,
        },
    }
    assert len(document["changes"]) == 15
    for one in document["rows"]:
        assert document["changes"][one["change"]]["item"] == one["item"]
    assert document["rows"][2] == {
        "date": "令和8年2月4日",
        "item": "Ⅰ-4 法令上の根拠",
        "before": "番号法第9条別表第一 68項",
        "after": "番号法第9条第1項 別表100の項",
        "timing": "",
        "reason": "",
        "candidate": True,
        "proposal": "事前",
        "ground": real_table().rows[2].judgement.ground,
        "explanations": ["法令の改正に伴う条項の移動等の形式的な変更であるため"],
        "change": document["rows"][2]["change"],
    }


def objects(value: object) -> list[dict[str, Any]]:
    """Every object inside a JSON value, itself included."""
    if isinstance(value, dict):
        return [value, *(inner for part in value.values() for inner in objects(part))]
    if isinstance(value, list):
        return [inner for part in value for inner in objects(part)]
    return []


def test_unknown_and_missing_keys_are_refused_everywhere() -> None:
    validator = Draft202012Validator(SCHEMA)
    table = table_of(row(change("甲", "乙")))
    for index in range(len(objects(data(table)))):
        extended, reduced = data(table), data(table)
        objects(extended)[index]["余分"] = 1
        assert not validator.is_valid(extended)
        target = objects(reduced)[index]
        target.pop(next(iter(target)))
        assert not validator.is_valid(reduced)


def test_hostile_text_is_escaped_and_kept() -> None:
    text = format_json([HOSTILE_TABLE], ChangesLayout())
    assert text == format_json([HOSTILE_TABLE], ChangesLayout(20, 2))
    assert not {"\x1b", "\u202e", "\u2028", "\u200b", "\x7f", "\t", "\r"} & set(text)
    (document,) = json.loads(text)["documents"]
    assert [one["before"] for one in document["rows"]] == [one.before for one in HOSTILE_TABLE.rows]
