"""Reports for the tests of the formats, real ones and any."""

from __future__ import annotations

from pathlib import Path

from hypothesis import strategies as st

from pia_cli.check.engine import check
from pia_cli.core.diagnostic import Diagnostic, Related, Severity
from pia_cli.core.span import START, Span
from pia_cli.document.source import Source
from pia_cli.report.model import FileResult, Hidden, Report

EXAMPLES = Path(__file__).parents[2] / "examples"

NAME = "評価書/国保 2,a:b.yaml"

FOUND = Diagnostic(
    "C018",
    Severity.WARNING,
    NAME,
    Span(3, 7, 3, 8),
    "件数 (4) と記載 (2) が一致しません",
    hint="件数を直してください",
    item="Ⅱ-5 提供・移転の有無",
    path=("Ⅱ", "移転", 0, "件数"),
    related=(Related(Span(5, 5, 6, 1), "移転先の一覧"),),
)
REPORT = Report(
    (
        FileResult(NAME, "checked", Source(NAME, "Ⅱ:\n  移転:\n  - 件数: 4\n  先:\n  - 名: 甲\n")),
        FileResult("その他.yaml", "skipped", message="評価書ではありません"),
        FileResult("ない.yaml", "unreadable", message="ない.yaml がありません"),
        FileResult("良い.yaml", "checked"),
    ),
    (
        FOUND,
        Diagnostic("D003", Severity.INFO, NAME, START, "情報"),
        Diagnostic("F012", Severity.ERROR, NAME, Span(2, 3, 4, 1), "空欄です"),
    ),
    Hidden(suppressed=1, ignored=3, omitted=2, skipped_rules=4),
)

HOSTILE = (
    "\x1b[2J\x00\x9b\u202e\u200b\u2028\ufeff\ud800\udc80\ufffe\uffff",
    "100%0A::error::偽\r\n::stop-commands::x\n##[add-mask]",
    "file=a,line=1::b%25,c:d",
    "| a | **b** `c` <script>@org/team #12 ![x](http://example.invalid)\n# 見出し",
    "]]><!-- &amp; \" ' <failure/>",
    "[甲](1) [乙](http://example.invalid) {0} {{1}} \\",
)

ANY_TEXT = st.text(st.characters(exclude_categories=()), max_size=40) | st.sampled_from(HOSTILE)

ANY_SPAN = st.builds(
    lambda line, column, more, end: Span(line, column, line + more, end),
    *(st.integers(1, 90), st.integers(1, 90), st.integers(0, 2), st.integers(1, 90)),
)

ANY_NAME = ANY_TEXT | st.sampled_from(["a.yaml", "./a.yaml", "/tmp/b.yaml", "評価書/国保.yaml", ""])

ANY_FINDING = st.builds(
    Diagnostic,
    code=st.sampled_from(["F012", "Y001", "Z999"]) | ANY_TEXT.filter(bool),
    severity=st.sampled_from(Severity),
    file=ANY_NAME,
    span=ANY_SPAN,
    message=ANY_TEXT,
    hint=ANY_TEXT,
    item=ANY_TEXT,
    path=st.lists(ANY_TEXT | st.integers(0, 9), max_size=3).map(tuple),
    related=st.lists(st.builds(Related, ANY_SPAN, ANY_TEXT), max_size=2).map(tuple),
)

ANY_FILE = st.builds(
    lambda name, status, text, message: FileResult(name, status, Source(name, text), message),
    *(ANY_NAME, st.sampled_from(["checked", "skipped", "unreadable"]), ANY_TEXT, ANY_TEXT),
)

ANY_REPORT = st.builds(
    lambda files, found: Report(files, found),
    st.lists(ANY_FILE, max_size=4, unique_by=lambda file: file.path).map(tuple),
    st.lists(ANY_FINDING, max_size=15).map(tuple),
)


def real_report(text: str | None = None, name: str = "examples/broken.yaml") -> Report:
    """The report on a text, or on examples/broken.yaml."""
    data = (EXAMPLES / "broken.yaml").read_bytes() if text is None else text.encode()
    checked = check(data, name)
    return Report((FileResult(name, "checked", checked.source),), checked.diagnostics)


def many(severity: Severity, number: int, message: str = "誤り") -> tuple[Diagnostic, ...]:
    """Findings of one weight on lines of their own."""
    return tuple(
        Diagnostic("F012", severity, "a.yaml", Span(line, 1, line, 2), message)
        for line in range(1, number + 1)
    )
