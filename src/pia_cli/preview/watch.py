"""Notice that the file was saved."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from contextlib import aclosing
from pathlib import Path

from watchfiles import awatch
from watchfiles._rust_notify import WatchfilesRustInternalError

from pia_cli.preview.preview import Preview

SETTLED = 100
"""Milliseconds without a further change after which a save is taken to be complete."""

LONGEST = 1000
"""Milliseconds after which unceasing changes are looked at nevertheless."""

POLL = 2000
"""Milliseconds between two looks at a file whose changes the system does not tell."""


async def watch(preview: Preview) -> None:
    """Refresh the preview whenever its file is saved, replaced, removed or there again.

    Watches the folder, because many editors put a new file in the place of the old one.
    Where the system tells nothing (network drives, a folder that went away), looking at the
    file every few seconds is the rest. Runs until it is cancelled.
    """
    while True:
        folders = _folders(preview.path)
        try:
            await _watch_folders(preview, folders)
        except* (OSError, WatchfilesRustInternalError):  # none there, or too many on the system
            await asyncio.sleep(POLL / 1000)
            if preview.is_outdated():
                await preview.refresh()


async def _watch_folders(preview: Preview, folders: Mapping[Path, tuple[int, int]]) -> None:
    """Watch until other folders are the ones to watch."""
    changes = awatch(
        *folders,
        watch_filter=None,
        debounce=LONGEST,
        step=SETTLED,
        rust_timeout=POLL,
        yield_on_timeout=True,
        recursive=False,
    )
    async with aclosing(changes):
        async for found in changes:
            named = any(Path(path).name == preview.path.name for _, path in found)
            if named or preview.is_outdated():
                await preview.refresh()
            if _folders(preview.path) != folders:
                return


def _folders(path: Path) -> dict[Path, tuple[int, int]]:
    """The folders of a file and of what it links to, with their identities."""
    found = {}
    for folder in {path.absolute().parent, _target(path).parent}:
        try:
            entry = folder.stat()
        except OSError:
            continue
        found[folder] = (entry.st_dev, entry.st_ino)
    return found


def _target(path: Path) -> Path:
    try:
        return path.resolve()
    except (OSError, RuntimeError):  # links in a circle
        return path.absolute()
