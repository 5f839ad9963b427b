"""The blank document of a form version (``pia new``)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from pia_cli.document.emit import scalar_text
from pia_cli.forms.choices import BoxesKind, ChoiceKind
from pia_cli.forms.item import condition_text
from pia_cli.forms.kinds import FlagKind
from pia_cli.forms.registry import Form
from pia_cli.forms.tree import FormField, Located, outline
from pia_cli.render.field_table import kind_text
from pia_cli.render.generated import schema_name
from pia_cli.render.templates import fill

STEP = 2
"""Columns of one level of indentation."""


def blank_document(form: Form, values: Mapping[str, str]) -> str:
    """A document with every key, and each item's number, ※, choices and condition as comments.

    ``values`` maps ids of single-value items to their texts; the rest stays 空欄.
    """
    places = {place.field.id: place for place in outline(form.tree)}
    lines = _Blank(places, values).section(form.tree, 0)
    return fill("blank.yaml.j2", form=form, schema=schema_name(form), body="\n".join(lines))


class _Blank:
    """Writes the fields of a form as lines."""

    def __init__(self, places: Mapping[str, Located], values: Mapping[str, str]) -> None:
        self.places = places
        self.values = values

    def section(self, form: FormField, column: int) -> Iterator[str]:
        for field in form.children:
            if column == 0 and field.children:
                yield ""
            yield from (f"{' ' * column}# {note}" for note in self.notes(field, form))
            yield from self.entry(field, column)

    def notes(self, field: FormField, form: FormField) -> Iterator[str]:
        """The comment lines above a key."""
        item, kind = field.item, field.kind
        star = " ※" if item.star else ""
        label = self.places[field.id].label
        yield f"{label}{star}" + (f"（{item.note}）" if item.note else "")
        if item.when:
            siblings = {child.name: child.key for child in form.children}
            yield f"  {condition_text(item.when, siblings)}に記入"
        if isinstance(kind, (ChoiceKind, BoxesKind)) and len(kind.choices) > 1:
            yield f"  {kind_text(kind)}"
        if item.example:
            yield f"  例: {item.example}"
        if field.entries and field.children:
            named = item.slot.removeprefix("{n}").format(n=2, name="二つ目の区分")
            more = named or "二つ目"
            if not field.entries.minimum:
                yield "  書くときは [] を消し、続く行の「# 」を外す"
            yield f"  {more} 以降は「- 」からの組を繰り返す"

    def entry(self, field: FormField, column: int) -> Iterator[str]:
        key = f"{' ' * column}{field.key}:"
        if isinstance(field.kind, BoxesKind):
            yield f"{key} []"
        elif field.children and field.entries and not field.entries.minimum:
            yield f"{key} []"
            mark = f"{' ' * (column + STEP)}# "
            yield from (f"{mark}{line[column + STEP :]}" for line in self.children(field, column))
        elif field.children:
            yield key
            yield from self.children(field, column)
        elif field.entries:
            yield key
            yield f"{' ' * (column + STEP)}-"
        else:
            value = self.value(field)
            yield f"{key} {value}" if value else key

    def children(self, field: FormField, column: int) -> Iterator[str]:
        if not field.entries:
            yield from self.section(field, column + STEP)
            return
        lines = list(self.section(field, column + 2 * STEP))
        first = next(at for at, line in enumerate(lines) if not line.lstrip().startswith("#"))
        mark = column + STEP
        lines[first] = f"{lines[first][:mark]}- {lines[first][mark + STEP :]}"
        yield from (line[STEP:] if at < first else line for at, line in enumerate(lines))

    def value(self, field: FormField) -> str:
        if field.id in self.values:
            return scalar_text(self.values[field.id])
        if isinstance(field.kind, ChoiceKind) and len(field.kind.choices) == 1:
            return field.kind.choices[0]
        return "false" if isinstance(field.kind, FlagKind) else ""
