"""Coverage-guided fuzzing of load, validate, diff and fix with atheris; see README.md beside it.

The first byte of an input chooses the entry. What must hold is in ``tests/attacks/entries.py``:
an exception is a finding, and so is an assertion that fails.
"""

from __future__ import annotations

import sys
from pathlib import Path

import atheris

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests"))

with atheris.instrument_imports(include=["pia_cli", "ruamel.yaml"]):
    from attacks.entries import run


def main() -> None:
    """Give the arguments to libFuzzer and run until its limits or the first finding."""
    atheris.Setup(sys.argv, run)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
