"""``pia blame``: which version of a document last changed an item."""

from __future__ import annotations

import sys
from itertools import chain
from typing import TYPE_CHECKING, Annotated

import typer

from pia_cli.cli.options import TEXT_OR_JSON, ColorOption, TextOrJsonOption
from pia_cli.cli.output import (
    COLORS,
    choice,
    emit_json,
    emit_segments,
    terminal_width,
    wants_color,
)
from pia_cli.cli.reading import open_history, say_shallow, unknown_item
from pia_cli.core.errors import ExitCode, JobError, UsageError
from pia_cli.core.shell import shell_word

if TYPE_CHECKING:
    from pia_cli.compare.version import Version
    from pia_cli.core.diagnostic import Path as Place


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
    format_: TextOrJsonOption = "text",
    color: ColorOption = "auto",
) -> int:
    """項目がどの版で、どう変わって今の記載になったかを表示します。

    並べ替えや追加で番号が変わった項目も、名前の変わったファイルもたどります。
    """
    from pia_cli.compare.blame import blame as trace
    from pia_cli.compare.history import State, steps
    from pia_cli.report.versions.blame import blame_segments
    from pia_cli.report.versions.json_ import blame_data

    choice(format_, "--format", TEXT_OR_JSON)
    choice(color, "--color", COLORS)
    found = open_history(path)
    walk = steps(found)
    newest = next(walk)
    if newest.state is State.REMOVED:
        raise JobError(
            f"ファイルがありません: {path}", f"pia log {shell_word(path)} で履歴を表示します"
        )
    if newest.version is None:
        raise JobError(
            f"評価書として読めません: {path}", f"pia validate {shell_word(path)} で原因を表示します"
        )
    blames = trace(chain([newest], walk), _places(newest.version, item), everything)
    if format_ == "json":
        emit_json(blame_data(found, blames))
    else:
        width = terminal_width(sys.stdout)
        emit_segments(blame_segments(found, blames, width), wants_color(color, sys.stdout))
    if any(one.unchanged for one in blames):
        say_shallow(found)
    return ExitCode.OK


def _places(version: Version, item: str) -> list[Place]:
    """The places that ITEM names. Raises UsageError where there is none to follow."""
    from pia_cli.compare.blame import is_log
    from pia_cli.forms.naming import resolve

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
    raise unknown_item(item, form, root)
