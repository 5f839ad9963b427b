"""``pia fix``: findings of fixable rules mended in the bytes of a file."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date

from pia_cli.check.engine import CheckedDocument, check
from pia_cli.core.diagnostic import Path
from pia_cli.document.edit_text import TextEdit, edit_texts
from pia_cli.document.nodes import Scalar, node_at
from pia_cli.document.reader import parse
from pia_cli.forms.tree import FormField, locate
from pia_cli.rules.fixes import FIXES, Fixer, as_wareki
from pia_cli.rules.visit import visits

WAREKI = "和暦"
"""What a date that was rewritten on request is counted under: no rule asks for it."""

ROUNDS = 50
"""Mending shows findings that were hidden, or were over the bound of what is shown. It comes
to an end of itself: what one fixer writes none of them mends back."""


@dataclass(frozen=True, slots=True)
class Fixed:
    """The bytes after mending, and how many values were mended for each code.

    ``left`` counts the findings of these codes that are still there: the file spells the
    value in a way that cannot be mended without touching more. ``refused``: the file could
    not be read whole, and nothing was mended.
    """

    data: bytes
    counts: dict[str, int]
    left: int
    refused: bool


def fix(
    data: bytes, name: str, codes: Collection[str], *, wareki: bool = False, today: date | None
) -> Fixed:
    """Mend the findings of the codes; every byte outside the values concerned stays.

    ``wareki`` also rewrites dates such as 2026-02-16. A file that is no YAML, or that the
    reader refuses in part, stays as it is.
    """
    counts: Counter[str] = Counter()
    for _ in range(ROUNDS):
        before, document = data, check(data, name, today=today)
        if document.root is None or document.form is None:
            break
        tree = document.form.tree
        for code, paths in _places(document, codes, wareki):
            data, made = edit_texts(data, _edits(data, tree, paths, FIXES.get(code, as_wareki)))
            counts[code] += len(made)
        if data == before:
            break
    after = check(data, name, today=today)
    left = sum(one.code in codes for one in after.diagnostics)
    refused = any(one.code.startswith("Y") for one in after.diagnostics)
    return Fixed(data, {code: counts[code] for code in sorted(+counts)}, left, refused)


def _places(
    document: CheckedDocument, codes: Collection[str], wareki: bool
) -> Iterator[tuple[str, list[Path]]]:
    """The values to mend under each code, one code after the other."""
    for code in filter(codes.__contains__, FIXES):
        paths = dict.fromkeys(one.path for one in document.diagnostics if one.code == code)
        if paths:
            yield code, list(paths)
    if wareki and document.root and document.form:
        yield WAREKI, [visit.path for visit in visits(document.root, document.form.tree)]


def _edits(data: bytes, tree: FormField, paths: list[Path], fixer: Fixer) -> Iterator[TextEdit]:
    """What the fixer makes of the values as they are now: another may have mended them too."""
    root = parse(data, "").root
    if root is None:
        return
    for path in paths:
        place, node = locate(tree, path), node_at(root, path)
        if place and isinstance(node, Scalar):
            new = fixer(node.value, place.field)
            if new != node.value:
                yield TextEdit(path, node.value, new)
