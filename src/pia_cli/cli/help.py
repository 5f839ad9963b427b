"""The help pages: plain Japanese text that fits the terminal."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator, Mapping
from typing import Any

from pia_cli.core.line_breaks import wrapped
from pia_cli.core.width import display_width

LEFT = 25
"""Cells of the column of names, with its indentation."""

NARROWEST, WIDEST = 50, 100
"""Cells of a page, whatever the terminal."""

UNSAID = (
    "説明文は、Python を -OO（PYTHONOPTIMIZE=2）で動かしているため表示できません。"
    "その設定を外すと表示します。"
)
"""In the place of a command's docstring where Python was told to drop these."""


def help_page(command: Any, context: Any) -> str:
    """The help page of a command or group; its epilog holds an example a line."""
    width = min(max(shutil.get_terminal_size().columns, NARROWEST), WIDEST)
    return "\n".join(_lines(command, context, width)) + "\n"


def _lines(command: Any, context: Any, width: int) -> Iterator[str]:
    parameters = command.get_params(context)
    arguments = [one for one in parameters if one.param_type_name == "argument"]
    options = [one for one in parameters if one.param_type_name == "option"]
    commands = getattr(command, "commands", {})
    words = ["[オプション]", *map(_argument, arguments), *(["コマンド"] if commands else [])]
    yield f"使い方: {context.command_path} {' '.join(words)}"
    yield ""
    firsts = {name: _first(one.help or "") for name, one in commands.items()}
    told = [command.help, *firsts.values()]
    for paragraph in [*(command.help or "").splitlines(), *([] if all(told) else [UNSAID])]:
        yield from wrapped(paragraph, width)
    yield from _table("引数", {_argument(one): one.help for one in arguments}, width)
    yield from _table("コマンド", firsts, width)
    yield from _table("オプション", {_option(one): _option_help(one) for one in options}, width)
    yield from ("", "例:", *(f"  {example}" for example in command.epilog.splitlines()))


def _first(text: str) -> str:
    """The first sentence."""
    return re.split("(?<=。)", text.strip(), maxsplit=1)[0]


def _argument(parameter: Any) -> str:
    name = f"{parameter.metavar}{'...' if parameter.nargs != 1 else ''}"
    return name if parameter.required else f"[{name}]"


def _option(parameter: Any) -> str:
    names = ", ".join(sorted(parameter.opts, key=len))
    return names if parameter.is_flag else f"{names} {parameter.metavar}"


def _option_help(parameter: Any) -> str:
    shown = isinstance(parameter.default, str) and parameter.default
    default = f"（既定: {parameter.default}）" if shown else ""
    return f"{parameter.help}{default}"


def _table(title: str, rows: Mapping[str, str], width: int) -> Iterator[str]:
    """Names on the left, wrapped texts on the right; a long name has a line of its own."""
    if rows:
        yield from ("", f"{title}:")
    for name, text in rows.items():
        left = f"  {name}"
        if display_width(left) > LEFT - 2:
            yield left
            left = ""
        first, *more = wrapped(text, width - LEFT) if text else ("",)
        yield f"{left}{' ' * (LEFT - display_width(left))}{first}".rstrip()
        yield from (f"{' ' * LEFT}{line}" for line in more)
