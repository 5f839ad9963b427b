"""In what the versions of a form differ where names are read: a log keeps the words of its day.

It is generated data, as the trees of all versions are otherwise read for the first row of a log:
``tools/generate.py`` writes ``compiled/versions.json``.
"""

from __future__ import annotations

import json
from collections.abc import Mapping as Dict
from functools import cache
from pathlib import Path
from typing import Any

from pia_cli.forms.registry import FORMS, Form, form_of
from pia_cli.forms.tree import FormField

NAME = "compiled/versions.json"
"""The generated file, below this package."""


def labels_of_versions(form: FormField) -> dict[str, tuple[str, ...]]:
    """The labels that differ between the versions of a form, by id, those of this one included."""
    known = form_of(form)
    labels = _read()[known.id]["labels"] if known else {}
    return {id_: tuple(each) for id_, each in labels.items()}


def versions_apart(form: FormField) -> list[FormField]:
    """The other versions of a form whose items or numbers differ: names there may be none here."""
    known = form_of(form)
    apart = _read()[known.id]["apart"] if known else []
    return [each.tree for each in FORMS if each.id in apart]


def versions_text(trees: Dict[str, FormField]) -> str:
    """The text of the generated file, from the tree of each form by its id."""
    told = {form.id: _told(form, trees) for form in FORMS}
    return json.dumps(told, ensure_ascii=False, indent=1) + "\n"


def _told(form: Form, trees: Dict[str, FormField]) -> dict[str, Any]:
    versions = [each.id for each in FORMS if each.kind == form.kind]
    labels: dict[str, dict[str, None]] = {}
    for field in (field for id_ in versions for field in trees[id_].walk()):
        labels.setdefault(field.id, {})[field.key] = None
    return {
        "labels": {id_: list(found) for id_, found in labels.items() if len(found) > 1},
        "apart": [id_ for id_ in versions if _names(trees[id_]) != _names(trees[form.id])],
    }


def _names(form: FormField) -> list[tuple[object, ...]]:
    """All that the name of an item is read by, but the labels."""
    return [
        (
            *(field.id, field.item.number, field.item.printed, field.item.absolute),
            *(field.item.slot, field.item.slot and field.key, field.item.identity),
            field.entries is not None,
        )
        for field in form.walk()
    ]


@cache
def _read() -> dict[str, Any]:
    text = (Path(__file__).parent / NAME).read_text("utf-8")
    found: dict[str, Any] = json.loads(text)
    return found
