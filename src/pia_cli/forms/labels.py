"""The printed labels of the numbered items, by which a row is told that has a wrong number."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from pia_cli.core.text import fold
from pia_cli.forms.tree import FormField


@cache
def fields_by_label(form: FormField) -> dict[str, tuple[FormField, ...]]:
    """The items of the numbered parts Ⅰ to Ⅴ by their labels as `fold` has them."""
    found: dict[str, list[FormField]] = {}
    for part in form.children:
        for field in _numbered(part) if part.item.number else ():
            for label in dict.fromkeys(map(fold, (field.key, field.item.heading))):
                found.setdefault(label, []).append(field)
    return {label: tuple(fields) for label, fields in found.items()}


def _numbered(field: FormField) -> Iterator[FormField]:
    """A field and those below it but 別添1 and 別添2, whose columns have words of every day."""
    if field.item.absolute or field.item.log:
        return
    yield field
    for child in field.children:
        yield from _numbered(child)


def label_at_end(form: FormField, text: str) -> str:
    """The longest label of the form that ends a text after a number or a sign, "" for none."""
    key = fold(text)
    ends = (key[at:] for at in range(1, len(key)) if not key[at - 1].isalpha())
    labels = fields_by_label(form)
    return next((end for end in ends if end in labels), "")
