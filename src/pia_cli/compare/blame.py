"""Which version of a document last changed an item."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from pia_cli.compare.change import Change, ChangeKind, Weight
from pia_cli.compare.documents import Comparison
from pia_cli.compare.history import Step
from pia_cli.compare.labels import label_at
from pia_cli.compare.myers import edits
from pia_cli.compare.version import Version
from pia_cli.core.diagnostic import Path
from pia_cli.document import nodes
from pia_cli.document.nodes import Node, node_at, text_at
from pia_cli.forms.notation import notation_key
from pia_cli.forms.tree import FormField, declared_at
from pia_cli.forms.values import Plain, answer_text


@dataclass(frozen=True, slots=True)
class Origin:
    """The last change of an item, or of a whole entry of a list.

    ``item`` is its label now, or before where it was removed; ``then`` the label that it had in
    that version, "" where it is the same. ``change`` is None where the version before does not
    have the item the way the form wants, so that it cannot be followed further.
    """

    item: str
    then: str
    step: Step
    change: Change | None
    before: str = ""
    after: str = ""


@dataclass(frozen=True, slots=True)
class Blame:
    """Where an item, or everything in a section, changed last, in the order of the form.

    ``unchanged`` is the oldest version reached, where something is as it was there.
    """

    item: str
    path: Path
    origins: tuple[Origin, ...]
    unchanged: Step | None


def blame(walk: Iterable[Step], paths: Sequence[Path], everything: bool = False) -> list[Blame]:
    """Where the items at some paths of the newest version that can be read changed last.

    Only 実質 counts, or ``everything``. Takes no more steps than it needs.
    """
    targets: list[_Target] = []
    for step in walk:
        if step.version is None:
            continue
        targets = targets or [_Target(path, step.version) for path in paths]
        for target in targets:
            target.pass_by(step, everything)
        if not any(target.is_open for target in targets):
            break
    return [target.result() for target in targets]


def is_log(form: FormField, path: Path) -> bool:
    """Whether a path lies in 別添2, which is the log of the changes and never compared."""
    top = form.by_key.get(str(path[0])) if path else None
    return top is not None and top.item.log


@dataclass(slots=True)
class _Trace:
    """An item on its way back: where it is now, and where in the version reached.

    ``at`` is None when it has arrived. A list of groups has a trace for the entries that it
    lost, which goes on to the oldest version.
    """

    path: Path
    is_list: bool
    at: Path | None
    origins: list[Origin] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Stage:
    """A version with what it changed, as far as it counts."""

    step: Step
    comparison: Comparison
    changes: Sequence[Change]


class _Target:
    """A path asked for, with a trace for each item below it."""

    def __init__(self, path: Path, now: Version) -> None:
        self.path, self.now = path, now
        self.oldest: Step | None = None
        form = declared_at(now.form.tree, path)
        found = _items(form, node_at(now.root, path), path) if form else ()
        self.traces = [_Trace(here, is_list, here) for here, is_list in found]

    @property
    def is_open(self) -> bool:
        return any(trace.at is not None for trace in self.traces)

    def pass_by(self, step: Step, everything: bool) -> None:
        """Take the traces from a version to the one before it; those that changed end here."""
        if not self.is_open:
            return
        self.oldest = step
        if step.comparison is None:
            return
        found = step.comparison.changes
        changes = [one for one in found if everything or one.weight is Weight.SUBSTANCE]
        stage = _Stage(step, step.comparison, changes)
        for trace in self.traces:
            if trace.at is not None:
                (self.follow_list if trace.is_list else self.follow_item)(trace, trace.at, stage)

    def follow_item(self, trace: _Trace, at: Path, stage: _Stage) -> None:
        """Take an item to where it was before, or end its trace at the change that it came from."""
        trace.at = None
        for change in stage.changes:
            texts = _texts(change, at, stage.comparison)
            if texts is None or change.new_path is None:
                continue
            if isinstance(texts, int):
                trace.at = (*(older_place(stage.comparison, at[:-1]) or ()), texts)
                return
            depth = len(at)
            if change.kind is ChangeKind.ADDED and len(change.new_path) >= len(self.path):
                depth, texts = len(change.new_path), (change.before, change.after)
            place = trace.path[:depth], at[:depth]
            trace.origins.append(self.origin(place, stage.step, change, texts))
            return
        if _is_unread(stage.comparison, at):
            trace.origins.append(self.origin((trace.path, at), stage.step))
            return
        trace.at = older_place(stage.comparison, at)

    def follow_list(self, trace: _Trace, at: Path, stage: _Stage) -> None:
        """Take a list to where it was before, with what it lost and its last order as origins."""
        trace.at = older_place(stage.comparison, at)
        moved = any(one.change and one.change.kind is ChangeKind.MOVED for one in trace.origins)
        for change in stage.changes:
            texts = change.before, change.after
            lost = change.old_path if change.kind is ChangeKind.REMOVED else None
            if lost and lost[:-1] == trace.at:
                trace.origins.append(Origin(change.item, "", stage.step, change, *texts))
            elif change.kind is ChangeKind.MOVED and change.new_path == at and not moved:
                trace.origins.append(self.origin((trace.path, at), stage.step, change, texts))

    def origin(
        self,
        place: tuple[Path, Path],
        step: Step,
        change: Change | None = None,
        texts: tuple[str, str] = ("", ""),
    ) -> Origin:
        """``place`` is that of the item now, and in the version of the step."""
        now = label_at(self.now, place[0])
        then = label_at(step.version, place[1]) if step.version else now
        return Origin(now, "" if then == now else then, step, change, *texts)

    def result(self) -> Blame:
        found = [origin for trace in self.traces for origin in trace.origins]
        once = {(id(one.change) if one.change else one.item): one for one in found}
        same = not found or any(not one.origins for one in self.traces if not one.is_list)
        label = label_at(self.now, self.path)
        return Blame(label, self.path, tuple(once.values()), self.oldest if same else None)


def older_place(comparison: Comparison, path: Path) -> Path | None:
    """Where a place of the new version was in the old one, whose form may have other keys."""
    form = declared_at(comparison.new.form.tree, path)
    if path and isinstance(path[-1], int) and form and not form.children:  # a numbered text
        above = older_place(comparison, path[:-1])
        return None if above is None else (*above, path[-1])
    found = comparison.old_path(path)
    new: FormField | None = comparison.new.form.tree
    old: FormField | None = comparison.old.form.tree
    if found is None or new is old:
        return found
    place: list[str | int] = []
    for step, before in zip(path, found, strict=True):
        if isinstance(step, str):
            new = new.by_key.get(step) if new else None
            old = old.by_name.get(new.name) if new and old else None
            if old is None:
                return None
            before = old.key
        place.append(before)
    return tuple(place)


def _items(form: FormField, node: Node | None, path: Path) -> Iterator[tuple[Path, bool]]:
    """The items of a document at and below a path, and its lists of groups (True)."""
    if form.item.log:
        return
    if not form.children:
        yield path, False
    elif form.entries and not isinstance(path[-1], int):
        yield path, True
        for at, entry in enumerate(node.items if isinstance(node, nodes.Sequence) else ()):
            yield from _items(form, entry, (*path, at))
    else:
        for child in form.children:
            below = node.get(child.key) if isinstance(node, nodes.Mapping) else None
            yield from _items(child, below, (*path, child.key))


def _texts(change: Change, at: Path, comparison: Comparison) -> tuple[str, str] | int | None:
    """What a change says of the item at a place of the new version; None for nothing.

    Of a text that only got another number, its old index.
    """
    path = change.new_path
    if path is None or at[: len(path)] != path or change.kind is ChangeKind.MOVED:
        return None
    if change.kind is ChangeKind.ADDED:
        return "", _text_at(comparison.new, at)
    if path == at:
        return change.before, change.after
    return _of_number(change, at[-1]) if isinstance(at[-1], int) else None


def _of_number(change: Change, at: int) -> tuple[str, str] | int | None:
    """One text of a numbered list that changed: what it was and is, or its old index."""
    old, new = _texts_in(change.old_value), _texts_in(change.new_value)
    key = str if change.weight is Weight.NOTATION else notation_key
    for edit in edits([key(text) for text in old], [key(text) for text in new]):
        if edit.new_start <= at < edit.new_end:
            before = edit.old_start + at - edit.new_start
            if edit.equal:
                return before
            return old[before] if before < edit.old_end else "", new[at]
    return None


def _texts_in(value: Plain) -> list[str]:
    return [text for text in value if isinstance(text, str)] if isinstance(value, list) else []


def _text_at(version: Version, path: Path) -> str:
    form, node = declared_at(version.form.tree, path), node_at(version.root, path)
    if form is None or node is None or isinstance(path[-1], int):
        return text_at(version.root, path).strip()
    return answer_text(node, form)


def _is_unread(comparison: Comparison, at: Path) -> bool:
    return bool(comparison.unread) and any(
        label_at(comparison.new, at[:depth]) in comparison.unread for depth in range(1, len(at) + 1)
    )
