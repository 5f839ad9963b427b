"""The index page of a folder of rendered documents."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from urllib.parse import quote

from pia_cli import __version__
from pia_cli.check.engine import CheckedDocument
from pia_cli.document.nodes import text_at
from pia_cli.render.escape import safe
from pia_cli.render.templates import fill

_TEMPLATES = {"html": "index.html.j2", "markdown": "index.md.j2"}


@dataclass(frozen=True, slots=True)
class Entry:
    """A document of the index; ``href`` leads to its page from the index."""

    href: str
    number: str
    title: str
    agency: str
    published: str
    errors: int


def entry(document: CheckedDocument, path: str) -> Entry:
    """The entry of a document whose page is at ``path``, relative to the index, with ``/``.

    Its errors are those of the page.
    """

    def cover(key: str) -> str:
        return safe(text_at(document.root, (key,)).strip()) if document.root else ""

    return Entry(
        quote(os.fsencode(path)),  # of a name that is not UTF-8, too, the bytes
        cover("評価書番号"),
        cover("評価書名") or safe(path),
        cover("評価実施機関名"),
        cover("公表日"),
        document.errors,
    )


def index_page(entries: Sequence[Entry], format_: str) -> str:
    """The index in a text format; of PDF files it is an HTML page."""
    rows = [asdict(one) for one in entries]
    name = _TEMPLATES.get(format_, _TEMPLATES["html"])
    return fill(name, entries=rows, tool=f"pia {__version__}")
