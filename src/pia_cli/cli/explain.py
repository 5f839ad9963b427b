"""``pia explain`` and ``pia rules``."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from pia_cli.cli.options import format_option
from pia_cli.cli.output import choice, emit, emit_json, for_terminal
from pia_cli.cli.rule_names import rules_named
from pia_cli.core.errors import ExitCode

if TYPE_CHECKING:
    from pia_cli.rules.rule import Rule

FORMATS = ("text", "json", "markdown")


def register(app: typer.Typer, cls: type[typer.core.TyperCommand]) -> None:
    """Add the commands to the program."""
    app.command("explain", cls=cls, epilog="pia explain F012\npia explain D")(explain)
    app.command("rules", cls=cls, epilog="pia rules\npia rules --format json")(rules)


def explain(
    code: Annotated[
        str,
        typer.Argument(metavar="CODE", help="規則のコード (F012)、名前、又はコードの始め (F)。"),
    ],
) -> int:
    """規則の意味、根拠、例を説明します。"""
    emit("\n".join(map(_page, rules_named(code))))
    return ExitCode.OK


def rules(
    format_: Annotated[str, format_option(FORMATS)] = "text",
) -> int:
    """規則の一覧を表示します。"""
    from pia_cli.render.generated import rules_markdown
    from pia_cli.rules.registry import RULES

    choice(format_, "--format", FORMATS)
    if format_ == "markdown":
        emit(rules_markdown())
    elif format_ == "json":
        emit_json({"schema": "pia.rules/1", "rules": [rule._asdict() for rule in RULES]})
    else:
        lines = (
            for_terminal(
                f"{rule.code}  {rule.title}（{rule.severity.japanese}、{rule.slug}）", hang=6
            )
            for rule in RULES
        )
        emit("".join(f"{line}\n" for line in lines))
    return ExitCode.OK


def _page(rule: Rule) -> str:
    from pia_cli.rules.explain import EXAMPLE, rule_text

    lines = rule_text(rule).split("\n")  # an example is there to be copied
    return "\n".join(one if one.startswith(EXAMPLE) else for_terminal(one) for one in lines)
