"""All files of a run, in this process or shared by several."""

from __future__ import annotations

import os
from collections.abc import Generator, Sequence
from contextlib import closing
from typing import TYPE_CHECKING

from pia_cli.batch.part import Job, Part, work
from pia_cli.check.collect import Input

if TYPE_CHECKING:
    from pia_cli.batch.cache import Cache

WORTH_FILES = 4
WORTH_BYTES = 128 * 1024
"""Work from which on further processes cost less than they save."""


def parts(
    job: Job, inputs: Sequence[Input], jobs: int | None = None
) -> Generator[Part, None, None]:
    """What became of the inputs, in their order.

    ``jobs`` processes share the work; without it as many as there are processors, and none
    but this where there is little to do. Raises JobError where one of them dies.
    """
    if jobs is None:
        jobs = usable_processors() if is_much(inputs) else 1
    kept = 0
    with closing(_parts(job, inputs, jobs)) as found:
        for part in found:
            kept += part.is_kept
            yield part
    if kept:
        from pia_cli.batch.cache import sweep

        sweep()


def _parts(job: Job, inputs: Sequence[Input], jobs: int) -> Generator[Part, None, None]:
    if jobs > 1 and len(inputs) > 1:
        from pia_cli.batch.pool import run  # a single file does not pay for the import

        return run(job, inputs, jobs)
    return (work(job, entry) for entry in inputs)


def cache_for(inputs: Sequence[Input]) -> Cache | None:
    """The cache where it saves more than it costs: to know the program again costs much of
    the time of a file, and a single one is checked again because it was changed."""
    if len(inputs) < WORTH_FILES:
        return None
    from pia_cli.batch.cache import open_cache

    return open_cache()


def is_much(inputs: Sequence[Input]) -> bool:
    """Whether further processes are worth their start."""
    if len(inputs) < WORTH_FILES:
        return False
    total = 0
    for entry in inputs:
        total += _size(entry)
        if total >= WORTH_BYTES:
            return True
    return False


def usable_processors() -> int:
    """The processors that this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _size(entry: Input) -> int:
    try:
        return os.stat(entry.path).st_size if entry.path else 0
    except (OSError, ValueError):  # its reader says why
        return 0
