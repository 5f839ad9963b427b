"""``pia fix``: findings of fixable rules mended in the bytes of a file."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date

from pia_cli.check.engine import CheckedDocument, check
from pia_cli.core.diagnostic import Diagnostic, Path
from pia_cli.core.text import visible
from pia_cli.document.edit_text import TextEdit, edit_texts, obstacle
from pia_cli.document.nodes import Scalar, node_at
from pia_cli.document.reader import parse
from pia_cli.forms.tree import FormField, locate
from pia_cli.rules.fixes import FIXES, Fixer, as_wareki
from pia_cli.rules.visit import visits

WAREKI = "和暦"
"""What a date that was rewritten on request is counted under: no rule asks for it."""

MOST = 5000
"""Findings of one code that one round mends."""

ROUNDS = 50
"""Mending shows findings that were hidden, or were over ``MOST``: a file is checked again only
while something was mended. It comes to an end of itself: what one fixer writes none of them
mends back, and an edit that failed is not tried again."""


@dataclass(frozen=True, slots=True)
class Left:
    """A finding that is still there, and why it could not be mended."""

    finding: Diagnostic
    why: str


@dataclass(frozen=True, slots=True)
class Fixed:
    """The bytes after mending, and how many values were mended for each code.

    ``left`` are the findings of these codes that are still there. ``refused``: the finding of
    the reader for which the file could not be read whole, and nothing was mended.
    """

    data: bytes
    counts: dict[str, int]
    left: tuple[Left, ...]
    refused: Diagnostic | None


def fix(
    data: bytes, name: str, codes: Collection[str], *, wareki: bool = False, today: date | None
) -> Fixed:
    """Mend the findings of the codes; every byte outside the values concerned stays.

    ``wareki`` also rewrites dates such as 2026-02-16. A file that is no YAML, or that the
    reader refuses in part, stays as it is.
    """
    counts: Counter[str] = Counter()
    failed: set[TextEdit] = set()
    document = check(data, name, today=today, most=MOST)
    for _ in range(ROUNDS):
        if document.root is None or document.form is None:
            break
        before, tree = data, document.form.tree
        for code, paths in _places(document, codes, wareki):
            wanted = set(_edits(data, tree, paths, FIXES.get(code, as_wareki))) - failed
            if wanted:
                data, made = edit_texts(data, sorted(wanted, key=lambda one: repr(one.path)))
                counts[code] += len(made)
                failed |= wanted.difference(made)
        if data == before:
            break
        document = check(data, name, today=today, most=MOST)
    left = [Left(one, _why(document, one)) for one in document.diagnostics if one.code in codes]
    refused = next(iter(document.refused), None)
    return Fixed(data, {code: counts[code] for code in sorted(+counts)}, tuple(left), refused)


def _why(document: CheckedDocument, finding: Diagnostic) -> str:
    """Why a finding could not be mended."""
    node = node_at(document.root, finding.path) if document.root else None
    place = locate(document.form.tree, finding.path) if document.form else None
    if document.form and not place:
        key = _unknown_key(document.form.tree, finding.path)
        return f"キー「{visible(key)}」が様式にありません。先にキーを直してください"
    if place is None or not isinstance(node, Scalar) or document.source is None:
        return "項目の値の外（注釈など）にあります。手で直してください"
    if FIXES[finding.code](node.value, place.field) == node.value:
        return "正しい形が一つに決まりません。手で直してください"
    return obstacle(document.source, node)


def _unknown_key(tree: FormField, path: Path) -> str:
    """The first key on the way that the form does not have."""
    above = (path[:depth] for depth in range(1, len(path) + 1))
    return next(str(one[-1]) for one in above if locate(tree, one) is None)


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
