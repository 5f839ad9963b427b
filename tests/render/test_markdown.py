"""The Markdown page, read back by a Markdown parser."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import Any

import pytest
from markdown_it import MarkdownIt
from markdown_it.token import Token

from pia_cli.core.escape import escape_line, escape_text
from pia_cli.core.text import visible
from pia_cli.render.documents import render_html, render_markdown
from pia_cli.render.page import PageOptions
from render.samples import HEAD, blocks, example, plain, read, texts

PARSER = MarkdownIt("commonmark").enable(["table", "strikethrough"])
BREAKS = ("hardbreak", "softbreak")


def tokens(text: str) -> Iterator[Token]:
    """All tokens of a page, those inside lines included."""
    for token in PARSER.parse(text):
        yield token
        yield from token.children or ()


def shown(text: str) -> str:
    """What a page shows, a line for each block and each break."""
    return "".join(map(_shown, tokens(text))).replace("\xa0", " ")


def _shown(token: Token) -> str:
    if token.type in ("text", "text_special"):
        return token.content
    return "" if token.type in ("strong_open", "strong_close") or _is_comment(token) else "\n"


def tree(text: str) -> list[tuple[Any, ...]]:
    """The elements of a page without its texts."""
    return [
        (token.type, token.tag, token.nesting, token.level, tuple(token.attrs.items()))
        + ((token.content,) if token.type.startswith("html") else ())
        for token in tokens(text)
        if token.type not in ("text", "text_special") and not _is_comment(token)
    ]


def _is_comment(token: Token) -> bool:
    return token.type == "html_inline" and token.content == "<!-- -->"


def spaced(text: str) -> str:
    """A text with one kind of space, as pages show it."""
    return "\n".join(" ".join(visible(line).split()) for line in text.strip().split("\n"))


@pytest.mark.parametrize("number", [0, 1])
def test_every_text_of_the_examples_is_shown(number: int) -> None:
    lines = shown(render_markdown(example(number))).split("\n")
    text = "\n".join(" ".join(line.split()) for line in lines)
    missing = [
        value
        for _, value in texts(plain(example(number)))
        if spaced(value) not in text and value not in ("true", "false")
    ]
    assert missing == []


def test_only_our_own_elements_are_used() -> None:
    page = render_markdown(example(), PageOptions(draft=True, older=example(1)))
    kinds = {token.type.removesuffix("_open") for token in tokens(page) if token.nesting >= 0}
    assert kinds <= {
        "heading", "paragraph", "inline", "text", "text_special", "strong", "hardbreak",
        "blockquote", "bullet_list", "list_item", "html_inline", "hr",
        "table", "thead", "tbody", "tr", "th", "td",
    }  # fmt: skip
    assert {one.content for one in tokens(page) if one.type == "html_inline"} <= {
        "<br>",
        "<!-- -->",
    }
    assert "\n\n\n" not in page
    assert page.endswith("\n")


def test_headings_and_labels_name_every_item() -> None:
    page = render_markdown(example())
    lines = page.split("\n")
    assert [line for line in lines if line.startswith("# ")] == [lines[0]]
    levels = [len(line) - len(line.lstrip("#")) for line in lines if line.startswith("#")]
    assert all(new - old <= 1 for old, new in pairwise(levels))
    named = re.sub(r"[*\\#]", "", page)
    names = {block["name"] for block in blocks(example()).values() if block["label"]}
    assert [name for name in names if name not in named] == []


PIECES = [
    "**Ⅰ-1-③対象人数**\n\n**[ 10万人以上30万人未満 ]**\n\n〈選択肢〉\n\n- 1\\) 1,000人未満\n",
    "**Ⅱ-3-②入手方法**\n\n- [x] 紙\n",
    "- [ ] 電子メール\n",
    "- [x] その他（各事務システム）\n",
    "### 別添1-宛名情報\n\n**別添1-宛名情報 項目**\n\n- 1\\. ",
    "- 75\\. 個人番号\n",
    "#### Ⅱ-4-委託事項1\n\n介護保険システムの賃貸借・保守\n\n**Ⅱ-4-委託事項1-①委託内容**\n",
    "### Ⅰ-3 特定個人情報ファイル名\n\n- 介護保険情報ファイル\n",
    "| 変更日 | 項目 | 変更前の記載 | 変更後の記載 | 提出時期 | 提出時期に係る説明 |\n| --- |",
    "## Ⅲ リスク対策 ※(7.②を除く。)\n",
    "**Ⅱ-3-①入手元 ※**\n",
    "\n\n---\n\n評価書番号 24　公表日 令和8年2月16日　様式の版 令和6年10月　pia ",
    "\n\n内容の要約値 sha256:",
]


@pytest.mark.parametrize("piece", PIECES)
def test_how_each_kind_of_block_is_written(piece: str) -> None:
    assert piece in render_markdown(example())


RECORDS = """\
特定個人情報ファイルの概要:
  - 特定個人情報ファイル名: 甲
    特定個人情報ファイル記録項目:
      - 区分: 宛名
        項目: [{}]
