"""A checked document as a page: one function for each format of ``pia render``."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from pia_cli.check.engine import CheckedDocument
from pia_cli.render.page import PLAIN, PageOptions, page_data
from pia_cli.render.templates import fill

Render = Callable[[CheckedDocument, PageOptions], str]


def render_html(document: CheckedDocument, options: PageOptions = PLAIN) -> str:
    """The page of the official form as one HTML file that loads nothing."""
    return fill("document.html.j2", page=page_data(document, options))


def render_markdown(document: CheckedDocument, options: PageOptions = PLAIN) -> str:
    """The page as GitHub-flavoured Markdown, each item under its full printed name."""
    return fill("document.md.j2", page=page_data(document, options))


FORMATS: Mapping[str, Render] = {"html": render_html, "markdown": render_markdown}
"""Text formats by the name given to ``--format``; the document must have a root."""
