"""The forms as pydantic models, and the tree that each declares (see ``compiled``)."""

from __future__ import annotations

from types import NoneType
from typing import get_args, get_origin

from pydantic.fields import FieldInfo

from pia_cli.forms.form3 import Form3, Form3H26, Form3H30
from pia_cli.forms.item import Item, item_of
from pia_cli.forms.kinds import Entries, Kind
from pia_cli.forms.section import Section, kind_of, section_of
from pia_cli.forms.tree import FormField

MODELS: dict[str, type[Section]] = {
    "form3-h26-4": Form3H26,
    "form3-h30-5": Form3H30,
    "form3-r6-10": Form3,
}
"""The declaration of each form of the registry, by its id."""


def form_tree(model: type[Section]) -> FormField:
    """The tree of a form version; its root is the document itself."""
    return FormField("", "", Item("", ""), None, None, _children(model, ""), True, False)


def _children(model: type[Section], prefix: str) -> tuple[FormField, ...]:
    return tuple(_field(f"{prefix}{name}", name, info) for name, info in model.model_fields.items())


def _field(id_: str, name: str, info: FieldInfo) -> FormField:
    section = section_of(info)
    entries = next((entry for entry in info.metadata if isinstance(entry, Entries)), None)
    children = _children(section, f"{id_}.") if section else ()
    kind = _entry_kind(info) if entries and not section else kind_of(info)
    return FormField(
        id_,
        name,
        item_of(info.metadata),
        kind,
        entries,
        children,
        info.is_required(),
        NoneType in get_args(info.annotation),
    )


def _entry_kind(info: FieldInfo) -> Kind:
    annotation = info.annotation
    if get_origin(annotation) is not list:
        raise TypeError(f"not a list: {annotation}")
    (entry,) = get_args(annotation)
    return next(meta for meta in entry.__metadata__ if isinstance(meta, Kind))
