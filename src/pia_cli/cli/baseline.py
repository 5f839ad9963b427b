"""The known findings of a run: read, written, and told where they are no more."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from pia_cli.cli.output import say
from pia_cli.core.errors import JobError, UsageError
from pia_cli.core.shell import shell_word

if TYPE_CHECKING:
    from pia_cli.config.settings import Settings
    from pia_cli.config.sieve import Sieve
    from pia_cli.report.model import Tally

MOST_STALE = 10
"""Known findings that are no more, told one by one."""


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


def save_baseline(report: Tally, sieve: Sieve, inputs: Sequence[Path], quiet: bool) -> None:
    """Write the baseline of a run. Raises JobError where some file could not be read."""
    from pia_cli.cli.files import write_file
    from pia_cli.config.baseline import baseline_text

    assert sieve.baseline
    path = sieve.baseline.path
    if sieve.partial or report.file_counts()["unreadable"]:
        hint = "全てのファイルを読めるようにして、もう一度実行してください"
        raise JobError(f"読めないファイルがあるため、{path} を書き込みませんでした", hint)
    files = sieve.written()
    write_file(path, baseline_text(files), inputs=inputs)
    if not quiet:
        number = sum(known.total() for known in files.values())
        say(f"既知の指摘 {number} 件を {path} に書き込みました")


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
        "（その時に見つかる新しい指摘も、既知になります）",
        whole=True,
    )
