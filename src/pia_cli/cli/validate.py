"""``pia validate``."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from pia_cli.cli.explain import unknown_rule
from pia_cli.cli.findings import fails, write_report
from pia_cli.cli.output import COLORS, choice, named_file, say
from pia_cli.core.errors import ExitCode, JobError, UsageError

if TYPE_CHECKING:
    from pia_cli.check.collect import Input
    from pia_cli.check.engine import Stage
    from pia_cli.check.run import Outcome
    from pia_cli.core.diagnostic import Diagnostic, Severity
    from pia_cli.report.model import FileResult, Report

STDIN_NAME = "<stdin>"

MANY_FILES = 10
"""From this number of files on, a terminal shows the progress."""


def register(app: typer.Typer, cls: type[typer.core.TyperCommand]) -> None:
    """Add the command to the program."""
    app.command(
        "validate",
        cls=cls,
        epilog=(
            "pia validate examples/koriyama_kaigo.yaml\n"
            "pia validate --stage 案 --fail-on warning 国保.yaml\n"
            "pia validate --format json -o 結果.json 国保.yaml\n"
            "pia validate --format sarif -o pia.sarif 国保.yaml"
        ),
    )(validate)


def validate(
    paths: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="PATHS",
            help=(
                'ファイル、フォルダ（中の評価書を全て）、"**/*.yaml" のようなワイルドカード、'
                "又は - (標準入力)。省略すると今のフォルダ。"
            ),
        ),
    ] = None,
    format_: Annotated[
        str,
        typer.Option(
            "--format",
            metavar="形式",
            help=(
                "出力の形式: text, concise, json。"
                "CI では github, gitlab, sarif, junit, markdown（docs/ci.md）。"
            ),
        ),
    ] = "text",
    select: Annotated[
        list[str] | None,
        typer.Option(
            "--select", metavar="規則", help="この規則だけを出力します（F012、F、F,D001 など）。"
        ),
    ] = None,
    ignore: Annotated[
        list[str] | None,
        typer.Option("--ignore", metavar="規則", help="この規則を出力しません（書き方は同じ）。"),
    ] = None,
    fail_on: Annotated[
        str,
        typer.Option(
            "--fail-on",
            metavar="重さ",
            help="この重さ以上の指摘で終了コード 1: error, warning, info。",
        ),
    ] = "error",
    stage: Annotated[
        str,
        typer.Option(
            "--stage", metavar="段階", help="案 又は 公表。案 では空欄を情報として扱います。"
        ),
    ] = "公表",
    today: Annotated[
        str | None,
        typer.Option(
            "--today",
            metavar="日付",
            help="期限などを調べる基準の日（2026-04-01、令和8年4月1日）。省略すると今日。",
        ),
    ] = None,
    stdin_filename: Annotated[
        str, typer.Option("--stdin-filename", metavar="名前", help="標準入力に付ける名前。")
    ] = STDIN_NAME,
    output: Annotated[
        Path | None,
        typer.Option(
            "--output",
            "-o",
            metavar="ファイル",
            help="結果を書き込むファイル。省略すると標準出力。",
        ),
    ] = None,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="要約を表示しません。")] = False,
    verbose: Annotated[
        bool, typer.Option("--verbose", "-v", help="評価書として扱わなかったファイルも表示します。")
    ] = False,
    color: Annotated[
        str, typer.Option("--color", metavar="色", help="色付け: auto, always, never。")
    ] = "auto",
) -> int:
    """評価書を様式に照らして検査します。"""
    from pia_cli.check.collect import STDIN, collect
    from pia_cli.check.engine import Stage
    from pia_cli.core.diagnostic import Severity
    from pia_cli.report import FORMATS

    choice(format_, "--format", FORMATS)
    choice(color, "--color", COLORS)
    limit = Severity(choice(fail_on, "--fail-on", [level.value for level in Severity]))
    wanted = Stage(choice(stage, "--stage", [level.value for level in Stage]))
    day = _day(today)
    selected, ignored = _codes(select, "--select"), _codes(ignore, "--ignore")
    if "" in (paths or ()):
        raise UsageError(
            "PATHS に空の名前があります", "フォルダの全体を調べるには . と書いてください"
        )
    if stdin_filename != STDIN_NAME and STDIN not in (paths or ()):
        raise UsageError("--stdin-filename は標準入力の名前です", "PATHS に - も指定してください")
    inputs = collect(paths or ["."], stdin_filename)
    report = _report(_outcomes(inputs, wanted, day, quiet), selected, ignored)
    files = [entry.path for entry in inputs if entry.path]
    write_report(report, format_, named_file(output), color, files, limit)
    _tell(report, quiet, verbose)
    return _exit_code(report, limit)


def _day(text: str | None) -> date:
    """The day of --today, else the real one; UsageError for what is no day."""
    from pia_cli.core.text import visible
    from pia_cli.core.wareki import DateError, parse_date

    if text is None:
        return date.today()
    why = ""
    try:
        found = parse_date(text.strip()).exact
    except DateError as error:
        found, why = None, f"。{error}"
    if found is None:
        message = f"--today に「{visible(text)}」は使えません{why}"
        raise UsageError(message, "「2026-04-01」又は「令和8年4月1日」の形で書いてください")
    return found


def _codes(options: Sequence[str] | None, option: str) -> frozenset[str]:
    """The codes of an option's codes, prefixes and names; UsageError for one no rule has."""
    from pia_cli.rules.registry import matching

    words = [word.strip() for text in options or () for word in re.split("[,、，]", text)]
    if "" in words:
        raise UsageError(f"{option} に空の規則があります", "F や D001 のように書いてください")
    for word in words:
        if not matching(word):
            raise unknown_rule(word)
    return frozenset(rule.code for word in words for rule in matching(word))


