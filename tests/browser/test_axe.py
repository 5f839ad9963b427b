"""What axe-core says of the page in every shape that readers see."""

from __future__ import annotations

from importlib.resources import files
from typing import TYPE_CHECKING, Any

import pytest

from browser.conftest import Open

if TYPE_CHECKING:
    from playwright.sync_api import Page

AXE = files("axe_playwright_python").joinpath("axe.min.js")
ALL: dict[str, Any] = {"resultTypes": ["violations"]}
CONTRAST = {**ALL, "runOnly": ["color-contrast"]}
SHAPE = {**ALL, "rules": {"color-contrast": {"enabled": False}}}
"""Contrast takes most of the time: colours change with the scheme, the rest with the width."""


def violations(page: Page, options: dict[str, Any] = ALL) -> list[str]:
    """What axe-core finds; it is evaluated, as the page's security policy allows no script."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE.read_text("utf-8"))
    found = page.evaluate("options => axe.run(options)", options)["violations"]
    return [f"{one['id']}: {one['nodes'][0]['html'][:120]}" for one in found]


@pytest.mark.parametrize("name", ["plain", "draft", "sparse", "table"])
def test_no_violation_on_a_desktop_a_telephone_and_in_the_dark(open_page: Open, name: str) -> None:
    page = open_page(name)
    assert violations(page) == []
    page.set_viewport_size({"width": 400, "height": 800})
    assert violations(page, SHAPE) == []
    page.emulate_media(color_scheme="dark")
    assert violations(page, CONTRAST) == []


def test_a_violation_would_be_found(page: Page) -> None:
    page.set_content("<html><body><img src='data:,'></body></html>")
    assert any("image-alt" in one for one in violations(page))
