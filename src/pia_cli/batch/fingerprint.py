"""What, beside a document, its findings rest on: the program and what runs it."""

from __future__ import annotations

import hashlib
import os
import sys
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

import pia_cli

LIBRARIES = ("ruamel.yaml", "_ruamel_yaml")
"""What reads the YAML that is not plain, and its part in C."""

PACKAGE = Path(pia_cli.__file__).parent
"""Everything in it counts: rules, forms, and the tables of the law."""

CLOCKS_APART = 0.1
"""Seconds that the time of a file may lag behind the clock."""


def fingerprint(package: Path = PACKAGE, started: float = pia_cli.STARTED) -> str | None:
    """A text that differs where findings may: program, interpreter, libraries.

    None where the program cannot be read, or was changed after it ``started``: then what
    lies on the disk is not what runs.
    """
    try:
        total = hashlib.sha256(repr((pia_cli.__version__, sys.version, *_libraries())).encode())
        sources = sorted(_sources(package))
        for path in sources:
            with open(path, "rb") as file:
                if os.fstat(file.fileno()).st_ctime > started - CLOCKS_APART:
                    return None
                content = file.read()
            total.update(f"{path[len(str(package)) :]} {len(content)}\n".encode())
            total.update(content)
    except (OSError, ImportError):
        return None
    return total.hexdigest() if sources else None


def _sources(package: Path) -> Iterator[str]:
    """Every file of the program, data too, but what Python makes of them."""
    for folder, folders, names in os.walk(package):
        if "__pycache__" in folders:
            folders.remove("__pycache__")
        yield from (os.path.join(folder, name) for name in names)


def _libraries() -> Iterator[str]:
    """By the files themselves: to load them costs as much as to check a document."""
    for name in LIBRARIES:
        spec = find_spec(name)
        if spec and spec.origin:
            status = os.stat(spec.origin)
            yield f"{name} {status.st_size} {status.st_mtime_ns}"
