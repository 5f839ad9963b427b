"""The YAML that docs/ci.md shows, by where it is to be used."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from ruamel.yaml import YAML

from ci.offline import ROOT

FENCE = re.compile(r"^```yaml\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def parsed(text: str) -> dict[str, Any]:
    """A YAML text as plain data."""
    found = YAML(typ="safe", pure=True).load(text)
    assert isinstance(found, dict)
    return found


def _snippets(key: str) -> Iterator[str]:
    for text in FENCE.findall((ROOT / "docs" / "ci.md").read_text("utf-8")):
        if key in parsed(text):
            yield text


WORKFLOWS = tuple(_snippets("jobs"))
HOOKS = tuple(_snippets("repos"))
(GITLAB,) = _snippets("評価書の検査")
