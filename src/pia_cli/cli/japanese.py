"""Typer in Japanese: its help pages and its usage errors."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import typer
from typer.core import TyperCommand, TyperGroup

from pia_cli.cli.help import help_page
from pia_cli.cli.output import emit
from pia_cli.core.errors import UsageError
from pia_cli.core.text import did_you_mean


class _Page:
    """What commands and groups share: the help option and the page."""

    def get_help_option(self, ctx: Any) -> Any:
        option = super().get_help_option(ctx)  # type: ignore[misc]  # a mixin of TyperCommand
        if option is not None:
            option.help = "この説明を表示して終わります。"
            option.callback = _show_help
        return option

    def format_help(self, ctx: Any, formatter: Any) -> None:
        formatter.write(help_page(self, ctx))


def _show_help(ctx: Any, _: Any, wanted: bool) -> None:
    if wanted and not ctx.resilient_parsing:
        emit(f"{ctx.get_help()}\n")
        ctx.exit()


class Command(_Page, TyperCommand):
    """A command with a Japanese help page; its epilog holds an example a line."""

    allow_extra_args = True

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        for one in self.params:
            if hasattr(one.type, "readable"):
                one.type.readable = False  # who opens the file says why that cannot be done

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        extra = super().parse_args(ctx, args)
        if extra:
            raise UsageError(f"引数が多すぎます: {' '.join(extra)}", help_hint(ctx.command_path))
        return extra


class Group(_Page, TyperGroup):
    """A group of such commands, in the order declared."""

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        if args[0] not in self.commands and not args[0].startswith("-"):
            question = did_you_mean(args[0], self.commands)
            raise UsageError(
                f"「{args[0]}」というコマンドはありません{question}", help_hint(ctx.command_path)
            )
        return super().resolve_command(ctx, args)


def help_hint(command: str) -> str:
    """Where a person finds how a command is used."""
    return f"{command} --help で使い方を表示します"


def translate(error: typer.TyperException, words: Sequence[str]) -> UsageError:
    """A usage error of Typer as one of ours; ``words`` are pia and the command, if any."""
    return UsageError(_message(error), f"{_meaning(error)}{help_hint(' '.join(words))}")


def _meaning(error: typer.TyperException) -> str:
    """What an argument that is missing stands for, as the help page has it."""
    missing: Any = getattr(error, "param", None) if _is_missing(error) else None
    return f"{missing.metavar} は、{missing.help.partition('。')[0]}です。" if missing else ""


def _is_missing(error: typer.TyperException) -> bool:
    return type(error).__name__ == "MissingParameter"


ONE_FORM = "。様式は様式3（重点項目評価書）だけです"
_FORM_OPTIONS = ("--form", "--様式")
_NEAR = 0.7
"""How alike the words of two options are: --form is no slip for --force, which overwrites."""


def _is_near(option: str, name: str) -> bool:
    """Whether an option may be meant by another; a beginning of its name stands for it."""
    import difflib  # only a slip needs it

    word, other = option.strip("-"), name.strip("-")
    if other.startswith(word):
        return True
    return difflib.SequenceMatcher(None, word, other).ratio() >= _NEAR


def _message(error: typer.TyperException) -> str:
    kind = type(error).__name__
    option = getattr(error, "option_name", "")
    if kind == "NoSuchOption":
        near = [
            name for name in getattr(error, "possibilities", None) or () if _is_near(option, name)
        ]
        told = did_you_mean(option, near) or (ONE_FORM if option in _FORM_OPTIONS else "")
        return f"オプション「{option}」はありません{told}"
    if kind == "BadOptionUsage" and "does not take a value" in error.message:
        return f"オプション「{option}」に値は付けられません"
    if kind == "BadOptionUsage":
        return f"オプション「{option}」の値がありません"
    if _is_missing(error):
        parameter: Any = getattr(error, "param", None)
        return f"{parameter.metavar} を指定してください"
    return "コマンドの書き方が正しくありません"
