"""A section of one version, which lines of a row may copy."""

from __future__ import annotations

from pia_cli.cells.written import Written, key_of_entry
from pia_cli.compare.version import Version
from pia_cli.core.diagnostic import Path
from pia_cli.core.lazy import lazy
from pia_cli.core.text import fold
from pia_cli.document.nodes import node_at
from pia_cli.forms.choices import ChoiceKind
from pia_cli.forms.tree import FormField, locate
from pia_cli.forms.values import data_of, entry_text, flat


def section_path(form: FormField, path: Path) -> Path:
    """The section that a place is, or that it lies in; an entry of a list is none."""
    while path:
        here = locate(form, path)
        if here and here.field.children and not here.field.item.identity:
            break
        path = path[:-1]
    return path


class Section:
    """The answers of a section, and what its entries go by."""

    def __init__(self, version: Version, path: Path) -> None:
        place, node = locate(version.form.tree, path), node_at(version.root, path)
        self._field = place.field if place else version.form.tree
        self._value = data_of(node)
        text = entry_text(node, self._field) if node else ""
        self._written = Written(self._field, self._value, place.label if place else "", text)

    @lazy
    def names(self) -> frozenset[str]:
        """The keys (`fold`) of what the entries of its lists go by."""
        value = self._value if isinstance(self._value, dict) else {}
        lists = ((child, value.get(child.key)) for child in self._field.children)
        return frozenset(
            key_of_entry(child, entry)
            for child, below in lists
            if child.item.identity and isinstance(below, list)
            for entry in below
        )

    @lazy
    def _choices(self) -> frozenset[str]:
        kinds = (field.kind for field in self._field.walk())
        found = (kind.choices for kind in kinds if isinstance(kind, ChoiceKind))
        return frozenset(fold(choice) for choices in found for choice in choices)

    @lazy
    def _answers(self) -> frozenset[str]:
        return frozenset(map(fold, flat(self._value)))

    def knows(self, line: str) -> bool:
        """Whether a line is of a text of the section; a choice is no part of another one."""
        key = fold(line)
        return key in self._answers if key in self._choices else self._written.quotes(line)
