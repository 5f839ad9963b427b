"""Formats that take the files of a run one by one, so that memory does not grow with their number.

What is written of a file is made where it is checked, also in another process (``piece``); a
``Collector`` puts the pieces together. Where a format begins with what only the end knows, the
pieces wait in a temporary file.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from typing import IO, Any, NamedTuple, Protocol

from pia_cli.core.lazy import lazy
from pia_cli.report.model import Layout, Report, Tally

IN_MEMORY = 4 * 1024 * 1024
"""Bytes of waiting pieces from which on they wait on the disk."""

AT_ONCE = 64 * 1024
"""Characters read back from the disk in one go."""


class Collector(Protocol):
    """Puts the pieces of a run together, in the order in which they are added."""

    def add(self, piece: Any) -> Iterator[str]:
        """Take a piece; what can be written already."""

    def end(self, tally: Tally) -> Iterator[str]:
        """What is still to be written after the last piece."""

    def close(self) -> None:
        """Let go of what waits, also where the run ends early; nothing does by default."""
        return


class Stream(NamedTuple):
    """A format: ``piece`` makes plain data of a report on one or more files.

    ``quotes`` where it shows or hashes lines of these, so that it needs their texts.
    """

    piece: Callable[[Report, Layout], Any]
    collector: Callable[[], Collector]
    quotes: bool = False

    def whole(self, report: Report, layout: Layout) -> str:
        """A whole report at once."""
        collector = self.collector()
        first = list(collector.add(self.piece(report, layout)))
        return "".join([*first, *collector.end(report.tally())])


@dataclass
class Joined(Collector):
    """Texts one after the other with something between them; empty ones are left out."""

    between: str = ""
    started: bool = False

    def add(self, piece: str) -> Iterator[str]:
        if piece:
            if self.started and self.between:
                yield self.between
            self.started = True
            yield piece

    def end(self, tally: Tally) -> Iterator[str]:
        return iter(())


def spool() -> IO[str]:
    """A text that goes to the disk when it grows; no other can open it."""
    import tempfile  # brings a third of what a run of one file loads

    return tempfile.SpooledTemporaryFile(
        IN_MEMORY, "w+", encoding="utf-8", errors="surrogatepass", newline=""
    )


def let_go(waiting: IO[str]) -> None:
    """Close what waited; where it finds no room now either, that was told before."""
    with suppress(OSError):
        waiting.close()


@dataclass
class Spooled(Collector):
    """Texts that wait for what comes before them.

    ``around`` gives the text before and after the pieces; it is told whether there are any.
    """

    around: Callable[[Tally, bool], tuple[str, str]]
    between: str = ""
    joined: Joined = field(init=False)

    def __post_init__(self) -> None:
        self.joined = Joined(self.between)

    @lazy
    def waiting(self) -> IO[str]:
        """Where they wait."""
        return spool()

    def close(self) -> None:
        if "waiting" in self.__dict__:
            let_go(self.waiting)

    def add(self, piece: str) -> Iterator[str]:
        self.waiting.writelines(self.joined.add(piece))
        self.waiting.flush()  # a full disk is found here, not at the end
        return iter(())

    def end(self, tally: Tally) -> Iterator[str]:
        before, after = self.around(tally, self.joined.started)
        yield before
        with self.waiting as waiting:
            waiting.seek(0)
            while part := waiting.read(AT_ONCE):
                yield part
        yield after
