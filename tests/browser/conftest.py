"""One headless Chromium (Debian's, driven by Playwright) for all tests of the page."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from browser.pages import PAGES

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)

Open = Callable[[str], "Page"]


@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    """The browser; only CI may not do without.

    It ends with this folder: while Playwright runs, no other test can use asyncio.run.
    """
    chromium = shutil.which("chromium")
    if chromium is None and not os.environ.get("CI"):
        pytest.skip("chromium is not installed")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as driver:
        running = driver.chromium.launch(executable_path=chromium, args=list(FLAGS))
        yield running
        running.close()


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a file for each page."""
    top = tmp_path_factory.mktemp("pages")
    for name, render in PAGES.items():
        (top / f"{name}.html").write_text(render(), "utf-8")
    return top


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    made = browser.new_page(viewport={"width": 1200, "height": 900})
    yield made
    made.close()


@pytest.fixture
def open_page(page: Page, folder: Path) -> Open:
    """Opens a page by its name."""

    def opened(name: str) -> Page:
        page.goto((folder / f"{name}.html").as_uri())
        return page

    return opened
