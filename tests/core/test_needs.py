"""What a pattern needs: no text that it matches is without, so that none is passed over."""

from __future__ import annotations

import importlib
import pkgutil
from functools import cache

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import pia_cli
from pia_cli.core.pattern import Pattern


@cache
def patterns() -> dict[str, Pattern]:
    """The patterns that stand at the top of a module, each under the first of its names."""
    found: dict[Pattern, str] = {}
    for module in pkgutil.walk_packages(pia_cli.__path__, "pia_cli."):
        if module.name != "pia_cli.__main__":
            for name, value in vars(importlib.import_module(module.name)).items():
                if isinstance(value, Pattern):
                    found.setdefault(value, f"{module.name.removeprefix('pia_cli.')}.{name}")
    return {name: pattern for pattern, name in found.items()}


NEEDING = {name: pattern for name, pattern in patterns().items() if pattern.needs}


@pytest.mark.parametrize("name", sorted(NEEDING))
@settings(max_examples=40, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_every_match_has_a_needed_word(name: str, data: st.DataObject) -> None:
    pattern = NEEDING[name]
    text = data.draw(st.from_regex(pattern.compiled))
    assert pattern.may_match(text), (pattern, text)


@pytest.mark.parametrize(
    ("name", "sign"),
    [
        ("prose._LATIN", "prose._LETTERS"),
        ("styles._WIDE", "styles._WIDE_SIGN"),
        ("styles._WITHIN", "styles._WIDE_SIGN"),
    ],
)
@settings(max_examples=100, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_every_match_has_the_sign_that_is_looked_for_first(
    name: str, sign: str, data: st.DataObject
) -> None:
    pattern, first = (patterns()[f"rules.notation.{each}"] for each in (name, sign))
    text = data.draw(st.from_regex(pattern.compiled))
    assert first.search(text), (pattern, text)
