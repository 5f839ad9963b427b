"""What the preview shows of a document at one moment."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path as File

from pia_cli.check.collect import Input
from pia_cli.check.engine import CheckedDocument, check
from pia_cli.check.run import Unchecked, data_to_check
from pia_cli.forms.registry import CURRENT
from pia_cli.render.anchor import anchor
from pia_cli.render.documents import render_html
from pia_cli.report.model import FileResult, Hidden, Report

_ID = re.compile(r'\sid="([^"]*)"')
"""An anchor of a page; the document's own texts have no bare quotation marks there."""


@dataclass(frozen=True, slots=True)
class Snapshot:
    """A reading of the file: its findings and a page.

    ``page`` is the rendering of the last reading that had something to render, "" before
    there was one, and ``stale`` where that is not this reading. ``revision`` counts readings,
    ``page_revision`` is the reading since which the page is the same. ``anchors`` has for
    each finding the id of its place in the page, "" where there is none.
    """

    revision: int
    report: Report
    anchors: tuple[str, ...]
    page: str
    page_revision: int
    stale: bool

    @property
    def readable(self) -> bool:
        """Whether there was a file to check."""
        return all(file.status == "checked" for file in self.report.files)


def take(path: File, name: str, today: date, before: Snapshot | None = None) -> Snapshot:
    """Read the file, shown under ``name``, and check and render what it holds now.

    The findings are those of ``today``; the page is the one that ``pia render`` makes on any
    day. Never raises for what is wrong with the file or its content: that is in the report.
    """
    data = data_to_check(Input(name, path, explicit=True))
    if isinstance(data, Unchecked):
        unread = FileResult(name, "unreadable", None, data.message)
        return _snapshot(before, Report((unread,), ()))
    document = check(data, name, today=today)
    return _snapshot(before, _report(document, name), _page(check(data, name)), document)


def _snapshot(
    before: Snapshot | None, report: Report, page: str = "", document: CheckedDocument | None = None
) -> Snapshot:
    """The reading after ``before``; it has no page where there was nothing to render."""
    stale = not page
    revision = before.revision + 1 if before else 1
    if before and (stale or page == before.page):
        page, since = before.page, before.page_revision
    else:
        since = revision
    anchors = () if stale else tuple(_anchors(document, set(_ID.findall(page))))
    return Snapshot(
        revision, report, anchors or ("",) * len(report.diagnostics), page, since, stale
    )


def _page(document: CheckedDocument) -> str:
    return render_html(document) if document.root is not None else ""


def _report(document: CheckedDocument, name: str) -> Report:
    """What ``pia validate`` says about the file without a configuration and a baseline."""
    hidden = Hidden(
        suppressed=len(document.silenced),
        omitted=document.omitted,
        skipped_rules=len(document.skipped),
    )
    return Report((FileResult(name, "checked"),), document.diagnostics, hidden)


def _anchors(document: CheckedDocument | None, ids: Container[str]) -> Iterator[str]:
    """For each finding the id of the innermost block of the page around it."""
    if document is None or document.root is None:
        return
    root, form = document.root, (document.form or CURRENT).tree
    for found in document.diagnostics:
        parts = (found.path[:length] for length in range(len(found.path), 0, -1))
        around = (anchor(root, form, part) for part in parts)
        yield next((one for one in around if one in ids), "")
