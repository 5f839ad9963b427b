"""The trees of the forms as generated data, so that a check need not build the declaration.

``tools/generate.py`` writes ``compiled/*.json`` from the models of ``declared``; a test shows
that they say the same.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import fields, is_dataclass
from pathlib import Path
from typing import Any

from pia_cli.forms.choices import Box, BoxesKind, ChoiceKind
from pia_cli.forms.item import Item, When
from pia_cli.forms.kinds import CountKind, DateKind, DateTextKind, Entries, FlagKind, TextKind
from pia_cli.forms.tree import FormField

Data = dict[str, Any]

_FOLDER = Path(__file__).parent / "compiled"
_TYPES = (
    Box,
    BoxesKind,
    ChoiceKind,
    CountKind,
    DateKind,
    DateTextKind,
    Entries,
    FlagKind,
    FormField,
    Item,
    TextKind,
    When,
)
_BY_NAME: dict[str, Callable[..., object]] = {type_.__name__: type_ for type_ in _TYPES}
_TYPE = "type"


def compiled_name(id_: str) -> str:
    """The file of a form, below this package."""
    return f"{_FOLDER.name}/{id_}.json"


def compiled_text(tree: FormField) -> str:
    """The text of the generated file of a tree."""
    return json.dumps(_dump(tree), ensure_ascii=False, indent=1) + "\n"


def load_tree(id_: str) -> FormField:
    """The tree of the form with an id. Raises OSError for an id without a file."""
    tree = json.loads((_FOLDER / f"{id_}.json").read_text("utf-8"), object_hook=_load)
    assert isinstance(tree, FormField)
    return tree


def _dump(value: object) -> Any:
    """A declared object as data: its type and what differs from the type's defaults."""
    if isinstance(value, tuple):
        return [_dump(each) for each in value]
    if not is_dataclass(value) or isinstance(value, type):
        return value
    told = {field: getattr(value, field.name) for field in fields(value)}
    changed = {field.name: _dump(each) for field, each in told.items() if field.default != each}
    return {_TYPE: type(value).__name__, **changed}


def _load(data: Data) -> object:
    """Called by json for the innermost objects first."""
    type_ = _BY_NAME[data.pop(_TYPE)]
    return type_(**{key: tuple(v) if isinstance(v, list) else v for key, v in data.items()})
