"""The item of a finding under a name that survives shifted lines and new list entries."""

from __future__ import annotations

from pia_cli.check.engine import CheckedDocument
from pia_cli.check.verdict import Steps
from pia_cli.core.diagnostic import Path
from pia_cli.core.sensitive import masked
from pia_cli.document.nodes import Mapping, Node, Scalar, Sequence
from pia_cli.forms.tree import FormField

LONGEST = 80
"""Characters of a text by which a list entry is known."""


def identities(document: CheckedDocument) -> dict[Path, Steps] | None:
    """The names of the items of all findings; None where there is no tree."""
    if document.root is None:
        return None
    form = document.form.tree if document.form else None
    paths = {one.path for one in document.diagnostics}
    found = {path: steps(document.root, form, path) for path in paths}
    if document.source is None or not document.source.sensitive.is_any:
        return found
    return {path: document.source.mask.steps(named) for path, named in found.items()}


def steps(root: Node, form: FormField | None, path: Path) -> Steps:
    """A path with list entries by what identifies them: ``[委託事項名]`` and not their place.

    An entry without such a text keeps its place. The names are for a file that is kept with the
    documents and shown: what must not be published is hidden in them.
    """
    found: list[str | int] = []
    node: Node | None = root
    for step in path:
        if isinstance(step, int):
            node = _entry(node, step)
            name = _name(node, form)
            found.append(f"[{name}]" if name else step)
            continue
        found.append(masked(step))
        node = node.get(step) if isinstance(node, Mapping) else None
        form = form.by_key.get(step) if form else None
    return tuple(found)


def _entry(node: Node | None, index: int) -> Node | None:
    inside = isinstance(node, Sequence) and index < len(node.items)
    return node.items[index] if inside and isinstance(node, Sequence) else None


def _name(entry: Node | None, form: FormField | None) -> str:
    if isinstance(entry, Scalar):
        return _short(entry.value)
    if not isinstance(entry, Mapping) or form is None:
        return ""
    if not form.children:  # a box with what is written beside it
        return _short(next(iter(entry.entries), ""))
    keys = [form.by_name[name].key for name in form.item.identity if name in form.by_name]
    texts = [entry.get(key) for key in keys]
    return " ".join(_short(text.value) for text in texts if isinstance(text, Scalar)).strip()


def _short(text: str) -> str:
    return " ".join(masked(text[: 4 * LONGEST]).split())[:LONGEST]
