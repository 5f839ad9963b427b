"""Imports point down only, and each third-party library has one home."""

from __future__ import annotations

import ast
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from pia_cli.forms.registry import FORMS

PACKAGE = Path(__file__).resolve().parents[1] / "src" / "pia_cli"
LAYERS = (
    "core",
    "document",
    "forms",
    "cells",
    "rules",
    "check",
    "config",
    "compare",
    "render",
    "report",
    "batch",
    "preview",
    "cli",
)
HOMES = {
    "_sre": {"core"},
    "ruamel": {"document"},
    "_ruamel_yaml": {"document"},
    "pydantic": {"forms", "config"},
    "pydantic_core": {"forms", "config"},
    "jinja2": {"render"},
    "openpyxl": {"report"},
    "platformdirs": {"batch"},
    "weasyprint": {"render"},
    "rich": {"report", "cli"},
    "typer": {"cli"},
    "starlette": {"preview"},
    "uvicorn": {"preview"},
    "watchfiles": {"preview"},
}
MODULES = sorted(path for path in PACKAGE.rglob("*.py") if path.parent != PACKAGE)


def imports(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: relative import"
            names = [alias.name for alias in node.names] if node.module == "pia_cli" else [""]
            yield from (f"{node.module}.{name}".rstrip(".") for name in names)


def test_every_package_is_a_layer() -> None:
    packages = {path.relative_to(PACKAGE).parts[0] for path in MODULES}
    assert packages <= set(LAYERS)


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_imports_point_down(path: Path) -> None:
    layer = path.relative_to(PACKAGE).parts[0]
    for name in imports(path):
        parts = name.split(".")
        if parts[0] == "pia_cli" and len(parts) > 1 and parts[1] in LAYERS:
            below = LAYERS.index(parts[1]) <= LAYERS.index(layer)
            assert below, f"{layer} imports {name}"
        elif parts[0] in HOMES:
            assert layer in HOMES[parts[0]], f"{layer} imports {name}"


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_nothing_inside_rests_on_the_interface_for_programs(path: Path) -> None:
    assert not any(name.startswith("pia_cli.api") for name in imports(path))


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_no_property_takes_a_lock(path: Path) -> None:
    """`core/lazy.py` says what the lock of ``functools.cached_property`` costs."""
    tree = ast.walk(ast.parse(path.read_text("utf-8")))
    assert "cached_property" not in {
        name for node in tree for name in (getattr(node, "id", ""), getattr(node, "attr", ""))
    }


def test_the_texts_of_a_rule_are_named() -> None:
    """Nobody can tell why from basis by their order."""
    calls = (
        node
        for path in MODULES
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Call) and ast.unparse(node.func) == "Rule"
    )
    assert {len(call.args) for call in calls} == {4}


def test_no_docstring_is_a_code_alone() -> None:
    """The declaration of the rule has the code already: say what the check finds."""
    alone = re.compile(r'"""[A-Z]\d{3}\.?"""$', re.MULTILINE)
    assert [path.name for path in MODULES if alone.search(path.read_text("utf-8"))] == []


def test_an_item_that_several_rules_read_is_named_once() -> None:
    """Its id stands in `rules/item_ids.py` then, with the place that it has in the form."""
    ids = {id_ for form in FORMS for id_ in form.tree.by_id if "." in id_}
    written = Counter(
        id_
        for path in MODULES
        if path.relative_to(PACKAGE).parts[0] == "rules"
        for id_ in {
            node.value
            for node in ast.walk(ast.parse(path.read_text("utf-8")))
            if isinstance(node, ast.Constant) and node.value in ids
        }
    )
    assert [id_ for id_, modules in written.items() if modules > 1] == []
