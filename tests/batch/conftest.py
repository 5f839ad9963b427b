"""The fixtures of the command line's tests."""

from __future__ import annotations

from cli.conftest import _plain_environment, good, run

__all__ = ["_plain_environment", "good", "run"]
