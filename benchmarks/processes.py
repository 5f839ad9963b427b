"""One process, from its start to its end: wall time, processor time, the memory it took."""

from __future__ import annotations

import os
import subprocess
import tempfile
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path


class BenchmarkError(Exception):
    """A command did not do what is to be measured; the message has its output."""


@dataclass(frozen=True, slots=True)
class Command:
    """A command line; ``accepted`` are the exit codes of one that did its work."""

    name: str
    words: tuple[str, ...]
    environment: Mapping[str, str] | None = None
    accepted: tuple[int, ...] = (0, 1)


@dataclass(frozen=True, slots=True)
class Cost:
    """Seconds and MiB.

    ``cpu`` is user and system time of the process and the descendants it waited for; ``peak``
    the largest resident set that any single one of them had, as the kernel counts it
    (``wait4``; never less than what the runner had when it started the process).
    """

    wall: float
    cpu: float
    peak: float


def measure(command: Command, directory: Path) -> Cost:
    """Run a command to its end, its output into files. Raises BenchmarkError if it failed."""
    environment = {**os.environ, **(command.environment or {})}
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
        start = time.perf_counter()
        process = subprocess.Popen(
            command.words,
            cwd=directory,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=out,
            stderr=err,
        )
        _, status, usage = os.wait4(process.pid, 0)
        wall = time.perf_counter() - start
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode not in command.accepted:
            err.seek(0)
            raise BenchmarkError(
                f"{command.name} が終了コード {process.returncode} で終わりました: "
                + err.read(2000).decode(errors="replace")
            )
    return Cost(wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024)


def output_of(words: Sequence[str], environment: Mapping[str, str] | None = None) -> str:
    """What a command prints, "" where it cannot be run."""
    try:
        done = subprocess.run(
            words,
            env={**os.environ, **(environment or {})},
            capture_output=True,
            encoding="utf-8",
            check=False,
        )
    except OSError:
        return ""
    return done.stdout.strip()
