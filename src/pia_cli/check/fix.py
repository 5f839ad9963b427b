"""``pia fix``: findings of fixable rules mended in the bytes of a file."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date

from pia_cli.check.engine import CheckedDocument, check
from pia_cli.core.diagnostic import Path
from pia_cli.document.edit_text import TextEdit, edit_texts
from pia_cli.document.nodes import Mapping, Scalar, node_at
from pia_cli.forms.tree import FormField, locate
from pia_cli.rules.fixes import FIXES, as_wareki
from pia_cli.rules.visit import visits

WAREKI = "和暦"
"""What a date that was rewritten on request is counted under: no rule asks for it."""

ROUNDS = 3
"""Mending a choice may show a finding that was hidden before."""


@dataclass(frozen=True, slots=True)
class Fixed:
    """The bytes after mending, and how many values were mended for each code.

    ``left`` counts the findings of these codes that are still there: the file spells the
    value in a way that cannot be mended without touching more.
    """

    data: bytes
    counts: dict[str, int]
    left: int


def fix(
    data: bytes, name: str, codes: Collection[str], *, wareki: bool = False, today: date | None
) -> Fixed:
    """Mend the findings of the codes; every byte outside the values concerned stays.

    ``wareki`` also rewrites dates such as 2026-02-16. A file that is no YAML, or that the
    reader refuses in part, stays as it is.
    """
    counts: Counter[str] = Counter()
    for _ in range(ROUNDS):
        document = check(data, name, today=today)
        edits = list(_edits(document, codes, wareki))
        data, made = edit_texts(data, (edit for _, edit in edits))
        done = set(made)
        counts.update(code for code, edit in edits if edit in done)
        if not made:
            break
    left = sum(one.code in codes for one in check(data, name, today=today).diagnostics)
    return Fixed(data, dict(sorted(counts.items())), left)


def _edits(
    document: CheckedDocument, codes: Collection[str], wareki: bool
) -> Iterator[tuple[str, TextEdit]]:
    """The values to change, each once, with the code of the rule."""
    if document.root is None or document.form is None:
        return
    root, tree = document.root, document.form.tree
    taken: set[Path] = set()
    for found in document.diagnostics:
        fixer = FIXES.get(found.code) if found.code in codes else None
        place = locate(tree, found.path)
        node = node_at(root, found.path)
        if fixer and place and isinstance(node, Scalar) and found.path not in taken:
            taken.add(found.path)
            yield found.code, TextEdit(found.path, node.value, fixer(node.value, place.field))
    if wareki:
        yield from ((WAREKI, edit) for edit in _dates(root, tree) if edit.path not in taken)


def _dates(root: Mapping, tree: FormField) -> Iterator[TextEdit]:
    for visit in visits(root, tree):
        if isinstance(visit.node, Scalar):
            new = as_wareki(visit.node.value, visit.field)
            if new != visit.node.value:
                yield TextEdit(visit.path, visit.node.value, new)
