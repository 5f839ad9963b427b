"""The text of ``pia blame``."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pia_cli.compare.blame import Blame, Origin
from pia_cli.compare.change import ChangeKind
from pia_cli.compare.history import History, Step
from pia_cli.compare.prose import LONG, excerpt, highlight
from pia_cli.core.text import BLANK
from pia_cli.core.wareki import as_wareki
from pia_cli.report.changes.model import tag
from pia_cli.report.styled import Segment, Style
from pia_cli.report.versions.model import subject_of
from pia_cli.report.wrap import block


def blame_segments(found: History, blames: Sequence[Blame], width: int) -> Iterator[Segment]:
    """Where each item comes from, in a terminal of ``width`` cells."""
    page = _Page(found, width)
    for index, one in enumerate(blames):
        for at, origin in enumerate(one.origins):
            yield Style.PLAIN, "\n" if index or at else ""
            yield from page.origin(origin)
        if one.unchanged:
            yield Style.PLAIN, "\n" if index or one.origins else ""
            item = f"{one.item} のほかの項目" if one.origins else one.item
            yield from page.unchanged(item, one.unchanged)


class _Page:
    def __init__(self, found: History, width: int) -> None:
        self.found = found
        self.cells = (width, 1)

    def origin(self, origin: Origin) -> Iterator[Segment]:
        mark = tag(origin.change) if origin.change else ""
        marked: list[Segment] = [(Style.INFO, f" [{mark}]")] if mark else []
        yield from self.lines(0, (Style.PLACE, origin.item), *marked)
        yield from self.version(origin.step)
        if origin.then:
            yield from self.lines(2, (Style.PLAIN, f"当時の項目: {origin.then}"))
        if origin.change:
            yield from self.texts(origin)
        else:
            message = "これより前の版では様式の書き方でないため、ここから先はたどれません"
            yield from self.lines(2, (Style.WARNING, message))

    def version(self, step: Step) -> Iterator[Segment]:
        about = f" {step.date}" if step.date else ""
        subject = f" {subject_of(step)}"
        text = (Style.PLAIN, f"{about}{_published(step)}{subject}")
        yield from self.lines(2, (Style.GUTTER, step.name), text)

    def texts(self, origin: Origin) -> Iterator[Segment]:
        """What was written and what is, the differences in colour, long texts as excerpts."""
        texts = origin.before, origin.after
        kind = origin.change.kind if origin.change else None
        if kind is ChangeKind.CHANGED and max(map(len, texts)) > LONG:
            texts = excerpt(*texts)
        for sign, style, pieces, other in zip(
            "-+",
            (Style.ERROR, Style.NOTE),
            highlight(*texts),
            (ChangeKind.ADDED, ChangeKind.REMOVED),
            strict=True,
        ):
            shown: list[Segment] = [
                (style if piece.changed else Style.PLAIN, piece.text) for piece in pieces
            ]
            if kind is not other:
                text = shown or [(Style.PLAIN, BLANK)]
                yield from block(text, self.cells, 4, (style, f"{sign} "))

    def unchanged(self, item: str, step: Step) -> Iterator[Segment]:
        which = "最初の版"
        if step.comparison:
            which = "項目が様式に加わった版"
        elif self.found.shallow:
            which = "取得した範囲で最も古い版"
        elif step.commit != self.found.versions[-1]:
            which = "読める最も古い版"
        about = " ".join(filter(None, (step.name, step.date))) + (_published(step) or " ")
        yield from self.lines(0, (Style.PLACE, item))
        yield from self.lines(2, (Style.PLAIN, f"{which} {about}から変わっていません"))

    def lines(self, indent: int, *segments: Segment) -> Iterator[Segment]:
        return block(segments, self.cells, indent)


def _published(step: Step) -> str:
    return f"（公表日 {as_wareki(step.published)}）" if step.published else ""
