"""The page as PDF, made from the same HTML by WeasyPrint (extra ``pdf``)."""

from __future__ import annotations

import logging
import re
import shutil
import subprocess
import zlib
from typing import Any, NoReturn

from pia_cli.check.engine import CheckedDocument
from pia_cli.core.errors import JobError
from pia_cli.render.documents import render_html
from pia_cli.render.page import PLAIN, Options

_STREAM = re.compile(rb"stream\r?\n")
_KEYWORDS = re.compile(rb"/Keywords\s*\((sha256:[0-9a-f]{64})\)")
_LARGEST_STREAM = 64 * 1024 * 1024
_PACKAGES = "Debian では apt install libpango-1.0-0 libpangoft2-1.0-0 fonts-noto-cjk"


def render_pdf(document: CheckedDocument, options: Options = PLAIN) -> bytes:
    """The page as a PDF of A4 pages with bookmarks; the same fonts give the same bytes.

    Raises JobError where WeasyPrint, Pango or a Japanese font is missing.
    """
    weasyprint = _weasyprint()
    _require_japanese_font()
    page = weasyprint.HTML(string=render_html(document, options), url_fetcher=_refuse)
    made: bytes = page.write_pdf()
    return made


def pdf_digest(data: bytes) -> str | None:
    """The digest in the document information of a PDF, None where there is none.

    The information may lie in a compressed object stream.
    """
    for part in (data, *_streams(data)):
        if found := _KEYWORDS.search(part):
            return found[1].decode()
    return None


def _streams(data: bytes) -> list[bytes]:
    """The compressed streams of a PDF, the last ones first."""
    parts: list[bytes] = []
    for start in reversed([match.end() for match in _STREAM.finditer(data)]):
        try:
            parts.append(zlib.decompressobj().decompress(data[start:], _LARGEST_STREAM))
        except zlib.error:
            continue
        if b"/Keywords" in parts[-1]:
            return [parts[-1]]
    return []


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


def _refuse(url: str, *_: object, **__: object) -> NoReturn:
    """No page loads anything."""
    raise ValueError(f"not fetched: {url}")
