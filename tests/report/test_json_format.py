"""JSON output against its schema, and the summary line."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from pia_cli import __version__
from pia_cli.core.diagnostic import Diagnostic, Related, Severity
from pia_cli.core.silenced import Silenced
from pia_cli.core.span import START, Span
from pia_cli.report.json_ import JSON
from pia_cli.report.model import FileResult, Hidden, Layout, Report
from pia_cli.report.summary import summary_line

SCHEMA = json.loads(
    (Path(__file__).parents[2] / "schemas/report.schema.json").read_text(encoding="utf-8")
)

FOUND = Diagnostic(
    "C026",
    Severity.WARNING,
    "評価書.yaml",
    Span(412, 21, 412, 22),
    "移転の件数 (4) と移転先の記載 (2) が一致しません",
    hint="件数を直してください",
    item="Ⅱ-5 提供・移転の有無",
    path=("Ⅱ", "5", 0, "件数"),
    related=(Related(Span(430, 5, 431, 1), "移転先の一覧"),),
)
REPORT = Report(
    (
        FileResult("評価書.yaml", "checked"),
        FileResult("other.yaml", "skipped", message="評価書ではありません"),
        FileResult("gone.yaml", "unreadable", message="ファイルがありません"),
    ),
    (
        FOUND,
        Diagnostic("Y001", Severity.ERROR, "評価書.yaml", START, "誤り"),
        Diagnostic("N001", Severity.INFO, "評価書.yaml", START, "情報"),
    ),
    Hidden(suppressed=1, ignored=3, known=4, stale=5, skipped_rules=2),
)


def data(report: Report = REPORT) -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads(JSON.whole(report, Layout()))
    return loaded


def test_the_schema_is_a_schema() -> None:
    Draft202012Validator.check_schema(SCHEMA)


@pytest.mark.parametrize("report", [REPORT, Report((), ())])
def test_output_matches_the_schema(report: Report) -> None:
    Draft202012Validator(SCHEMA).validate(data(report))


def test_the_whole_output() -> None:
    got = data()
    assert list(got) == ["schema", "tool", "files", "summary", "diagnostics", "suppressed"]
    assert got["schema"] == "pia.report/1"
    assert got["tool"] == {"name": "pia", "version": __version__}
    assert got["files"] == [
        {"path": "評価書.yaml", "status": "checked"},
        {"path": "other.yaml", "status": "skipped", "message": "評価書ではありません"},
        {"path": "gone.yaml", "status": "unreadable", "message": "ファイルがありません"},
    ]
    assert got["summary"] == {
        "files": 3,
        "checked": 1,
        "skipped": 1,
        "unreadable": 1,
        "errors": 1,
        "warnings": 1,
        "infos": 1,
        "suppressed": 1,
        "ignored": 3,
        "known": 4,
        "stale": 5,
        "omitted": 0,
        "skipped_rules": 2,
    }
    assert got["diagnostics"][0] == {
        "code": "C026",
        "severity": "warning",
        "file": "評価書.yaml",
        "line": 412,
        "column": 21,
        "end_line": 412,
        "end_column": 22,
        "item": "Ⅱ-5 提供・移転の有無",
        "path": ["Ⅱ", "5", 0, "件数"],
        "message": "移転の件数 (4) と移転先の記載 (2) が一致しません",
        "hint": "件数を直してください",
        "related": [
            {
                "line": 430,
                "column": 5,
                "end_line": 431,
                "end_column": 1,
                "message": "移転先の一覧",
            }
        ],
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
    for index in range(len(objects(data()))):
        extended, reduced = data(), data()
        objects(extended)[index]["余分"] = 1
        assert not validator.is_valid(extended)
        target = objects(reduced)[index]
        target.pop("status" if "status" in target else next(iter(target)))
        assert not validator.is_valid(reduced)


def test_text_is_readable_deterministic_and_ends_with_a_line_end() -> None:
    text = JSON.whole(REPORT, Layout())
    assert text == JSON.whole(REPORT, Layout(20, 2))
    assert '\n  "schema"' in text
    assert "評価書.yaml" in text
    assert text.endswith("}\n")


def test_hostile_text_is_escaped_and_kept() -> None:
    hostile = "\x1b[2J\x9b\u202e\u200b\u2028\ufeff\ud800\x00"
    found = Diagnostic("N001", Severity.INFO, hostile, START, hostile, path=(hostile,))
    text = JSON.whole(Report((), (found,)), Layout())
    text.encode()
    assert all(char == "\n" or char.isprintable() for char in text)
    assert json.loads(text)["diagnostics"][0]["message"] == hostile


def test_summary_line() -> None:
    assert summary_line(REPORT) == (
        "1 ファイルを検査: エラー 1、警告 1、情報 1"
        "（読めないファイル 1、対象外のファイル 1、抑制 1、除外 3、既知 4、未実行の規則 2）"
    )
    clean = (FileResult("a.yaml", "checked"),)
    assert summary_line(Report(clean, ())) == "1 ファイルを検査: 指摘はありません"
    assert summary_line(Report(clean, (FOUND,), Hidden(ignored=3))) == (
        "1 ファイルを検査: 警告 1（除外 3）"
    )
    assert summary_line(Report(REPORT.files[2:], ())) == "0 ファイルを検査（読めないファイル 1）"


def test_a_key_that_must_not_be_published_is_hidden() -> None:
    """The place of a finding has its line and column, too."""
    found = replace(FOUND, path=("123456789018", 0, "パスワード=Kaigo2024!"))
    report = REPORT._replace(diagnostics=(found,), silenced=(Silenced(found, START, "理由"),))
    for one in (data(report)["diagnostics"][0], data(report)["suppressed"][0]):
        assert one["path"] == ["*" * 12, 0, "パスワード=**********"]
