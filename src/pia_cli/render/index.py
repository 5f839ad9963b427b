"""The index page of a folder of rendered documents."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from urllib.parse import quote

from pia_cli import __version__
from pia_cli.check.engine import CheckedDocument
from pia_cli.compare.version import as_version
from pia_cli.core.escape import safe
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

    version = as_version("", document, None) if document.root else None

    def cover(id_: str) -> str:
        return safe(version.answer(id_)) if version else ""

    return Entry(
        quote(os.fsencode(path)),  # of a name that is not UTF-8, too, the bytes
        cover("number"),
        cover("title") or safe(path),
        cover("agency"),
        cover("published"),
        document.errors,
    )


def index_page(entries: Sequence[Entry], format_: str) -> str:
    """The index in a text format; of PDF files it is an HTML page."""
    rows = [asdict(one) for one in entries]
    name = _TEMPLATES.get(format_, _TEMPLATES["html"])
    return fill(name, entries=rows, tool=f"pia {__version__}")
