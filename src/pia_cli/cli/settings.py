"""The settings of a run: found, and held against its options and its files."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from pia_cli.cli.output import say
from pia_cli.core.errors import UsageError

if TYPE_CHECKING:
    from pia_cli.config.settings import RunOptions, Settings


def settings_of(
    config: Path | None, no_config: bool, options: RunOptions | None = None
) -> Settings:
    """The settings of a run. Raises UsageError for what is wrong with the configuration."""
    from pia_cli.config.load import load
    from pia_cli.config.settings import RunOptions, Settings

    if config and no_config:
        message = "--config と --no-config は一緒に使えません"
        raise UsageError(message, "どちらか一方にしてください")
    try:
        here = Path.cwd()
    except OSError:  # a folder that is no more has nothing above it
        here, no_config = Path(), no_config or config is None
    return Settings(load(config, here, none=no_config), options or RunOptions())


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
