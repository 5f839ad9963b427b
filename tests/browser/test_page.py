"""The HTML page in a real browser: Debian's Chromium, driven by Playwright."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from collections.abc import Callable, Iterator
from importlib.resources import files
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from pia_cli.check.engine import check
from pia_cli.check.shape import plain
from pia_cli.render.documents import render_html
from pia_cli.render.page import Options

EXAMPLES = Path(__file__).parents[2] / "examples"
CHROMIUM = shutil.which("chromium")
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
BROKEN = "様式: 重点項目評価書\n様式の版: 令和6年10月\n評価書名: 試し\n知らない: 1\n"

pytestmark = pytest.mark.skipif(
    not CHROMIUM and not os.environ.get("CI"), reason="chromium is not installed"
)


def example(name: str = "koriyama_kaigo") -> Any:
    return check((EXAMPLES / f"{name}.yaml").read_bytes(), name)


PAGES: dict[str, Callable[[], str]] = {
    "plain": lambda: render_html(example()),
    "draft": lambda: render_html(example(), Options(draft=True)),
    "changes": lambda: render_html(example(), Options(older=example("koriyama_kaigo_r3"))),
    "broken": lambda: render_html(check(BROKEN.encode(), "x")),
}


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as driver:
        running = driver.chromium.launch(executable_path=CHROMIUM, args=list(FLAGS))
        yield running
        running.close()


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    top = tmp_path_factory.mktemp("pages")
    for name, render in PAGES.items():
        (top / f"{name}.html").write_text(render(), "utf-8")
    return top


@pytest.fixture
def page(browser: Any) -> Iterator[Any]:
    made = browser.new_page(viewport={"width": 1200, "height": 900})
    yield made
    made.close()


def violations(page: Any) -> list[str]:
    """What axe-core finds; it runs outside the page's content security policy."""
    page.evaluate(files("axe_playwright_python").joinpath("axe.min.js").read_text("utf-8"))
    found = page.evaluate("axe.run()")["violations"]
    return [f"{one['id']}: {one['nodes'][0]['html'][:120]}" for one in found]


@pytest.mark.parametrize("name", PAGES)
def test_the_page_loads_nothing_and_complains_of_nothing(
    page: Any, folder: Path, name: str
) -> None:
    said: list[str] = []
    asked: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.on("request", lambda request: asked.append(request.url))
    page.goto((folder / f"{name}.html").as_uri())
    assert said == []
    assert len(asked) == 1


@pytest.mark.parametrize(
    ("name", "width", "scheme"),
    [
        ("plain", 1200, "light"),
        ("plain", 400, "dark"),
        ("draft", 1200, "light"),
        ("changes", 1200, "dark"),
        ("broken", 400, "light"),
    ],
)
def test_axe_finds_no_violation(
    page: Any, folder: Path, name: str, width: int, scheme: str
) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    page.emulate_media(color_scheme=scheme)
    page.goto((folder / f"{name}.html").as_uri())
    assert violations(page) == []


def test_axe_would_find_one(page: Any) -> None:
    page.set_content("<html><body><img src='data:,'></body></html>")
    assert any("image-alt" in one for one in violations(page))


def test_every_text_of_the_document_is_there_to_read(page: Any, folder: Path) -> None:
    page.goto((folder / "plain.html").as_uri())
    shown = re.sub(r"\s", "", page.evaluate("document.querySelector('main').textContent"))
    pending: list[Any] = [plain(example().root)]
    texts: list[str] = []
    while pending:
        value = pending.pop()
        if isinstance(value, str):
            texts.append(value)
        elif value:
            pending += value.values() if isinstance(value, dict) else value
    missing = [text for text in texts if re.sub(r"\s", "", text) not in shown]
    assert [text for text in missing if text != "false"] == []


def test_headings_go_down_one_level_at_a_time(page: Any, folder: Path) -> None:
    page.goto((folder / "plain.html").as_uri())
    script = "[...document.querySelectorAll('h1,h2,h3,h4')].map(e => +e.tagName[1])"
    levels = page.evaluate(script)
    assert all(after <= before + 1 for before, after in pairwise(levels))
    assert levels.count(1) == 1


def test_the_keyboard_alone_gets_everywhere(page: Any, folder: Path) -> None:
    page.goto((folder / "plain.html").as_uri())
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "本文へ移動"
    assert page.evaluate("document.activeElement.getBoundingClientRect().left") >= 0
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"
    page.focus("nav a[href='#risks-1']")
    page.keyboard.press("Enter")
    top = page.evaluate("document.getElementById('risks-1').getBoundingClientRect().top")
    assert 0 <= top < 200
    outline = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
    assert outline != "none" or page.evaluate("document.activeElement.tagName") == "BODY"


@pytest.mark.parametrize("name", PAGES)
def test_a_narrow_screen_does_not_scroll_sideways(page: Any, folder: Path, name: str) -> None:
    page.set_viewport_size({"width": 400, "height": 800})
    page.goto((folder / f"{name}.html").as_uri())
    assert page.evaluate("document.documentElement.scrollWidth") <= 400


def test_print_gives_numbered_a4_pages_with_repeated_heads(
    page: Any, folder: Path, tmp_path: Path
) -> None:
    page.goto((folder / "plain.html").as_uri())
    data = page.pdf(prefer_css_page_size=True)
    target = tmp_path / "page.pdf"
    target.write_bytes(data)
    facts = subprocess.run(["pdfinfo", target], capture_output=True, check=True).stdout.decode()
    size = re.search(r"Page size:\s+([0-9.]+) x ([0-9.]+)", facts)
    assert size
    assert (round(float(size[1])), round(float(size[2]))) in {(595, 842), (594, 842), (595, 841)}
    text = subprocess.run(
        ["pdftotext", "-layout", target, "-"], capture_output=True, check=True
    ).stdout.decode()
    pages = text.split("\f")
    assert f"2 / {len(pages) - 1}" in pages[1]
    assert sum("変更前の記載" in one for one in pages) >= 2, "the head of 別添2 is repeated"
    assert "目次" not in text
    assert "本文へ移動" not in text


def test_a_draft_has_its_watermark(page: Any, folder: Path) -> None:
    page.goto((folder / "draft.html").as_uri())
    page.emulate_media(media="print")
    script = "getComputedStyle(document.querySelector('.watermark'), '::before').content"
    assert page.evaluate(script) == '"案"'
    assert page.evaluate("getComputedStyle(document.querySelector('.watermark')).display") != "none"
