"""The Markdown format, read back by a Markdown parser."""

from __future__ import annotations

from hypothesis import given, settings
from markdown_it import MarkdownIt
from markdown_it.token import Token

from pia_cli.core.escape import escape, safe
from pia_cli.report.changes.markdown import format_markdown
from pia_cli.report.changes.model import COLUMNS, ChangesLayout
from report.changes.support import (
    ANY_TEXT,
    HOSTILE_TABLE,
    change,
    real_table,
    row,
    table_of,
    texts_table,
)

PARSER = MarkdownIt("commonmark").enable(["table", "strikethrough"])


def inline_text(token: Token) -> str:
    """What an inline token shows; anything but text and our own tags is an error."""
    shown = ""
    for child in token.children or []:
        if child.type == "text":
            shown += child.content
        elif child.type == "html_inline":
            assert child.content in ("<br>", "<!-- -->")
            shown += "\n" if child.content == "<br>" else ""
        else:
            assert child.type in ("text_special", "strong_open", "strong_close"), child.type
            shown += child.content
    return shown


def rows(text: str) -> list[list[str]]:
    found: list[list[str]] = []
    inside = False
    for token in PARSER.parse(text):
        inside = token.type in ("th_open", "td_open") or (inside and token.type == "inline")
        if token.type == "tr_open":
            found.append([])
        elif inside and token.type == "inline":
            found[-1].append(inline_text(token))
    return found


def seen(text: str) -> str:
    return "\n".join(safe(line).strip() for line in text.split("\n")).strip()


def test_the_real_pair() -> None:
    table = real_table()
    text = format_markdown([table], ChangesLayout())
    assert text.startswith("## examples/koriyama\\_kaigo\\_r3.yaml（公表日 令和3年9月1日） → ")
    header, *body = rows(text)
    assert tuple(header) == COLUMNS
    assert [cell[1] for cell in body] == [
        f"{one.item}{' ※' * one.judgement.is_candidate}" for one in table.rows
    ]
    assert [cell[3] for cell in body] == [one.after for one in table.rows]
    assert body[2][4] == "（要判断。提案: 事前）"
    assert "- **※の項目の変更 3 行は、" in text
    assert text.endswith("\n")


def test_blank_cells_and_empty_tables() -> None:
    assert rows(format_markdown([table_of(row(change("", "乙")))], ChangesLayout()))[1][2] == (
        "（空欄）"
    )
    empty = format_markdown([table_of()], ChangesLayout(why=True))
    assert "- 実質的な変更はありません\n" in empty
    assert "|" not in empty
    assert "根拠" not in empty
    assert format_markdown([], ChangesLayout()) == ""


def test_why_and_several_documents() -> None:
    text = format_markdown([real_table(), table_of(name="b.yaml")], ChangesLayout(why=True))
    assert text.count("\n\n## ") == 1
    assert "### 提出時期の根拠\n\n- Ⅰ-1-②事務の内容: 様式で" in text
    assert "    - 法令の改正に伴う条項の移動等の形式的な変更であるため\n" in text


def test_hostile_text_is_text() -> None:
    text = format_markdown([HOSTILE_TABLE], ChangesLayout(why=True))
    got = rows(text)[1:]
    assert len(got) == len(HOSTILE_TABLE.rows)
    for shown, one in zip(got, HOSTILE_TABLE.rows, strict=True):
        assert len(shown) == len(COLUMNS)
        assert seen(shown[2]) == (seen(one.before) or "（空欄）")
    for token in PARSER.parse(text):
        assert token.type != "html_block"
        if token.type == "inline":
            inline_text(token)


def test_addresses_do_not_become_links() -> None:
    shown = escape("https://a.example www.b.example c@d.example @team")
    assert shown == ("https\\://a.example www\\.b.example c@<!-- -->d.example @<!-- -->team")


@settings(max_examples=100)
@given(ANY_TEXT)
def test_any_text_comes_back(text: str) -> None:
    got = rows(format_markdown([texts_table(text)], ChangesLayout()))
    assert len(got) == 2
    assert seen(got[1][3]) == seen(f"{text}。")
