"""What the preview shows of a document at one moment."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator
from dataclasses import dataclass
from pathlib import Path as File

from pia_cli.check.collect import Input
from pia_cli.check.engine import CheckedDocument
from pia_cli.check.run import Outcome, check_input
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


def take(path: File, name: str, before: Snapshot | None = None) -> Snapshot:
    """Read the file, shown under ``name``, and check and render what it holds now.

    Never raises for what is wrong with the file or its content: that is in the report.
    """
    outcome = check_input(Input(name, path, explicit=True))
    page = _page(outcome.document)
    stale = not page
    revision = before.revision + 1 if before else 1
    if before and (stale or page == before.page):
        page, since = before.page, before.page_revision
    else:
        since = revision
    anchors = () if stale else tuple(_anchors(outcome.document, set(_ID.findall(page))))
    report = _report(outcome)
    return Snapshot(
        revision, report, anchors or ("",) * len(report.diagnostics), page, since, stale
    )


def _page(document: CheckedDocument | None) -> str:
    return render_html(document) if document and document.root is not None else ""


def _report(outcome: Outcome) -> Report:
    """What ``pia validate`` says about the file."""
    name, document = outcome.input.name, outcome.document
    if document is None:
        return Report((FileResult(name, "unreadable", None, outcome.message),), ())
    hidden = Hidden(omitted=document.omitted)
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
