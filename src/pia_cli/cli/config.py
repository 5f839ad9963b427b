"""``pia config``."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import typer

from pia_cli.cli.options import TEXT_OR_JSON, ConfigOption, NoConfigOption, TextOrJsonOption
from pia_cli.cli.output import choice, emit, emit_json
from pia_cli.cli.settings import settings_of, tell_idle_globs
from pia_cli.core.errors import ExitCode

if TYPE_CHECKING:
    from pia_cli.config.settings import Settings


def register(app: typer.Typer, cls: type[typer.core.TyperCommand]) -> None:
    """Add the command to the program."""
    app.command("config", cls=cls, epilog="pia config\npia config --format json --no-config")(
        config
    )


def config(
    format_: TextOrJsonOption = "text",
    config: ConfigOption = None,
    no_config: NoConfigOption = False,
) -> int:
    """効いている設定と、それがどこに書かれているかを表示します。"""
    from pia_cli.config.settings import effective

    choice(format_, "--format", TEXT_OR_JSON)
    settings = settings_of(config, no_config)
    shown = effective(settings)
    if format_ == "json":
        emit_json({"schema": "pia.config/1", "file": _file(settings), "settings": shown})
        tell_idle_globs(settings)
        return ExitCode.OK
    emit(f"設定ファイル: {_file(settings) or 'なし（全て既定の値です）'}\n")
    emit("".join(_line(key, setting) for key, setting in shown.items()))
    tell_idle_globs(settings)
    return ExitCode.OK


def _file(settings: Settings) -> str | None:
    found = settings.loaded.found
    return str(found.path) if found else None


def _line(key: str, setting: dict[str, Any]) -> str:
    from pia_cli.core.text import visible

    value = setting["value"]
    empty = value is None or value == {}
    shown = "（なし）" if empty else json.dumps(value, ensure_ascii=False)
    place = f"{setting['file']}:{setting['line']}" if setting["origin"] == "config" else "既定"
    return visible(f"{key} = {shown}  # {place}") + "\n"
