"""JUnit XML, read back by an XML parser."""

from __future__ import annotations

from xml.etree import ElementTree as ET

from hypothesis import given, settings

from pia_cli.core.diagnostic import Diagnostic, Severity
from pia_cli.core.span import START
from pia_cli.report.junit import JUNIT
from pia_cli.report.model import FileResult, Layout, Report
from report.reports import ANY_REPORT, HOSTILE, REPORT


def suite(report: Report, layout: Layout | None = None) -> ET.Element:
    """The suite of a report, its counts checked."""
    text = JUNIT.whole(report, layout or Layout())
    assert text.startswith('<?xml version="1.0" encoding="UTF-8"?>\n')
    assert text.endswith(">\n")
    root = ET.fromstring(text.encode("utf-8"))
    (found,) = root
    cases = found.findall("testcase")
    for element in (root, found):
        assert element.get("tests") == str(len(cases))
        for name, tag in (("failures", "failure"), ("errors", "error"), ("skipped", "skipped")):
            assert element.get(name) == str(len(found.findall(f"testcase/{tag}")))
    return found


def test_one_case_for_each_file() -> None:
    bad, other, missing, good = suite(REPORT)
    assert [one.get("name") for one in (bad, other, missing, good)] == [
        "評価書/国保 2,a:b.yaml",
        "その他.yaml",
        "ない.yaml",
        "良い.yaml",
    ]
    failure = bad.find("failure")
    assert failure is not None
    assert failure.get("message") == "エラー 1"
    assert failure.text == "評価書/国保 2,a:b.yaml:2:3: error[F012] 空欄です\n"
    lighter = bad.findtext("system-out") or ""
    assert "warning[C018] Ⅱ-5 提供・移転の有無: 件数 (4)" in lighter
    assert "  対処: 件数を直してください\n" in lighter
    assert [one.tag for one in other] == ["skipped"]
    (error,) = missing
    assert (error.tag, error.get("message")) == ("error", "ない.yaml がありません")
    assert list(good) == []


def test_what_fails_a_file_is_what_fails_the_run() -> None:
    light = Report(REPORT.files[:1], REPORT.diagnostics[:2])
    assert suite(light).get("failures") == "0"
    layout = Layout(fails=Severity.WARNING)
    (case,) = suite(light, layout)
    failure = case.find("failure")
    assert failure is not None
    assert failure.get("message") == "警告 1"
    (case,) = suite(light, Layout(fails=Severity.INFO))
    assert case.find("system-out") is None


def test_what_xml_cannot_hold_is_visible() -> None:
    found = tuple(Diagnostic("F012", Severity.ERROR, "a", START, text) for text in HOSTILE)
    text = suite(Report((FileResult("a", "checked"),), found)).findtext("testcase/failure") or ""
    for shown in (r"\u{1B}[2J\u{00}", r"\u{FFFE}\u{FFFF}", "]]><!-- &amp;", "<failure/>"):
        assert shown in text


@settings(max_examples=80)
@given(ANY_REPORT)
def test_any_report_is_well_formed(report: Report) -> None:
    names = {file.path for file in report.files} | {one.file for one in report.diagnostics}
    assert len(suite(report)) == len(names)
