"""The text and concise formats: exact output, alignment, hostile text."""

from __future__ import annotations

from io import StringIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.console import Console

from pia_cli.core.diagnostic import Diagnostic, Related, Severity
from pia_cli.core.span import START, Span
from pia_cli.core.width import display_width
from pia_cli.document.source import Source
from pia_cli.report import STREAMS, STYLED
from pia_cli.report.concise import CONCISE
from pia_cli.report.model import FileResult, Layout, Report
from pia_cli.report.styled import to_rich
from pia_cli.report.text import TEXT, text_segments

LAYOUT = Layout()


def report_on(text: str, *spans: Span, name: str = "a.yaml", message: str = "誤り") -> Report:
    source = Source(name, text)
    found = (Diagnostic("N001", Severity.ERROR, name, span, message) for span in spans)
    return Report((FileResult(name, "checked", source),), tuple(found))


def excerpt(text: str, span: Span, layout: Layout = LAYOUT) -> tuple[str, str]:
    """The source line and the caret line of a report, without the gutter."""
    lines = TEXT.whole(report_on(text, span), layout).split("\n")
    return lines[2].partition("| ")[2], lines[3].partition("| ")[2]


def test_the_whole_block() -> None:
    text = "\n" * 411 + "        - 移転を行っている: 4\n"
    found = Diagnostic(
        "C026",
        Severity.WARNING,
        "examples/koriyama_kaigo.yaml",
        Span(412, 21, 412, 22),
        "移転の件数 (4) と移転先の記載 (2) が一致しません",
        hint="件数を直すか、移転先を追加してください",
        item="Ⅱ-5 提供・移転の有無",
        related=(Related(Span(430, 5, 430, 9), "移転先の一覧"),),
    )
    file = FileResult(found.file, "checked", Source(found.file, text))
    assert TEXT.whole(Report((file,), (found,)), Layout()) == (
        "examples/koriyama_kaigo.yaml:412:21: warning[C026] Ⅱ-5 提供・移転の有無:"
        " 移転の件数 (4) と移転先の記載 (2) が一致しません\n"
        "    |\n"
        "412 |         - 移転を行っている: 4\n"
        "    |                             ^\n"
        "    = 対処: 件数を直すか、移転先を追加してください\n"
        "    = 関連: examples/koriyama_kaigo.yaml:430:5 移転先の一覧\n"
        "    = 説明: pia explain C026\n"
    )


def test_two_findings_are_apart_by_a_blank_line() -> None:
    text = TEXT.whole(report_on("a: 1\n", Span(1, 1, 1, 2), Span(1, 4, 1, 5)), Layout())
    assert text.count("\n\n") == 1
    assert not text.endswith("\n\n")


@pytest.mark.parametrize(
    ("line", "start", "end", "indent", "carets"),
    [
        ("a: bcd", 4, 7, 3, 3),
        ("全角: 委託", 5, 7, 6, 4),
        ("か\u3099: 値", 5, 6, 4, 2),
        ("e\u0301x", 3, 4, 1, 1),
        ("a\u0301b", 2, 3, 1, 1),
        ("①Ⅱ※値", 4, 5, 3, 2),
        ("👍: 値", 4, 5, 4, 2),
        ("a:\tb", 4, 5, 3, 1),
        ("a: 値", 4, 4, 3, 1),
        ("a: 値", 5, 5, 5, 1),
        ("a: 値", 99, 100, 5, 1),
        ("a\u202eb", 3, 4, 9, 1),
        ("a\u202eb", 2, 3, 1, 8),
        ("", 1, 2, 0, 1),
    ],
)
def test_carets_stand_under_the_span(
    line: str, start: int, end: int, indent: int, carets: int
) -> None:
    shown = excerpt(f"x\n{line}\r\nnext", Span(2, start, 2, end))[1]
    assert shown == " " * indent + "^" * carets


def test_ambiguous_width_is_configurable() -> None:
    assert excerpt("①Ⅱ: 値", Span(1, 5, 1, 6), Layout(ambiguous=2))[1] == " " * 6 + "^^"


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_a_span_over_several_lines_ends_with_the_first(end: str) -> None:
    shown = excerpt(f"a: 一行目{end}  二行目{end}", Span(1, 4, 2, 6))
    assert shown == ("a: 一行目", "   ^^^^^^")


def test_no_excerpt_without_a_line() -> None:
    for span in (START, Span(9, 1, 9, 2)):
        assert "|" not in TEXT.whole(report_on("a: 1\n", span), Layout())
    unread = Report((), report_on("a", Span(1, 1, 1, 2)).diagnostics)
    assert TEXT.whole(unread, Layout()).splitlines() == [
        "a.yaml:1:1: error[N001] 誤り",
        "  = 説明: pia explain N001",
    ]


