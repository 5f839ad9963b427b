"""The measured figures: one process, the fit, and the page that is generated from them."""

from __future__ import annotations

import json
import sys
from dataclasses import asdict
from datetime import date
from pathlib import Path

import pytest

from benchmarks.cluster import ENGINES
from benchmarks.cluster import main as cluster
from benchmarks.growth import SHAPES, revised
from benchmarks.processes import BenchmarkError, Command, measure
from benchmarks.run import PAGE, RESULTS
from benchmarks.suites import Bench, Growth
from benchmarks.table import END, START, tables, with_tables
from benchmarks.tools import ROOT, TODAY
from pia_cli import api
from pia_cli.check.engine import check

EXAMPLES = ROOT / "examples"
DAY = date.fromisoformat(TODAY)


def python(code: str) -> Command:
    return Command("python", (sys.executable, "-c", code), accepted=(0,))


def test_a_process_is_measured_with_its_children(tmp_path: Path) -> None:
    child = "bytearray(400 * 1024**2)"
    parent = f"import subprocess, sys; subprocess.run([sys.executable, '-c', {child!r}])"
    cost = measure(python(parent), tmp_path)
    assert cost.peak > 400
    assert cost.cpu > 0


def test_a_failed_command_is_told_with_its_output(tmp_path: Path) -> None:
    with pytest.raises(BenchmarkError, match="終了コード 3 で終わりました: だめ"):
        measure(python("import sys; sys.stderr.write('だめ'); sys.exit(3)"), tmp_path)


def test_commands_take_turns(tmp_path: Path) -> None:
    log = tmp_path / "log"
    commands = [
        Command(name, (sys.executable, "-c", f"open('log', 'a').write({name!r})")) for name in "ABC"
    ]
    rows = Bench(tmp_path, 2, 1, 1, lambda text: None).in_turn(commands, 2)
    assert log.read_text("utf-8") == "ABCABC"
    assert [(row.name, row.runs) for row in rows] == [("A", 2), ("B", 2), ("C", 2)]


@pytest.mark.parametrize("power", [1, 2])
def test_the_fit_tells_linear_from_quadratic(power: int) -> None:
    sizes = (1_000, 3_000, 10_000)
    times = tuple(0.5 + (size / 1_000) ** power for size in sizes)
    found = Growth("x", sizes, times, 0.5)
    assert found.exponent == pytest.approx(power)
    assert found.size_ratio == 10


@pytest.mark.parametrize("shortest", [0.49, 0.5, 0.59])
def test_no_fit_where_a_run_is_hardly_more_than_the_start(shortest: float) -> None:
    found = Growth("x", (1_000, 3_000, 10_000), (shortest, 0.8, 1.5), 0.5)
    assert found.exponent is None
    row = {**asdict(found), "size_ratio": 10.0, "time_ratio": 3.0, "exponent": None}
    suite = {"key": "growth", "rows": [], "growth": [row], "notes": []}
    results = json.loads(RESULTS.read_text("utf-8")) | {"suites": [suite]}
    assert "| x | 1 / 3 / 10 |" in tables(results)
    assert tables(results).endswith(" | 3.0 | — |\n")


def test_the_measured_growth_is_what_the_docs_say() -> None:
    suites = json.loads(RESULTS.read_text("utf-8"))["suites"]
    rows = [row for suite in suites for row in suite["growth"]]
    assert rows
    for row in rows:
        grown = Growth(row["name"], tuple(row["bytes"]), tuple(row["cpu"]), row["start"])
        assert row["exponent"] == grown.exponent
        assert row["time_ratio"] < row["size_ratio"], "docs/security.md"


@pytest.mark.parametrize("name", SHAPES)
def test_grown_documents_are_sound_and_have_a_next_version(name: str) -> None:
    one, three = SHAPES[name](1), SHAPES[name](3)
    assert len(three) > 2 * len(one)
    assert not check(one.encode(), "x.yaml").diagnostics
    new = check(revised(one).encode(), "x.yaml").diagnostics
    assert {finding.code for finding in new} <= {"H016"}  # the log has no rows for it
    assert revised(one) != one


def test_the_page_has_the_tables_of_the_results() -> None:
    page = PAGE.read_text("utf-8")
    assert with_tables(page, json.loads(RESULTS.read_text("utf-8"))) == page


def test_a_page_without_its_markers_is_refused() -> None:
    with pytest.raises(ValueError, match="行がありません"):
        with_tables(f"{END}\n{START}\n", {})


def test_pia_is_measured_with_compiled_modules(tmp_path: Path) -> None:
    bench = Bench(tmp_path, 1, 1, 1, lambda text: None)
    bench.warm_up()
    assert any((tmp_path / "pyc").rglob("engine.*.pyc"))


@pytest.mark.parametrize("engine", ENGINES)
def test_each_engine_finds_the_same(engine: str, capsys: pytest.CaptureFixture[str]) -> None:
    here = sum(len(one.diagnostics) for one in api.check_many([EXAMPLES], today=DAY))
    assert cluster([str(EXAMPLES), engine]) == 0
    assert capsys.readouterr().out == f"4 件、指摘 {here}\n"
