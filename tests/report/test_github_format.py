"""Workflow commands, read back the way GitHub's runner reads them."""

from __future__ import annotations

from hypothesis import given, settings

from pia_cli.core.diagnostic import Diagnostic, Severity
from pia_cli.core.escape import safe
from pia_cli.core.span import START
from pia_cli.core.text import visible
from pia_cli.report.github import GITHUB, MOST
from pia_cli.report.model import FileResult, Layout, Report
from report.reports import ANY_REPORT, HOSTILE, REPORT, many

Command = tuple[str, dict[str, str], str]


def unescaped(text: str, escapes: str) -> str:
    for char in escapes:
        text = text.replace(f"%{ord(char):02X}", char)
    return text.replace("%25", "%")


def commands(text: str) -> list[Command]:
    """Each line as a command: its name, its properties and its text."""
    found = []
    for line in text.split("\n")[:-1]:
        assert line.startswith("::")
        assert line.isprintable() or visible(line) == line
        head, _, data = line[2:].partition("::")
        name, _, rest = head.partition(" ")
        pairs = (pair.partition("=") for pair in rest.split(","))
        properties = {key: unescaped(value, "\r\n:,") for key, _, value in pairs}
        found.append((name, properties, unescaped(data, "\r\n")))
    assert text == "" or text.endswith("\n")
    return found


def test_one_of_each_level() -> None:
    unread, error, warning, info = commands(GITHUB.whole(REPORT, Layout()))
    assert unread == ("error", {"file": "ない.yaml"}, "ない.yaml がありません")
    assert error == (
        "error",
        {"file": "評価書/国保 2,a:b.yaml", "line": "2", "endLine": "4", "title": "F012"},
        "空欄です\n説明: pia explain F012",
    )
    assert warning == (
        "warning",
        {
            "file": "評価書/国保 2,a:b.yaml",
            "line": "3",
            "endLine": "3",
            "col": "7",
            "endColumn": "8",
            "title": "C018 Ⅱ-5 提供・移転の有無",
        },
        "件数 (4) と記載 (2) が一致しません\n対処: 件数を直してください\n説明: pia explain C018",
    )
    assert info[0] == "notice"


def test_what_is_escaped() -> None:
    text = GITHUB.whole(REPORT, Layout())
    assert "file=評価書/国保 2%2Ca%3Ab.yaml," in text
    assert "%0A対処: 件数を直してください%0A説明" in text
    odd = Diagnostic("F012", Severity.ERROR, "100%.yaml", START, "%0A\r\n::error::偽")
    (line,) = GITHUB.whole(Report((), (odd,)), Layout()).splitlines()
    assert line.startswith("::error file=100%25.yaml,")
    assert r"::%250A\u{0D}%0A::error::偽%0A説明" in line


def test_ten_of_each_level_and_a_notice_of_the_rest() -> None:
    numbers = {Severity.INFO: 12, Severity.WARNING: 11, Severity.ERROR: 25}
    found = tuple(one for level, number in numbers.items() for one in many(level, number))
    told = commands(GITHUB.whole(Report((), found), Layout()))
    assert [name for name, _, _ in told] == ["error"] * 10 + ["warning"] * 10 + ["notice"] * 10
    assert [one[1].get("line") for one in told[:10]] == [str(line) for line in range(1, 11)]
    assert told[-1][1] == {"title": "pia"}
    assert told[-1][2].startswith("ほかの指摘: エラー 15、警告 1、情報 3（")


def test_ten_need_no_notice_and_nothing_gives_nothing() -> None:
    ten = tuple(one for level in Severity for one in many(level, 10))
    assert len(commands(GITHUB.whole(Report((), ten), Layout()))) == 30
    assert GITHUB.whole(Report((), ()), Layout()) == ""


def test_unreadable_files_count_as_errors() -> None:
    files = tuple(FileResult(f"{n}.yaml", "unreadable", message="読めません") for n in range(12))
    told = commands(GITHUB.whole(Report(files, many(Severity.ERROR, 1)), Layout()))
    assert [name for name, _, _ in told] == ["error"] * 10 + ["notice"]
    assert "ほかの指摘: 読めないファイル 2、エラー 1（" in told[-1][2]


@settings(max_examples=100)
@given(ANY_REPORT)
def test_any_report(report: Report) -> None:
    told = commands(GITHUB.whole(report, Layout()))
    for level in ("error", "warning", "notice"):
        assert sum(name == level for name, _, _ in told) <= MOST
    errors = [one for one in report.diagnostics if one.severity is Severity.ERROR]
    shown = [data for name, properties, data in told if name == "error" and "line" in properties]
    for found, data in zip(errors, shown, strict=False):
        assert data.startswith(safe(found.message))


def test_hostile_texts_stay_texts() -> None:
    found = tuple(Diagnostic("F012", Severity.ERROR, text, START, text) for text in HOSTILE)
    told = commands(GITHUB.whole(Report((), found), Layout()))
    assert [name for name, _, _ in told] == ["error"] * len(HOSTILE)
    assert all(
        set(keys) == {"file", "line", "endLine", "col", "endColumn", "title"} for _, keys, _ in told
    )
