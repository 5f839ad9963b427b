"""The document that is previewed, and who waits for its next reading."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from concurrent.futures import Future
from datetime import date
from pathlib import Path
from threading import Thread

from pia_cli.preview.snapshot import Snapshot, take

Signature = tuple[int, ...]
"""What of a file's entry changes when it is saved; empty where there is no file."""


class Preview:
    """A file and its last `Snapshot`; one reading is kept, however many pages are open."""

    def __init__(self, path: Path, name: str) -> None:
        """Read the file for the first time. Never raises for what it holds."""
        self.path = path
        self.closed = False
        self._name = name
        self._signature = signature(path)
        self._snapshot = take(path, name, date.today())
        self._changed = asyncio.Event()

    @property
    def snapshot(self) -> Snapshot:
        """The last reading."""
        return self._snapshot

    def is_outdated(self) -> bool:
        """Whether the file was saved, replaced or removed since it was read."""
        return signature(self.path) != self._signature

    async def refresh(self) -> None:
        """Read the file again, beside the event loop, and wake who waits."""
        self._signature = signature(self.path)
        self._snapshot = await _beside(self._take)
        self._wake()

    async def revisions(self) -> AsyncIterator[int]:
        """The revision now, then each new one, until the preview is closed."""
        last = 0
        while not self.closed:
            changed = self._changed
            if self._snapshot.revision != last:
                last = self._snapshot.revision
                yield last
            else:
                await changed.wait()

    def close(self) -> None:
        """End all `revisions`."""
        self.closed = True
        self._wake()

    def _take(self) -> Snapshot:
        return take(self.path, self._name, date.today(), self._snapshot)

    def _wake(self) -> None:
        changed, self._changed = self._changed, asyncio.Event()
        changed.set()


async def _beside(read: Callable[[], Snapshot]) -> Snapshot:
    """The result of a reading in a thread that does not keep the program from ending."""
    result: Future[Snapshot] = Future()
    result.set_running_or_notify_cancel()

    def run() -> None:
        try:
            result.set_result(read())
        except BaseException as error:
            result.set_exception(error)

    Thread(target=run, daemon=True).start()
    return await asyncio.wrap_future(result)


def signature(path: Path) -> Signature:
    """The signature of a file; never raises."""
    try:
        entry = path.stat()
    except (OSError, ValueError):
        return ()
    return (entry.st_dev, entry.st_ino, entry.st_size, entry.st_mtime_ns, entry.st_ctime_ns)
