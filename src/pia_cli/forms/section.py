"""The base of every section: unknown keys are refused, conditions show in the JSON Schema."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, get_args

from pydantic import BaseModel, ConfigDict, GetJsonSchemaHandler
from pydantic.fields import FieldInfo
from pydantic_core import CoreSchema

from pia_cli.forms.choices import BoxesKind
from pia_cli.forms.item import Item, When, describe, item_of
from pia_cli.forms.kinds import BLANK, BLANK_MARKS, FLAG_WORDS, CountKind, Entries, JsonSchema, Kind


class Section(BaseModel):
    """A section of the form; its fields are declared with `item`."""

    model_config = ConfigDict(extra="forbid", frozen=True, defer_build=True)

    @classmethod
    def __get_pydantic_json_schema__(
        cls, schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchema:
        declared: JsonSchema = handler.resolve_ref_schema(handler(schema))
        fields = cls.model_fields
        labels = {name: item_of(info.metadata).label for name, info in fields.items()}
        for name, info in fields.items():
            shown = declared["properties"][labels[name]]
            if (below := section_of(info)) and not _is_list(info) and not info.is_required():
                shown["anyOf"].append(_left_out(below))
            _annotate(shown, item_of(info.metadata), labels)
        conditions = [rule for name in fields for rule in _conditions(name, fields)]
        some = [rule for info in fields.values() for rule in _some(info)]
        if conditions or some:
            declared["allOf"] = conditions + some
        return declared


def kind_of(info: FieldInfo) -> Kind | None:
    """The kind of answer of a field, looking through ``| None``; None for sections and lists."""
    for annotation in (info.metadata, *(get_args(arg) for arg in get_args(info.annotation))):
        for entry in annotation:
            if isinstance(entry, Kind):
                return entry
    return None


def section_of(info: FieldInfo) -> type[Section] | None:
    """The section class of a field, also as the entry of a list."""
    pending = [info.annotation]
    while pending:
        annotation: Any = pending.pop()
        if isinstance(annotation, type) and issubclass(annotation, Section):
            return annotation
        pending.extend(get_args(annotation))
    return None


def _annotate(shown: JsonSchema, declared: Item, labels: dict[str, str]) -> None:
    number = declared.number
    shown["title"] = f"{number} {declared.label}" if number else declared.label
    text = describe(declared, labels)
    if text:
        shown["description"] = text
    shown.pop("default", None)


def _conditions(name: str, fields: dict[str, FieldInfo]) -> Iterator[JsonSchema]:
    declared = item_of(fields[name].metadata)
    if declared.when is None:
        return
    holds = _holds(declared.when, fields)
    yield {
        "if": holds,
        "then": {
            "required": [declared.label],
            "properties": {declared.label: _filled(fields[name])},
        },
    }
    if declared.only:
        yield {
            "if": _chosen_otherwise(declared.when, fields),
            "then": {"properties": {declared.label: _blank(fields[name])}},
        }


def _holds(when: When, fields: dict[str, FieldInfo]) -> JsonSchema:
    sibling = fields[when.field]
    label = item_of(sibling.metadata).label
    met = {"properties": {label: _any_of(when.values, sibling)}, "required": [label]}
    return {"not": met} if when.unless else met


def _any_of(values: tuple[str | bool, ...], sibling: FieldInfo) -> JsonSchema:
    kind = kind_of(sibling)
    if not isinstance(kind, BoxesKind):
        if values == (True,):
            return {"enum": [True, *(word for word, marked in FLAG_WORDS.items() if marked)]}
        return {"enum": list(values)}
    labels = [str(value) for value in values]
    filled = [{"type": "object", "required": [label]} for label in labels]
    return {"type": "array", "contains": {"anyOf": [{"enum": labels}, *filled]}}


def _chosen_otherwise(when: When, fields: dict[str, FieldInfo]) -> JsonSchema:
    """The sibling is answered, and not so that the condition holds."""
    label = item_of(fields[when.field].metadata).label
    answered = {"properties": {label: {"not": BLANK}}, "required": [label]}
    return {"allOf": [answered, {"not": _holds(when, fields)}]}


def _filled(info: FieldInfo) -> JsonSchema:
    if _is_list(info):
        return {"type": "array", "minItems": 1}
    if section := section_of(info):
        return {"type": "object", "not": _left_out(section)}
    return {
        "not": {"anyOf": [{"type": "null"}, {"type": "string", "pattern": BLANK_MARKS.pattern}]}
    }


def _left_out(section: type[Section]) -> JsonSchema:
    """The keys of a section that need not be filled, with nothing in them: 空欄, too."""
    blank = {
        item_of(info.metadata).label: _left_out(below)
        if (below := section_of(info)) and not _is_list(info)
        else _blank(info)
        for info in section.model_fields.values()
    }
    return {"type": "object", "properties": blank, "additionalProperties": False}


def _blank(info: FieldInfo) -> JsonSchema:
    if _is_list(info):
        return {"anyOf": [{"type": "array", "maxItems": 0}, *BLANK["anyOf"]]}
    if isinstance(kind_of(info), CountKind):
        return {"anyOf": [{"enum": [0]}, {"type": "string", "pattern": "^0*$"}, *BLANK["anyOf"]]}
    return {"anyOf": [{"type": "null"}, {"type": "string", "pattern": BLANK_MARKS.pattern}]}


def _is_list(info: FieldInfo) -> bool:
    entries = any(isinstance(entry, Entries) for entry in info.metadata)
    return entries or isinstance(kind_of(info), BoxesKind)


def _some(info: FieldInfo) -> Iterator[JsonSchema]:
    declared = item_of(info.metadata)
    below = section_of(info)
    if not declared.some or below is None:
        return
    labels = [item_of(field.metadata).label for field in below.model_fields.values()]
    marked = [
        {"required": [label], "properties": {label: {"type": "array", "minItems": 1}}}
        for label in labels
    ]
    yield {"properties": {declared.label: {"anyOf": [*marked, {"not": {"type": "object"}}]}}}
