"""The names of files as CI knows them."""

from __future__ import annotations

import os
from pathlib import PurePath


def ci_path(name: str) -> str:
    """A file's name as CI knows it: from the current folder on, with ``/`` and no ``./``."""
    if os.path.isabs(name):
        try:
            near = os.path.relpath(name)
        except (OSError, ValueError):  # the current folder is gone, or on another drive
            near = os.pardir
        if near.split(os.sep)[0] != os.pardir:
            name = near
    return PurePath(name).as_posix()
