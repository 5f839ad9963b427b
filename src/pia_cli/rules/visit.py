"""A walk over a document beside its form, for rules that look at one item at a time."""

from __future__ import annotations

from collections.abc import Container
from typing import NamedTuple

from pia_cli.core.diagnostic import Path
from pia_cli.document.nodes import Mapping, Node, Scalar, Sequence
from pia_cli.forms.tree import FormField


class Visit(NamedTuple):
    """A field of the form at one place of a document.

    ``node`` is None where the key is absent. ``section`` is the mapping around it and
    ``form`` the field of that section, whose children are the siblings.
    """

    field: FormField
    node: Node | None
    path: Path
    section: Mapping
    form: FormField

    def sibling(self, name: str) -> tuple[FormField, Node | None]:
        """The sibling with a Python name, and its value in the document."""
        field = self.form.by_name[name]
        return field, self.section.get(field.key)


def visits(
    root: Mapping, form: FormField, wanted: Container[FormField] | None = None
) -> list[Visit]:
    """Every field of every section that exists in the document, in the order of the form.

    Only the ``wanted`` fields, where these are given.
    """
    found: list[Visit] = []
    _section(root, form, (), wanted, found)
    return found


def _section(
    section: Mapping,
    form: FormField,
    path: Path,
    wanted: Container[FormField] | None,
    found: list[Visit],
) -> None:
    for field in form.children:
        if wanted is None or field in wanted:
            found.append(Visit(field, section.get(field.key), (*path, field.key), section, form))
        if not field.children:
            continue
        node = section.get(field.key)
        if isinstance(node, Mapping) and not field.entries:
            _section(node, field, (*path, field.key), wanted, found)
        elif isinstance(node, Sequence) and field.entries:
            for index, entry in enumerate(node.items):
                if isinstance(entry, Mapping):
                    _section(entry, field, (*path, field.key, index), wanted, found)


def marks(answer: Sequence) -> list[str]:
    """The labels of the marked boxes of a 複数選択 item; "" for what is no box at all."""
    return [_mark(item) for item in answer.items]


def _mark(item: Node) -> str:
    if isinstance(item, Scalar):
        return item.value
    if isinstance(item, Mapping) and len(item.entries) == 1:
        return next(iter(item.entries))
    return ""
