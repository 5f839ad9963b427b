"""Random documents of the form, and what applying changes to one of them gives."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from hypothesis import strategies as st

from pia_cli.compare.change import Change, ChangeKind
from pia_cli.core.diagnostic import Path
from pia_cli.forms.choices import BoxesKind, ChoiceKind
from pia_cli.forms.kinds import CountKind, DateKind, FlagKind
from pia_cli.forms.registry import CURRENT
from pia_cli.forms.tree import FormField

TEXTS = (
    "", "なし", "甲", "乙", "丙", "甲。乙。", "甲。丙。乙。", "甲\n乙", "（１）", "(1)",
    "令和8年2月16日から", "2026-02-16から", "介護保険課", "福祉課",
    "番号法第19条第7号", "番号法第19条第8号", "12", "1 2", "、", "…", "（略）", "乙を追加した。",
)  # fmt: skip
NAMES = ("甲", "乙", "丙", "甲 ", "名称の長い委託事項", "名称の長い移転先")
LIKE_A_LABEL = (
    "{}、甲乙", "{}（甲）", "（{}）", "「{}」", "[○]{}", "□{}", "{} 削除", "甲\n[○]{}", "{}\n乙",
)  # fmt: skip
PARTS = (*"甲乙、（）「」[]○　□■3件…-\n", " 削除", "を追加した。")
NOTES = ("", "甲", "市民課、税務課", "、", "（略）", "3件", "乙を追加した。", "乙\n丙")
TREE = CURRENT.tree


def _value(field: FormField, draw: st.DrawFn, foreign: bool) -> Any:
    kind = field.kind
    if isinstance(kind, BoxesKind):
        return draw(marks(kind) if foreign else known_marks(kind))
    if field.children:
        entries = draw(st.integers(0, 3)) if field.entries else 1
        sections = [_section(field, draw, foreign) for _ in range(entries)]
        return sections if field.entries else sections[0]
    if field.entries:
        return draw(st.lists(st.sampled_from(NAMES), max_size=5))
    return draw(_answer(kind))


def _fill(kind: object) -> st.SearchStrategy[str]:
    return st.sampled_from(("1", "2") if isinstance(kind, CountKind) else ("甲", "市民課、税務課"))


def foreign_labels(kind: BoxesKind) -> st.SearchStrategy[str]:
    """Labels that the form does not have: like its own, around them, or of anything at all."""
    known = st.sampled_from(kind.choices)
    like = st.builds(str.format, st.sampled_from(LIKE_A_LABEL), known)
    anything = st.lists(known | st.sampled_from(PARTS), max_size=4).map("".join)
    labels = like | like | anything
    return labels.map(str.strip).filter(lambda label: label not in kind.choices)


def _note(kind: BoxesKind) -> st.SearchStrategy[str]:
    """What may stand beside a box, at times what looks like another box."""
    return st.sampled_from(NOTES) | st.sampled_from(kind.choices).map("[○]{}".format)


@st.composite
def known_marks(draw: st.DrawFn, kind: BoxesKind) -> list[Any]:
    """The marked boxes of an item, as the form has them."""
    boxes = draw(st.lists(st.sampled_from(kind.boxes), max_size=3, unique=True))
    return [{box.label: draw(_fill(box.fill))} if box.fill else box.label for box in boxes]


@st.composite
def marks(draw: st.DrawFn, kind: BoxesKind) -> list[Any]:
    """The same with boxes that are foreign to the form, and any text beside one of its own."""
    found = draw(known_marks(kind))
    if draw(st.booleans()) and found:
        label = next(iter(found[0])) if isinstance(found[0], dict) else found[0]
        found[0] = {label: draw(_note(kind))}
    foreign = draw(st.lists(foreign_labels(kind), max_size=2, unique=True))
    texts = [draw(_note(kind)) if label and draw(st.booleans()) else None for label in foreign]
    each = zip(foreign, texts, strict=True)
    return found + [label if text is None else {label: text} for label, text in each]


def _answer(kind: object) -> st.SearchStrategy[Any]:
    if isinstance(kind, ChoiceKind):
        return st.sampled_from(kind.choices)
    if isinstance(kind, CountKind):
        return st.sampled_from((1, 2))
    if isinstance(kind, FlagKind):
        return st.booleans()
    if isinstance(kind, DateKind):
        return st.sampled_from(("令和8年2月16日", "2026-02-16", "令和元年5月1日"))
    return st.sampled_from(TEXTS)


def _section(field: FormField, draw: st.DrawFn, foreign: bool) -> dict[str, Any]:
    below = [child for child in field.children if not child.item.log]
    values = {child.key: _value(child, draw, foreign) for child in below}
    for name in field.item.identity:
        values[field.by_name[name].key] = draw(st.sampled_from(NAMES))
    return values


@st.composite
def documents(draw: st.DrawFn, *, foreign: bool = False) -> dict[str, Any]:
    """A document with every item of the form, most of them from a small choice of values.

    It has the shape that the form wants, but for the boxes where they may be ``foreign``.
    """
    return {**_section(TREE, draw, foreign), "様式": CURRENT.kind, "様式の版": CURRENT.version}


@st.composite
def pairs(draw: st.DrawFn) -> tuple[dict[str, Any], dict[str, Any]]:
    """Two documents, maybe with foreign boxes; the parts of the second may be of the first."""
    old, new = draw(documents(foreign=True)), draw(documents(foreign=True))
    for key in new:
        if draw(st.booleans()):
            new[key] = json.loads(json.dumps(old[key]))
    for key in ("特定個人情報ファイルの概要", "リスク対策"):
        if draw(st.booleans()):
            new[key] = draw(st.permutations(json.loads(json.dumps(old[key]))))
    return old, new


def canonical(value: Any, field: FormField) -> Any:
    """What a document says, without the order of marks and the space around texts."""
    if isinstance(field.kind, BoxesKind):
        marks = [mark if isinstance(mark, dict) else {mark: ""} for mark in value or []]
        return {label: str(text).strip() for mark in marks for label, text in mark.items()}
    if field.children and field.entries:
        return [canonical_section(entry, field) for entry in value or []]
    if field.children:
        return canonical_section(value, field)
    if field.entries:
        return [str(text).strip() for text in value or []]
    if isinstance(value, bool):
        return json.dumps(value)
    return "" if value is None else str(value).strip()


def canonical_section(value: Any, field: FormField) -> dict[str, Any]:
    """`canonical` of one section, without 別添2."""
    below = value or {}
    return {
        child.key: canonical(below.get(child.key), child)
        for child in field.children
        if not child.item.log
    }


def applied(old: dict[str, Any], changes: Sequence[Change]) -> dict[str, Any]:
    """The canonical document that the changes make of an old one."""
    return _Application(changes).section(canonical_section(old, TREE), TREE, (), ())


class _Application:
    def __init__(self, changes: Sequence[Change]) -> None:
        self.changed = {one.new_path: one for one in changes if one.kind is ChangeKind.CHANGED}
        self.moved = {one.new_path: one for one in changes if one.kind is ChangeKind.MOVED}
        self.added = {one.new_path: one for one in changes if one.kind is ChangeKind.ADDED}
        self.removed = {one.old_path for one in changes if one.kind is ChangeKind.REMOVED}

    def section(
        self, value: dict[str, Any], field: FormField, old: Path, new: Path
    ) -> dict[str, Any]:
        return {
            child.key: self.item(value[child.key], child, (*old, child.key), (*new, child.key))
            for child in field.children
            if not child.item.log
        }

    def item(self, value: Any, field: FormField, old: Path, new: Path) -> Any:
        if field.children and not field.entries:
            return self.section(value, field, old, new)
        if field.children:
            return self.entries(value, field, old, new)
        if new in self.changed:
            assert canonical(self.changed[new].old_value, field) == value
            return canonical(self.changed[new].new_value, field)
        return value

    def entries(self, value: list[Any], field: FormField, old: Path, new: Path) -> list[Any]:
        kept = [at for at in range(len(value)) if (*old, at) not in self.removed]
        if new in self.moved:
            order: Any = self.moved[new].new_value
            assert sorted(map(int, order)) == kept
            kept = [int(at) for at in order]
        built: list[Any] = []
        while kept or (*new, len(built)) in self.added:
            here = (*new, len(built))
            if here in self.added:
                built.append(canonical_section(self.added[here].new_value, field))
            else:
                at = kept.pop(0)
                built.append(self.section(value[at], field, (*old, at), here))
        return built
