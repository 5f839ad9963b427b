"""An assessment as lines that each name their item, for tools that compare lines (git diff)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain

from pia_cli.check.form_choice import choose_form
from pia_cli.core.diagnostic import Path
from pia_cli.core.silenced import may_set_aside
from pia_cli.core.text import BLANK, visible
from pia_cli.document.files import looks_like_assessment
from pia_cli.document.nodes import Mapping, scalars, text_at
from pia_cli.document.reader import parse
from pia_cli.document.source import Source
from pia_cli.forms.choices import BoxesKind
from pia_cli.forms.registry import Form
from pia_cli.forms.tree import FormField, locate
from pia_cli.render.outline import UNREADABLE, Shown, outline_of

OUTSIDE = "様式にない記載"
"""What stands in place of an item's label before text that no item holds."""

ASIDE = "抑制の注釈"
"""What stands before the label of the item whose findings a comment sets aside."""


def assessment_lines(data: bytes) -> str | None:
    """The lines of an assessment; None for what is none or cannot be read whole."""
    if not looks_like_assessment(data):
        return None
    parsed = parse(data, "")
    if (
        parsed.source is None or parsed.root is None or parsed.diagnostics
    ):  # what was refused would be missing
        return None
    form = choose_form(parsed.root)
    if not isinstance(form, Form):
        return None
    lines = chain(item_lines(parsed.root, form.tree), _aside(parsed.source, parsed.root, form.tree))
    return "".join(f"{line}\n" for line in lines)


def item_lines(root: Mapping, form: FormField) -> Iterator[str]:
    """Every line of text of a document after the label of its item; then what no item holds."""
    told: dict[Path, Shown] = {}
    for part in outline_of(root, form):
        is_readable = not any(UNREADABLE in line for line in part.lines)
        yield from _labelled(part.heading, part.lines if is_readable else [UNREADABLE])
        if part.lines and is_readable:
            told[part.path] = part
    for path, scalar in scalars(root):
        if not any(_tells(told.get(path[:at]), path[at:]) for at in range(len(path) + 1)):
            lines = [BLANK] if scalar.is_empty else scalar.value.rstrip("\n").split("\n")
            yield from _labelled(_outside(path), lines)


def _aside(source: Source, root: Mapping, form: FormField) -> Iterator[str]:
    """The comments that set findings aside: no text of an item, but they count in every check."""
    if not may_set_aside(source.text):
        return
    from pia_cli.check.suppress import in_force  # loads every rule

    for directive, path in in_force(source, root):
        place = locate(form, path, lambda at: text_at(root, at)) if path else None
        label = place.heading if place else _outside(path) if path else ""
        covered = "ファイル全体" if directive.whole else label or "項目のない行"
        yield from _labelled(f"{ASIDE} {covered}", [source.mask(directive.comment.text)])


def _outside(path: Path) -> str:
    names = (str(step + 1) if isinstance(step, int) else step for step in path)
    return f"{OUTSIDE} {' > '.join(names)}"


def _labelled(label: str, lines: Iterable[str]) -> Iterator[str]:
    start = f"{visible(label)}:"
    yield from (f"{start} {visible(line)}" if line else start for line in lines)


def _tells(part: Shown | None, below: Path) -> bool:
    """Whether the lines of an item tell the text at a place below it."""
    if part is not None and isinstance(part.place.field.kind, BoxesKind):
        return len(below) in (1, 2) and isinstance(below[0], int)
    return part is not None
