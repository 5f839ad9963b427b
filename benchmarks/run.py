"""``python -m benchmarks``: measure everything and write the tables of docs/performance.md."""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from dataclasses import asdict
from datetime import date
from pathlib import Path

from benchmarks import tools
from benchmarks.processes import BenchmarkError
from benchmarks.suites import SUITES, Bench, Suite
from benchmarks.table import Results, tables, with_tables

RESULTS = tools.ROOT / "benchmarks" / "results.json"
PAGE = tools.ROOT / "docs" / "performance.md"


def _say(text: str) -> None:
    sys.stderr.write(f"{text}\n")


def _measured(suite: Suite) -> Results:
    found = asdict(suite)
    for kept, one in zip(found["growth"], suite.growth, strict=True):
        kept.update(size_ratio=one.size_ratio, time_ratio=one.time_ratio, exponent=one.exponent)
    return found


def measure_all(bench: Bench, names: list[str]) -> Results:
    """The results of the named suites, with the machine and the versions."""
    suites = []
    bench.warm_up()
    for name in names:
        _say(f"== {name}")
        suites.append(_measured(SUITES[name](bench)))
    return {
        "schema": "pia.benchmarks/1",
        "day": date.today().isoformat(),
        "machine": tools.machine(),
        "versions": tools.versions(),
        "commit": tools.commit(),
        "counts": {"many": bench.many, "most": bench.most},
        "suites": suites,
    }


def main(arguments: list[str]) -> int:
    """Measure; a whole run, or one with --write, replaces the results and the page."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="少ない文書で一通り動かします")
    parser.add_argument("--suite", choices=SUITES, action="append", help="この測定だけ（何度でも）")
    parser.add_argument("--runs", type=int, help="繰り返す回数（既定: 7、--quick では 1）")
    parser.add_argument("--many", type=int, help="多数の文書の件数（既定: 1000、--quick では 20）")
    parser.add_argument("--most", type=int, help="最多の件数（既定: 10000、--quick では 40）")
    parser.add_argument(
        "--write",
        action="store_true",
        help="results.json と docs/performance.md を書き換えます（全部を測るときは常に）",
    )
    given = parser.parse_args(arguments)
    write = given.write or not (given.quick or given.suite)
    with tempfile.TemporaryDirectory(prefix="pia-bench-") as work:
        bench = Bench(
            Path(work),
            given.runs or (1 if given.quick else 7),
            given.many or (20 if given.quick else 1000),
            given.most or (40 if given.quick else 10_000),
            _say,
        )
        try:
            results = measure_all(bench, given.suite or list(SUITES))
        except BenchmarkError as error:
            _say(str(error))
            return 3
    if write:
        RESULTS.write_text(json.dumps(results, ensure_ascii=False, indent=1) + "\n", "utf-8")
        PAGE.write_text(with_tables(PAGE.read_text("utf-8"), results), "utf-8")
    sys.stdout.write(tables(results))
    return 0
