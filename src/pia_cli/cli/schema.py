"""``pia schema``."""

from __future__ import annotations

from typing import Annotated

import typer

from pia_cli.cli.files import write_file
from pia_cli.cli.options import FileOption
from pia_cli.cli.output import choice, emit, named_file, say
from pia_cli.core.errors import ExitCode, UsageError


def register(app: typer.Typer, cls: type[typer.core.TyperCommand]) -> None:
    """Add the command to the program."""
    app.command(
        "schema",
        cls=cls,
        epilog=(
            "pia schema -o form3-r6-10.schema.json\n"
            "pia schema --form-version 平成30年5月\n"
            "pia schema --check"
        ),
    )(schema)


def schema(
    version: Annotated[
        str | None,
        typer.Option(
            "--form-version",
            metavar="版",
            help="様式の版（平成30年5月 など）。省略すると現在の版。",
        ),
    ] = None,
    output: FileOption = None,
    check: Annotated[
        bool,
        typer.Option("--check", help="同梱の schemas/ が様式の宣言と同じか確かめます。"),
    ] = False,
) -> int:
    """様式の JSON Schema を出力します。エディタでの入力の補完と説明に使えます。"""
    from pia_cli.forms.registry import CURRENT, find_form, known_versions
    from pia_cli.render.generated import schema_text

    if check:
        if version is not None or output is not None:
            raise UsageError("--check は --form-version や --output と一緒に使えません")
        return _check()
    if version is not None:
        choice(version, "--form-version", known_versions(CURRENT.kind))
    form = find_form(CURRENT.kind, version) if version else CURRENT
    assert form is not None
    output = named_file(output)
    if output is None:
        emit(schema_text(form))
    else:
        write_file(output, schema_text(form))
    return ExitCode.OK


def _check() -> int:
    from pia_cli.render.generated import schema_drift

    drifted = schema_drift()
    for name in drifted:
        say(f"schemas/{name} が様式の宣言と違います")
    if not drifted:
        say("schemas/ は様式の宣言と同じです")
    return ExitCode.FINDINGS if drifted else ExitCode.OK
