"""Living with findings: the configuration, the baseline and suppressions on the command line."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from pia_cli.cli.output import say
from pia_cli.core.errors import JobError, UsageError
from pia_cli.core.shell import shell_word

if TYPE_CHECKING:
    from pia_cli.config.settings import Options, Settings
    from pia_cli.config.sieve import Sieve
    from pia_cli.report.model import Tally

MOST_STALE = 10
"""Known findings that are no more, told one by one."""


def settings_of(config: Path | None, no_config: bool, options: Options | None = None) -> Settings:
    """The settings of a run. Raises UsageError for what is wrong with the configuration."""
    from pia_cli.config.load import load
    from pia_cli.config.settings import Options, Settings

    if config and no_config:
        message = "--config と --no-config は一緒に使えません"
        raise UsageError(message, "どちらか一方にしてください")
    try:
        here = Path.cwd()
    except OSError:  # a folder that is no more has nothing above it
        here, no_config = Path(), no_config or config is None
    return Settings(load(config, here, none=no_config), options or Options())


def named_baseline(path: Path | None) -> Path | None:
    """The file of --baseline; one must be named."""
    if path is not None and not path.name:
        raise UsageError("--baseline のファイルの名前が空です", "ファイルの名前を書いてください")
    return path


def open_sieve(settings: Settings, write: Path | None) -> Sieve:
    """What holds the findings of the run back. Raises UsageError for a bad baseline."""
    from pia_cli.config.sieve import Sieve

    path = settings.baseline
    if write is None and path is None:
        return Sieve(settings, None)
    from pia_cli.config.baseline import Baseline
    from pia_cli.config.baseline_file import read_baseline  # pydantic: only where it is needed

    if write is None:
        assert path
        return Sieve(settings, read_baseline(path, lambda: settings.baseline_place))
    if settings.options.baseline:
        message = "--baseline と --write-baseline は一緒に使えません"
        raise UsageError(message, "書き込むときは --write-baseline だけを指定してください")
    if not write.name or str(write) == "-":
        message = f"--write-baseline に「{write}」は使えません"
        raise UsageError(message, "ファイルの名前を書いてください")
    old = read_baseline(write) if os.path.exists(write) else Baseline(write)
    return Sieve(settings, old, writes=True)


def refuse_only_versions(settings: Settings, quiet: bool) -> None:
    """Raises UsageError where --select names only rules that one document never breaks.

    A configuration may: `pia diff --check` reads it, too. Then there is a note on stderr.
    """
    if not settings.selected:
        return
    from pia_cli.rules.registry import rules_by_code

    if not all(rules_by_code()[code].versions for code in settings.selected):
        return
    codes = ", ".join(sorted(settings.selected))
    message = f"{codes} は二つの版を比べる規則です。pia validate では何も見つかりません"
    hint = "pia diff --check 旧版 新版 で検査してください"
    if settings.options.select:
        raise UsageError(f"--select の {message}", hint)
    if not quiet:
        say(f"注意: 設定の select の {message}。{hint}")


def refuse_own_files(output: Path | None, settings: Settings, write: Path | None = None) -> None:
    """Raises UsageError where the output is the configuration or a file of known findings."""
    if output is None:
        return
    from pia_cli.cli.files import refuse_inputs  # most runs write no file

    found = settings.loaded.found
    refuse_inputs((output,), [found.path] if found else [], "設定ファイル")
    known = filter(None, (settings.baseline, write))
    refuse_inputs((output,), known, "既知の指摘のファイル")


def tell_idle_globs(settings: Settings, arguments: Sequence[str] = ()) -> None:
    """A note about patterns of ``per-file-ignores`` that mean no file, on stderr.

    Only where it is certain: without ``arguments``, or where one of them is a folder that
    holds all that the configuration is for.
    """
    from pia_cli.check.collect import collect

    found = settings.loaded.found
    if found is None or not settings.loaded.config.per_file_ignores:
        return
    folder = settings.loaded.folder
    whole = (Path(os.path.realpath(one)) for one in arguments if os.path.isdir(one))
    top = Path(os.path.realpath(folder))
    if arguments and not any(top.is_relative_to(one) for one in whole):
        return
    for glob in settings.idle_globs(entry.name for entry in collect([str(folder)])):
        place = f"{found.path}:{settings.loaded.line('per-file-ignores', glob)}"
        say(f"注意: {place}: per-file-ignores の「{glob}」に当たる YAML のファイルはありません")


def save_baseline(report: Tally, sieve: Sieve, inputs: Sequence[Path], quiet: bool) -> None:
    """Write the baseline of a run. Raises JobError where some file could not be read."""
    from pia_cli.cli.files import write_file
    from pia_cli.config.baseline import baseline_text

    assert sieve.baseline
    path = sieve.baseline.path
    if sieve.partial or report.file_counts()["unreadable"]:
        hint = "すべてのファイルを読めるようにして、もう一度実行してください"
        raise JobError(f"読めないファイルがあるため、{path} を書き込みませんでした", hint)
    files = sieve.written()
    write_file(path, baseline_text(files), inputs=inputs)
    if not quiet:
        number = sum(known.total() for known in files.values())
        say(f"既知の指摘 {number} 件を {path} に書き込みました")


def tell_silenced(report: Tally) -> None:
    """What comments hide, on stderr."""
    from pia_cli.core.wareki import to_wareki

    for one in report.silenced:
        found = one.diagnostic
        item = f" {found.item}" if found.item else ""
        until = f"、{to_wareki(one.until)}まで" if one.until else ""
        place = f"{found.file}:{found.span.line}:{found.span.column}"
        why = f"（理由: {one.reason}{until}。{one.span.line} 行目の注釈）"
        say(f"抑制: {place}: {found.code}{item}: {found.message}{why}")


def tell_stale(report: Tally, sieve: Sieve, again: Sequence[str]) -> None:
    """The known findings that are no more, on stderr, and how to be rid of them.

    ``again`` has the words of the run, as a shell takes them, that tell what it finds and at which
    weight: without --stage 案 a blank of a draft would be written as the error it is at 公表.
    """
    if not sieve.stale or not sieve.baseline:
        return
    number = report.hidden.stale
    say(f"{sieve.baseline.path} の既知の指摘のうち {number} 件は、もうありません:")
    for stale in sieve.stale[:MOST_STALE]:
        where = "/".join(map(str, stale.path))
        times = f"（{stale.count} 件）" if stale.count > 1 else ""
        say(f"  {stale.file}: {stale.code} {where}{times}")
    if len(sieve.stale) > MOST_STALE:
        say(f"  ほか {len(sieve.stale) - MOST_STALE} か所")
    words = ("--write-baseline", shell_word(str(sieve.baseline.path)), *again)
    say(
        f"  対処: pia validate {' '.join(words)} で除けます"
        "（その時に見つかる新しい指摘も、既知になります）"
    )
