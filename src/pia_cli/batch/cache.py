"""Findings of documents that were checked before, in the user's cache folder.

An entry is one file, named by a hash of everything its findings rest on and holding a hash of
itself: what is broken, cut short or another's is never taken for findings. It is written beside
its place and moved there, so that runs at the same time do not meet. Nothing here fails a run:
where the folder cannot be used, nothing is found and nothing kept.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import re
import stat
import tempfile
import time
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from pia_cli.batch.fingerprint import fingerprint
from pia_cli.batch.stored import dumped, loaded
from pia_cli.check.stage import Stage
from pia_cli.check.verdict import Verdict
from pia_cli.core.errors import JobError
from pia_cli.document.files import read_bytes

FOLDER = "results-1"
"""The folder below the cache's own that is ours alone; the number is that of the layout."""

NEAR = re.compile(r"[0-9a-f]{2}")
OWN = re.compile(r"[0-9a-f]{62}|new-\w+")
"""The names of the folders below it and of the files in these: an entry, or one half written."""

HEAD = b"pia-cache/1 "

MOST_BYTES = 256 * 1024 * 1024
"""What all entries may take; then the oldest go, down to KEPT_BYTES."""

KEPT_BYTES = MOST_BYTES * 3 // 4

MOST_DAYS = 14
"""Days that an entry is kept: most rest on the day of the check, and are used on no other."""

LARGEST_ENTRY = 8 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Entry:
    """A file of the cache."""

    path: Path
    size: int
    written: float


@dataclass(frozen=True, slots=True)
class Cache:
    """The entries in a folder for one state of the program."""

    folder: Path
    program: str

    def key(self, data: bytes, stage: Stage, today: date | None, named: bool) -> str:
        """What the findings of a document's bytes rest on; ``named`` where items have names."""
        content = hashlib.sha256(data).hexdigest()
        ground = repr((self.program, content, stage.value, today and today.isoformat(), named))
        return hashlib.sha256(ground.encode()).hexdigest()

    def get(self, key: str, name: str) -> Verdict | None:
        """The findings kept under a key, for a file of this name; None where there are none."""
        try:
            content = read_bytes(self._path(key), LARGEST_ENTRY)
            head, _, body = content.partition(b"\n")
            if head != _head(key, body):
                return None
            return loaded(zlib.decompress(body), name)
        except (JobError, OSError, zlib.error, ValueError, TypeError, LookupError, RecursionError):
            return None

    def put(self, key: str, verdict: Verdict) -> bool:
        """Keep findings under a key; whether that was possible and allowed."""
        data = dumped(verdict)
        if data is None:
            return False
        body = zlib.compress(data, 1)
        if len(body) > LARGEST_ENTRY // 2:
            return False
        path = self._path(key)
        try:
            path.parent.mkdir(mode=0o700, exist_ok=True)
            _write(path, _head(key, body) + b"\n" + body)
        except OSError:
            return False
        return True

    def _path(self, key: str) -> Path:
        return self.folder / key[:2] / key[2:]


def cache_dir() -> Path:
    """The folder of the cache: PIA_CACHE_DIR, else the system's place for such folders."""
    named = os.environ.get("PIA_CACHE_DIR")
    if named:
        return Path(os.path.expanduser(named)).absolute()
    from platformdirs import user_cache_path

    return user_cache_path("pia", appauthor=False)


def open_cache() -> Cache | None:
    """The cache; None where it cannot be used safely."""
    folder = cache_dir() / FOLDER
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        if _not_ours(folder):
            return None
    except (OSError, ValueError, RecursionError):  # a call for each folder to be made
        return None
    program = fingerprint()
    return Cache(folder, program) if program else None


def entries() -> Iterator[Entry]:
    """The files of the cache; none where the folder is not used.

    Raises OSError where it is there and cannot be listed.
    """
    if why_unused():
        return
    folder = cache_dir() / FOLDER
    try:
        below = [one for one in os.scandir(folder) if NEAR.fullmatch(one.name)]
    except FileNotFoundError:
        return
    for near in below:
        if not near.is_dir(follow_symlinks=False):
            continue
        for one in os.scandir(near):
            with contextlib.suppress(FileNotFoundError):  # another run removed it
                if OWN.fullmatch(one.name) and one.is_file(follow_symlinks=False):
                    status = one.stat(follow_symlinks=False)
                    yield Entry(Path(one.path), status.st_size, status.st_mtime)


def sweep(now: float | None = None) -> None:
    """Remove old entries, and the oldest of too many."""
    now = time.time() if now is None else now
    try:
        found = sorted(entries(), key=lambda one: one.written, reverse=True)
        total = sum(one.size for one in found)
        room = KEPT_BYTES if total > MOST_BYTES else total
        for one in found:
            room -= one.size
            if room < 0 or now - one.written > MOST_DAYS * 86_400:
                with contextlib.suppress(OSError):  # another program has it open
                    _remove(one)
    except OSError:
        return


def clear() -> int:
    """Remove all entries; how many there were. Raises OSError where one cannot be removed."""
    if why_unused():
        return 0
    number = sum(map(_remove, list(entries())))
    folder = cache_dir() / FOLDER
    with contextlib.suppress(OSError):  # something that is not ours, or another run's
        for near in list(folder.iterdir()):
            if NEAR.fullmatch(near.name):
                near.rmdir()
        folder.rmdir()
    return number


def _remove(entry: Entry) -> bool:
    """Remove an entry, broken ones too; whether it was there."""
    with contextlib.suppress(FileNotFoundError):
        entry.path.unlink()
        return True
    return False


def _head(key: str, body: bytes) -> bytes:
    return HEAD + hashlib.sha256(key.encode() + body).hexdigest().encode()


def _write(path: Path, content: bytes) -> None:
    handle, name = tempfile.mkstemp(dir=path.parent, prefix="new-")  # for its owner only
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        os.replace(name, path)
    except BaseException:
        with contextlib.suppress(OSError):
            os.unlink(name)
        raise


def why_unused() -> str:
    """Why a folder that is there is not used; empty where it is, or would be made."""
    folder = cache_dir() / FOLDER
    return _not_ours(folder) if os.path.lexists(folder) else ""


def _not_ours(folder: Path) -> str:
    """How somebody else could put entries into a folder; empty where nobody can."""
    status = os.lstat(folder)
    if not stat.S_ISDIR(status.st_mode):
        return f"{folder} がフォルダではありません"
    if hasattr(os, "geteuid") and status.st_uid != os.geteuid():
        return f"{folder} がほかの利用者のものです"
    if hasattr(os, "geteuid") and status.st_mode & 0o022:
        return f"{folder} にほかの利用者も書き込めます"
    return ""
