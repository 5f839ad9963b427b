"""Options that several commands have, each with its one help text."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Annotated, Any

import typer

from pia_cli.cli.output import COLORS, whole_number
from pia_cli.core.errors import UsageError


def format_option(formats: Iterable[str], default: str = "") -> Any:
    """The option --format of a command; ``default`` says what holds where it is left out."""
    return typer.Option(
        "--format", metavar="形式", help=f"出力の形式: {', '.join(formats)}。{default}"
    )


TEXT_OR_JSON = ("text", "json")
TextOrJsonOption = Annotated[str, format_option(TEXT_OR_JSON)]

ColorOption = Annotated[
    str, typer.Option("--color", metavar="色", help=f"色付け: {', '.join(COLORS)}。")
]
ConfigOption = Annotated[
    Path | None,
    typer.Option(
        "--config",
        metavar="ファイル",
        help="設定ファイル。省略すると、今のフォルダから上へ pia.toml を探します。",
    ),
]
NoConfigOption = Annotated[bool, typer.Option("--no-config", help="設定ファイルを使いません。")]
QuietOption = Annotated[bool, typer.Option("--quiet", "-q", help="要約を表示しません。")]
ResultOption = Annotated[
    Path | None,
    typer.Option(
        "--output", "-o", metavar="ファイル", help="結果を書き込むファイル。省略すると標準出力。"
    ),
]
"""Where findings or changes go."""

FileOption = Annotated[
    Path | None,
    typer.Option(
        "--output", "-o", metavar="ファイル", help="書き込むファイル。省略すると標準出力。"
    ),
]
"""Where a file goes that is made anew."""


def number_option(text: str | None, option: str, most: int = sys.maxsize) -> int | None:
    """The whole number from 1 of an option, None for one left out. Raises UsageError."""
    if text is None:
        return None
    number = whole_number(text, 1, most)
    if number is None:
        span = f"1 から {most} までの" if most < sys.maxsize else "1 以上の"
        raise UsageError(f"{option} に「{text}」は使えません", f"{span}数を指定してください")
    return number
