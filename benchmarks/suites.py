"""What is measured: each suite runs its commands in turn (A B C A B C …) and keeps every cost."""

from __future__ import annotations

import math
import shutil
import statistics
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from importlib.util import find_spec
from pathlib import Path

from benchmarks.processes import Command, Cost, measure, output_of
from benchmarks.tools import EXAMPLE, ROOT, Pia, others

SLOW = "yamllint"
"""Takes minutes for many files, and is therefore measured once."""

CLEAR = 1.2
"""By how many times a run must be longer than the start for its growth to be told."""

SMALL = "様式: 重点項目評価書\n様式の版: 令和6年10月\n"
"""A document of two lines: what `pia validate` needs before it has anything to do."""


@dataclass(frozen=True, slots=True)
class Row:
    """The medians of one command (of ``peak`` the largest) over ``runs``."""

    name: str
    wall: float
    cpu: float
    peak: float
    runs: int


@dataclass(frozen=True, slots=True)
class Growth:
    """How the cost of a command grows with a document: bytes and median cpu seconds."""

    name: str
    bytes: tuple[int, ...]
    cpu: tuple[float, ...]
    start: float

    @property
    def size_ratio(self) -> float:
        """The longest document against the shortest."""
        return self.bytes[-1] / self.bytes[0]

    @property
    def time_ratio(self) -> float:
        """The whole process on the longest document against the shortest."""
        return self.cpu[-1] / self.cpu[0]

    @property
    def exponent(self) -> float | None:
        """p of the fit cpu = start + c · bytes^p: 1 is linear, 2 quadratic.

        None where a run is not clearly longer than the start: then the noise would make it.
        """
        if min(self.cpu) < CLEAR * self.start:
            return None
        points = [
            (math.log(size), math.log(cpu - self.start))
            for size, cpu in zip(self.bytes, self.cpu, strict=True)
        ]
        return statistics.linear_regression(*zip(*points, strict=True)).slope


@dataclass(frozen=True, slots=True)
class Suite:
    """One table; ``notes`` say what could not be measured, and on what it was."""

    key: str
    rows: tuple[Row, ...]
    growth: tuple[Growth, ...] = ()
    notes: tuple[str, ...] = ()


@dataclass
class Bench:
    """Where to work, how often, how many documents; ``say`` tells how far it is."""

    work: Path
    runs: int
    many: int
    most: int
    say: Callable[[str], None]
    pia: Pia = field(init=False)

    def __post_init__(self) -> None:
        self.pia = Pia(self.work / "cache")

    def warm_up(self) -> None:
        """Have what an install has: expressions and, by runs uncounted, modules compiled."""
        self._python(str(ROOT / "tools" / "precompile.py"))
        measure(self.pia.validate("pia validate", EXAMPLE), self.work)
        measure(self.pia.validate("pia validate", "--format", "concise", EXAMPLE), self.work)
        measure(self.pia.command("pia diff", "diff", EXAMPLE, EXAMPLE), self.work)

    def documents(self, count: int) -> tuple[Path, str]:
        """A directory of generated documents, and what the generator says of them."""
        directory = self.work / f"documents-{count}"
        said = self._python("-m", "benchmarks.documents", "--count", str(count), str(directory))
        return directory, "。".join(said.splitlines())

    def grown(self) -> Path:
        """A directory of the documents of `benchmarks.growth`."""
        directory = self.work / "growth"
        self._python("-m", "benchmarks.growth", str(directory))
        return directory

    def _python(self, *words: str) -> str:
        """In another process: the memory of this one is the least that `measure` can see."""
        path = {"PYTHONPATH": f"{ROOT / 'src'}:{ROOT}"}
        return output_of((sys.executable, *words), path)

    def in_turn(
        self, commands: Sequence[Command], runs: int, before: Callable[[int], None] | None = None
    ) -> list[Row]:
        """The rows of the commands; ``before`` is called in front of each round."""
        costs: list[list[Cost]] = [[] for _ in commands]
        for turn in range(runs):
            if before:
                before(turn)
            for command, own in zip(commands, costs, strict=True):
                own.append(measure(command, self.work))
                self.say(f"{turn + 1}/{runs} {command.name}: {own[-1].wall:.2f} 秒")
        return [_row(one.name, own) for one, own in zip(commands, costs, strict=True)]


def _row(name: str, costs: Sequence[Cost]) -> Row:
    return Row(
        name,
        statistics.median(one.wall for one in costs),
        statistics.median(one.cpu for one in costs),
        max(one.peak for one in costs),
        len(costs),
    )


def one_file(bench: Bench) -> Suite:
    """The example, whole processes."""
    tools, absent = others([EXAMPLE])
    commands = [
        bench.pia.validate("pia validate", EXAMPLE),
        bench.pia.command("pia --version", "--version"),
        *tools,
    ]
    return Suite("one", tuple(bench.in_turn(commands, bench.runs)), notes=tuple(absent))


