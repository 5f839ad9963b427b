"""``pia render``."""

from __future__ import annotations

import os
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from pia_cli.cli.files import refuse_inputs
from pia_cli.cli.options import format_option
from pia_cli.cli.output import choice, format_of, named_file, refuse_no_name
from pia_cli.cli.pages import SUFFIXES, Pages
from pia_cli.cli.reading import read_document
from pia_cli.core.errors import UsageError
from pia_cli.core.stdin import STDIN

if TYPE_CHECKING:
    from pia_cli.check.engine import CheckedDocument

_FORMATS = {suffix: name for name, suffix in SUFFIXES.items()}

_SEPARATORS = tuple(filter(None, ("/", os.sep, os.altsep)))


def register(app: typer.Typer, cls: type[typer.core.TyperCommand]) -> None:
    """Add the command to the program."""
    app.command(
        "render",
        cls=cls,
        epilog=(
            "pia render 国保.yaml -o 国保.html\n"
            "pia render --format markdown 国保.yaml\n"
            "pia render --changes v1:国保.yaml 国保.yaml -o 案.html\n"
            "pia render . -o 公表用"
        ),
    )(render)


def render(
    paths: Annotated[
        list[str],
        typer.Argument(
            metavar="PATHS",
            help="評価書のファイル、フォルダ（中の評価書を全て）、又は - (標準入力)。",
        ),
    ],
    format_: Annotated[
        str, format_option(SUFFIXES, "省略すると -o の拡張子、なければ html。")
    ] = "",
    output: Annotated[
        str | None,
        typer.Option(
            "--output",
            "-o",
            metavar="場所",
            help="書き込むファイルかフォルダ。省略すると標準出力。評価書が複数ならフォルダ。",
        ),
    ] = None,
    template: Annotated[
        Path | None,
        typer.Option(
            "--template", metavar="ファイル", help="同梱のものの代わりに使う Jinja2 のひな形。"
        ),
    ] = None,
    draft: Annotated[bool, typer.Option("--draft", help="「案」の透かしを入れます。")] = False,
    changes: Annotated[
        str,
        typer.Option(
            "--changes",
            metavar="旧版",
            help="旧版（ファイル、-、git の REV:path）から変わった項目に印を付けます。",
        ),
    ] = "",
    strict: Annotated[
        bool, typer.Option("--strict", help="エラーのある評価書は書き出しません。")
    ] = False,
) -> int:
    """評価書を、読むためのページ（HTML、Markdown、PDF）にします。"""
    from pia_cli.check.collect import collect
    from pia_cli.render.page import PageOptions

    refuse_no_name(paths)
    if output == "":
        raise UsageError("-o の名前が空です", "今のフォルダには . と書いてください")
    target = None if output is None else named_file(Path(output), or_folder=True)
    several = len(paths) > 1 or any(os.path.isdir(path) for path in paths)
    into_folder = several or (target is not None and _is_folder(output or "", target))
    if several and output:
        _refuse_file_name(output)
    if target and not into_folder:
        refuse_inputs([target], [*map(Path, paths), *([template] if template else [])])
    format_ = _format(format_, target, template, into_folder)
    older = _older(changes, paths, several) if changes else None
    pages = Pages(
        format_=format_,
        template=template,
        strict=strict,
        options=PageOptions(draft, older),
        output=target,
        into_folder=into_folder,
        today=date.today(),
    )
    inputs = collect(paths)
    if several:
        return pages.folder(paths, inputs)
    return pages.single(inputs[0])


def _is_folder(word: str, target: Path) -> bool:
    """Whether a place is a folder, or is to be one as the separator at its end says."""
    return word.endswith(_SEPARATORS) or os.path.isdir(target)


def _refuse_file_name(word: str) -> None:
    """Refuse, for several documents, a place that is no folder and named like one page.

    Raises UsageError.
    """
    place = Path(word)
    asked = _FORMATS.get(place.suffix.lower())
    if asked and not _is_folder(word, place):
        raise UsageError(
            f"評価書が複数あるため、{place} という一つのファイルには書けません",
            f"-o フォルダ --format {asked} と指定するか、評価書を一つだけ指定してください",
        )


def _format(format_: str, output: Path | None, template: Path | None, into_folder: bool) -> str:
    if not format_ and output and not into_folder:
        format_ = _format_of(output, any_other=template is not None)
    format_ = format_ or "html"
    choice(format_, "--format", SUFFIXES)
    if template and format_ == "pdf":
        raise UsageError("--template は pdf に使えません", "HTML で書き出してください")
    if format_ == "pdf" and output is None:
        raise UsageError("pdf は標準出力に書けません", "-o 評価書.pdf のように指定してください")
    return format_


def _format_of(output: Path, *, any_other: bool) -> str:
    """The format that the name of a file asks for. A template may make ``any_other`` kind."""
    if any_other:
        return _FORMATS.get(output.suffix.lower(), "html")
    return format_of(output, _FORMATS, "html")


def _older(changes: str, paths: Sequence[str], several: bool) -> CheckedDocument:
    """The older version to mark changes since. Raises UsageError where PATHS do not go with it."""
    from pia_cli.compare.sides import side_of

    if several:
        raise UsageError("--changes は一つの評価書に使います", "評価書を一つだけ指定してください")
    if changes == STDIN and STDIN in paths:
        raise UsageError("両方を標準入力にはできません", "どちらかをファイルで指定してください")
    side = side_of(changes)
    return read_document(side.data, side.name)
