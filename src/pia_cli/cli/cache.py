"""``pia cache``: the results that are kept between runs."""

from __future__ import annotations

import os

import typer

from pia_cli.cli.japanese import Group
from pia_cli.cli.output import emit, say
from pia_cli.core.errors import ExitCode, JobError
from pia_cli.core.reasons import reason

TO_USE = "権限（chmod 700）か場所（PIA_CACHE_DIR）を直してください"


def register(app: typer.Typer, cls: type[typer.core.TyperCommand]) -> None:
    """Add the commands to the program."""
    group = typer.Typer(
        cls=Group,
        help="pia validate が取っておく検査の結果（キャッシュ）を扱います。",
        epilog="pia cache info\npia cache clear",
        no_args_is_help=True,
        rich_markup_mode=None,
    )
    group.command("dir", cls=cls, epilog="pia cache dir")(directory)
    group.command("info", cls=cls, epilog="pia cache info")(info)
    group.command("clear", cls=cls, epilog="pia cache clear")(clear)
    app.add_typer(group, name="cache")


def directory() -> int:
    """キャッシュのフォルダを表示します（環境変数 PIA_CACHE_DIR で変えられます）。"""
    from pia_cli.batch.cache import cache_dir

    emit(f"{cache_dir()}\n")
    return ExitCode.OK


def info() -> int:
    """キャッシュのフォルダ、結果の数と大きさを表示します。"""
    from pia_cli.batch.cache import MOST_BYTES, MOST_DAYS, cache_dir, entries, why_unused

    try:
        found = list(entries())
    except OSError as error:
        raise _refusal("読めません", error) from error
    size = sum(one.size for one in found)
    emit(
        f"フォルダ: {cache_dir()}\n"
        f"検査の結果: {len(found)} 件、{size / 1024 / 1024:.1f} MiB"
        f"（上限 {MOST_BYTES // 1024 // 1024} MiB、{MOST_DAYS} 日）\n"
    )
    if why := why_unused():
        emit(f"注意: このフォルダは使いません（{why}）。{TO_USE}\n")
    return ExitCode.OK


def clear() -> int:
    """取っておいた検査の結果を全て消します。"""
    from pia_cli.batch import cache

    if why := cache.why_unused():
        raise JobError(f"このフォルダは使っていないため、何も消していません（{why}）", TO_USE)
    try:
        number = cache.clear()
    except OSError as error:
        raise _refusal("消せません", error) from error
    say(f"検査の結果 {number} 件を消しました")
    return ExitCode.OK


def _refusal(what: str, error: OSError) -> JobError:
    from pia_cli.batch.cache import cache_dir

    folder = cache_dir()
    is_other = os.path.exists(folder) and not os.path.isdir(folder)
    why = "フォルダではありません" if is_other else reason(error, reading=True)
    hint = "フォルダの権限を確かめてください"
    if not isinstance(error, PermissionError):
        hint = "環境変数 PIA_CACHE_DIR で、使えるフォルダを指定してください"
    return JobError(f"キャッシュのフォルダ {folder} を{what}（{why}）", hint)
