"""Values under the names of the declaration, written as the YAML of the form."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from pia_cli.document.emit import value_lines
from pia_cli.forms.tree import FormField

STEP = 2

Values = dict[str, Any]
"""Values by the Python names of the form's fields; sections are mappings, entries lists."""


def labelled(field: FormField, values: Mapping[str, Any]) -> dict[str, Any]:
    """The values under their YAML keys, in the order of the form.

    An optional item without a value becomes 空欄, a required one is left out. Raises KeyError
    for a name that the form does not have.
    """
    if unknown := values.keys() - field.by_name.keys():
        raise KeyError(f"not in the form below {field.id or 'the root'}: {sorted(unknown)}")
    return {
        child.key: _value(child, values.get(child.name))
        for child in field.children
        if child.name in values or not child.required
    }


def _value(field: FormField, value: Any) -> Any:
    if not field.children or value is None:
        return value
    if isinstance(value, list):
        return [labelled(field, entry) for entry in value]
    return labelled(field, value)


def document_text(document: Mapping[str, Any]) -> str:
    """The YAML of a document given under its keys."""
    return "".join(f"{line}\n" for line in _section(document, 0))


def _section(section: Mapping[str, Any], column: int) -> Iterator[str]:
    for key, value in section.items():
        if column == 0 and isinstance(value, dict | list) and value:
            yield ""
        yield from _entry(key, value, column)


def _entry(key: str, value: Any, column: int) -> Iterator[str]:
    margin = " " * column
    if isinstance(value, dict) and value:
        yield f"{margin}{key}:"
        yield from _section(value, column + STEP)
    elif isinstance(value, list) and value:
        yield f"{margin}{key}:"
        for entry in value:
            yield from _item(entry, column + STEP)
    elif isinstance(value, list):
        yield f"{margin}{key}: []"
    else:
        first, *more = _scalar(value, column)
        yield f"{margin}{key}: {first}".rstrip()
        yield from more


def _item(entry: Any, column: int) -> Iterator[str]:
    mark = " " * column + "- "
    if isinstance(entry, dict):
        first, *more = _section(entry, column + STEP)
        yield mark + first.lstrip()
        yield from more
    else:
        first, *more = _scalar(entry, column)
        yield mark + first
        yield from more


def _scalar(value: Any, column: int) -> list[str]:
    if value is None:
        return [""]
    if isinstance(value, bool):
        return ["true" if value else "false"]
    return value_lines(str(value), "", column, STEP)
