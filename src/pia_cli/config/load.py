"""The configuration of a run: the file found, checked, or nothing."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from pia_cli.config.find import Found, find, line_of, read


class Config(NamedTuple):
    """What a configuration says; None and empty where it says nothing."""

    select: tuple[str, ...] | None = None
    ignore: Mapping[str, str] = {}
    severity: Mapping[str, str] = {}
    per_file_ignores: Mapping[str, tuple[str, ...]] = {}
    fail_on: str | None = None
    stage: str | None = None
    ambiguous_width: int | None = None
    baseline: str | None = None


OLDER = {"ambiguous-width": "ambiguous_width"}
"""The names that settings had before, which still count."""


class Loaded(NamedTuple):
    """A configuration with the file it is from; ``found`` is None where there is none."""

    config: Config
    found: Found | None = None

    @property
    def folder(self) -> Path:
        """What paths in the file are relative to."""
        return self.found.path.absolute().parent if self.found else Path.cwd()

    def line(self, key: str, *below: str) -> int | None:
        """The line of a setting or of a part of it, None where the file does not have it."""
        name = self.name(key)
        return line_of(self.found, (name, *below)) if self.found and name else None

    def name(self, key: str) -> str | None:
        """How the file calls a setting, None where it does not have it."""
        table = self.found.table if self.found else {}
        return next((name for name in (key, OLDER.get(key)) if name in table), None)


def load(named: Path | None, folder: Path, *, none: bool = False) -> Loaded:
    """The configuration of a run: the named file, nothing with ``none``, else the nearest one.

    Raises UsageError, with file and line, for what is wrong with it.
    """
    found = None if none else read(named) if named else find(folder)
    if found is None:
        return Loaded(Config())
    from pia_cli.config.checked import checked  # pydantic costs more than a small document

    return Loaded(checked(found), found)
