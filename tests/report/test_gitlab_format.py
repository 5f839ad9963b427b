"""GitLab's Code Quality JSON."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

from hypothesis import given, settings
from jsonschema import Draft202012Validator

from pia_cli.report.gitlab import GITLAB
from pia_cli.report.model import Layout, Report
from report.reports import ANY_REPORT, REPORT

VALIDATOR = Draft202012Validator(
    {
        "type": "array",
        "items": {
            "type": "object",
            "required": ["description", "check_name", "fingerprint", "severity", "location"],
            "properties": {
                "description": {"type": "string", "minLength": 1},
                "check_name": {"type": "string", "minLength": 1},
                "fingerprint": {"type": "string", "minLength": 1},
                "severity": {"enum": ["info", "minor", "major", "critical", "blocker"]},
                "location": {
                    "required": ["path", "lines"],
                    "properties": {
                        "path": {"type": "string", "pattern": "^(?!\\./)"},
                        "lines": {
                            "required": ["begin"],
                            "properties": {"begin": {"type": "integer", "minimum": 1}},
                        },
                    },
                },
            },
        },
    }
)
"""What GitLab's documentation asks of an entry; GitLab publishes no schema of it."""


def entries(report: Report) -> list[dict[str, Any]]:
    found = json.loads(GITLAB.whole(report, Layout()))
    VALIDATOR.validate(found)
    assert isinstance(found, list)
    return found


def test_the_whole_output() -> None:
    unread, warning, info, error = entries(REPORT)
    assert unread["severity"] == "blocker"
    assert unread["location"] == {"path": "ない.yaml", "lines": {"begin": 1}}
    assert len(warning.pop("fingerprint")) == 64
    assert warning == {
        "description": "Ⅱ-5 提供・移転の有無: 件数 (4) と記載 (2) が一致しません"
        "（対処: 件数を直してください）",
        "check_name": "C018",
        "severity": "minor",
        "location": {"path": "評価書/国保 2,a:b.yaml", "lines": {"begin": 3}},
    }
    assert (info["severity"], error["severity"]) == ("info", "major")
    assert entries(Report((), ())) == []


@settings(max_examples=60)
@given(ANY_REPORT)
def test_any_report_is_valid(report: Report) -> None:
    filled = [one for one in report.diagnostics if one.message]
    found = entries(Report(report.files, tuple(filled)))
    prints = {one["fingerprint"] for one in found if one["check_name"] != "unreadable"}
    assert len(prints) == len(filled)


def test_a_name_that_is_no_unicode_is_written_without_half_a_pair() -> None:
    found = replace(REPORT.diagnostics[0], file="a\udc8d.yaml")
    (entry,) = entries(Report((), (found,)))
    assert entry["location"]["path"] == "a\\udc8d.yaml"
