"""An assessment as lines that each name their item, for tools that compare lines (git diff)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from pia_cli.check.form_choice import choose_form
from pia_cli.core.diagnostic import Path
from pia_cli.core.text import BLANK, visible
from pia_cli.document.files import looks_like_assessment
from pia_cli.document.nodes import Mapping, Node, Scalar, Sequence
from pia_cli.document.reader import parse
from pia_cli.forms.choices import BoxesKind
from pia_cli.forms.registry import Form
from pia_cli.forms.tree import FormField
from pia_cli.render.outline import UNREADABLE, Shown, outline_of

OUTSIDE = "様式にない記載"
"""What stands in place of an item's label before text that no item holds."""


def assessment_lines(data: bytes) -> str | None:
    """The lines of an assessment; None for what is none or cannot be read whole."""
    if not looks_like_assessment(data):
        return None
    parsed = parse(data, "")
    if parsed.root is None or parsed.diagnostics:  # what was refused would be missing
        return None
    form = choose_form(parsed.root)
    if not isinstance(form, Form):
        return None
    return "".join(f"{line}\n" for line in item_lines(parsed.root, form.tree))


def item_lines(root: Mapping, form: FormField) -> Iterator[str]:
    """Every line of text of a document after the label of its item; then what no item holds."""
    told: dict[Path, Shown] = {}
    for part in outline_of(root, form):
        yield from _labelled(part.heading, part.lines)
        if part.lines and not any(UNREADABLE in line for line in part.lines):
            told[part.path] = part
    for path, scalar in _scalars(root, ()):
        if not any(_tells(told.get(path[:at]), path[at:]) for at in range(len(path) + 1)):
            names = " > ".join(str(step + 1) if isinstance(step, int) else step for step in path)
            lines = [BLANK] if scalar.is_empty else scalar.value.rstrip("\n").split("\n")
            yield from _labelled(f"{OUTSIDE} {names}", lines)


def _labelled(label: str, lines: Iterable[str]) -> Iterator[str]:
    start = f"{visible(label)}:"
    yield from (f"{start} {visible(line)}" if line else start for line in lines)


def _tells(part: Shown | None, below: Path) -> bool:
    """Whether the lines of an item tell the text at a place below it."""
    if part is not None and isinstance(part.place.field.kind, BoxesKind):
        return len(below) in (1, 2) and isinstance(below[0], int)
    return part is not None


def _scalars(node: Node, path: Path) -> Iterator[tuple[Path, Scalar]]:
    if isinstance(node, Scalar):
        yield path, node
    elif isinstance(node, Mapping):
        for key, entry in node.entries.items():
            yield from _scalars(entry.value, (*path, key))
    elif isinstance(node, Sequence):
        for index, item in enumerate(node.items):
            yield from _scalars(item, (*path, index))
