"""The markup as the browser reads it: nesting, headings, tables, references."""

from __future__ import annotations

from collections.abc import Iterator
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from browser.conftest import Open
from browser.pages import PAGES

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

VOID = frozenset({"br", "col", "meta"})

WALK = """() => {
  const found = [];
  const walk = (element, depth) => {
    found.push([depth, element.localName]);
    for (const child of element.children) walk(child, depth + 1);
  };
  walk(document.documentElement, 0);
  return found;
}"""

LEVELS = """
  [...document.querySelectorAll("h1, h2, h3, h4, h5, h6")].map(one => +one.localName[1])
"""

MISPLACED = """() => {
  const block = ":is(div, p, ul, ol, table, section, details, h1, h2, h3)";
  const phrasing = ":is(p, span, del, summary, a, h1, h2, h3)";
  const wrong =
    `${phrasing} ${block}, th :is(h1, h2, h3, section), caption table, :is(ul, ol) > :not(li)`;
  return [...document.querySelectorAll(wrong)].map(element => element.outerHTML);
}"""

DANGLING = """() => {
  const targets = [...document.querySelectorAll("a[href], [aria-labelledby], [headers]")].map(
    one => one.getAttribute("href")?.slice(1) ?? one.getAttribute("aria-labelledby")
      ?? one.getAttribute("headers"));
  return targets.filter(id => !document.getElementById(id));
}"""

UNNAMED = """() => {
  const heads = [...document.querySelectorAll("th")].filter(
    head => !head.scope && !document.querySelector(`[headers="${head.id}"]`));
  const tables = [...document.querySelectorAll("table")].filter(
    table => !table.caption?.textContent.trim());
  return [...heads, ...tables].map(element => element.outerHTML);
}"""


class Written(HTMLParser):
    """The elements as they are nested in the file, with their depths."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[list[object]] = []
        self.open: list[str] = []
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append([len(self.open), tag])
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


@pytest.fixture(scope="module", params=PAGES)
def opened(browser: Browser, folder: Path, request: pytest.FixtureRequest) -> Iterator[Page]:
    """Each page in turn, for tests that only look."""
    page = browser.new_page()
    page.goto((folder / f"{request.param}.html").as_uri())
    yield page
    page.close()


def test_elements_are_nested_as_html_allows(opened: Page, folder: Path) -> None:
    written = Written((folder / opened.url.rpartition("/")[2]).read_text("utf-8"))
    assert written.open == []
    assert opened.evaluate(WALK) == written.found, "the browser had to mend the tree"
    assert opened.evaluate(MISPLACED) == []


def test_headings_go_down_one_level_at_a_time(opened: Page) -> None:
    levels = opened.evaluate(LEVELS)
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_tables_have_captions_and_heads_their_scopes(opened: Page) -> None:
    assert opened.evaluate(UNNAMED) == []


def test_ids_are_unique_and_every_reference_leads_somewhere(opened: Page) -> None:
    ids = opened.evaluate("[...document.querySelectorAll('[id]')].map(one => one.id)")
    assert len(ids) == len(set(ids))
    assert opened.evaluate(DANGLING) == []


def test_the_page_says_what_it_is(open_page: Open) -> None:
    page = open_page("plain")
    assert page.evaluate("document.documentElement.lang") == "ja"
    assert page.title() == "介護保険事務 重点項目評価書"
    assert page.evaluate("document.scripts.length") == 0
    assert open_page("draft").title() == "介護保険事務 重点項目評価書（案）"
