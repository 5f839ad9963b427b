"""A document as the blocks of a page: what every template lays out (様式3 as printed).

Everything comes from the declaration of the form: a template knows kinds of blocks, never
the items.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from collections.abc import Sequence as List
from dataclasses import dataclass, replace

from pia_cli.compare.change import Change, ChangeKind
from pia_cli.core.diagnostic import Path
from pia_cli.core.lazy import lazy
from pia_cli.core.wareki import as_wareki
from pia_cli.document.nodes import (
    WHITE_SPACE,
    Mapping,
    Node,
    Scalar,
    Sequence,
    is_blank,
    text_at,
)
from pia_cli.forms.choices import BoxesKind, ChoiceKind
from pia_cli.forms.kinds import DateKind, FlagKind, TextKind
from pia_cli.forms.numbered import own_numbers
from pia_cli.forms.tree import FormField, Located, locate
from pia_cli.forms.values import (
    UnreadableError,
    data_of,
    flag_marks,
    flat,
    marks_of,
    text_of,
    texts_of,
)
from pia_cli.render.anchor import anchor, unknown_anchor
from pia_cli.render.block import GAP, UNKNOWN, Block, BlockKind, Option


@dataclass(frozen=True)
class Blocks:
    """Makes the blocks of a document.

    ``gaps`` are the paths where the form needs an answer and there is none, ``errors`` those of
    the other errors, ``changes`` what changed since an older version, ``old_path`` where a place
    was in it (None: nowhere).
    """

    root: Mapping
    form: FormField
    gaps: frozenset[Path] = frozenset()
    errors: frozenset[Path] = frozenset()
    changes: List[Change] = ()
    old_path: Callable[[Path], Path | None] = lambda path: path

    def all(self) -> tuple[Block, ...]:
        """The items of the cover, then the sections, in the order of the form."""
        unknown = tuple(self._unknown(self.root, self.form, ()))
        titled = Block("section", "unknown", UNKNOWN, label=UNKNOWN, children=unknown)
        return (*self._children(self.root, self.form, ()), *((titled,) if unknown else ()))

    @lazy
    def _changed(self) -> dict[Path, Change]:
        """What changed at a path, the order of entries aside."""
        return {
            one.new_path: one
            for one in self.changes
            if one.new_path is not None and one.kind is not ChangeKind.MOVED
        }

    @lazy
    def _with_errors(self) -> frozenset[Path]:
        """The places at or below which there is an error."""
        return frozenset(path[:end] for path in self.errors for end in range(1, len(path) + 1))

    def _children(self, node: Node | None, form: FormField, path: Path) -> Iterator[Block]:
        section = node if isinstance(node, Mapping) else None
        for child in form.children:
            value = section.get(child.key) if section else None
            yield from self._blocks(value, child, (*path, child.key))

    def _blocks(self, node: Node | None, form: FormField, path: Path) -> Iterator[Block]:
        if form.item.log:
            yield self._table(node, form, path)
        elif form.children and form.entries:
            yield from self._entries(node, form, path)
        elif form.children:
            yield self._block(self._level(path), form, path, children=self._below(node, form, path))
        elif self._level(path) == "group":
            answer = _bare(self._answer(node, form, path))
            group = self._block("group", form, path, children=(answer,))
            yield replace(group, gap=False, invalid=False, change=None)  # they are the answer's
        else:
            yield self._answer(node, form, path)

    def _level(self, path: Path) -> BlockKind:
        """What a heading at a path is."""
        place = self._located(path)
        if place.field.item.absolute:
            return "section"
        depth = sum(isinstance(step, str) for step in path)
        if depth == 1:
            return "section" if place.field.children else "text"
        return "group" if depth == 2 else "rows"

    def _below(self, node: Node | None, form: FormField, path: Path) -> tuple[Block, ...]:
        """What a section holds: its items, and what stands in place of them or before them."""
        lone = [_bare(block) for block in self._lone(node, form, path, isinstance(node, Mapping))]
        if lone and not isinstance(node, Mapping):
            return tuple(lone)
        return (
            *lone,
            *self._children(node, form, path),
            *self._unknown(node, form, path),
        )

    def _unknown(self, node: Node | None, form: FormField, path: Path) -> Iterator[Block]:
        """What stands under keys that the form does not have, so that no text is lost."""
        if not isinstance(node, Mapping):
            return
        around, above = (self._id(path), self._located(path).label) if path else ("", "")
        for number, (key, entry) in enumerate(node.entries.items(), start=1):
            if key not in form.by_key:
                id_ = unknown_anchor(around, number)
                name = f"{above}-{key}" if above else key
                yield Block("unknown", id_, name, label=key, text=_flat(entry.value))

    def _lone(
        self, node: Node | None, form: FormField, path: Path, as_wanted: bool
    ) -> Iterator[Block]:
        """A gap where the form needs a section or entries, or what was written instead of them."""
        if path in self.gaps:
            yield replace(self._block("text", form, path), gap=True)
        elif node is not None and not as_wanted and not is_blank(node):
            yield self._unreadable(node, form, path)

    def _entries(self, node: Node | None, form: FormField, path: Path) -> Iterator[Block]:
        """A repeated group, under its own heading where the form prints one."""
        items = node.items if isinstance(node, Sequence) else []
        lone = tuple(self._lone(node, form, path, isinstance(node, Sequence)))
        entries = tuple(self._entry(item, form, (*path, at)) for at, item in enumerate(items))
        gone = (*self._moved(path), *self._all_removed(form, path))
        level = self._level(path)
        if len(path) == 1:  # every entry is a section of its own
            yield from entries
            if lone or gone:
                yield self._block("section", form, path, children=(*map(_bare, lone), *gone))
        elif level in ("group", "section"):
            children = (*map(_bare, lone), *entries, *gone)
            yield self._block(level, form, path, children=children)
        else:
            yield from (*lone, *entries, *gone)

    def _entry(self, node: Node, form: FormField, path: Path) -> Block:
        """An entry under its printed name, beside which an unnumbered name item goes."""
        children = self._below(node, form, path)
        kind: BlockKind = "section" if len(path) == 2 else "entry"
        name = form.by_name[form.item.identity[0]] if form.item.identity else None
        if not form.item.slot or name is None or name.item.number:
            return self._block(kind, form, path, children=children)
        inside = self._id((*path, name.key))
        named = next((block for block in children if block.id == inside), None)
        answer = named.children[0] if named and named.children else named
        if (
            answer is None or answer.change or answer.unreadable or answer.invalid
        ):  # more than a heading can show
            return self._block(kind, form, path, children=children)
        rest = tuple(block for block in children if block is not named)
        text = answer.text.strip(WHITE_SPACE)
        return self._block(kind, form, path, text=text, gap=answer.gap, children=rest)

    def _moved(self, path: Path) -> Iterator[Block]:
        """The older order of entries that stand in another one now."""
        for change in self.changes:
            if change.kind is ChangeKind.MOVED and change.new_path == path:
                id_, name = f"{self._id(path)}-moved", change.item
                yield Block("moved", id_, name, text=change.before, change=change)

    def _all_removed(self, form: FormField, path: Path) -> Iterator[Block]:
        """The entries that a group had before and has no more."""
        old = self.old_path(path)
        for change in self.changes:
            if change.kind is not ChangeKind.REMOVED or change.id != form.id or old is None:
                continue
            if change.old_path and _numbers(change.old_path[:-1]) == _numbers(old):
                yield self._removed(change, path)

    def _removed(self, change: Change, path: Path) -> Block:
        at = change.old_path[-1] if change.old_path else 0
        return Block(
            "removed",
            f"{self._id(path)}-removed-{at}",
            change.item,
            text=change.before,
            change=change,
        )

    def _table(self, node: Node | None, form: FormField, path: Path) -> Block:
        entries = node.items if isinstance(node, Sequence) else []
        lone = map(_bare, self._lone(node, form, path, isinstance(node, Sequence)))
        cells = tuple(
            tuple(self._cells(entry, form, (*path, at))) for at, entry in enumerate(entries)
        )
        columns = tuple(child.key for child in form.children)
        row_ids = tuple(self._id((*path, at)) for at in range(len(entries)))
        inner = Block(
            "table",
            f"{self._id(path)}-table",
            form.key,
            columns=columns,
            cells=cells,
            row_ids=row_ids,
            invalid=path in self._with_errors,
        )
        unknown = (
            replace(
                one, name=f"{form.key}-{at + 1}行目-{one.label}", label=f"{at + 1}行目 {one.label}"
            )
            for at, entry in enumerate(entries)
            for one in self._unknown(entry, form, (*path, at))
        )
        return self._block("section", form, path, children=(*lone, inner, *unknown))

    def _cells(self, entry: Node, form: FormField, path: Path) -> Iterator[str]:
        """A row of 別添2; what is written instead of a row goes into its first cell."""
        if not isinstance(entry, Mapping):
            text = _flat(entry) or (GAP if path in self.gaps else "")
            yield from (text if at == 0 else "" for at in range(len(form.children)))
            return
        for child in form.children:
            node = entry.get(child.key)
            blank = GAP if (*path, child.key) in self.gaps else ""
            text = _shown(_flat(node), node, child) if node is not None else ""
            yield text or blank

    def _answer(self, node: Node | None, form: FormField, path: Path) -> Block:
        try:
            return self._readable(node, form, path)
        except UnreadableError:
            assert node is not None
            return self._unreadable(node, form, path)

    def _unreadable(self, node: Node, form: FormField, path: Path) -> Block:
        return self._block("text", form, path, text=_flat(node), unreadable=True)

    def _readable(self, node: Node | None, form: FormField, path: Path) -> Block:
        kind = form.kind
        if isinstance(kind, BoxesKind):
            marks = self._marks(node, path)
            labels = (*kind.choices, *(label for label in marks if label not in kind.by_label))
            options = [Option(label, label in marks, marks.get(label, "")) for label in labels]
            return self._block("boxes", form, path, options=tuple(options))
        if form.entries:
            shape: BlockKind = "numbered" if form.item.slot else "list"
            own = bool(form.item.slot and own_numbers(texts_of(node)))
            return self._block(shape, form, path, items=self._texts(node, path), own_numbers=own)
        text = _shown(text_of(node), node, form)
        if isinstance(kind, FlagKind):
            option = Option(form.key, bool(flag_marks(form.key, text)))
            return self._block("boxes", form, path, options=(option,))
        if isinstance(kind, ChoiceKind) and len(kind.choices) > 1:
            options = [Option(label, label == text) for label in kind.choices]
            return self._block("choice", form, path, text=text, options=tuple(options))
        return self._block("text", form, path, text=text)

    def _marks(self, node: Node | None, path: Path) -> dict[str, str]:
        """The marked boxes; those that lack what must stand beside them have a gap there."""
        marks = marks_of(node)
        for at, item in enumerate(node.items if isinstance(node, Sequence) else ()):
            label = next(iter(item.entries)) if isinstance(item, Mapping) else text_of(item)
            if (*path, at) in self.gaps or (*path, at, label) in self.gaps:
                marks[label] = marks[label] or GAP
        return marks

    def _texts(self, node: Node | None, path: Path) -> tuple[str, ...]:
        """The texts of a list, with gaps for blank ones."""
        texts = enumerate(texts_of(node))
        return tuple(text or (GAP if (*path, at) in self.gaps else "") for at, text in texts)

    def _block(self, kind: BlockKind, form: FormField, path: Path, **details: object) -> Block:
        place = self._located(path)
        is_entry = isinstance(path[-1], int) and place.is_slot
        gap = bool(details.pop("gap", False)) or (path in self.gaps and not form.children)
        invalid = path in (self.errors if form.children else self._with_errors)
        return Block(
            kind,
            self._id(path),
            place.label if is_entry else place.label.removesuffix(form.key) + form.item.heading,
            "" if is_entry else _number(place, form),
            place.numbers[-1] if is_entry else form.item.heading,
            form.item.star,
            gap=gap,
            invalid=invalid and not gap and not details.get("unreadable"),
            change=self._changed.get(path),
            **details,  # type: ignore[arg-type]  # the fields of Block
        )

    def _located(self, path: Path) -> Located:
        place = locate(self.form, path, lambda at: text_at(self.root, at))
        assert place is not None, path
        return place

    def _id(self, path: Path) -> str:
        return anchor(self.root, self.form, path)


def _bare(block: Block) -> Block:
    """An answer under a heading that already has its label."""
    return replace(block, id=f"{block.id}-answer", number="", label="", star=False)


def _flat(node: Node) -> str:
    """Everything that a value says, one text a line."""
    return "\n".join(flat(data_of(node)))


def _numbers(path: Path) -> list[int]:
    """The entries that a path leads through, whatever the keys are called in a version."""
    return [step for step in path if isinstance(step, int)]


def _number(place: Located, form: FormField) -> str:
    """The number in front of a label: Ⅰ, 4, ③, 別添1; "" where the form prints none."""
    own = form.item.number
    if not own:
        return ""
    return place.numbers[0] if place.numbers and place.numbers[0].startswith(own) else own


def _shown(text: str, node: Node | None, form: FormField) -> str:
    """An answer as the form prints it: free text with the indentation of its first line too, a
    date written as 2026-02-16 in 和暦, if it exists."""
    if text and isinstance(form.kind, TextKind) and isinstance(node, Scalar):
        written = node.value.rstrip(WHITE_SPACE)
        first = len(written) - len(written.lstrip(WHITE_SPACE))
        return written[written.rfind("\n", 0, first) + 1 :]
    text = text.strip(WHITE_SPACE)
    return as_wareki(text) if isinstance(form.kind, DateKind) and text[:1].isdigit() else text
