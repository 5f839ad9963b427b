"""What a reader sees and does on the screen."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from browser.conftest import Open
from browser.pages import PAGES, example
from pia_cli.check.engine import CheckedDocument
from render.samples import plain, texts

if TYPE_CHECKING:
    from playwright.sync_api import Page

OUTLINE = "getComputedStyle(document.activeElement).outlineStyle"
IN_VIEW = """() => {
  const box = document.activeElement.getBoundingClientRect();
  return box.top >= 0 && box.left >= 0 && box.bottom <= innerHeight && box.right <= innerWidth;
}"""


def bare(text: str) -> str:
    """The text without white space, which a page may set otherwise."""
    return re.sub(r"\s", "", text)


def unseen(page: Page, document: CheckedDocument) -> list[str]:
    """The texts of a document that a page does not show; a flag is a mark in its box."""
    shown = bare(page.inner_text("main"))
    wanted = [text for _, text in texts(plain(document)) if text not in ("true", "false")]
    return [text for text in wanted if bare(text) not in shown]


@pytest.mark.parametrize("name", PAGES)
def test_the_page_loads_nothing_and_complains_of_nothing(
    page: Page, folder: Path, name: str
) -> None:
    said: list[str] = []
    asked: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.on("request", lambda request: asked.append(request.url))
    address = (folder / f"{name}.html").as_uri()
    page.goto(address)
    assert said == []
    assert asked == [address]


@pytest.mark.parametrize(
    ("name", "document"), [("plain", "koriyama_kaigo"), ("older", "koriyama_kaigo_r3")]
)
def test_every_text_of_the_document_is_there_to_read(
    open_page: Open, name: str, document: str
) -> None:
    page = open_page(name)
    assert unseen(page, example(document)) == []
    page.set_viewport_size({"width": 400, "height": 800})
    assert unseen(page, example(document)) == []


def test_choices_boxes_and_gaps_look_as_on_the_form(open_page: Open) -> None:
    text = open_page("plain").inner_text("main")
    assert re.search(
        r"\[ 十分である \]\s+＜選択肢＞\s+1\) 特に力を入れている\s+2\) 十分である\s", text
    )
    assert re.search(r"\[○\]\s*選択:\s*紙\s", text)
    assert re.search(r"\[　\]\s*選択なし:\s*電子メール\s", text)
    assert "《宛名情報》\n1.保険者番号\n2.市町村コード" in text
    assert "未記入" not in text
    sparse = open_page("sparse").inner_text("main")
    assert re.match(r"この評価書にはエラーが \d+ 件あります。", sparse)
    assert sparse.count("未記入") > 5


def test_what_changed_can_be_read_beside_what_is_written(open_page: Open) -> None:
    page = open_page("draft")
    row = page.locator("#basics-systems-name-2 td")
    assert row.inner_text().split("\n") == [
        "庁内連携システム", "変更あり", "変更前: 共通基盤システム(庁内連携システム)"
    ]  # fmt: skip
    row.locator("summary").focus()
    page.keyboard.press("Enter")
    assert "変更前" not in row.inner_text()


def test_the_skip_link_leads_to_the_text(open_page: Open) -> None:
    page = open_page("plain")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "本文へ移動"
    assert page.evaluate(IN_VIEW)
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('main') !== null")


def test_tab_goes_through_the_navigation(open_page: Open) -> None:
    page = open_page("plain")
    page.keyboard.press("Tab")
    links = page.locator("nav a").all()
    assert links
    for link in links:
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.hash") == link.get_attribute("href")
        assert page.evaluate(OUTLINE) == "solid"
        assert page.evaluate(IN_VIEW)


@pytest.mark.parametrize("target", ["risks-1", "files-entrustment-1", "changes"])
def test_enter_jumps_where_the_navigation_says(open_page: Open, target: str) -> None:
    page = open_page("plain")
    page.focus(f"nav a[href='#{target}']")
    page.keyboard.press("Enter")
    top = page.evaluate(f"document.getElementById('{target}').getBoundingClientRect().top")
    assert 0 <= top < 200


def test_a_narrow_screen_begins_with_the_document(open_page: Open) -> None:
    page = open_page("plain")
    page.set_viewport_size({"width": 920, "height": 800})  # the frame of pia preview
    assert page.evaluate("document.querySelector('h1').getBoundingClientRect().top") < 200
    assert page.locator(".toc a").first.is_visible()


@pytest.mark.parametrize("name", PAGES)
def test_a_narrow_screen_does_not_scroll_sideways(open_page: Open, name: str) -> None:
    page = open_page(name)
    for width in (400, 320):
        page.set_viewport_size({"width": width, "height": 800})
        assert page.evaluate("document.documentElement.scrollWidth") <= width
