"""``pia log``: the history of one document in git, a line for each version."""

from __future__ import annotations

import sys
from itertools import islice
from typing import Annotated

import typer

from pia_cli.cli.options import ColorOption, format_option, number_option
from pia_cli.cli.output import (
    COLORS,
    choice,
    emit,
    emit_json,
    emit_segments,
    terminal_width,
    wants_color,
)
from pia_cli.cli.reading import open_history, say_shallow
from pia_cli.core.errors import ExitCode, JobError

FORMATS = ("text", "markdown", "json")


def register(app: typer.Typer, cls: type[typer.core.TyperCommand]) -> None:
    """Add the command to the program."""
    app.command(
        "log",
        cls=cls,
        epilog=(
            "pia log examples/koriyama_kaigo.yaml\n"
            "pia log --tags examples/koriyama_kaigo.yaml\n"
            "pia log -n 5 --format json examples/koriyama_kaigo.yaml"
        ),
    )(log)


def log(
    path: Annotated[
        str, typer.Argument(metavar="PATH", help="git で管理している評価書のファイル。")
    ],
    tags: Annotated[bool, typer.Option("--tags", help="タグの付いた版だけを表示します。")] = False,
    format_: Annotated[str, format_option(FORMATS)] = "text",
    limit: Annotated[
        str | None,
        typer.Option("--limit", "-n", metavar="件数", help="新しいものからこの件数だけ。"),
    ] = None,
    color: ColorOption = "auto",
) -> int:
    """評価書の履歴を、版ごとの変更の件数とともに表示します。

    変更は、前の版から内容の変わった項目の数です（公表日などは数えません）。
    候補は、そのうち重要な変更に当たり得る項目（※）の数です。
    """
    from pia_cli.compare.history import steps
    from pia_cli.report.versions.json_ import log_data
    from pia_cli.report.versions.log import log_markdown, log_segments
    from pia_cli.report.versions.model import line_of

    choice(format_, "--format", FORMATS)
    choice(color, "--color", COLORS)
    most = number_option(limit, "--limit")
    found = open_history(path, tags)
    lines = [line_of(step, found.shallow) for step in islice(steps(found), most)]
    more = len(lines) < len(found.versions)
    if not more and not any(line.counts or line.first for line in lines):
        raise JobError(
            f"評価書として読める版がありません: {path}", "YAML の評価書か確かめてください"
        )
    if format_ == "json":
        emit_json(log_data(found, lines, more))
    elif format_ == "markdown":
        emit(log_markdown(lines))
    else:
        width = terminal_width(sys.stdout)
        emit_segments(log_segments(lines, width), wants_color(color, sys.stdout))
    say_shallow(found)
    return ExitCode.OK
