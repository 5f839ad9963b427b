"""What the places of a version are called: the printed label, and the part of the form."""

from __future__ import annotations

from pia_cli.compare.version import Version
from pia_cli.core.diagnostic import Path
from pia_cli.document.nodes import text_at
from pia_cli.forms.tree import FormField, locate

COVER = "表紙"
"""The section of the items before Ⅰ."""


def label_at(version: Version, path: Path) -> str:
    """The printed label of the item at a path: Ⅱ-4-委託事項1-③委託先名."""
    place = locate(version.form.tree, path, lambda at: text_at(version.root, at))
    return place.label if place else "・".join(map(str, path))


def section_of(version: Version, path: Path) -> str:
    """The part of the form a path lies in: 表紙, Ⅰ to Ⅴ, 別添1, 別紙."""
    place = locate(version.form.tree, path, lambda at: text_at(version.root, at))
    top = version.form.tree.by_key.get(str(path[0])) if path else None
    if place is None or top is None:
        return COVER
    if not top.item.number:
        return top.key if top.entries else COVER
    return place.numbers[0].partition("(")[0]


def sections(form: FormField) -> tuple[str, ...]:
    """The parts that `section_of` names, in the order of the form."""
    found = [COVER]
    for child in form.children:
        if child.item.log:
            continue
        if child.item.number or child.entries:
            found.append(child.item.number or child.key)
        found += [field.item.number for field in child.walk() if field.item.absolute]
    return tuple(dict.fromkeys(found))
