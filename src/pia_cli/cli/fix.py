"""``pia fix``."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from pia_cli.cli.files import replace_unchanged
from pia_cli.cli.options import QuietOption
from pia_cli.cli.output import emit, refuse_no_name, say
from pia_cli.core.errors import ExitCode, JobError, UsageError
from pia_cli.core.shell import shell_word
from pia_cli.core.stdin import STDIN

if TYPE_CHECKING:
    from pia_cli.check.collect import Input
    from pia_cli.check.fix import Fixed

MOST_LEFT = 50
"""Places of one file that could not be mended, told one by one."""


def register(app: typer.Typer, cls: type[typer.core.TyperCommand]) -> None:
    """Add the command to the program."""
    app.command(
        "fix",
        cls=cls,
        epilog=(
            "pia fix --diff examples/koriyama_kaigo.yaml\n"
            "pia fix --select D003 国保.yaml\n"
            "pia fix --wareki 国保.yaml"
        ),
    )(fix)


def fix(
    paths: Annotated[
        list[str],
        typer.Argument(
            metavar="PATHS", help="評価書のファイル、又はフォルダ（中の評価書を全て）。"
        ),
    ],
    show_diff: Annotated[
        bool, typer.Option("--diff", help="ファイルを書き換えず、直すところを表示します。")
    ] = False,
    select: Annotated[
        list[str] | None,
        typer.Option(
            "--select", metavar="規則", help="この規則の指摘だけを直します（D003 など）。"
        ),
    ] = None,
    wareki: Annotated[
        bool, typer.Option("--wareki", help="2026-02-16 のような日付を和暦に直します。")
    ] = False,
    exit_code: Annotated[
        bool, typer.Option("--exit-code", help="直すところがあれば終了コード 1 にします。")
    ] = False,
    quiet: QuietOption = False,
) -> int:
    """意味の変わらない書き誤りを直します。ほかの部分は1バイトも変えません。"""
    from pia_cli.check.collect import collect

    refuse_no_name(paths)
    if STDIN in paths and not show_diff:
        raise UsageError("標準入力は書き換えられません", "--diff を付けてください")
    codes = _codes(select)
    results = list(_results(collect(paths), codes, wareki, show_diff))
    if not results:
        raise JobError("直す評価書がありません", "評価書のファイルかフォルダを指定してください")
    if not quiet:
        for name, fixed in results:
            _tell(name, fixed, show_diff)
    changed = any(fixed and fixed.counts for _, fixed in results)
    if any(fixed is None for _, fixed in results):
        return ExitCode.FAILED
    return ExitCode.FINDINGS if exit_code and changed else ExitCode.OK


def _codes(select: list[str] | None) -> frozenset[str]:
    """The codes of the fixable rules that --select names; all without it.

    Raises UsageError for what names no rule, and where none of those named is fixable.
    """
    from pia_cli.rules.fixes import FIXES

    if select is None:
        return frozenset(FIXES)
    from pia_cli.cli.rule_names import codes_of

    codes = codes_of(select, "--select") & FIXES.keys()
    if not codes:
        raise UsageError(
            f"--select の「{'、'.join(select)}」に、直せる規則はありません",
            f"直せる規則: {', '.join(sorted(FIXES))}",
        )
    return codes


def _results(
    inputs: tuple[Input, ...], codes: frozenset[str], wareki: bool, show_diff: bool
) -> Iterator[tuple[str, Fixed | None]]:
    """The files that were mended or are in order; None for one that could not be."""
    from pia_cli.check.run import read_input
    from pia_cli.document.files import looks_like_assessment

    for entry in inputs:
        try:
            data = read_input(entry)
            if not looks_like_assessment(data):
                if entry.explicit:
                    raise JobError(f"評価書ではないようです: {entry.name}")
                continue
            yield entry.name, _mended(data, entry.name, codes, wareki, show_diff)
        except JobError as error:
            if len(inputs) == 1:
                raise
            say(f"pia: {error.message}")
            yield entry.name, None


def _mended(data: bytes, name: str, codes: frozenset[str], wareki: bool, show_diff: bool) -> Fixed:
    """One file mended, or what that would change shown. Raises JobError where it cannot be."""
    from pia_cli.check.fix import fix as mended

    fixed = mended(data, name, codes, wareki=wareki, today=date.today())
    if fixed.refused:
        why = f"{fixed.refused.span.line} 行目: {fixed.refused.message}"
        raise JobError(
            f"{name}: YAML として読めないところがあるため、直していません（{why}）",
            fixed.refused.hint or f"pia validate {shell_word(name)} で原因を表示します",
        )
    if show_diff:
        from pia_cli.report.edits import diff_of

        emit(diff_of(name, data, fixed.data))
    elif fixed.data != data:
        replace_unchanged(Path(name), data, fixed.data)
    return fixed


def _tell(name: str, fixed: Fixed | None, show_diff: bool) -> None:
    if fixed is None:
        return
    total = sum(fixed.counts.values())
    if not total and not fixed.left:
        say(f"{name}: 直すところはありません")
        return
    each = "、".join(f"{code} {count}" for code, count in fixed.counts.items())
    done = f"{total} か所を直{'せます' if show_diff else 'しました'}（{each}）" if total else ""
    left = f"{len(fixed.left)} か所は自動では直せません" if fixed.left else ""
    say(f"{name}: {'。'.join(filter(None, (done, left)))}")
    for one in fixed.left[:MOST_LEFT]:
        found = one.finding
        item = f" {found.item}" if found.item else ""
        say(f"  {name}:{found.span.line}:{found.span.column}: {found.code}{item}: {one.why}")
    if len(fixed.left) > MOST_LEFT:
        say(f"  ほか {len(fixed.left) - MOST_LEFT} か所")
