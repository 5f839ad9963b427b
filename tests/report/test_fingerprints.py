"""Fingerprints name the same finding before and after an edit elsewhere."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from pia_cli.core.ci_path import ci_path
from pia_cli.core.diagnostic import Diagnostic, Severity
from pia_cli.core.span import Span
from pia_cli.document.source import Source
from pia_cli.report.ci import fingerprints
from pia_cli.report.model import FileResult, Report
from report.reports import EXAMPLES, FOUND, REPORT, many, real_report

BROKEN = (EXAMPLES / "broken.yaml").read_text("utf-8")
FIRST = "        - 委託事項: "


def test_they_survive_line_shifts() -> None:
    before = fingerprints(real_report())
    assert len(set(before)) == len(before) > 3
    assert fingerprints(real_report("# 注釈\n\n" + BROKEN)) == before


def test_they_survive_an_entry_put_in_front() -> None:
    assert BROKEN.count(FIRST) == 2
    shifted = BROKEN.replace(FIRST, f"{FIRST}新しい委託\n{FIRST}", 1)
    before, after = real_report(), real_report(shifted)
    moved = [one for one in after.diagnostics if one.code == "F030" and 2 in one.path]
    assert moved
    assert set(fingerprints(before)) <= set(fingerprints(after))


def test_an_edit_of_the_line_itself_is_another_finding() -> None:
    edited = BROKEN.replace("令和7年2月29日", "令和7年2月30日")
    before, after = fingerprints(real_report()), fingerprints(real_report(edited))
    assert len(set(before) & set(after)) == len(before) - 1


@pytest.mark.parametrize(
    "other",
    [
        replace(FOUND, code="C019"),
        replace(FOUND, file="b.yaml"),
        replace(FOUND, path=("Ⅲ",)),
    ],
)
def test_they_differ_by_code_file_and_item(other: Diagnostic) -> None:
    report = REPORT._replace(diagnostics=(FOUND, other))
    assert len(set(fingerprints(report))) == 2


def test_equal_findings_are_counted() -> None:
    found = many(Severity.ERROR, 3)
    report = Report((FileResult("a.yaml", "checked"),), found)
    assert len(set(fingerprints(report))) == 3


def test_no_number_can_be_found_by_trying() -> None:
    """Two findings that differ only in what must not be published have the same names."""
    names = []
    for number in ("123456789018", "234567890121"):
        source = Source("a.yaml", f"備考: {number}\n")
        found = replace(FOUND, file="a.yaml", span=Span(1, 1, 1, 3), path=("備考", number))
        report = Report((FileResult("a.yaml", "checked", source),), (found, found))
        names.append(fingerprints(report))
    assert names[0] == names[1]
    assert len(set(names[0])) == 2


def test_paths_as_ci_knows_them() -> None:
    assert ci_path("./評価書/国保.yaml") == "評価書/国保.yaml"
    assert ci_path("../a.yaml") == "../a.yaml"
    assert ci_path("/no/such/a.yaml") == "/no/such/a.yaml"


def test_an_absolute_path_through_a_link_is_the_one_from_the_current_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "真").mkdir()
    (tmp_path / "鎖").symlink_to("真")
    monkeypatch.chdir(tmp_path / "鎖")
    assert ci_path(str(tmp_path / "鎖" / "d" / "a.yaml")) == "d/a.yaml"
    outside = str(tmp_path / "b.yaml")
    assert ci_path(outside) == outside
