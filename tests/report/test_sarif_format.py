"""SARIF against the official schema, and what readers make of it."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest
from hypothesis import given, settings
from jsonschema import Draft7Validator

from pia_cli.core.ci_path import ci_path
from pia_cli.core.diagnostic import Diagnostic, Severity
from pia_cli.core.span import START
from pia_cli.core.text import visible
from pia_cli.report.model import FileResult, Layout, Report
from pia_cli.report.sarif import SARIF
from pia_cli.rules.registry import RULES
from report.reports import ANY_REPORT, FOUND, NAME, REPORT, real_report

SCHEMA = Path(__file__).parents[1] / "data" / "sarif" / "sarif-schema-2.1.0.json"
VALIDATOR = Draft7Validator(json.loads(SCHEMA.read_text("utf-8")))


def run_of(report: Report) -> dict[str, Any]:
    """The one run of a report, valid by the official schema."""
    log = json.loads(SARIF.whole(report, Layout()))
    assert log["version"] == "2.1.0"
    (run,) = log["runs"]
    driver, catalogue = run["tool"]["driver"], run["tool"]["driver"]["rules"]
    driver["rules"] = []  # the same in every run, and long
    VALIDATOR.validate(log)
    driver["rules"] = catalogue
    assert isinstance(run, dict)
    return run


def message_of(text: str) -> str:
    found = Diagnostic("F012", Severity.ERROR, "a.yaml", START, text)
    shown = run_of(Report((), (found,)))["results"][0]["message"]["text"]
    assert isinstance(shown, str)
    return shown


def test_the_validator_refuses_what_is_wrong() -> None:
    for wrong in ({"version": "2.1.0"}, {"version": "2.1.0", "runs": [{"tool": {}}]}):
        assert not VALIDATOR.is_valid(wrong)


def test_one_result() -> None:
    run = run_of(REPORT)
    file = {"uri": "%E8%A9%95%E4%BE%A1%E6%9B%B8/%E5%9B%BD%E4%BF%9D%202%2Ca%3Ab.yaml"}
    file["uriBaseId"] = "%SRCROOT%"
    result = run["results"][0]
    assert result.pop("partialFingerprints").keys() == {"piaFinding/v1"}
    assert run["tool"]["driver"]["rules"][result.pop("ruleIndex")]["id"] == "C018"
    assert result == {
        "ruleId": "C018",
        "level": "warning",
        "message": {
            "text": "Ⅱ-5 提供・移転の有無: 件数 (4) と記載 (2) が一致しません\n"
            "対処: 件数を直してください"
        },
        "locations": [
            {
                "physicalLocation": {
                    "artifactLocation": file,
                    "region": {"startLine": 3, "startColumn": 7, "endLine": 3, "endColumn": 8},
                },
                "logicalLocations": [{"fullyQualifiedName": "Ⅱ-5 提供・移転の有無"}],
            }
        ],
        "relatedLocations": [
            {
                "id": 0,
                "physicalLocation": {
                    "artifactLocation": file,
                    "region": {"startLine": 5, "startColumn": 5, "endLine": 6, "endColumn": 1},
                },
                "message": {"text": "移転先の一覧"},
            }
        ],
    }
    assert [one["level"] for one in run["results"]] == ["warning", "note", "error"]


def test_the_run_tells_of_files_columns_and_what_is_hidden() -> None:
    run = run_of(REPORT)
    assert run["columnKind"] == "unicodeCodePoints"
    assert [unquote(one["location"]["uri"]) for one in run["artifacts"]] == [NAME, "良い.yaml"]
    (invocation,) = run["invocations"]
    assert not invocation["executionSuccessful"]
    (told,) = invocation["toolExecutionNotifications"]
    assert told["message"]["text"] == "ない.yaml がありません"
    assert run["properties"] == {
        "suppressed": 1,
        "ignored": 3,
        "omitted": 2,
        "skippedRules": 4,
    }
    assert run_of(Report((), ()))["invocations"][0]["executionSuccessful"]


def test_the_catalogue_is_whole_and_explains_each_rule() -> None:
    run = run_of(Report((), ()))
    VALIDATOR.validate({"version": "2.1.0", "runs": [run]})
    catalogue = run["tool"]["driver"]["rules"]
    assert [one["id"] for one in catalogue] == [rule.code for rule in RULES]
    for one, rule in zip(catalogue, RULES, strict=True):
        assert one["name"] == rule.slug
        assert one["shortDescription"]["text"] == rule.title
        assert one["fullDescription"]["text"] == rule.why
        for text in one["help"].values():
            assert rule.basis in text
            assert rule.bad.splitlines()[0] in text
        assert one["properties"]["tags"]
        assert "helpUri" not in one


def test_a_code_that_no_rule_has_gets_no_index() -> None:
    found = replace(FOUND, code="Z999")
    assert "ruleIndex" not in run_of(Report((), (found,)))["results"][0]


def test_addresses(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    names = {
        "./a.yaml": ("a.yaml", True),
        str(tmp_path / "下/a#?.yaml"): ("%E4%B8%8B/a%23%3F.yaml", True),
        "/他/a.yaml": ("file:///%E4%BB%96/a.yaml", False),
        "HEAD:a.yaml": ("HEAD%3Aa.yaml", True),
        "<stdin>": ("%3Cstdin%3E", True),
        "\udce5.yaml": ("%E5.yaml", True),
    }
    for name, (uri, relative) in names.items():
        (artifact,) = run_of(Report((FileResult(name, "checked"),), ()))["artifacts"]
        assert artifact["location"]["uri"] == uri
        assert ("uriBaseId" in artifact["location"]) == relative


def test_messages_hold_no_placeholder_and_no_link() -> None:
    assert message_of("{0} と {甲}") == "{{0}} と {{甲}}"
    assert message_of("[甲](1)") == r"\[甲\](1)"
    assert message_of("選択肢 [甲]") == "選択肢 [甲]"
    assert message_of("\x1b\u202e") == r"\u{{1B}}\u{{202E}}"


@settings(max_examples=25)
@given(ANY_REPORT)
def test_any_report_is_valid(report: Report) -> None:
    text = SARIF.whole(report, Layout())
    text.encode()
    assert all(line == visible(line) for line in text.split("\n"))
    run = run_of(report)
    prints = [one["partialFingerprints"]["piaFinding/v1"] for one in run["results"]]
    assert len(set(prints)) == len(report.diagnostics)
    assert text == SARIF.whole(report, Layout())


def test_the_real_report_is_valid() -> None:
    report = real_report()
    assert len(run_of(report)["results"]) == len(report.diagnostics) > 0
    assert ci_path(report.diagnostics[0].file) == "examples/broken.yaml"
