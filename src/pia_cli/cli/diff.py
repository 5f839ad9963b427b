"""``pia diff``."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from pia_cli.cli.diff_options import date_named, refuse_contradictions, section_named
from pia_cli.cli.options import (
    ColorOption,
    ConfigOption,
    NoConfigOption,
    ResultOption,
    format_option,
)
from pia_cli.cli.output import COLORS, choice, format_of, named_file, terminal_width
from pia_cli.cli.settings import refuse_own_files, settings_of
from pia_cli.core.errors import UsageError

SUFFIXES = {
    ".txt": "text",
    ".md": "markdown",
    ".html": "html",
    ".csv": "csv",
    ".xlsx": "xlsx",
    ".json": "json",
    ".yaml": "yaml",
    ".yml": "yaml",
}
"""The format that the name of an output file stands for."""


def register(app: typer.Typer, cls: type[typer.core.TyperCommand]) -> None:
    """Add the command to the program."""
    app.command(
        "diff",
        cls=cls,
        epilog=(
            "pia diff HEAD~1:国保.yaml 国保.yaml\n"
            "pia diff --why 国保.yaml\n"
            "pia diff v1 国保.yaml -o 変更箇所.csv\n"
            "pia diff --write 国保.yaml\n"
            "pia diff --check HEAD~1 国保.yaml"
        ),
    )(diff)


def diff(
    sides: Annotated[
        list[str],
        typer.Argument(
            metavar="SIDES",
            help=(
                "旧版と新版（ファイル、-、git の REV:path）、又は新版だけ（HEAD と比べます）、"
                "又はリビジョンと新版（フォルダも可）。"
            ),
        ),
    ],
    format_: Annotated[
        str,
        format_option(
            dict.fromkeys(SUFFIXES.values()),
            "--check では pia validate と同じ形式。省略すると -o の拡張子、なければ text。",
        ),
    ] = "",
    output: ResultOption = None,
    everything: Annotated[
        bool,
        typer.Option("--all", help="表記のみ、順序、公表日など改訂のたびの変更も表にします。"),
    ] = False,
    section: Annotated[
        str | None,
        typer.Option("--section", metavar="部", help="この部だけ（表紙、Ⅱ、別添1 など）。"),
    ] = None,
    only_starred: Annotated[
        bool, typer.Option("--only-starred", help="※の付いた項目だけ。")
    ] = False,
    full: Annotated[bool, typer.Option("--full", help="長い記載も全文を書きます。")] = False,
    excerpt: Annotated[
        bool, typer.Option("--excerpt", help="変わらない文は短くても（略）にします。")
    ] = False,
    date: Annotated[
        str,
        typer.Option(
            "--date",
            metavar="日付",
            help="変更日。省略すると新版のⅤ-1-①、それがないか前の版のままなら、新しくなった公表日。",
        ),
    ] = "",
    timing: Annotated[
        str,
        typer.Option(
            "--timing",
            metavar="時期",
            help="※の行の提出時期（事前 又は 事後）。--reason も要ります。",
        ),
    ] = "",
    reason: Annotated[
        str, typer.Option("--reason", metavar="説明", help="※の行の提出時期に係る説明。")
    ] = "",
    why: Annotated[
        bool,
        typer.Option(
            "--why", help="提出時期の提案の根拠と、説明の候補も示します（text, markdown, html）。"
        ),
    ] = False,
    write: Annotated[
        bool, typer.Option("--write", help="まだない行を、新版の変更箇所に書き足します。")
    ] = False,
    interactive: Annotated[
        bool, typer.Option("--interactive", help="--write で、※の行の提出時期と説明を尋ねます。")
    ] = False,
    check: Annotated[
        bool, typer.Option("--check", help="新版の変更箇所が実際の変更と合うか検査します。")
    ] = False,
    fail_on: Annotated[
        str,
        typer.Option(
            "--fail-on",
            metavar="重さ",
            help=(
                "--check で、この重さ以上の指摘で終了コード 1: error, warning, info。"
                "省略すると設定、なければ error。"
            ),
        ),
    ] = "",
    show_suppressed: Annotated[
        bool,
        typer.Option(
            "--show-suppressed",
            help="--check で、注釈で抑制された指摘を、理由とともに表示します。",
        ),
    ] = False,
    config: ConfigOption = None,
    no_config: NoConfigOption = False,
    exit_code: Annotated[
        bool, typer.Option("--exit-code", help="表に行があれば終了コード 1 にします。")
    ] = False,
    quiet: Annotated[
        bool, typer.Option("--quiet", "-q", help="注意と要約を表示しません。")
    ] = False,
    color: ColorOption = "auto",
) -> int:
    """二つの版を比べ、変更箇所の表を作ります。"""
    from pia_cli.cli.diff_check import run_check
    from pia_cli.cli.diff_table import run_table
    from pia_cli.compare.sides import sides as find_sides
    from pia_cli.compare.table import Extent, RowOptions
    from pia_cli.config.settings import RunOptions
    from pia_cli.core.diagnostic import Severity
    from pia_cli.forms.choices import TIMINGS
    from pia_cli.report.changes.model import ChangesLayout

    choice(color, "--color", COLORS)
    refuse_contradictions(
        {
            "--all": everything,
            "--section": section is not None,
            "--only-starred": only_starred,
            "--full": full,
            "--excerpt": excerpt,
            "--date": date,
            "--timing": timing,
            "--reason": reason,
            "--why": why,
            "--write": write,
            "--interactive": interactive,
            "--check": check,
            "--fail-on": fail_on,
            "--show-suppressed": show_suppressed,
            "--exit-code": exit_code,
        }
    )
    extent = Extent.FULL if full else Extent.EXCERPT if excerpt else Extent.AUTO
    options = RowOptions(
        everything=everything,
        section=section_named(section),
        only_starred=only_starred,
        extent=extent,
        date=date_named(date),
        timing=timing and choice(timing, "--timing", TIMINGS),
        reason=reason,
    )
    output = named_file(output)
    level = choice(fail_on, "--fail-on", [one.value for one in Severity]) if fail_on else None
    settings = settings_of(config, no_config, RunOptions(fail_on=level))
    refuse_own_files(output, settings)
    if check:
        found = find_sides(sides)
        return run_check(
            found,
            settings,
            format_=format_,
            output=output,
            quiet=quiet,
            color=color,
            show_suppressed=show_suppressed,
        )
    format_ = _format(format_, output)
    found = find_sides(sides)
    layout = ChangesLayout(
        terminal_width(sys.stdout), settings.ambiguous_width, why=why, summary=not quiet
    )
    return run_table(
        found,
        options,
        layout,
        format_=format_,
        output=output,
        quiet=quiet,
        color=color,
        write=write,
        interactive=interactive,
        exit_code=exit_code,
    )


def _format(format_: str, output: Path | None) -> str:
    """The format asked for, else the one of the output file's name."""
    from pia_cli.report.changes import BINARY, FORMATS

    format_ = format_ or format_of(output, SUFFIXES, "text")
    choice(format_, "--format", [*FORMATS, *BINARY])
    if format_ in BINARY and output is None:
        raise UsageError(
            f"{format_} は標準出力に書けません", f"-o 変更箇所.{format_} のように指定してください"
        )
    return format_
