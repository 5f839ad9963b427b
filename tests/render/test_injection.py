"""Hostile text is only text: the page has the elements that it has with harmless text."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pia_cli.core.forbidden import FORBIDDEN
from pia_cli.core.text import visible
from pia_cli.render.documents import render_html, render_markdown
from pia_cli.render.page import PageOptions
from render.samples import example, plain, put, read, texts
from render.test_markdown import shown, spaced, tree

HOSTILE = [
    "<script>alert(1)</script>", "<img src=x onerror=alert(1)>", '" onclick="alert(1)" x="',
    "' autofocus onfocus='alert(1)", "</style><script>x</script>", "</td></tr></table><h1>",
    "--></p>", "<!-- 注", "]]>", "<![CDATA[", "<?php", "&lt;b&gt;&amp;&#60;&nbsp;", "&#x3c;b",
    "javascript:alert(1)", "[押す](javascript:alert(1))", "<javascript:alert(1)>",
    "![絵](http://a.example/x.png)", "[甲]: http://a.example", "https://a.example www.a.example",
    "a@b.example @pia", "```", "~~~\n乙", "| 甲 | 乙 |\n| --- | --- |\n| 丙 | 丁 |", "# 見出し",
    "甲\n===", "甲\n---", "- 項目\n- 項目", "1. 項目\n2) 項目", "> 引用",
    "    字下げ\n\n    字下げ",
    "- [x] 紙", "**太字** __太字__ *斜体* ~~取消~~ `符号` $式$", "末尾\\", "\\\\\n\\", "甲\n\n\n乙",
    "{{ 7*7 }}", "{% for x in page %}", "{# 注 #}", "{{ page.footer }}", "${7*7} #{7*7} %s {0}",
    "甲\u202e乙\u2066丙", "甲\u200b\u00ad\ufe0f乙", "甲\r\n乙\t丙", "　甲　", "あ" * 3000,
    "a" * 3000,
    "𠮷🈁👨‍👩‍👧", "か\u3099\u0301", "]]**](x)", "<br>", "\u00a0甲",
]  # fmt: skip
"""Texts that mean something to HTML, Markdown, Jinja or a screen."""

REPLACED = [
    path for path, _ in texts(plain(example()))
    if path not in (("様式",), ("様式の版",)) and path[-1] not in ("委託しない", "接続しない")
]  # fmt: skip

VOID = frozenset({"br", "col", "hr", "img", "input", "link", "meta"})
OF_TEXT = frozenset({"id", "href", "aria-labelledby", "content", "data-label"})


class Page(HTMLParser):
    """The elements of an HTML page with their attributes, and its text."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tree: list[Any] = []
        self.text = ""
        self.open: list[str] = []
        self.feed(page)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        kept = [(name, "" if name in OF_TEXT else value) for name, value in attrs]
        self.tree.append((tag, kept))
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag
        self.tree.append(tag)

    def handle_data(self, data: str) -> None:
        self.text += data

    def handle_comment(self, data: str) -> None:
        self.tree.append(("comment", data))

    def handle_pi(self, data: str) -> None:
        raise AssertionError(data)

    def unknown_decl(self, data: str) -> None:
        raise AssertionError(data)


def harmless(text: str) -> str:
    """A text of as many lines, each as long as it is shown."""
    return "\n".join("甲" * max(len(visible(line)), 1) for line in text.strip().split("\n"))


def any_hostile() -> st.SearchStrategy[str]:
    """Hostile texts, joined, and any text that a document may hold."""
    anything = st.text(st.characters(codec="utf-8"), min_size=1, max_size=40)
    allowed = anything.map(lambda text: f"乙{FORBIDDEN.sub('', text)}乙")
    known = st.sampled_from(HOSTILE)
    joined = st.lists(known, min_size=2, max_size=3)
    separator = st.sampled_from(("", " ", "\n"))
    return known | allowed | st.builds(str.join, separator, joined)


def replaced(paths: list[Any], words: list[str]) -> Any:
    """The example with hostile texts; what is wrong with them is not shown, as harmless texts
    have other errors and other marks.
    """
    data = {**plain(example()), "知らないキー": "1"}
    for at, path in enumerate(paths):
        put(data, path, words[at % len(words)])
    return read(data)._replace(diagnostics=())


MARK = re.compile(
    r'(<p>)? <span class="gap">要確認</span>(?(1)</p>)|^\*\*要確認\*\*$', re.MULTILINE
)


def unmarked(page: str) -> str:
    """A page without the marks of errors, which hostile text may be and harmless is not."""
    return MARK.sub("", page)


def check_html(paths: list[Any], words: list[str], options: PageOptions) -> None:
    page = Page(unmarked(render_html(replaced(paths, words), options)))
    calm = Page(unmarked(render_html(replaced(paths, list(map(harmless, words))), options)))
    assert page.tree == calm.tree
    told = "\n".join(visible(line) for line in page.text.split("\n"))
    for word in words[: len(paths)]:
        assert "\n".join(map(visible, word.strip().split("\n"))) in told


def check_markdown(paths: list[Any], words: list[str], options: PageOptions) -> None:
    page = unmarked(render_markdown(replaced(paths, words), options))
    calm = unmarked(render_markdown(replaced(paths, list(map(harmless, words))), options))
    assert tree(page) == tree(calm)
    told = "\n".join(" ".join(line.split()) for line in shown(page).split("\n"))
    for word in words[: len(paths)]:
        assert spaced(word) in told


CHECKS = {"html": check_html, "markdown": check_markdown}


@pytest.mark.parametrize("format_", CHECKS)
@settings(max_examples=4)
@given(path=st.sampled_from(REPLACED), word=any_hostile())
def test_one_text(format_: str, path: Any, word: str) -> None:
    CHECKS[format_]([path], [word], PageOptions())


@pytest.mark.parametrize("format_", CHECKS)
@settings(max_examples=3)
@given(words=st.lists(any_hostile(), min_size=1, max_size=9))
def test_many_texts(format_: str, words: list[str]) -> None:
    paths = [path for path in REPLACED if isinstance(path[-1], str) and "主な記録項目" not in path]
    CHECKS[format_](paths, words, PageOptions(draft=True))


@pytest.mark.parametrize("format_", CHECKS)
def test_every_hostile_text(format_: str) -> None:
    paths = [path for path in REPLACED if path[0] == "変更箇所" or path[-2:-1] == ("項目",)]
    CHECKS[format_](paths, HOSTILE, PageOptions())
