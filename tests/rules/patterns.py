"""The patterns of the rules, for the tests that try each of them."""

from __future__ import annotations

import importlib
import pkgutil

from pia_cli import rules
from pia_cli.core.pattern import Pattern


def patterns() -> dict[str, Pattern]:
    """The patterns that stand at the top of a module in rules/, also those from elsewhere."""
    found: dict[str, Pattern] = {}
    for module in pkgutil.walk_packages(rules.__path__, "pia_cli.rules."):
        for name, value in vars(importlib.import_module(module.name)).items():
            if isinstance(value, Pattern) and value not in found.values():
                found[f"{module.name.removeprefix('pia_cli.rules.')}.{name}"] = value
    return found
