"""``pia validate``."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from pia_cli.cli.baseline import named_baseline, open_sieve, save_baseline, tell_stale
from pia_cli.cli.findings import SUFFIXES, Output
from pia_cli.cli.options import (
    ColorOption,
    ConfigOption,
    NoConfigOption,
    QuietOption,
    ResultOption,
    number_option,
)
from pia_cli.cli.output import (
    COLORS,
    choice,
    format_of,
    named_file,
    refuse_no_name,
    say,
)
from pia_cli.cli.run import exit_code, run, tell, tell_silenced
from pia_cli.cli.settings import (
    refuse_only_versions,
    refuse_own_files,
    settings_of,
    tell_idle_globs,
)
from pia_cli.core.errors import ExitCode, UsageError
from pia_cli.core.shell import shell_options, shell_paths
from pia_cli.core.stdin import STDIN, STDIN_NAME

if TYPE_CHECKING:
    from pia_cli.batch.shard import Shard
    from pia_cli.config.settings import RunOptions

MOST_JOBS = 999


def register(app: typer.Typer, cls: type[typer.core.TyperCommand]) -> None:
    """Add the command to the program."""
    app.command(
        "validate",
        cls=cls,
        epilog=(
            "pia validate examples/koriyama_kaigo.yaml\n"
            "pia validate --stage 案 --fail-on warning 国保.yaml\n"
            "pia validate -o 結果.json 国保.yaml\n"
            "pia validate -o pia.sarif 国保.yaml"
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
                f"省略すると -o の拡張子（{', '.join(SUFFIXES)}）、なければ text。"
            ),
        ),
    ] = "",
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
        str | None,
        typer.Option(
            "--fail-on",
            metavar="重さ",
            help="この重さ以上の指摘で終了コード 1: error（既定）, warning, info。",
        ),
    ] = None,
    stage: Annotated[
        str | None,
        typer.Option(
            "--stage",
            metavar="段階",
            help="案 又は 公表（既定）。案 では空欄を情報として扱います。",
        ),
    ] = None,
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
    output: ResultOption = None,
    quiet: QuietOption = False,
    verbose: Annotated[
        bool, typer.Option("--verbose", "-v", help="評価書として扱わなかったファイルも表示します。")
    ] = False,
    color: ColorOption = "auto",
    config: ConfigOption = None,
    no_config: NoConfigOption = False,
    baseline: Annotated[
        Path | None,
        typer.Option(
            "--baseline",
            metavar="ファイル",
            help="既知の指摘のファイル。そこにある指摘は出力せず、数えます。",
        ),
    ] = None,
    write_baseline: Annotated[
        Path | None,
        typer.Option(
            "--write-baseline",
            metavar="ファイル",
            help=(
                "今の指摘を、既知の指摘のファイルに書き込みます。"
                "案 の空欄は、案 でだけ既知になります。"
            ),
        ),
    ] = None,
    show_suppressed: Annotated[
        bool,
        typer.Option("--show-suppressed", help="注釈で抑制された指摘を、理由とともに表示します。"),
    ] = False,
    shard: Annotated[
        str | None,
        typer.Option(
            "--shard",
            metavar="番号/台数",
            help="名前で分けた一部だけを検査します（8 台の 2 台目は 2/8。docs/scale.md）。",
        ),
    ] = None,
    no_cache: Annotated[
        bool,
        typer.Option(
            "--no-cache", help="前の検査の結果（キャッシュ）を使わず、取ってもおきません。"
        ),
    ] = False,
    jobs: Annotated[
        str | None,
        typer.Option(
            "--jobs",
            "-j",
            metavar="数",
            help=(
                "検査を分担するプロセスの数。省略すると、ファイルが多いときは使えるプロセッサーの数、"
                "少なければ 1。結果は数によらず同じです。"
            ),
        ),
    ] = None,
) -> int:
    """評価書を様式に照らして検査します。"""
    from pia_cli.batch.part import Job
    from pia_cli.batch.run import cache_for
    from pia_cli.check.collect import collect
    from pia_cli.report import STREAMS
    from pia_cli.report.model import Layout

    output = named_file(output)
    format_ = choice(format_ or format_of(output, SUFFIXES, "text"), "--format", STREAMS)
    choice(color, "--color", COLORS)
    day, processes = _day(today), number_option(jobs, "--jobs", MOST_JOBS)
    share = _share(shard, write_baseline)
    options = _options(select, ignore, fail_on, stage, baseline)
    _refuse_names(paths or (), stdin_filename)
    settings = settings_of(config, no_config, options)
    refuse_own_files(output, settings, write_baseline)
    refuse_only_versions(settings, quiet)
    sieve = open_sieve(settings, write_baseline)
    every = collect(paths or ["."], stdin_filename)
    inputs = share.of(every) if share else every
    files = [entry.path for entry in inputs if entry.path]
    layout = Layout(ambiguous=settings.ambiguous_width, fails=settings.fail_on)
    with closing(Output(format_, output, color, layout)) as results:
        job = Job(
            stage=settings.stage,
            today=day,
            settings=settings,
            baseline=sieve.baseline,
            writes_baseline=sieve.writes,
            writings=results.writings,
            styled=results.styled,
            silenced=show_suppressed,
            cache=None if no_cache else cache_for(inputs),
        )
        report = run(job, inputs, processes, quiet, results, sieve)
        results.end(report, files)
    tell(report, quiet, verbose)
    if show_suppressed:
        tell_silenced(report)
    if not quiet:
        again = _words_again(
            paths or (), stdin_filename, config, no_config, select, ignore, stage, today
        )
        tell_stale(report, sieve, again)
        tell_idle_globs(settings, paths or ["."])
    checked = report.file_counts()["unreadable"] + report.file_counts()["checked"]
    if share and every and not checked:
        if not quiet:
            say(f"--shard {share} に当たる評価書はありません（全体で {len(every)} ファイル）")
        return ExitCode.OK
    code = exit_code(report, settings.fail_on)
    if write_baseline:
        save_baseline(report, sieve, files, quiet)
    return code


def _refuse_names(paths: Sequence[str], stdin_filename: str) -> None:
    """Raise UsageError for an empty name among PATHS, or one of a standard input not asked for."""
    refuse_no_name(paths)
    if stdin_filename != STDIN_NAME and STDIN not in paths:
        raise UsageError("--stdin-filename は標準入力の名前です", "PATHS に - も指定してください")


def _options(
    select: Sequence[str] | None,
    ignore: Sequence[str] | None,
    fail_on: str | None,
    stage: str | None,
    baseline: Path | None,
) -> RunOptions:
    """What goes over the configuration. Raises UsageError for a value that is none."""
    from pia_cli.check.stage import Stage
    from pia_cli.config.settings import RunOptions
    from pia_cli.core.diagnostic import Severity

    for value, option, levels in ((fail_on, "--fail-on", Severity), (stage, "--stage", Stage)):
        if value is not None:
            choice(value, option, [level.value for level in levels])
    selected, ignored = _codes(select, "--select"), _codes(ignore, "--ignore")
    return RunOptions(selected or None, ignored, fail_on, stage, named_baseline(baseline))


def _words_again(
    paths: Sequence[str],
    stdin_filename: str,
    config: Path | None,
    no_config: bool,
    select: Sequence[str] | None,
    ignore: Sequence[str] | None,
    stage: str | None,
    today: str | None,
) -> tuple[str, ...]:
    """The words of the run, as a shell takes them, that say what it finds and at which weight."""
    weighing = {
        "--config": config,
        "--no-config": no_config,
        "--select": select,
        "--ignore": ignore,
        "--stage": stage,
        "--today": today,
        "--stdin-filename": None if stdin_filename == STDIN_NAME else stdin_filename,
    }
    return (*shell_options(weighing), *shell_paths(paths))


def _share(text: str | None, write_baseline: Path | None) -> Shard | None:
    """The share of --shard. Raises UsageError for what is none, or makes half a baseline."""
    if text is None:
        return None
    from pia_cli.batch.shard import parse_shard

    share = parse_shard(text)
    if write_baseline:
        raise UsageError(
            "--shard と --write-baseline は一緒に使えません", "--shard を外してください"
        )
    return share


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
    """The codes of the rules that an option names. Raises UsageError for what names none."""
    if not options:
        return frozenset()
    from pia_cli.cli.rule_names import codes_of  # most runs name no rule

    return codes_of(options, option)
