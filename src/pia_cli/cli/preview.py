"""``pia preview``."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Annotated

import typer

from pia_cli.cli.options import number_option
from pia_cli.cli.output import emit, say
from pia_cli.core.errors import ExitCode, JobError, UsageError
from pia_cli.core.stdin import STDIN
from pia_cli.core.text import visible

LAST_PORT = 65535


def register(app: typer.Typer, cls: type[typer.core.TyperCommand]) -> None:
    """Add the command to the program."""
    app.command("preview", cls=cls, epilog="pia preview examples/koriyama_kaigo.yaml")(preview)


def preview(
    file: Annotated[str, typer.Argument(metavar="FILE", help="評価書のファイル。")],
    port: Annotated[
        str,
        typer.Option("--port", metavar="ポート", help="ポートの番号。省略すると空いているポート。"),
    ] = "",
    open_: Annotated[bool, typer.Option("--open", help="ブラウザで開きます。")] = False,
) -> int:
    """評価書と指摘をブラウザに並べ、ファイルの保存のたびに更新します。

    この端末からだけ開けるページを作り、アドレスを表示します。ファイルには何も書き込みません。
    Ctrl-C で終わります（終了コード 130）。
    """
    from pia_cli.document.files import read_bytes

    number = number_option(port or None, "--port", LAST_PORT) or 0  # 0 for a free one
    if file in ("", STDIN):
        what = "標準入力は見張れません" if file else "FILE が空です"
        raise UsageError(what, "評価書のファイルを指定してください")
    read_bytes(Path(file), most=1)
    _serve()(Path(file), file, number, lambda address: _tell(address, file, open_))
    return ExitCode.OK


def _serve() -> Callable[[Path, str, int, Callable[[str], None]], None]:
    """The server. Raises JobError where what it is built on is not installed."""
    try:
        from pia_cli.preview.server import serve
    except ModuleNotFoundError as error:
        raise JobError(
            f"preview に要るライブラリがありません（{error.name}）",
            "pip install 'pia-cli[preview]' で追加してください",
        ) from error
    return serve


def _tell(address: str, file: str, in_browser: bool) -> None:
    emit(f"{visible(file)} を {address} で表示しています。終わるには Ctrl-C を押してください\n")
    if in_browser:
        from threading import Thread

        Thread(target=_open, args=(address,), daemon=True).start()  # a browser may keep it waiting


def _open(address: str) -> None:
    import webbrowser

    if not webbrowser.open(address):
        say("ブラウザを開けません。上のアドレスをブラウザに入力してください")
