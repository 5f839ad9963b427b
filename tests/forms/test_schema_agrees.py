"""The JSON Schema and ``pia validate`` accept and refuse the same shapes.

Refused means: an F finding that is an error or a warning. A mutation of a valid document is
written as JSON (which is YAML), so both sides see the same values.
"""

from __future__ import annotations

import copy
import json
from functools import cache
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from pia_cli.check.engine import check
from pia_cli.core.diagnostic import Severity
from pia_cli.forms.choices import BoxesKind, ChoiceKind
from pia_cli.forms.kinds import CountKind, DateKind, FlagKind
from pia_cli.forms.registry import FORMS, Form
from pia_cli.forms.schema import json_schema
from pia_cli.forms.tree import FormField

TEXT = "記載"
ODD_VALUES: tuple[Any, ...] = (
    None, "", " ", "　", "-", "なし", TEXT, "24", 24, 0, -1, True, False, "true", "はい",
    [], [None], [""], [TEXT], {}, {TEXT: TEXT}, [{}], [{TEXT: None}], [[TEXT]],
    "令和8年2月16日", "令和1年6月27日", "2026-02-16", "令和8年2月", "平成27年10月以降",
)  # fmt: skip


@cache
def validator(form: Form) -> Draft202012Validator:
    schema = json_schema(form)
    Draft202012Validator.check_schema(schema)
    return Draft202012Validator(schema)


def full(field: FormField) -> Any:
    """A value that fills a field and everything below it."""
    kind = field.kind
    if isinstance(kind, BoxesKind):
        return [full_box(box) for box in kind.boxes]
    if field.children:
        section = {child.key: full(child) for child in field.children}
        return [section] if field.entries else section
    if field.entries:
        return [TEXT]
    if isinstance(kind, ChoiceKind):
        return kind.choices[0]
    if isinstance(kind, CountKind):
        return 2
    if isinstance(kind, FlagKind):
        return False
    return "令和8年2月16日" if isinstance(kind, DateKind) else TEXT


def blank(field: FormField) -> Any:
    """A section as the form prints it, with nothing in it."""
    return {child.key: blank(child) for child in field.children} or None


def full_box(box: Any) -> Any:
    if box.fill is None:
        return box.label
    return {box.label: 2 if isinstance(box.fill, CountKind) else TEXT}


def places(value: Any, field: FormField) -> list[tuple[Any, str | int, FormField]]:
    """Every (container, key, field) of a document that a mutation may change."""
    found: list[tuple[Any, str | int, FormField]] = []
    for child in field.children:
        if not isinstance(value, dict) or child.key not in value:
            continue
        found.append((value, child.key, child))
        below = value[child.key]
        if isinstance(below, dict):
            found += places(below, child)
        elif isinstance(below, list):
            found += [(below, index, child) for index in range(len(below))]
            for entry in below:
                found += places(entry, child)
    return found


@st.composite
def documents(draw: st.DrawFn) -> tuple[Form, dict[str, Any]]:
    form = draw(st.sampled_from(FORMS))
    document = {child.key: full(child) for child in form.tree.children}
    document["リスク対策"][0]["情報提供ネットワークシステムとの接続"]["接続しない"] = []
    for _ in range(draw(st.integers(0, 4))):
        mutate(draw, document, form.tree)
    return form, document


def mutate(draw: st.DrawFn, document: dict[str, Any], tree: FormField) -> None:
    container, key, field = draw(st.sampled_from(places(document, tree)))
    action = draw(st.sampled_from(("value", "legal", "legal", "drop", "extra", "repeat")))
    if action == "value":
        container[key] = copy.deepcopy(draw(st.sampled_from(ODD_VALUES)))
    elif action == "legal":
        container[key] = copy.deepcopy(draw(legal_values(field, isinstance(key, int))))
    elif action == "drop":
        del container[key]
    elif action == "extra" and isinstance(container, dict):
        container[f"{key}x"] = container[key]
    elif action == "repeat" and isinstance(container, list):
        container += [copy.deepcopy(container[int(key)])] * draw(st.sampled_from((1, 20)))


def legal_values(field: FormField, is_entry: bool) -> st.SearchStrategy[Any]:
    """Values of the right kind: other choices, their width variants, subsets of the boxes."""
    kind = field.kind
    if isinstance(kind, BoxesKind):
        boxes = [full_box(box) for box in kind.boxes] + list(kind.choices) + [{"その他": "別"}]
        marks = st.lists(st.sampled_from(boxes), max_size=4)
        return st.sampled_from(boxes) if is_entry else marks
    if isinstance(kind, ChoiceKind):
        return st.sampled_from([*kind.choices, *(f" {choice}" for choice in kind.choices)])
    return st.sampled_from([None, [], "", full(field), blank(field)])


def refuses(form: Form, document: dict[str, Any]) -> list[str]:
    data = json.dumps(document, ensure_ascii=False).encode()
    return [
        f"{found.code} {found.item}: {found.message}"
        for found in check(data, "x.yaml").diagnostics
        if found.code.startswith("F") and found.severity is not Severity.INFO
    ]


def test_the_full_document_is_accepted() -> None:
    for form in FORMS:
        document = {child.key: full(child) for child in form.tree.children}
        document["リスク対策"][0]["情報提供ネットワークシステムとの接続"]["接続しない"] = []
        assert refuses(form, document) == []
        assert list(validator(form).iter_errors(document)) == []


@settings(max_examples=150)
@given(documents())
def test_schema_and_validate_agree(case: tuple[Form, dict[str, Any]]) -> None:
    form, document = case
    errors = [error.message[:200] for error in validator(form).iter_errors(document)]
    found = refuses(form, document)
    assert bool(errors) == bool(found), (errors, found)
