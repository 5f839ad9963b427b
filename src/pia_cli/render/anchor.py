"""The anchors of a page: the same for the same item in every version of a document."""

from __future__ import annotations

from pia_cli.core.diagnostic import Path
from pia_cli.document.nodes import Mapping, node_at, text_at
from pia_cli.forms.tree import FormField, locate


def anchor(root: Mapping, form: FormField, path: Path) -> str:
    """The id of the block at a path; "" where a page has none.

    It is the item's id and the numbers of the entries it lies in (files-use-purpose-1); a key
    that is not of the form has its number among the keys beside it (basics-unknown-3).
    """
    place = locate(form, path, lambda at: text_at(root, at))
    if place is not None:
        numbers = [str(step + 1) for step in path if isinstance(step, int)]
        return "-".join([*filter(None, place.field.id.split(".")), *numbers])
    above, key = path[:-1], path[-1]
    section = node_at(root, above)
    if not isinstance(section, Mapping) or locate(form, above) is None or isinstance(key, int):
        return ""
    number = next((at for at, one in enumerate(section.entries, start=1) if one == key), 0)
    return unknown_anchor(anchor(root, form, above) if above else "", number) if number else ""


def unknown_anchor(around: str, number: int) -> str:
    """The id of the block of a section's key with this number, which the form does not have."""
    return "-".join(filter(None, (around, f"unknown-{number}")))
