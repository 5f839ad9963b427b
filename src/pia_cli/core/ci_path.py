"""The names of files as CI knows them."""

from __future__ import annotations

import os
from pathlib import PurePath

from pia_cli.core.file_name import seen_from


def ci_path(name: str) -> str:
    """A file's name as CI knows it: from the current folder on, with ``/`` and no ``./``."""
    if os.path.isabs(name):
        try:
            near = seen_from(os.getcwd(), name)
        except OSError:  # the current folder is gone
            near = os.pardir
        if near.split("/")[0] != os.pardir:
            name = near
    return PurePath(name).as_posix()
