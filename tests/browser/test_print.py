"""The page printed by the browser."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from browser.conftest import Open
from browser.test_page import bare

if TYPE_CHECKING:
    from playwright.sync_api import Browser

A4 = (595, 842)
PAPER = "getComputedStyle(document.querySelector('main')).backgroundColor"


def output_of(*command: str | Path) -> str:
    return subprocess.run(command, capture_output=True, check=True).stdout.decode()


@pytest.fixture(scope="module")
def printed(browser: Browser, folder: Path) -> dict[str, Path]:
    """The PDF files of a document and of its draft."""
    page = browser.new_page()
    made = {name: folder / f"{name}.pdf" for name in ("plain", "draft")}
    for name, target in made.items():
        page.goto((folder / f"{name}.html").as_uri())
        page.pdf(path=target, prefer_css_page_size=True)
    page.close()
    return made


def pages_of(target: Path) -> list[str]:
    """The text of each page."""
    return output_of("pdftotext", "-layout", target, "-").split("\f")[:-1]


def test_pages_are_a4(printed: dict[str, Path]) -> None:
    facts = output_of("pdfinfo", "-f", "1", "-l", "999", printed["plain"])
    sizes = re.findall(r"size:\s+([0-9.]+) x ([0-9.]+) pts", facts)
    assert len(sizes) > 1
    for width, height in sizes:
        assert (float(width), float(height)) == pytest.approx(A4, abs=1)


def test_pages_are_numbered(printed: dict[str, Path]) -> None:
    pages = pages_of(printed["plain"])
    for number, text in enumerate(pages, start=1):
        assert text.rstrip().endswith(f"{number} / {len(pages)}")


@pytest.mark.parametrize(
    "head", ["4. 特定個人情報ファイルの取扱いの委託", "変更前の記載", "7. 特定個人情報の保管・消去"]
)
def test_a_table_that_goes_on_repeats_its_head(printed: dict[str, Path], head: str) -> None:
    pages = pages_of(printed["plain"])
    assert sum(bare(head) in bare(text) for text in pages) >= 2


def test_a_long_text_begins_beside_its_label_and_goes_on_at_the_next_page(
    printed: dict[str, Path],
) -> None:
    pages = [bare(text) for text in pages_of(printed["plain"])]
    start, end = "①令和5年9月、委託先から派遣された", "入所児童の氏名等が表示されていた"
    begun = next(at for at, text in enumerate(pages) if start in text)
    assert "②過去3年以内に" in pages[begun], "no page is left half empty before it"
    assert "その内容" in pages[begun]
    assert end in pages[begun + 1]


def test_each_section_begins_a_page_and_the_navigation_is_left_out(
    printed: dict[str, Path],
) -> None:
    pages = pages_of(printed["plain"])
    starts = [text.strip().split("\n")[0] for text in pages]
    assert [start for start in starts if re.match(r"[Ⅰ-Ⅴ] |\(別添", start)] == [
        "Ⅰ 基本情報", "Ⅱ 特定個人情報ファイルの概要", "(別添1) 特定個人情報ファイル記録項目",
        "Ⅲ リスク対策 ※(7.②を除く。)", "Ⅳ 開示請求、問合せ", "Ⅴ 評価実施手続", "(別添2) 変更箇所",
    ]  # fmt: skip
    assert not any("目次" in text or "本文へ移動" in text for text in pages)


def test_only_a_draft_has_the_watermark_and_on_every_page(printed: dict[str, Path]) -> None:
    alone = re.compile(r"^\s*案\s*$", re.MULTILINE)
    assert not any(alone.search(text) for text in pages_of(printed["plain"]))
    pages = [output_of("pdftotext", "-f", str(at + 1), "-l", str(at + 1), printed["draft"], "-")
             for at in range(len(pages_of(printed["draft"])))]  # fmt: skip
    assert [at for at, text in enumerate(pages, start=1) if not alone.search(text)] == []


def test_paper_is_white_whatever_the_screen_is(open_page: Open) -> None:
    page = open_page("plain")
    page.emulate_media(color_scheme="dark")
    assert page.evaluate(PAPER) == "rgb(27, 30, 34)"
    page.emulate_media(color_scheme="dark", media="print")
    assert page.evaluate(PAPER) == "rgb(255, 255, 255)"
