"""What, beside a document, its findings rest on: the program and what runs it."""

from __future__ import annotations

import hashlib
import importlib.metadata
import sys
from collections.abc import Iterator
from pathlib import Path

import pia_cli
from pia_cli.document.events import c_parser

LIBRARIES = ("ruamel.yaml", "ruamel.yaml.clib")

PACKAGE = Path(pia_cli.__file__).parent
"""Everything in it counts: rules, forms, and the tables of the law."""

CLOCKS_APART = 0.1
"""Seconds that the time of a file may lag behind the clock."""


def fingerprint(package: Path = PACKAGE, started: float = pia_cli.STARTED) -> str | None:
    """A text that differs where findings may: program, interpreter, libraries.

    None where the program cannot be read, or was changed after it ``started``: then what
    lies on the disk is not what runs.
    """
    total = hashlib.sha256(repr((pia_cli.__version__, sys.version, *_libraries())).encode())
    try:
        sources = sorted(_sources(package))
        for path in sources:
            if path.stat().st_ctime > started - CLOCKS_APART:
                return None
            content = path.read_bytes()
            total.update(f"{path.relative_to(package).as_posix()} {len(content)}\n".encode())
            total.update(content)
    except OSError:
        return None
    return total.hexdigest() if sources else None


def _sources(package: Path) -> Iterator[Path]:
    """Every file of the program, data too, but what Python makes of them."""
    for path in package.rglob("*"):
        if path.parent.name != "__pycache__" and path.is_file():
            yield path


def _libraries() -> Iterator[str]:
    yield "C" if c_parser() else "pure"
    for name in LIBRARIES:
        try:
            yield importlib.metadata.version(name)
        except importlib.metadata.PackageNotFoundError:
            yield ""
