"""The index page of a folder."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from browser.pages import example
from browser.test_axe import violations
from pia_cli.render.index import entry, index_page

if TYPE_CHECKING:
    from playwright.sync_api import FloatRect, Locator, Page


def box(shown: Locator) -> FloatRect:
    """Where an element lies on the page; it must be visible."""
    found = shown.bounding_box()
    assert found is not None, "the element is not visible"
    return found


def test_the_index_reads_well_on_a_desktop_and_a_telephone(page: Page, tmp_path: Path) -> None:
    names = ("koriyama_kaigo", "broken")
    made = index_page([entry(example(name), f"{name}.html") for name in names], "html")
    (tmp_path / "index.html").write_text(made, "utf-8")
    page.goto((tmp_path / "index.html").as_uri())
    assert box(page.locator("main"))["width"] <= 1000
    assert violations(page) == []
    page.set_viewport_size({"width": 400, "height": 800})
    assert page.evaluate("document.documentElement.scrollWidth") <= 400
    link = page.locator("a", has_text="介護保険事務")
    assert box(link)["height"] < 40, "a title is not squeezed into a column"
    assert box(page.locator("td", has_text="24"))["width"] > 300
