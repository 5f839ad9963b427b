"""Findings as every command writes them, and when they fail it."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import replace
from itertools import chain
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

from pia_cli.cli.output import (
    CHARACTERS_AT_ONCE,
    emit,
    emit_segments,
    is_read,
    terminal_width,
    wants_color,
)
from pia_cli.core.errors import JobError
from pia_cli.core.lazy import lazy
from pia_cli.core.reasons import reason

if TYPE_CHECKING:
    from pia_cli.core.diagnostic import Severity
    from pia_cli.report.model import Layout, Tally
    from pia_cli.report.styled import Segment

SUFFIXES = {
    ".txt": "text",
    ".json": "json",
    ".sarif": "sarif",
    ".xml": "junit",
    ".md": "markdown",
}
"""The format that the name of an output file stands for."""

STEP_SUMMARY = "GITHUB_STEP_SUMMARY"
"""The variable that names the file whose Markdown GitHub shows below a job."""


class Output:
    """Writes the findings of a run as its files are done, in a format of `STREAMS`.

    To a file everything is written at the end, whole or not at all. ``aside`` goes around
    what is written to stdout meanwhile.
    """

    def __init__(self, format_: str, output: Path | None, color: str, layout: Layout) -> None:
        from pia_cli.report import STREAMS, STYLED

        self.format, self.output = format_, output
        self.aside: Callable[[], AbstractContextManager[None]] = nullcontext
        self.styled = output is None and format_ in STYLED and wants_color(color, sys.stdout)
        width, parts = terminal_width(sys.stdout), is_read(sys.stdout)
        shown = layout if output else replace(layout, width=width, parts=parts)
        self.summary = os.environ.get(STEP_SUMMARY, "") if format_ == "github" else ""
        self.writings = ((format_, shown), *([("markdown", layout)] if self.summary else []))
        self._collectors = [STREAMS[name].collector() for name, _ in self.writings]
        self._started = False

    @lazy
    def _waiting(self) -> IO[str]:
        """What is for a file, until the end."""
        from pia_cli.report.stream import spool

        return spool()

    def add(self, pieces: Sequence[Any]) -> None:
        """Take the pieces of a file, in the order of ``writings``."""
        if self.styled:
            self._add_styled(pieces[0])
            return
        with _waiting_place():
            texts = [
                "".join(collector.add(piece))
                for collector, piece in zip(self._collectors, pieces, strict=True)
            ]
            if self.output:
                self._waiting.write(texts[0])
                self._waiting.flush()
        if texts[0] and not self.output:
            with self.aside():
                emit(texts[0])

    def end(self, tally: Tally, inputs: Sequence[Path]) -> None:
        """Write what is left. Raises UsageError and JobError as `write_file` does."""
        rest = self._collectors[0].end(tally)
        if self.output:
            from pia_cli.cli.files import write_file  # most runs write no file

            with self._waiting as waiting:
                waiting.seek(0)
                first = iter(lambda: waiting.read(CHARACTERS_AT_ONCE), "")
                write_file(self.output, chain(first, rest), inputs=inputs)
        else:
            for text in rest:
                emit(text)
        if self.summary:
            _append(self.summary, "".join(self._collectors[1].end(tally)))

    def close(self) -> None:
        """Let go of what was to be written, where the run ends early."""
        for collector in self._collectors:
            collector.close()
        if "_waiting" in self.__dict__:
            from pia_cli.report.stream import let_go

            let_go(self._waiting)

    def _add_styled(self, piece: list[Segment]) -> None:
        from pia_cli.report import BETWEEN
        from pia_cli.report.styled import Style

        if piece:
            first = [(Style.PLAIN, BETWEEN[self.format])] if self._started else []
            self._started = True
            with self.aside():
                emit_segments([*first, *piece], True)


@contextmanager
def _waiting_place() -> Iterator[None]:
    """Raises JobError where what waits for the end of a run finds no room on the disk."""
    try:
        yield
    except OSError as error:
        raise JobError(
            f"結果を一時ファイルに書き込めません（{reason(error)}）",
            "空きのあるフォルダを環境変数 TMPDIR に指定してください",
        ) from error


def _append(name: str, text: str) -> None:
    """Add a text to what other steps wrote. Raises JobError where that fails."""
    try:
        with open(name, "ab") as file:
            file.write(f"\n{text}".encode("utf-8", "backslashreplace"))
    except (OSError, ValueError) as error:
        message = f"{STEP_SUMMARY} のファイル {name} に書き込めません（{reason(error)}）"
        raise JobError(message, f"{STEP_SUMMARY} を空にすると要約を書きません") from error


def fails(report: Tally, limit: Severity) -> bool:
    """Whether a run has a finding of this severity or a graver one."""
    return any(number and one.rank >= limit.rank for one, number in report.counts().items())
