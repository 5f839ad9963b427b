"""The settings of a run, each from the command line, the configuration or the default."""

from __future__ import annotations

import os
import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple

from pia_cli.check.stage import Stage
from pia_cli.config.globs import matches
from pia_cli.config.load import Loaded
from pia_cli.core.diagnostic import Severity
from pia_cli.core.file_name import same_name, seen_from
from pia_cli.core.lazy import lazy

DEFAULTS: dict[str, Any] = {
    "select": None,
    "ignore": {},
    "severity": {},
    "per-file-ignores": {},
    "fail-on": Severity.ERROR.value,
    "stage": Stage.PUBLISHED.value,
    "ambiguous-width": 1,
    "baseline": None,
}


class RunOptions(NamedTuple):
    """What the command line says; None where it does not. ``select`` and ``ignore`` are codes."""

    select: frozenset[str] | None = None
    ignore: frozenset[str] = frozenset()
    fail_on: str | None = None
    stage: str | None = None
    baseline: Path | None = None


@dataclass(frozen=True)
class Settings:
    """The settings in force."""

    loaded: Loaded
    options: RunOptions = field(default_factory=RunOptions)

    @property
    def fail_on(self) -> Severity:
        """The severity from which findings fail the run."""
        return Severity(self.options.fail_on or self.loaded.config.fail_on or DEFAULTS["fail-on"])

    @property
    def stage(self) -> Stage:
        """案 or 公表."""
        return Stage(self.options.stage or self.loaded.config.stage or DEFAULTS["stage"])

    @property
    def ambiguous_width(self) -> int:
        """Display cells of ①, Ⅱ, ※ and the like."""
        return int(self.loaded.config.ambiguous_width or DEFAULTS["ambiguous-width"])

    @property
    def baseline(self) -> Path | None:
        """The file of known findings; one of the configuration lies beside it."""
        if self.options.baseline:
            return self.options.baseline
        named = self.loaded.config.baseline
        if named is None:
            return None
        path = self.loaded.folder / named
        near = os.path.relpath(path) if path.is_relative_to(Path.cwd()) else str(path)
        return Path(near)

    @property
    def baseline_place(self) -> str:
        """Where the configuration names the baseline in force; empty where it does not."""
        if self.options.baseline or self.loaded.found is None:
            return ""
        return f"{self.loaded.found.path}:{self.loaded.line('baseline') or 1}"

    @lazy
    def selected(self) -> frozenset[str]:
        """The codes of the rules that alone are wanted; empty where all are."""
        chosen = self.loaded.config.select
        return self.options.select or (codes(chosen) if chosen else frozenset())

    @lazy
    def _ignored(self) -> frozenset[str]:
        return codes(self.loaded.config.ignore)

    @lazy
    def _severities(self) -> dict[str, Severity]:
        """The severity by code; a longer name, which is nearer to a code, wins."""
        table, found = self.loaded.config.severity, dict[str, Severity]()
        if not table:
            return found
        from pia_cli.rules.registry import matching

        for name in sorted(table, key=lambda name: (len(matching(name)) == 1, len(name))):
            found |= {rule.code: Severity(table[name]) for rule in matching(name)}
        return found

    def severity(self, code: str) -> Severity | None:
        """What the configuration says a rule weighs, None where it says nothing."""
        return self._severities.get(code)

    def is_wanted(self, code: str, file: str) -> bool:
        """Whether findings of a rule in a file are shown; the command line has the last word."""
        if code in self.options.ignore or (self.selected and code not in self.selected):
            return False
        if self.options.select:
            return True
        return code not in self._ignored and code not in self._of_file(file)

    def _of_file(self, file: str) -> frozenset[str]:
        known = self._files
        if file not in known:
            table = self.loaded.config.per_file_ignores
            if not table:
                return frozenset()
            path = relative(file, self.loaded.folder)
            names = [name for glob in table if matches(glob, path) for name in table[glob]]
            known[file] = codes(names)
        return known[file]

    def idle_globs(self, files: Iterable[str]) -> list[str]:
        """The patterns of ``per-file-ignores`` that mean none of all files below the folder.

        Not told of those that lead where a folder is not looked into: above it, or hidden.
        """
        table = self.loaded.config.per_file_ignores
        globs = [glob for glob in table if not re.search(r"(^|/)\.(?!/)", glob.replace("\\", "/"))]
        paths = [relative(file, self.loaded.folder) for file in files] if globs else []
        return [glob for glob in globs if not any(matches(glob, path) for path in paths)]

    @lazy
    def _files(self) -> dict[str, frozenset[str]]:
        return {}


def codes(names: Collection[str]) -> frozenset[str]:
    """The codes that codes, prefixes and names of rules mean."""
    if not names:
        return frozenset()
    from pia_cli.rules.registry import matching  # where all results are kept nobody needs rules

    return frozenset(rule.code for name in names for rule in matching(name))


def relative(file: str, folder: Path) -> str:
    """A file as seen from a folder, in the spelling in which names are compared."""
    return same_name(seen_from(str(folder.absolute()), file))


def effective(settings: Settings) -> dict[str, dict[str, Any]]:
    """Every setting with its value and origin (``default`` or ``config``), for `pia config`."""
    loaded = settings.loaded
    shown: dict[str, dict[str, Any]] = {}
    for key, default in DEFAULTS.items():
        name = loaded.name(key)
        if loaded.found and name:
            shown[key] = {
                "value": loaded.found.table[name],
                "origin": "config",
                "file": str(loaded.found.path),
                "line": loaded.line(key),
            }
        else:
            shown[key] = {"value": default, "origin": "default"}
    return shown
