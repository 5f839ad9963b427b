"""The page as PDF, made from the same HTML by WeasyPrint (extra ``pdf``)."""

from __future__ import annotations

import logging
import re
import shutil
import subprocess
import warnings
import zlib
from collections.abc import Iterator
from itertools import chain
from typing import Any

from pia_cli.check.engine import CheckedDocument
from pia_cli.core.errors import JobError
from pia_cli.render.documents import render_html
from pia_cli.render.page import PLAIN, PageOptions

_KEYWORDS = re.compile(rb"/Keywords\s*\((sha256:[0-9a-f]{64})\)")
_MOST = 64 * 1024 * 1024
"""Bytes of streams that are read for a digest, and how many streams."""
_MOST_STREAMS = 10_000
_PACKAGES = "Debian では apt install libpango-1.0-0 libpangoft2-1.0-0 fonts-noto-cjk"


def render_pdf(document: CheckedDocument, options: PageOptions = PLAIN) -> bytes:
    """The page as a tagged PDF of A4 pages with bookmarks; the same fonts give the same bytes.

    Raises JobError where WeasyPrint, Pango or a Japanese font is missing.
    """
    with warnings.catch_warnings(action="ignore"):  # in English, and of no use where it works
        weasyprint = _weasyprint()
        _require_japanese_font()
        nothing = weasyprint.urls.URLFetcher(allowed_protocols=())  # no page loads anything
        page = weasyprint.HTML(string=render_html(document, options), url_fetcher=nothing)
        made: bytes = page.write_pdf(pdf_tags=True)
    return made


def pdf_digest(data: bytes) -> str | None:
    """The digest in the document information of a PDF, None where there is none.

    The information may lie in a compressed object stream.
    """
    for part in chain([data], _streams(data)):
        if found := _KEYWORDS.search(part):
            return found[1].decode()
    return None


def _streams(data: bytes) -> Iterator[bytes]:
    """What the compressed streams of a PDF hold, the last ones first, up to `_MOST`."""
    view, end, left = memoryview(data), len(data), _MOST
    for _ in range(_MOST_STREAMS):
        end = data.rfind(b"endstream", 0, end)
        start = data.rfind(b"stream", 0, end) if end > 0 else -1
        if start < 0 or left <= 0:
            return
        body = view[start + len(b"stream") : end]
        try:
            part = zlib.decompressobj().decompress(bytes(body).lstrip(b"\r\n"), left)
        except zlib.error:
            part = b""
        left -= len(part)
        end = start
        yield part


def _weasyprint() -> Any:
    logging.getLogger("weasyprint").setLevel(logging.CRITICAL)
    logging.getLogger("fontTools").setLevel(logging.CRITICAL)
    try:
        import weasyprint
    except ImportError as error:
        hint = f"pip install 'pia-cli[pdf]' を実行してください（{_PACKAGES} も必要です）"
        raise JobError("PDF を作る部品 (WeasyPrint) がありません", hint) from error
    except OSError as error:
        raise JobError("PDF を作る部品 (Pango) を読み込めません", _PACKAGES) from error
    return weasyprint


def _require_japanese_font() -> None:
    """Refuse where fontconfig knows no Japanese font; without its tool nothing is known."""
    program = shutil.which("fc-list")
    if program is None:
        return
    done = subprocess.run([program, ":lang=ja", "family"], capture_output=True, check=False)
    if done.returncode == 0 and not done.stdout.strip():
        raise JobError("日本語のフォントがないため、PDF を作れません", _PACKAGES)
