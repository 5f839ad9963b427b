"""``pia new``."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Annotated

import typer

from pia_cli.cli.ask import ask, chosen, say_choices
from pia_cli.cli.files import write_file
from pia_cli.cli.options import FileOption
from pia_cli.cli.output import emit, named_file, say
from pia_cli.core.errors import ExitCode, UsageError

if TYPE_CHECKING:
    from pia_cli.forms.kinds import Kind
    from pia_cli.forms.tree import Located

QUESTIONS = (
    "number",
    "title",
    "declaration",
    "notes",
    "agency",
    "published",
    "basics.affair.name",
    "basics.affair.people",
    "basics.network.performed",
    "files.basics.kind",
    "files.basics.subjects",
    "files.entrustment.performed",
)
"""The items that --interactive asks for: the cover and the main choices."""


def register(app: typer.Typer, cls: type[typer.core.TyperCommand]) -> None:
    """Add the command to the program."""
    app.command("new", cls=cls, epilog="pia new -o 国保.yaml\npia new --interactive -o 住基.yaml")(
        new
    )


def new(
    output: FileOption = None,
    force: Annotated[
        bool, typer.Option("--force", help="既にあるファイルに上書きします。")
    ] = False,
    interactive: Annotated[
        bool, typer.Option("--interactive", help="表紙と主な選択を尋ねて書き込みます。")
    ] = False,
) -> int:
    """白紙の重点項目評価書（様式3の現在の版）を書き出します。ほかの様式は扱いません。"""
    from pia_cli.forms.registry import CURRENT
    from pia_cli.render.blank import blank_document

    output = named_file(output)
    if output is not None and not force and os.path.lexists(output):
        raise UsageError(
            f"{output} は既にあります", "別の名前を指定するか --force を付けてください"
        )
    text = blank_document(CURRENT, _answers() if interactive else {})
    if output is None:
        emit(text)
    else:
        write_file(output, text, force=force)
        say(f"{output} を作りました。書き終えたら pia validate で検査してください")
    return ExitCode.OK


def _answers() -> dict[str, str]:
    """The answers by item id; items left blank are left out."""
    from pia_cli.forms.registry import CURRENT
    from pia_cli.forms.tree import outline

    places = {place.field.id: place for place in outline(CURRENT.tree)}
    say("空のまま Enter を押すと空欄にします。")
    answers = {id_: _ask(places[id_]) for id_ in QUESTIONS}
    return {id_: answer for id_, answer in answers.items() if answer}


def _ask(place: Located) -> str:
    """One answer that the form accepts, or "" for 空欄; asks until there is one."""
    from pia_cli.forms.choices import ChoiceKind

    kind, example = place.field.kind, place.field.item.example
    assert kind is not None
    choices = kind.choices if isinstance(kind, ChoiceKind) else ()
    say_choices(choices)
    wanted = f"（1〜{len(choices)}）" if choices else f"（例: {example}）" if example else ""
    while True:
        answer = ask(f"{place.label}{wanted}: ")
        picked = chosen(answer, choices)
        if picked is not None:
            return picked
        problem = _problem(kind, answer) if answer else ""
        if not problem:
            return answer
        say(problem)


def _problem(kind: Kind, answer: str) -> str:
    """What is wrong with an answer and what to do, or nothing."""
    from pia_cli.core.forbidden import FORBIDDEN
    from pia_cli.forms.validation import refusal

    if FORBIDDEN.search(answer):
        return "使えない文字が含まれています。書き直してください"
    return refusal(kind, answer)
