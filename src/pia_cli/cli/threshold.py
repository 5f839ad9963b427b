"""``pia threshold``."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated

import typer

from pia_cli.cli.options import TEXT_OR_JSON, TextOrJsonOption
from pia_cli.cli.output import choice, emit, emit_json, for_terminal
from pia_cli.core.errors import ExitCode, UsageError

if TYPE_CHECKING:
    from pia_cli.rules.threshold import Figures

INCIDENTS = {"あり": True, "なし": False, "不明": None}
MOST = 1_000_000_000


def register(app: typer.Typer, cls: type[typer.core.TyperCommand]) -> None:
    """Add the command to the program."""
    app.command(
        "threshold",
        cls=cls,
        epilog=(
            "pia threshold --people 120000 --staff 480 --incident なし\n"
            "pia threshold --people 30万人以上\n"
            "pia threshold examples/koriyama_kaigo.yaml"
        ),
    )(threshold)


def threshold(
    file: Annotated[
        str | None,
        typer.Argument(
            metavar="FILE", help="数を読み取る評価書、又は - (標準入力)。オプションが優先します。"
        ),
    ] = None,
    people: Annotated[
        str,
        typer.Option("--people", metavar="人数", help="対象人数。数か、Ⅰ-1-③の選択肢。"),
    ] = "",
    staff: Annotated[
        str,
        typer.Option(
            "--staff", metavar="人数", help="委託先も含めた取扱者数。480、又は 100-517 のような幅。"
        ),
    ] = "",
    incident: Annotated[
        str,
        typer.Option(
            "--incident",
            metavar="有無",
            help=f"過去1年の特定個人情報に関する重大事故: {', '.join(INCIDENTS)}。",
        ),
    ] = "",
    format_: TextOrJsonOption = "text",
) -> int:
    """しきい値判断の結果を、規則の条項とともに示します。"""
    choice(format_, "--format", TEXT_OR_JSON)
    figures = _figures(file, people, staff, incident)
    if format_ == "json":
        from pia_cli.report.threshold import threshold_data

        emit_json(threshold_data(figures))
    else:
        emit("".join(f"{for_terminal(line, hang=2)}\n" for line in _answers(figures)))
    return ExitCode.OK


def _answers(figures: Figures) -> Iterator[str]:
    from pia_cli.rules.threshold_steps import results, steps

    for one in steps(figures):
        yield f"{one.question}: {one.answer}（{one.basis}）"
    if len(results(figures)) > 1:
        yield "上の数だけでは決まらないため、必要になり得る評価を全て示しました。"
    yield "重い様式での評価は任意に行えます。最後は、規則と指針により人が判断してください。"


def _figures(file: str | None, people: str, staff: str, incident: str) -> Figures:
    """The figures of the options, else of the document.

    Raises UsageError for what is no figure, JobError for a document that cannot be read.
    """
    from pia_cli.rules.threshold import Figures

    read = _of_document(file) if file is not None else Figures(None, (0, None), None)
    if file is None and not people:
        raise UsageError(
            "対象人数がありません", "--people 120000 のように指定するか、評価書を指定してください"
        )
    known = INCIDENTS[choice(incident, "--incident", INCIDENTS)] if incident else read.incident
    return Figures(
        _people(people) if people else read.people, _staff(staff) if staff else read.staff, known
    )


def _of_document(file: str) -> Figures:
    from pia_cli.cli.reading import read_assessment
    from pia_cli.rules.threshold import figures_of

    _, root, form = read_assessment(file)
    return figures_of(root, form)


def _people(text: str) -> int:
    """The least number of people that a figure or a choice stands for."""
    from pia_cli.core.text import fold
    from pia_cli.rules.threshold import people_bands

    choices = {fold(name): held.least for name, held in people_bands().items()}
    number = _number(text)
    if number is None:
        number = choices.get(fold(text))
    if number is None:
        raise UsageError(
            f"--people に「{text}」は使えません", f"数か、{'、'.join(people_bands())} のどれかです"
        )
    return number


def _staff(text: str) -> tuple[int, int]:
    ends = [_number(part) for part in re.split("[-~〜～]", text)]
    least, most = ends[0], ends[-1]
    if len(ends) > 2 or least is None or most is None or least > most:
        raise UsageError(
            f"--staff に「{text}」は使えません", "480、又は 100-517 のように指定してください"
        )
    return least, most


def _number(text: str) -> int | None:
    """A whole number, in any width, with or without commas and 人; None for anything else."""
    digits = unicodedata.normalize("NFKC", text).strip().removesuffix("人").replace(",", "")
    if not digits.isascii() or not digits.isdecimal() or len(digits) > len(str(MOST)):
        return None
    return int(digits)
