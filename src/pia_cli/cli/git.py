"""``pia git``: what git shows of an assessment, item by item."""

from __future__ import annotations

import io
import os
import shlex
import sys
from collections.abc import Sequence
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from pia_cli.cli.files import replace_file
from pia_cli.cli.japanese import Group
from pia_cli.cli.output import emit, say
from pia_cli.core.errors import ExitCode, JobError, UsageError
from pia_cli.core.reasons import reason

if TYPE_CHECKING:
    from pia_cli.compare.git import Repository

KEY = "diff.pia.textconv"
"""The setting of git that names the command for files with ``diff=pia``."""

KEPT = "pia.replacedtextconv"
"""Where the values that --force replaced wait for ``pia git uninstall``."""

_OURS = " -m pia_cli git textconv --"


def register(app: typer.Typer, cls: type[typer.core.TyperCommand]) -> None:
    """Add the commands to the program."""
    group = typer.Typer(
        cls=Group,
        help="git diff などに、評価書を項目ごとの行で表示させます。",
        epilog="pia git install\npia git uninstall",
        no_args_is_help=True,
        rich_markup_mode=None,
    )
    group.command(
        "install", cls=cls, epilog="pia git install\npia git install --pattern 'examples/*.yaml'"
    )(install)
    group.command("uninstall", cls=cls, epilog="pia git uninstall")(uninstall)
    group.command("textconv", cls=cls, epilog="pia git textconv examples/koriyama_kaigo.yaml")(
        textconv
    )
    app.add_typer(group, name="git")


RepoOption = Annotated[
    str | None,
    typer.Option(
        "--repo", "-C", metavar="場所", help="リポジトリの中のフォルダ。省略すると今のフォルダ。"
    ),
]


def install(
    pattern: Annotated[
        list[str] | None,
        typer.Option(
            "--pattern",
            metavar="パターン",
            help="評価書のファイル名の型。繰り返せます。省略すると *.yaml と *.yml。",
        ),
    ] = None,
    repo: RepoOption = None,
    force: Annotated[
        bool,
        typer.Option("--force", help=f"{KEY} のほかの設定を置き換えます（uninstall で戻ります）。"),
    ] = False,
) -> int:
    """git diff などに評価書を項目ごとの行で表示させる設定を、このリポジトリに加えます。"""
    from pia_cli.compare.git_attributes import attribute, block_in, with_block

    repository = _repository(repo)
    command = shlex.join([sys.executable, "-P", *_OURS.split()])  # -P: no modules of the work tree
    attributes = [attribute(one) for one in dict.fromkeys(pattern or ())]
    present = _commands(repository)
    foreign = [value for value in present if not value.endswith(_OURS)]
    if foreign and not force:
        raise JobError(
            f"{KEY} は既に別のコマンドに設定されています: {foreign[0]}",
            "置き換えてよければ --force を付けてください",
        )
    file = _attributes_file(repository)
    before = _read(file)
    after = with_block(before, block_in(before, file), attributes)
    if after == before and present == [command]:
        say("既に設定されています。何も変えていません")
        return ExitCode.OK
    _write(file, before, after)
    if foreign:
        _set(repository, KEPT, foreign)
    repository.run("config", "--local", "--replace-all", KEY, command)
    say("git diff、git log -p、git show が評価書を項目ごとの行で表示します")
    say("pia を入れ直したときは、もう一度実行してください。元に戻すには pia git uninstall です")
    return ExitCode.OK


def uninstall(repo: RepoOption = None) -> int:
    """pia git install の設定を取り除き、置き換えた設定があれば元に戻します。"""
    from pia_cli.compare.git_attributes import block_in, without_block

    repository = _repository(repo)
    file = _attributes_file(repository)
    before = _read(file)
    after = without_block(before, block_in(before, file))
    present, kept = _commands(repository), _values(repository, KEPT)
    ours = [value for value in present if value.endswith(_OURS)]
    if after == before and not ours and not kept:
        say("pia git install の設定はありません。何も変えていません")
        return ExitCode.OK
    _write(file, before, after)
    if ours == present and kept:
        _set(repository, KEY, kept)
        say(f"{KEY} を元の設定に戻しました: {kept[0]}")
    elif ours:
        repository.run("config", "--local", "--unset-all", KEY, f"{_OURS}$")
    if kept:
        repository.run("config", "--local", "--unset-all", KEPT)
    say("pia git install の設定を取り除きました")
    return ExitCode.OK


def textconv(
    file: Annotated[str, typer.Argument(metavar="FILE", help="評価書のファイル。git が渡します。")],
) -> int:
    """評価書を項目ごとの行にして書き出します。ほかのファイルは元のまま書き出します。"""
    from pia_cli.document.decode import MAX_BYTES
    from pia_cli.document.files import read_pieces
    from pia_cli.render.item_lines import assessment_lines

    if not file:
        raise UsageError("FILE が空です", "評価書のファイルを指定してください")
    if isinstance(sys.stdout, io.TextIOWrapper):  # other files pass byte for byte
        sys.stdout.reconfigure(errors="surrogateescape", newline="")
    pieces = read_pieces(Path(file), MAX_BYTES + 1)
    start = next(pieces, b"")  # all of a file that is small enough to be an assessment
    try:
        text = assessment_lines(start)
    except Exception:  # a bug here must not keep git from showing a difference
        text = None
    for piece in chain([start], pieces) if text is None else ():
        emit(piece.decode("utf-8", "surrogateescape"))
    emit(text or "")
    return ExitCode.OK


def _repository(repo: str | None) -> Repository:
    from pia_cli.compare.git import repository, repository_at

    if repo is not None and not os.path.isdir(repo):
        raise UsageError(
            f"--repo の場所はフォルダではありません: {repo}",
            "git のリポジトリの中のフォルダを指定してください",
        )
    return repository(Path()) if repo is None else repository_at(Path(repo))


def _commands(repository: Repository) -> list[str]:
    """The values of the setting in this repository, one as a rule."""
    return _values(repository, KEY)


def _values(repository: Repository, key: str) -> list[str]:
    output = repository.run("config", "--local", "-z", "--get-all", key, fine=(0, 1))
    return os.fsdecode(output).split("\0")[:-1]


def _set(repository: Repository, key: str, values: Sequence[str]) -> None:
    """Give a setting of this repository these values alone, the first in its old place."""
    for at, value in enumerate(values):
        repository.run("config", "--local", "--add" if at else "--replace-all", key, value)


def _attributes_file(repository: Repository) -> Path:
    """The attributes of this repository that are not committed, shared by its work trees."""
    name = repository.run("rev-parse", "--git-path", "info/attributes")
    return repository.folder / os.fsdecode(name).rstrip("\r\n")


def _read(file: Path) -> bytes | None:
    try:
        return file.read_bytes()
    except FileNotFoundError:
        return None
    except OSError as error:
        raise JobError(f"{file} を読めません（{reason(error, reading=True)}）") from error


def _write(file: Path, before: bytes | None, after: bytes | None) -> None:
    """Write, replace or remove a file, whole or not at all; a link keeps its target's place."""
    if after == before:
        return
    try:
        if after is None:
            file.unlink()
        else:
            file.parent.mkdir(exist_ok=True)
            replace_file(Path(os.path.realpath(file)), after)
    except OSError as error:
        raise JobError(f"{file} に書き込めません（{reason(error)}）") from error
