"""The processes of a run: they share its files, and end with it, however it ends.

They are forked where pia is one thread on Linux, which costs milliseconds and shares what is
imported. With more threads a fork may copy a lock that nobody will open (Python 3.12 and later
warn); there, and on other systems, they are started anew.
"""

from __future__ import annotations

import contextlib
import multiprocessing
import os
import signal
import sys
import threading
from collections.abc import Generator, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from multiprocessing.connection import wait

from pia_cli.batch.fingerprint import fingerprint
from pia_cli.batch.order import AHEAD, chunk_size, chunks, in_order
from pia_cli.batch.part import Job, Part, work
from pia_cli.check.collect import Input
from pia_cli.core.errors import JobError

MOST = 61
"""Processes that Windows can wait for."""


def run(job: Job, inputs: Sequence[Input], jobs: int) -> Generator[Part, None, None]:
    """Check the inputs in processes; the results in the order of the inputs.

    Raises JobError where a process dies. Standard input is read here.
    """
    size = chunk_size(len(inputs), jobs)
    jobs = min(jobs, MOST, -(-len(inputs) // size))
    with _processes(job, jobs) as pool:

        def submit(chunk: list[Input]) -> _There | _Here:
            if any(entry.path is None for entry in chunk):
                return _Here(job, chunk)
            with _interrupts_held():  # a process that is just being forked inherits this
                return _There(pool.submit(_chunk, chunk))

        try:
            yield from in_order(submit, chunks(inputs, size), jobs * AHEAD)
        except BrokenProcessPool as error:
            raise JobError(
                "検査のプロセスが途中で終了したため、検査を中止しました",
                "メモリが足りないときは、--jobs 1 のようにプロセスの数を減らしてください",
            ) from error


class _There:
    """A chunk that a process checks.

    It is never cancelled: who leaves early kills the processes, and Python 3.11 then fails, in
    a thread of its own, on futures that are cancelled already.
    """

    def __init__(self, future: Future[list[Part]]) -> None:
        self.future = future

    def result(self) -> list[Part]:
        return self.future.result()

    def cancel(self) -> bool:
        return False


class _Here:
    """A chunk that is checked in this process when its turn comes."""

    def __init__(self, job: Job, chunk: list[Input]) -> None:
        self.job, self.chunk = job, chunk

    def result(self) -> list[Part]:
        return [work(self.job, entry) for entry in self.chunk]

    def cancel(self) -> bool:
        return True


@contextlib.contextmanager
def _processes(job: Job, number: int) -> Iterator[ProcessPoolExecutor]:
    """A pool whose processes are gone afterwards: at once where the body is left early."""
    others = multiprocessing.active_children()
    method = _start_method()
    context = multiprocessing.get_context(method)
    pool = ProcessPoolExecutor(number, context, _start, (job, method == "fork"))
    try:
        yield pool
    except BaseException:
        for process in multiprocessing.active_children():
            if process not in others:
                process.kill()
        raise
    finally:
        pool.shutdown()


def _start_method() -> str:
    alone = threading.active_count() == 1
    return "fork" if sys.platform == "linux" and alone else "spawn"


_job: Job


def _start(job: Job, forked: bool) -> None:
    """Make a new process ready: interrupts are the parent's, and it ends with the parent."""
    global _job  # how a pool's processes are given what they share
    if job.cache and not forked and fingerprint() != job.cache.program:  # an upgrade meanwhile
        job = job._replace(cache=None)
    _job = job
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    parent = multiprocessing.parent_process()
    assert parent
    sentinel = parent.sentinel
    threading.Thread(target=_end_with, args=(sentinel,), daemon=True).start()


def _end_with(sentinel: int) -> None:
    wait([sentinel])
    os._exit(1)


def _chunk(entries: list[Input]) -> list[Part]:
    return [work(_job, entry) for entry in entries]


@contextlib.contextmanager
def _interrupts_held() -> Iterator[None]:
    """Interrupts that come inside come afterwards."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