def _outcomes(inputs: Sequence[Input], stage: Stage, today: date, quiet: bool) -> Iterator[Outcome]:
    from pia_cli.check.run import check_input

    if quiet or len(inputs) < MANY_FILES or not sys.stderr.isatty():
        yield from (check_input(entry, stage, today) for entry in inputs)
        return
    from rich.console import Console
    from rich.progress import track

    console = Console(file=sys.stderr)
    try:
        for entry in track(inputs, "検査しています", console=console, transient=True):
            yield check_input(entry, stage, today)
    finally:  # an interrupt may come while the progress is just being set up
        console.show_cursor(True)


def _report(
    outcomes: Iterable[Outcome], selected: frozenset[str], ignored: frozenset[str]
) -> Report:
    """All outcomes as one report; the documents themselves are let go one by one."""
    from pia_cli.report.model import Hidden, Report

    def is_wanted(code: str) -> bool:
        return (not selected or code in selected) and code not in ignored

    files: list[FileResult] = []
    shown: list[Diagnostic] = []
    hidden = omitted = skipped = 0
    for outcome in outcomes:
        found = outcome.document.diagnostics if outcome.document else ()
        wanted = [one for one in found if is_wanted(one.code)]
        shown += wanted
        hidden += len(found) - len(wanted)
        if outcome.document:
            omitted += outcome.document.omitted
            skipped += sum(map(is_wanted, outcome.document.skipped))
        files.append(_file(outcome, bool(wanted)))
    shown.sort(key=lambda one: one.sort_key)
    left_out = Hidden(ignored=hidden, omitted=omitted, skipped_rules=skipped)
    return Report(tuple(files), tuple(shown), left_out)


def _file(outcome: Outcome, has_findings: bool) -> FileResult:
    """The outcome for the report, with the text where an excerpt will be shown."""
    from pia_cli.report.model import FileResult

    name, document = outcome.input.name, outcome.document
    if document:
        return FileResult(name, "checked", document.source if has_findings else None)
    return FileResult(name, "skipped" if outcome.skipped else "unreadable", None, outcome.message)


def _tell(report: Report, quiet: bool, verbose: bool) -> None:
    """What belongs on stderr: files that could not be read, skipped files (-v), the summary."""
    from pia_cli.report.summary import summary_line

    for file in report.files:
        if file.status == "unreadable":
            say(f"pia: {file.message}")
        elif file.status == "skipped" and verbose:
            say(f"対象外: {file.path}: {file.message}")
    if not quiet and report.file_counts()["checked"]:
        say(summary_line(report))


def _exit_code(report: Report, limit: Severity) -> int:
    counts = report.file_counts()
    if counts["unreadable"]:
        return ExitCode.FAILED
    if not counts["checked"]:
        hint = "「様式: 重点項目評価書」の行がある .yaml か .yml のファイルを指定してください"
        if counts["skipped"]:
            hint += f"（対象外 {counts['skipped']} ファイルの名前は -v で表示します）"
        raise JobError("検査する評価書が見つかりません", hint)
    return ExitCode.FINDINGS if fails(report, limit) else ExitCode.OK
