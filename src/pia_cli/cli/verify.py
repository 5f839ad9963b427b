"""``pia verify``."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from pia_cli.cli.output import emit, for_terminal
from pia_cli.cli.reading import read_document
from pia_cli.core.errors import ExitCode
from pia_cli.core.text import visible

MESSAGES = {
    "same": "一致します: {page} は {file} のページです",
    "altered": (
        "確かめられません: {page} の要約値は {file} と同じですが、ページはここで作るものと違います"
        "（書き換え、別の版の pia、ひな形、フォントの違いなど）。{changes}"
    ),
    "other": "違います: {page} は {file} とは別の内容のページです",
    "unknown": "確かめられません: {page} に要約値がありません（pia render のページではありません）",
}

CHANGES = {
    False: (
        "変わった項目に印を付けたページ（pia render --changes）なら、"
        "--changes でその旧版を指定してください"
    ),
    True: "--changes の旧版が、ページを作ったときのものか確かめてください",
}
"""What to do about a page that may show changes, by whether --changes was given."""


def register(app: typer.Typer, cls: type[typer.core.TyperCommand]) -> None:
    """Add the command to the program."""
    app.command(
        "verify",
        cls=cls,
        epilog="pia render 国保.yaml -o 国保.html\npia verify 国保.html 国保.yaml",
    )(verify)


def verify(
    page: Annotated[
        Path, typer.Argument(metavar="RENDERED", help="公表した HTML、Markdown、PDF のファイル。")
    ],
    file: Annotated[
        str, typer.Argument(metavar="FILE", help="評価書（ファイル、git の REV:path）。")
    ],
    changes: Annotated[
        str,
        typer.Option("--changes", metavar="旧版", help="変わった項目に印を付けたページの、旧版。"),
    ] = "",
) -> int:
    """公表したページが、その評価書のものか確かめます。

    --draft で作ったページは、内容が同じなら一致とし、「案」の透かしがあることを示します。
    """
    from pia_cli.compare.sides import side_of
    from pia_cli.document.files import read_bytes
    from pia_cli.render.verify import LARGEST, Verdict, verify_page

    content = read_bytes(page, LARGEST)
    sides = [side_of(word) for word in (file, *([changes] if changes else []))]
    documents = [read_document(side.data, side.name) for side in sides]
    found = verify_page(content, documents[0], documents[1] if changes else None)
    watermark = "（「案」の透かしがあります）" if found.draft else ""
    told = MESSAGES[found.verdict].format(page=page, file=file, changes=CHANGES[bool(changes)])
    emit(f"{for_terminal(visible(told + watermark))}\n")
    if found.verdict is Verdict.OTHER:
        emit(f"  ページ: {found.named}\n  評価書: {found.own}\n")
    return ExitCode.OK if found.verdict is Verdict.SAME else ExitCode.FINDINGS
