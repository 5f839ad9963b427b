"""pia and the tools it is measured beside: their command lines, versions, what they can do."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from importlib.metadata import PackageNotFoundError, version
from importlib.util import find_spec
from pathlib import Path

from benchmarks.processes import Command, output_of

ROOT = Path(__file__).resolve().parents[1]
SCHEMA = ROOT / "schemas" / "form3-r6-10.schema.json"
EXAMPLE = ROOT / "examples" / "koriyama_kaigo.yaml"
NODE = ROOT / "benchmarks" / "node"
AJV = NODE / "node_modules" / ".bin" / "ajv"
YAMLLINT_RULES = "{extends: default, rules: {line-length: disable}}"
TODAY = "2026-03-01"
"""After every 公表日 of the generated documents."""


@dataclass(frozen=True)
class Pia:
    """The pia of this work tree; ``cache`` is where it may keep its results."""

    cache: Path

    @property
    def words(self) -> tuple[str, ...]:
        """What starts it."""
        return (sys.executable, "-m", "pia_cli")

    @property
    def environment(self) -> dict[str, str]:
        """The source of this work tree, with a cache and compiled modules of its own.

        An installed pia has its modules compiled, as the other tools have: `Bench.warm_up`
        compiles these, also where the user forbade Python to write any.
        """
        return {
            "PYTHONPATH": str(ROOT / "src"),
            "XDG_CACHE_HOME": str(self.cache),
            "PYTHONDONTWRITEBYTECODE": "",
            "PYTHONPYCACHEPREFIX": str(self.cache.with_name("pyc")),
        }

    @cached_property
    def _help(self) -> str:
        return output_of((*self.words, "validate", "--help"), self.environment)

    def knows(self, option: str) -> bool:
        """Whether `pia validate` has the option."""
        return option in self._help.split()

    def command(self, name: str, *arguments: str | Path) -> Command:
        """A command line of pia."""
        return Command(name, (*self.words, *map(str, arguments)), self.environment)

    def validate(self, name: str, *arguments: str | Path, cached: bool = False) -> Command:
        """`pia validate` with a fixed day, without its cache unless ``cached``."""
        options = ["--no-cache"] if not cached and self.knows("--no-cache") else []
        return self.command(name, "validate", "--today", TODAY, *options, *arguments)


def others(files: Sequence[Path], pattern: str = "") -> tuple[list[Command], list[str]]:
    """The other tools on the same files, and a word about those that are absent.

    ``pattern`` names the files for ajv-cli, which takes one -d for each otherwise.
    """
    names = [str(file) for file in files]
    schema = str(SCHEMA)
    found, absent = [], []
    if find_spec("check_jsonschema"):
        words = (sys.executable, "-m", "check_jsonschema", "--schemafile", schema, *names)
        found.append(Command("check-jsonschema", words))
    else:
        absent.append("check-jsonschema がありません（pip install -e '.[bench]'）")
    if find_spec("yamllint"):
        words = (sys.executable, "-m", "yamllint", "-d", YAMLLINT_RULES, *names)
        found.append(Command("yamllint", words))
    else:
        absent.append("yamllint がありません（pip install -e '.[bench]'）")
    if shutil.which("node") and AJV.exists():
        data = ["-d", pattern] if pattern else [word for name in names for word in ("-d", name)]
        options = ("--spec=draft2020", "--strict=false", "--all-errors", "-s", schema)
        found.append(Command("ajv-cli", (str(AJV), "validate", *options, *data)))
    else:
        absent.append("ajv-cli がありません（Node.js を入れ、npm ci --prefix benchmarks/node）")
    return found, absent


def versions() -> dict[str, str]:
    """The versions of everything that was measured."""
    found = {"Python": sys.version.split()[0]}
    for package in ("check-jsonschema", "jsonschema", "yamllint", "ruamel.yaml", "pydantic"):
        try:
            found[package] = version(package)
        except PackageNotFoundError:
            continue
    found["pia"] = output_of(
        (sys.executable, "-m", "pia_cli", "--version"), {"PYTHONPATH": str(ROOT / "src")}
    ).split()[-1]
    if node := output_of(("node", "--version")):
        found["Node.js"] = node.removeprefix("v")
    if AJV.exists():
        listed = output_of(("npm", "ls", "--prefix", str(NODE), "--depth=0", "ajv-cli"))
        found["ajv-cli"] = listed.rpartition("@")[2].strip()
    return found


def commit() -> str:
    """The commit of the work tree, with a mark where files differ from it."""
    head = output_of(("git", "-C", str(ROOT), "rev-parse", "--short=12", "HEAD"))
    changed = output_of(("git", "-C", str(ROOT), "status", "--porcelain", "--", "src"))
    return head + ("（src に未コミットの変更あり）" if changed else "")


def machine() -> dict[str, str]:
    """Cores, processor and memory, as Linux tells them."""
    found = {"コア": str(len(os.sched_getaffinity(0)))}
    for file, key, label in (
        ("/proc/cpuinfo", "model name", "CPU"),
        ("/proc/meminfo", "MemTotal", "メモリ"),
    ):
        lines = Path(file).read_text("utf-8").splitlines() if Path(file).exists() else []
        value = next((line.partition(":")[2].strip() for line in lines if line.startswith(key)), "")
        if value.endswith(" kB"):
            value = f"{int(value[:-3]) / 1024**2:.0f} GiB"
        if value:
            found[label] = value
    return found