def growth(bench: Bench) -> Suite:
    """1×, 3× and 10× the length."""
    directory = bench.grown()
    small = directory / "small.yaml"
    small.write_text(SMALL, "utf-8")
    names = sorted({path.name.split("-")[0] for path in directory.glob("*-old.yaml")})
    factors = sorted({int(path.name.split("-")[1]) for path in directory.glob("*-old.yaml")})
    commands = [bench.pia.validate("validate 起動", small)]
    commands.append(bench.pia.command("diff 起動", "diff", small, small))
    for name in names:
        for factor in factors:
            old, new = (directory / f"{name}-{factor}-{side}.yaml" for side in ("old", "new"))
            commands.append(bench.pia.validate(f"validate {name} {factor}", old))
            commands.append(bench.pia.command(f"diff {name} {factor}", "diff", old, new))
    rows = {row.name: row for row in bench.in_turn(commands, bench.runs)}
    found = tuple(
        Growth(
            f"{verb} {name}",
            tuple((directory / f"{name}-{one}-old.yaml").stat().st_size for one in factors),
            tuple(rows[f"{verb} {name} {one}"].cpu for one in factors),
            rows[f"{verb} 起動"].cpu,
        )
        for verb in ("validate", "diff")
        for name in names
    )
    return Suite("growth", (), found)


def many_files(bench: Bench) -> Suite:
    """Distinct documents, no cache, every core that a tool uses."""
    directory, said = bench.documents(bench.many)
    files = sorted(directory.glob("*.yaml"))
    tools, absent = others(files, f"{directory}/*.yaml")
    commands = [bench.pia.validate("pia validate", "--format", "concise", directory), *tools]
    if bench.pia.knows("--jobs"):
        words = ("--format", "concise", "--jobs", "1", directory)
        commands.insert(1, bench.pia.validate("pia validate --jobs 1", *words))
    else:
        absent.append("この版の pia に --jobs はありません（一つのプロセスで検査）")
    slow = [one for one in commands if one.name == SLOW]
    rows = bench.in_turn([one for one in commands if one not in slow], min(bench.runs, 3))
    rows += bench.in_turn(slow, 1)
    return Suite("many", tuple(rows), notes=(said, *absent))


def warm_cache(bench: Bench) -> Suite:
    """The same documents again, one of them changed."""
    if not bench.pia.knows("--no-cache"):
        return Suite("warm", (), notes=("この版の pia に結果のキャッシュはありません",))
    directory, _ = bench.documents(bench.many)
    changed = directory / "00000.yaml"
    words = ("--format", "concise", directory)
    cold = bench.pia.validate("キャッシュが空", *words, cached=True)
    again = (
        bench.pia.validate("一つを変えた後", *words, cached=True),
        bench.pia.validate("一つを変えた後（既定の形式）", directory, cached=True),
    )
    costs: dict[str, list[Cost]] = {command.name: [] for command in (cold, *again)}
    for turn in range(min(bench.runs, 3)):
        shutil.rmtree(bench.pia.cache, ignore_errors=True)
        costs[cold.name].append(measure(cold, bench.work))
        for warm in again:
            with changed.open("a", encoding="utf-8") as file:
                file.write(f"# {turn} {warm.name}\n")
            costs[warm.name].append(measure(warm, bench.work))
            bench.say(f"{turn + 1} キャッシュ: {costs[warm.name][-1].wall:.2f} 秒")
    return Suite("warm", tuple(_row(name, own) for name, own in costs.items()))


def most_files(bench: Bench) -> Suite:
    """Ten times as many documents: time and memory."""
    rows: list[Row] = []
    for count in (bench.many, bench.most):
        directory, _ = bench.documents(count)
        name = f"pia validate（{count:,} 件）"
        rows += bench.in_turn([bench.pia.validate(name, "--format", "concise", directory)], 1)
        if count == bench.most:
            shutil.rmtree(directory)
    return Suite("most", tuple(rows))


def cluster(bench: Bench) -> Suite:
    """`check_many` with two processes of the standard library, and of Dask."""
    directory, _ = bench.documents(bench.many)
    here = {"PYTHONPATH": f"{ROOT / 'src'}:{ROOT}"}
    words = (sys.executable, "-m", "benchmarks.cluster", str(directory))
    commands = [Command("check_many（ProcessPoolExecutor）", (*words, "processes"), here)]
    absent = []
    if find_spec("distributed"):
        commands.append(Command("check_many（Dask LocalCluster）", (*words, "dask"), here))
    else:
        absent.append("Dask がありません（pip install -e '.[dask]'）")
    rows = bench.in_turn(commands, min(bench.runs, 3))
    return Suite("cluster", tuple(rows), notes=tuple(absent))


SUITES: dict[str, Callable[[Bench], Suite]] = {
    "one": one_file,
    "growth": growth,
    "many": many_files,
    "warm": warm_cache,
    "cluster": cluster,
    "most": most_files,
}
"""Every suite, by the name for ``--suite``."""