"""


def test_numbers_are_shown_once() -> None:
    own = read(HEAD + RECORDS.format("1.個人番号, 2.氏名"))
    counted = read(HEAD + RECORDS.format("個人番号, 氏名"))
    assert "\n- 1\\.個人番号\n- 2\\.氏名\n" in render_markdown(own)
    assert "\n- 1\\. 個人番号\n- 2\\. 氏名\n" in render_markdown(counted)
    for document in (own, counted):
        assert "<li>1.個人番号</li>\n<li>2.氏名</li>" in render_html(document)


def test_a_draft_with_errors() -> None:
    page = render_markdown(read(HEAD + "知らないキー: 1\n"), PageOptions(draft=True))
    assert page.startswith("# 特定個人情報保護評価書（重点項目評価書）（案）\n")
    assert "> **この評価書にはエラーが 11 件あります。「未記入」は、" in page
    assert "## Ⅰ 基本情報\n\n**未記入**\n" in page
    assert "案" not in render_markdown(example()).split("\n")[0]


def test_changes() -> None:
    data = plain(example())
    file = data["特定個人情報ファイルの概要"][0]
    contracts = file["特定個人情報ファイルの取扱いの委託"]["委託事項"]
    contracts[1] = {**contracts[0], "委託事項": "まったく別の業務", "委託内容": "封入"}
    page = render_markdown(read(data), PageOptions(older=example(1)))
    assert "> 公表日 令和3年9月1日 の版から変わった記載に「変更あり」と示しています。" in page
    contractor = "**Ⅱ-4-委託事項1-③委託先名**\n\n富士通Japan株式会社福島公共ビジネス部\n\n"
    assert f"{contractor}変更あり（変更前: 富士通株式会社）\n" in page
    assert "#### Ⅱ-4-委託事項2\n\nまったく別の業務\n\n**追加**\n" in page
    assert "**削除: Ⅱ-4-委託事項2**\n\n" in page
    assert "変更あり" not in render_markdown(example())


STARTS = [
    "- 項目", "-", "---", "===", "+ 項目", "* 項目", "1. 項目", "12) 項目", "# 見出し",
    "> 引用", "    字下げ", ":-", "| 表 |", "```", "~~~", "[x]: http://a.example", "<div>",
    "_ _ _", "- [ ] 紙", "&amp;", "\\", "1.", "<!-- 注 -->", "![絵](a.png)", "　全角の字下げ",
]  # fmt: skip


@pytest.mark.parametrize("start", STARTS)
def test_nothing_starts_a_block(start: str) -> None:
    wanted = [["paragraph_open", "inline", "paragraph_close"], start.strip()]
    for text in (start, f"前の行\n{start}", f"{start}\n{start}", f"前\n\n{start}"):
        page = escape_text(text)
        assert [token.type for token in PARSER.parse(page)] == wanted[0]
        assert spaced(shown(page)) == spaced(text)
        item = escape_line(start)
        assert tree(f"- {item}\n- {item}\n") == tree("- 甲\n- 甲\n")
