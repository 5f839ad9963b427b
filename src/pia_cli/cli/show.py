"""``pia show``."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING, Annotated

import typer

from pia_cli.cli.options import ColorOption
from pia_cli.cli.output import COLORS, choice, emit_segments, for_terminal, say, wants_color
from pia_cli.cli.reading import read_assessment, unknown_item
from pia_cli.core.errors import ExitCode, UsageError
from pia_cli.core.text import visible

if TYPE_CHECKING:
    from pia_cli.check.engine import CheckedDocument
    from pia_cli.render.outline import Shown
    from pia_cli.report.styled import Segment


def register(app: typer.Typer, cls: type[typer.core.TyperCommand]) -> None:
    """Add the command to the program."""
    app.command(
        "show",
        cls=cls,
        epilog=(
            "pia show examples/koriyama_kaigo.yaml Ⅱ-4\n"
            "pia show examples/koriyama_kaigo.yaml II-5-提供先1-⑥\n"
            "pia show examples/koriyama_kaigo.yaml 委託先名"
        ),
    )(show)


def show(
    file: Annotated[
        str, typer.Argument(metavar="FILE", help="評価書のファイル、又は - (標準入力)。")
    ],
    item: Annotated[
        str | None,
        typer.Argument(
            metavar="ITEM", help="印刷された番号かラベル（Ⅱ-4、公表日 など）。省略すると全体。"
        ),
    ] = None,
    color: ColorOption = "auto",
) -> int:
    """評価書の全体、又は一つの項目を端末に表示します。"""
    from pia_cli.forms.naming import resolve
    from pia_cli.render.outline import find_items, outline_of

    choice(color, "--color", COLORS)
    if not file:
        raise UsageError("FILE が空です", "評価書のファイル、又は - (標準入力) を指定してください")
    document, root, form = read_assessment(file, date.today())
    parts = list(outline_of(root, form))
    if item is not None:
        paths = resolve(form, root, item)
        if not paths:
            raise unknown_item(item, form, root)
        parts = find_items(parts, paths)
    emit_segments(_segments(parts), wants_color(color, sys.stdout))
    _warn(document)
    return ExitCode.OK


_HIDING = frozenset({"F020", "F035", "F040", "F041", "F042"})
"""Faults of shape, behind which a text may stand that an outline of the form has no place for."""


def _warn(document: CheckedDocument) -> None:
    hiding = sum(one.code in _HIDING for one in document.diagnostics)
    hides = document.is_partial or hiding
    said = "あり、表示にない記載があり得ます" if hides else "あります"
    if document.errors:
        say(f"エラーが {document.errors} 件{said}。pia validate で確かめてください")
    elif hiding:  # where the item is unverified
        say(f"警告が {hiding} 件{said}。pia validate で確かめてください")


def _segments(parts: Sequence[Shown]) -> Iterator[Segment]:
    from pia_cli.report.styled import Style

    base = min((part.depth for part in parts), default=0)
    for part in parts:
        indent = "  " * (part.depth - base)
        if part.brief is not None and part.depth > base:
            text = f"{part.brief} {' '.join(part.lines)}".lstrip()
            yield Style.PLAIN, f"{for_terminal(indent + visible(text), hang=2)}\n"
            continue
        yield Style.PLACE, f"{for_terminal(indent + visible(part.heading), hang=2)}\n"
        for line in part.lines:
            shown = visible(line)
            yield Style.PLAIN, f"{for_terminal(f'{indent}  {shown}', hang=_hang(shown))}\n"


def _hang(line: str) -> int:
    """The cells in front of the text of a box or a choice."""
    from pia_cli.core.width import display_width
    from pia_cli.forms.values import MARKED, UNMARKED

    marks = (f"{MARKED} ", f"{UNMARKED} ", "[")
    return display_width(next((mark for mark in marks if line.startswith(mark)), ""))
