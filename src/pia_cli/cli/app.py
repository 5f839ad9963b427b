"""The program's commands and how they start."""

from __future__ import annotations

from collections.abc import Iterable
from importlib import import_module
from typing import Annotated

import typer

from pia_cli import __version__
from pia_cli.cli.japanese import Command, Group, translate
from pia_cli.cli.output import emit
from pia_cli.core.errors import ExitCode

COMMANDS = (
    "validate",
    "fix",
    "diff",
    "log",
    "blame",
    "render",
    "preview",
    "verify",
    "new",
    "show",
    "explain",
    "config",
    "schema",
    "threshold",
    "git",
    "cache",
)
"""The commands, each a module of this package with ``register``, in the order of the help."""


def build(names: Iterable[str] = COMMANDS) -> typer.Typer:
    """The program with some of its commands: a run needs but the one it names."""
    app = typer.Typer(
        name="pia",
        cls=Group,
        help=(
            "特定個人情報保護評価書を YAML で書き、検査する道具です。\n\n"
            "終了コード: 0 問題なし、1 指摘あり、2 使い方の誤り、3 実行できない、130 中断"
        ),
        epilog=(
            "pia new -o 国保.yaml\npia validate examples/koriyama_kaigo.yaml\npia validate --help"
        ),
        add_completion=False,
        no_args_is_help=True,
        rich_markup_mode=None,
        pretty_exceptions_enable=False,
    )
    app.callback()(_pia)
    for name in names:
        import_module(f"pia_cli.cli.{name}").register(app, Command)
    return app


def _version(wanted: bool) -> None:
    if wanted:
        emit(f"pia {__version__}\n")
        raise typer.Exit


def _pia(
    version: Annotated[
        bool,
        typer.Option(
            "--version", "-V", callback=_version, is_eager=True, help="版を表示して終わります。"
        ),
    ] = False,
    debug: Annotated[
        bool, typer.Option("--debug", help="pia の不具合のとき、詳しい内容を表示します。")
    ] = False,
) -> None:
    """The options of every command; --debug is read in ``__main__`` before Typer starts."""


def run(arguments: list[str]) -> int:
    """Run a command line and return its exit code. Raises PiaError for what went wrong.

    Goes round Typer's ``main``, which turns interrupts and closed pipes into bare codes.
    """
    named = arguments[:1]
    program = typer.main.get_command(build(named if named and named[0] in COMMANDS else COMMANDS))
    try:
        with program.make_context("pia", list(arguments)) as context:
            code = program.invoke(context)
    except typer.Exit as done:
        return done.exit_code
    except typer.TyperException as error:
        if type(error).__name__ == "NoArgsIsHelpError":
            emit(f"{error.message}\n")
            return ExitCode.USAGE
        raise translate(error, _command_path(program, arguments)) from None
    return code if isinstance(code, int) else ExitCode.OK


def command_names() -> tuple[str, ...]:
    """Every command as it is typed after pia (``git install``), in the order of ``pia --help``."""
    commands = getattr(typer.main.get_command(build()), "commands", {})
    return tuple(
        f"{name} {below}".strip()
        for name, command in commands.items()
        for below in ("", *getattr(command, "commands", ()))
    )


def _command_path(program: object, arguments: list[str]) -> list[str]:
    """pia and the commands that a command line names, also where it is wrong."""
    path = ["pia"]
    for word in arguments:
        if command := getattr(program, "commands", {}).get(word):
            program = command
            path.append(word)
    return path
