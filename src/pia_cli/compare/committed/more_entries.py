"""A document with more entries than it has, in which names with higher numbers mean something."""

from __future__ import annotations

from pia_cli.core.span import START
from pia_cli.document.nodes import Entry, Mapping, Node, Sequence, is_blank
from pia_cli.forms.tree import FormField

_MOST = 100


def with_more_entries(root: Mapping, form: FormField, more: int) -> Mapping:
    """A document with further entries, blank ones, in each list that goes by numbers."""
    return _section(root, form, min(more, _MOST))


def is_numbered_list(field: FormField) -> bool:
    """Whether a list has entries that go by numbers (委託事項2), not by names (a file)."""
    return bool(field.children) and "{n}" in field.item.slot and not field.item.log


def _section(section: Mapping, form: FormField, more: int) -> Mapping:
    entries = dict(section.entries)
    for child in form.children:
        entry = entries.get(child.key)
        node = _longer(entry.value if entry else None, child, more)
        if node is not None:
            entries[child.key] = Entry(entry.key_place if entry else START, node)
    return Mapping(section.place, entries, section.partial)


def _longer(node: Node | None, field: FormField, more: int) -> Node | None:
    if not field.children or field.item.log:
        return node
    if not field.entries:
        return _section(node, field, more) if isinstance(node, Mapping) else node
    items = node.items if isinstance(node, Sequence) else []
    if items or is_blank(node):
        found: list[Node] = [
            _section(item, field, more) if isinstance(item, Mapping) else item for item in items
        ]
        found += [Mapping(START) for _ in range(more)] if is_numbered_list(field) else []
        return Sequence(node.place if isinstance(node, Sequence) else START, found)
    return node
