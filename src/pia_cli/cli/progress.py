"""The progress of a long run on a terminal: files, rate, findings so far."""

from __future__ import annotations

import contextlib
import sys
import time
from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.progress import Progress

MANY_FILES = 10
"""From this number of files on, a terminal shows the progress."""

EVERY = 0.1
"""Seconds between two looks of it."""


class NoProgress:
    """No progress."""

    def step(self, findings: int) -> None:
        """A file is done."""

    @contextlib.contextmanager
    def aside(self) -> Iterator[None]:
        """Make room for what is written to the same terminal."""
        yield


class Bar(NoProgress):
    """A line on stderr, drawn by the steps and by no thread: processes are forked meanwhile."""

    def __init__(self, progress: Progress, total: int) -> None:
        self.progress = progress
        self.task = progress.add_task("検査しています", total=total, rate=0.0, findings=0)
        self.done = self.findings = 0
        self.started = self.drawn = time.monotonic()

    def step(self, findings: int) -> None:
        self.done += 1
        self.findings += findings
        now = time.monotonic()
        rate = self.done / max(now - self.started, 0.001)
        self.progress.update(
            self.task, completed=self.done, rate=rate, findings=self.findings, refresh=False
        )
        if now - self.drawn >= EVERY:
            self.drawn = now
            self.progress.refresh()

    @contextlib.contextmanager
    def aside(self) -> Iterator[None]:
        if not sys.stdout.isatty():
            yield
            return
        self.progress.stop()
        yield
        self.progress.start()


@contextlib.contextmanager
def progress(total: int, quiet: bool) -> Iterator[NoProgress]:
    """The progress of a number of files; nothing for few files and where nobody looks."""
    if quiet or total < MANY_FILES or not sys.stderr.isatty():
        yield NoProgress()
        return
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn

    console = Console(file=sys.stderr)
    if not console.is_interactive:  # a terminal that cannot take back what it shows
        yield NoProgress()
        return
    columns = (
        TextColumn("{task.description}"),
        BarColumn(bar_width=20),
        TextColumn("{task.completed}/{task.total} ファイル"),
        TextColumn("毎秒 {task.fields[rate]:.1f}"),
        TextColumn("指摘 {task.fields[findings]}"),
    )
    shown = Progress(
        *columns,
        console=console,
        auto_refresh=False,
        transient=True,
        redirect_stdout=False,
        redirect_stderr=False,
    )
    try:
        with shown:
            yield Bar(shown, total)
    finally:  # an interrupt may come while the progress is just being set up
        console.show_cursor(True)
