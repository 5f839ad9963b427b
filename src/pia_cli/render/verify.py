"""Whether a published page is the page of a document (``pia verify``)."""

from __future__ import annotations

import re
from codecs import BOM_UTF8
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from pia_cli.check.engine import CheckedDocument
from pia_cli.render.documents import FORMATS
from pia_cli.render.page import PageOptions, digest

LARGEST = 64 * 1024 * 1024
"""Bytes of a page that are read."""

_MARK = re.compile(rb'<meta name="generator" content="pia |^pia \d\S*\s*\Z', re.MULTILINE)
"""What pages of pia without a digest have: the index in HTML and in Markdown."""

_DIGEST = re.compile(rb"sha256:[0-9a-f]{64}")


class Verdict(StrEnum):
    """What a page is to a document."""

    SAME = "same"
    """The page that pia makes of the document, byte for byte (line ends apart)."""
    ALTERED = "altered"
    """It names the document's content, but is not the page that pia makes of it here."""
    OTHER = "other"
    """It names another content."""
    UNKNOWN = "unknown"
    """It names no content: not a page of pia."""


@dataclass(frozen=True, slots=True)
class Verification:
    """A verdict with the digests that the page names and that the document has.

    ``draft``: it is the page with 案 across it.
    """

    verdict: Verdict
    named: str
    own: str
    draft: bool = False


def verify_page(
    page: bytes, document: CheckedDocument, older: CheckedDocument | None
) -> Verification:
    """Hold a page against a document, as a plain page and as a draft.

    ``older`` is the version that changes were marked since. Raises JobError where a PDF
    cannot be made again here.
    """
    own = digest(document)
    named = named_digest(page)
    if not named:
        return Verification(Verdict.UNKNOWN, "", own)
    if named != own:
        return Verification(Verdict.OTHER, named, own)
    for draft in (False, True):
        made = _pages(page, document, PageOptions(draft, older))
        if any(_plain(page) == _plain(one) for one in made):
            return Verification(Verdict.SAME, named, own, draft)
    return Verification(Verdict.ALTERED, named, own)


def named_digest(page: bytes) -> str:
    """The digest that a page names, "" where there is none; the footer's is the last."""
    if is_pdf(page):
        from pia_cli.render.pdf import pdf_digest

        return pdf_digest(page) or ""
    found = _DIGEST.findall(page)
    return found[-1].decode() if found else ""


def is_page(page: bytes) -> bool:
    """Whether a file looks like a page or an index that pia wrote, or is empty."""
    return not page.strip() or bool(named_digest(page) or _MARK.search(page))


def is_pdf(page: bytes) -> bool:
    """Whether a page is a PDF file."""
    return page.startswith(b"%PDF")


def _pages(page: bytes, document: CheckedDocument, options: PageOptions) -> Iterator[bytes]:
    """The pages that pia makes of a document, in the format of ``page``."""
    if is_pdf(page):
        from pia_cli.render.pdf import render_pdf

        yield render_pdf(document, options)
    else:
        for render in FORMATS.values():
            yield render(document, options).encode()


def _plain(page: bytes) -> bytes:
    """A text without a BOM and with one kind of line end, as mail and git may change them."""
    return page if is_pdf(page) else page.removeprefix(BOM_UTF8).replace(b"\r\n", b"\n")