@pytest.mark.parametrize("ambiguous", [1, 2])
@pytest.mark.parametrize("column", [1, 150, 200, 290, 299])
def test_long_lines_are_cropped_around_the_carets(column: int, ambiguous: int) -> None:
    text = "".join(chr(0x4E00 + number) for number in range(300))
    layout = Layout(40, ambiguous)
    shown, carets = excerpt(text, Span(1, column, 1, column + 1), layout)
    assert display_width(shown, ambiguous) <= 35
    before = ""
    for char in shown:
        if display_width(before, ambiguous) == len(carets) - 2:
            assert char == text[column - 1]
        before += char


def test_carets_of_a_long_span_end_with_the_window() -> None:
    shown, carets = excerpt("値" * 500, Span(1, 100, 1, 400), Layout(40))
    assert shown.endswith("…")
    assert len(carets) == display_width(shown) - 1


HOSTILE = "\x1b[2J[bold]赤[/bold]\u202e\u200b\r\n:smile: \ud800"


def test_user_text_cannot_command_the_terminal() -> None:
    found = Diagnostic("N001", Severity.INFO, HOSTILE, Span(1, 1, 1, 2), HOSTILE, HOSTILE, HOSTILE)
    source = Source(HOSTILE, HOSTILE)
    report = Report((FileResult(HOSTILE, "checked", source),), (found,))
    for name in ("text", "concise"):
        text = STREAMS[name].whole(report, Layout())
        text.encode()
        assert all(char == "\n" or char.isprintable() for char in text)
        assert "[bold]赤[/bold]" in text
        assert r"\u{1B}[2J" in text
    assert len(CONCISE.whole(report, Layout()).splitlines()) == 1


def test_rich_prints_the_plain_text_with_markup_left_alone() -> None:
    span = Span(1, 1, 1, 7)
    report = report_on("[bold]: " + "値" * 200, span, message="[red]赤[/red] :smile:" * 9)
    for colour in (False, True):
        out = StringIO()
        console = Console(
            file=out, width=60, force_terminal=colour, color_system="standard" if colour else None
        )
        console.print(to_rich(text_segments(report, Layout(60))), soft_wrap=True, end="")
        assert ("\x1b[" in out.getvalue()) == colour
        if not colour:
            assert out.getvalue() == TEXT.whole(report, Layout(60))


def test_styled_formats_hold_the_same_text() -> None:
    report = report_on("委託: 有り\n", Span(1, 5, 1, 7))
    for name, segments in STYLED.items():
        assert to_rich(segments(report, Layout())).plain == STREAMS[name].whole(report, Layout())


@settings(max_examples=60)
@given(
    st.text(st.characters(exclude_categories=()), max_size=80),
    st.tuples(st.integers(1, 4), st.integers(1, 90), st.integers(0, 3), st.integers(1, 90)),
    st.integers(0, 60),
)
def test_any_text_and_span_give_aligned_output(
    text: str, place: tuple[int, int, int, int], width: int
) -> None:
    line, column, more, end = place
    report = report_on(text, Span(line, column, line + more, end))
    shown = TEXT.whole(report, Layout(width))
    shown.encode()
    excerpt = [part for part in shown.splitlines()[1:] if "= 説明" not in part]
    assert len(excerpt) in (0, 3)
    assert all(display_width(part) <= max(width, 25) for part in excerpt)
    assert shown == TEXT.whole(report, Layout(width))


def test_one_very_long_line_with_many_findings() -> None:
    spans = [Span(1, column, 1, column + 5) for column in range(1, 100_000, 100)]
    text = TEXT.whole(report_on("値" * 1_000_000, *spans), Layout())
    assert len(text) < 500_000


@pytest.mark.parametrize(
    ("line", "shown"),
    [
        ("備考: 123456789018です", "備考: ************です"),
        ("# １２３４　５６７８　９０１８", "# ＊＊＊＊　＊＊＊＊　＊＊＊＊"),
        ("備考: パスワード=Kaigo2024!", "備考: パスワード=**********"),
        ("評価書番号: 123456789018号", "評価書番号: ************号"),
        ("備考: 法人番号1234567890188", "備考: 法人番号1234567890188"),
    ],
)
def test_what_must_not_be_published_is_hidden_in_the_excerpt(line: str, shown: str) -> None:
    """Whatever the finding is about: reports are kept and shown by others (CI)."""
    assert excerpt(f"{line}\n", Span(1, 1, 1, 3)) == (shown, "^" * display_width(line[:2]))


@pytest.mark.parametrize(
    ("text", "number", "shown"),
    [
        ("# パスワード=Kaigo2024!\n備考: Kaigo2024! を使う\n", 2, "備考: ********** を使う"),
        (
            "備考: |\n  -----BEGIN PRIVATE KEY-----\n  MIIEpAIBAAKCAQEA7bq4Yl0c\n",
            3,
            f"  {'*' * 24}",
        ),
    ],
)
def test_it_is_hidden_in_every_line(text: str, number: int, shown: str) -> None:
    """Where only another line tells what it is."""
    line, _ = excerpt(text, Span(number, 1, number, 3))
    assert line == shown
