"""The compiled trees and the walk over them say what the pydantic declaration says."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given, settings
from pydantic import ValidationError

from pia_cli.document.nodes import plain
from pia_cli.document.reader import parse
from pia_cli.forms.compiled import compiled_text, load_tree
from pia_cli.forms.declared import MODELS, form_tree
from pia_cli.forms.registry import FORMS, Form
from pia_cli.forms.validation import Fault, shape_errors

from .test_schema_agrees import documents

FAULTS = {
    "missing": Fault.MISSING,
    "model_type": Fault.NOT_A_SECTION,
    "list_type": Fault.NOT_A_LIST,
    "value_error": Fault.VALUE,
}


def refused_by_pydantic(form: Form, data: Any) -> list[tuple[Any, Fault]]:
    """The places and faults of pydantic's errors, without those of unknown keys."""
    try:
        MODELS[form.id].model_validate(data)
    except ValidationError as refused:
        errors = refused.errors(include_url=False)
        return [(each["loc"], FAULTS[each["type"]]) for each in errors if each["type"] in FAULTS]
    return []


def test_every_form_has_a_declaration() -> None:
    assert [form.id for form in FORMS] == list(MODELS)


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.id)
def test_a_tree_comes_back_from_its_file(form: Form) -> None:
    declared = form_tree(MODELS[form.id])
    loaded = load_tree(form.id)
    assert compiled_text(loaded) == compiled_text(declared)
    assert [field.kind for field in loaded.walk()] == [field.kind for field in declared.walk()]
    assert [field.item for field in loaded.walk()] == [field.item for field in declared.walk()]


@settings(max_examples=150)
@given(documents())
def test_the_walk_refuses_what_the_model_refuses(case: tuple[Form, dict[str, Any]]) -> None:
    form, document = case
    root = parse(json.dumps(document, ensure_ascii=False).encode(), "x.yaml").root
    assert root is not None
    data = plain(root)
    found = [
        (each.path[:-1] if each.path and each.path[-1] in BELOW else each.path, each.fault)
        for each in shape_errors(form.tree, root)
    ]
    assert found == refused_by_pydantic(form, data)


BELOW = {
    box.label
    for form in FORMS
    for field in form.tree.walk()
    for box in getattr(field.kind, "boxes", ())
    if box.fill
}
"""Boxes beside which something is written: the walk points there, pydantic at the entry."""
