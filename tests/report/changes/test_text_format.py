"""The text format: exact output, width, hostile text, colours that say nothing alone."""

from __future__ import annotations

import unicodedata
from io import StringIO

import pytest
from hypothesis import given, settings
from rich.console import Console

from pia_cli.compare.change import ChangeKind, Weight
from pia_cli.core.width import display_width
from pia_cli.report.changes.model import ChangesLayout
from pia_cli.report.changes.text import format_text, text_segments
from pia_cli.report.styled import Style, to_rich
from report.changes.support import (
    ANY_TEXT,
    HOSTILE_TABLE,
    change,
    real_table,
    row,
    table_of,
    texts_table,
)


def lines(*rows_and_layout: object) -> list[str]:
    """The lines between the heading and the summary of a table with these rows."""
    *rows, layout = rows_and_layout
    assert isinstance(layout, ChangesLayout)
    text = format_text([table_of(*rows)], layout)  # type: ignore[arg-type]  # rows
    return text.split("\n\n")[1].splitlines()


def test_the_real_pair() -> None:
    text = format_text([real_table()], ChangesLayout())
    assert text.startswith(
        "examples/koriyama_kaigo_r3.yaml（公表日 令和3年9月1日）\n"
        "→ examples/koriyama_kaigo.yaml（公表日 令和8年2月16日）\n"
        "変更日: 令和8年2月4日\n"
        "\n"
        "Ⅰ 基本情報\n"
        "  Ⅰ-1-②事務の内容  提出時期: 事後\n"
        "    - 特定の個人を識別するための番号の利用等に関する法律(以下「番号法」という。)\n"
    )
    assert (
        "\n  Ⅰ-4 法令上の根拠  ※ 提出時期: 事前（提案。人が決めます）\n"
        "    - 番号法第9条別表第一 68項\n"
        "    + 番号法第9条第1項 別表100の項\n"
    ) in text
    assert "\n\nⅡ 特定個人情報ファイルの概要\n" in text
    assert "\n\n別添1\n" in text


def test_the_heading_is_one_line_where_it_fits() -> None:
    first = format_text([real_table()], ChangesLayout(200)).splitlines()[0]
    assert first.count("公表日") == 2
    assert "→" in first


def test_blank_and_kind_are_named() -> None:
    added = change("", "富士通\n部", kind=ChangeKind.ADDED, star=True)
    moved = change("1", "2", kind=ChangeKind.MOVED, weight=Weight.ORDER, old_item="Ⅰ-1")
    assert lines(row(added), row(moved), ChangesLayout())[1:] == [
        "  Ⅰ-1-②事務の内容 [追加]  ※ 提出時期: 事前（提案。人が決めます）",
        "    - （空欄）",
        "    + 富士通",
        "    + 部",
        "  Ⅰ-1-②事務の内容 [順序]  提出時期: 事後",
        "    前の版の項目: Ⅰ-1",
        "    - 1",
        "    + 2",
    ]


def test_a_decision_is_shown_with_its_reason() -> None:
    shown = lines(row(change("甲", "乙", star=True), "事後", "誤記"), ChangesLayout())
    assert shown[1] == "  Ⅰ-1-②事務の内容  ※ 提出時期: 事後"
    assert shown[-1] == "    説明: 誤記"


def test_why_gives_ground_and_explanations() -> None:
    real = format_text([real_table()], ChangesLayout(why=True))
    assert "    根拠: 様式で※の付いた項目の変更です。" in real
    assert (
        "    説明の候補（当てはまるか確かめてください）:\n"
        "      ・法令の改正に伴う条項の移動等の形式的な変更であるため\n"
    ) in real
    assert "根拠: " not in format_text([real_table()], ChangesLayout())


def test_no_changes() -> None:
    text = format_text([table_of()], ChangesLayout())
    assert text.split("\n\n")[1].splitlines()[0] == "実質的な変更はありません"
    assert "手続" not in text
    assert format_text([], ChangesLayout()) == ""


def test_two_documents() -> None:
    text = format_text([real_table(), table_of(name="b.yaml")], ChangesLayout())
    assert text.count("\n\n\n") == 1


@pytest.mark.parametrize("width", [0, 40, 60, 100, 200])
@pytest.mark.parametrize("ambiguous", [1, 2])
@pytest.mark.parametrize("why", [False, True])
def test_no_line_is_wider_than_the_terminal(width: int, ambiguous: int, why: bool) -> None:
    tables = [real_table(), HOSTILE_TABLE]
    text = format_text(tables, ChangesLayout(width, ambiguous, why))
    widest = max(display_width(line, ambiguous) for line in text.splitlines())
    assert widest <= max(width, 30)


def test_text_of_the_user_cannot_command_the_terminal() -> None:
    text = format_text([HOSTILE_TABLE], ChangesLayout())
    categories = {unicodedata.category(char) for char in text if char != "\n"}
    assert not categories & {"Cc", "Cf", "Zl", "Zp"}
    assert r"\u{1B}[2J" in text


def test_colours_say_nothing_alone() -> None:
    table = table_of(row(change("甲課が、する。", "乙課が、する。")))
    segments = list(text_segments([table], ChangesLayout()))
    assert (Style.ERROR, "甲課") in segments
    assert (Style.NOTE, "乙課") in segments
    plain = to_rich(segments).plain
    assert plain == format_text([table], ChangesLayout())
    assert "    - 甲課が、する。\n    + 乙課が、する。\n" in plain


def test_rich_leaves_markup_alone() -> None:
    table = texts_table("[bold]赤[/bold] :smile:")
    out = StringIO()
    console = Console(file=out, width=60, color_system=None)
    console.print(to_rich(text_segments([table], ChangesLayout(60))), soft_wrap=True, end="")
    assert out.getvalue() == format_text([table], ChangesLayout(60))
    assert "[bold]赤[/bold] :smile:" in out.getvalue()


@settings(max_examples=60)
@given(ANY_TEXT, ANY_TEXT)
def test_nothing_is_lost(before: str, after: str) -> None:
    layout = ChangesLayout(60)
    text = format_text([table_of(row(change(before, after)))], layout)
    for side, sign in ((before, "- "), (after, "+ ")):
        assert sum(line.startswith(f"    {sign}") for line in text.splitlines()) >= 1
        visible_words = [word for word in side.split() if word.isascii() and word.isalnum()]
        assert all(word in text for word in visible_words)
