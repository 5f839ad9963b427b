"""``python -m benchmarks.cluster DIR ENGINE``: `api.check_many` here, in processes, or on Dask.

Each engine has two processes, so that what it costs to hand the work out can be told.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from concurrent.futures import Executor, ProcessPoolExecutor
from contextlib import contextmanager
from datetime import date
from typing import Any

from benchmarks.tools import TODAY
from pia_cli import api

WORKERS = 2
MESSAGES = 10
"""Messages that Dask keeps to look into; each holds a chunk of documents, and 1,000 is its own."""


@contextmanager
def dask() -> Iterator[Any]:
    """The executor of a LocalCluster of single-threaded processes."""
    from dask import config
    from distributed import Client, LocalCluster

    with (
        config.set({"distributed.admin.low-level-log-length": MESSAGES}),
        LocalCluster(  # type: ignore[no-untyped-call]  # distributed has no types
            n_workers=WORKERS, threads_per_worker=1, processes=True, dashboard_address=None
        ) as cluster,
        Client(cluster) as client,  # type: ignore[no-untyped-call]  # nor has its client
    ):
        yield client.get_executor()


@contextmanager
def processes() -> Iterator[Executor]:
    """The executor of the standard library."""
    with ProcessPoolExecutor(WORKERS) as executor:
        yield executor


ENGINES = {"processes": processes, "dask": dask}


def main(arguments: list[str]) -> int:
    """Check a directory with an engine and print what was found."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.cluster", description=__doc__)
    parser.add_argument("directory")
    parser.add_argument("engine", choices=ENGINES)
    given = parser.parse_args(arguments)
    with ENGINES[given.engine]() as executor:
        results = api.check_many(
            [given.directory], executor=executor, today=date.fromisoformat(TODAY), send=True
        )
        found = [len(result.diagnostics) for result in results]
    sys.stdout.write(f"{len(found)} 件、指摘 {sum(found)}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
