"""Files that ship with the program: schemas/ and templates/."""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parents[1]


def resource_dir(kind: str) -> Path:
    """The folder ``schemas`` or ``templates``: in the wheel's package, else in the checkout."""
    shipped = _PACKAGE / kind
    return shipped if shipped.is_dir() else _PACKAGE.parents[1] / kind
