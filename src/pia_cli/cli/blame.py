"""``pia blame``: which version of a document last changed an item."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from itertools import chain
from typing import TYPE_CHECKING, Annotated, Any

import typer

from pia_cli.cli.log import UNCOMMITTED, open_history, say_shallow, version_data
from pia_cli.cli.output import (
    COLORS,
    choice,
    emit_json,
    emit_segments,
    terminal_width,
    wants_color,
)
from pia_cli.core.errors import ExitCode, JobError, UsageError
from pia_cli.core.text import is_it

if TYPE_CHECKING:
    from pia_cli.compare.blame import Blame, Origin
    from pia_cli.compare.history import History, Step
    from pia_cli.compare.version import Version
    from pia_cli.core.diagnostic import Path as Place
    from pia_cli.report.styled import Segment

FORMATS = ("text", "json")

SCHEMA_ID = "pia.blame/1"
"""Described by schemas/blame.schema.json."""


def register(app: typer.Typer, cls: type[typer.core.TyperCommand]) -> None:
    """Add the command to the program."""
    app.command(
        "blame",
        cls=cls,
        epilog=(
            "pia blame examples/koriyama_kaigo.yaml 公表日\n"
            "pia blame examples/koriyama_kaigo.yaml Ⅱ-4-委託事項1-③\n"
            "pia blame --all examples/koriyama_kaigo.yaml Ⅱ-4"
        ),
    )(blame)


def blame(
    path: Annotated[
        str, typer.Argument(metavar="PATH", help="git で管理している評価書のファイル。")
    ],
    item: Annotated[
        str,
        typer.Argument(
            metavar="ITEM",
            help="印刷された番号かラベル（Ⅱ-4、公表日 など）。節なら、その下の全ての項目。",
        ),
    ],
    everything: Annotated[
        bool, typer.Option("--all", help="表記のみや順序の変更も変更に数えます。")
    ] = False,
    format_: Annotated[
        str, typer.Option("--format", metavar="形式", help="出力の形式: text, json。")
    ] = "text",
    color: Annotated[
        str, typer.Option("--color", metavar="色", help="色付け: auto, always, never。")
    ] = "auto",
) -> int:
    """項目がどの版で、どう変わって今の記載になったかを表示します。

    並べ替えや追加で番号が変わった項目も、名前の変わったファイルもたどります。
    """
    from pia_cli.compare.blame import blame as trace
    from pia_cli.compare.history import State, steps

    choice(format_, "--format", FORMATS)
    choice(color, "--color", COLORS)
    found = open_history(path)
    walk = steps(found)
    newest = next(walk)
    if newest.state is State.REMOVED:
        raise JobError(f"ファイルがありません: {path}", f"pia log {path} で履歴を表示します")
    if newest.version is None:
        raise JobError(f"評価書として読めません: {path}", f"pia validate {path} で原因を表示します")
    blames = trace(chain([newest], walk), _places(newest.version, item), everything)
    if format_ == "json":
        emit_json(_data(found, blames))
    else:
        width = terminal_width(sys.stdout)
        emit_segments(_segments(found, blames, width), wants_color(color, sys.stdout))
    if any(one.unchanged for one in blames):
        say_shallow(found)
    return ExitCode.OK


def _places(version: Version, item: str) -> list[Place]:
    """The places that ITEM names. Raises UsageError where there is none to follow."""
    from pia_cli.compare.blame import is_log
    from pia_cli.forms.naming import is_item, resolve, suggest

    form, root = version.form.tree, version.root
    paths = resolve(form, root, item)
    followed = [path for path in paths if not is_log(form, path)]
    if followed:
        return followed
    if paths:
        raise UsageError(
            f"「{item}」は変更の記録（別添2）のため、たどれません",
            "版ごとの変更は pia log や pia diff で表示します",
        )
    if is_item(form, root, item):
        raise UsageError(
            f"「{item}」は様式にはありますが、この評価書にはありません",
            "評価書にある項目は pia show で表示します",
        )
    raise UsageError(
        f"「{item}」という項目はこの評価書にありません{is_it(suggest(form, root, item))}",
        "Ⅱ-4、Ⅱ-5-提供先1-⑥、公表日 のように、印刷された番号かラベルを指定してください",
    )


def _data(found: History, blames: Sequence[Blame]) -> dict[str, Any]:
    return {
        "schema": SCHEMA_ID,
        "path": found.path,
        "shallow": found.shallow,
        "items": [
            {
                "item": one.item,
                "path": list(one.path),
                "origins": [_origin_data(origin) for origin in one.origins],
                "unchanged": version_data(one.unchanged) if one.unchanged else None,
            }
            for one in blames
        ],
    }


def _origin_data(origin: Origin) -> dict[str, Any]:
    change = origin.change
    return {
        "item": origin.item,
        "then": origin.then or origin.item,
        "version": version_data(origin.step),
        "kind": change.kind.value if change else None,
        "weight": change.weight.value if change else None,
        "before": origin.before if change else None,
        "after": origin.after if change else None,
    }


def _segments(found: History, blames: Sequence[Blame], width: int) -> Iterator[Segment]:
    from pia_cli.report.styled import Style

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
        from pia_cli.report.changes.model import tag
        from pia_cli.report.styled import Style

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
        from pia_cli.report.styled import Style

        about = f" {step.date}" if step.date else ""
        subject = f" {step.commit.subject if step.commit else UNCOMMITTED}"
        text = (Style.PLAIN, f"{about}{_published(step)}{subject}")
        yield from self.lines(2, (Style.GUTTER, step.name), text)

    def texts(self, origin: Origin) -> Iterator[Segment]:
        """What was written and what is, the differences in colour, long texts as excerpts."""
        from pia_cli.compare.change import ChangeKind
        from pia_cli.compare.prose import LONG, excerpt, highlight
        from pia_cli.core.text import BLANK
        from pia_cli.report.changes.wrap import block
        from pia_cli.report.styled import Style

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
        from pia_cli.report.styled import Style

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
        from pia_cli.report.changes.wrap import block

        return block(segments, self.cells, indent)


def _published(step: Step) -> str:
    return f"（公表日 {step.published}）" if step.published else ""
