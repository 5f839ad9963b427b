"""Misspelt keys: read as the key that was probably meant, so that one slip is one finding."""

from __future__ import annotations

from dataclasses import dataclass, field

from pia_cli.core.diagnostic import Path
from pia_cli.core.text import fold, is_it, nearest, short
from pia_cli.document.nodes import Entry, Mapping, Node, Sequence
from pia_cli.forms.tree import FormField, outline
from pia_cli.rules.rule import At, Finding

MAX_SUGGESTIONS = 200
"""Unknown keys of one document that get a suggestion; a hostile file may have 50,000."""


@dataclass(slots=True)
class Reading:
    """A document with its misspelt keys replaced by those meant.

    ``written`` gives the key as written for each replaced path; ``findings`` hold F020 for
    every unknown key, with paths of the replaced document.
    """

    root: Mapping
    written: dict[Path, str] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)

    def original(self, path: Path) -> Path:
        """A path of the replaced document as it is written in the file."""
        if not self.written:
            return path
        return tuple(
            self.written.get(path[: depth + 1], step) if isinstance(step, str) else step
            for depth, step in enumerate(path)
        )


def read_keys(root: Mapping, tree: FormField) -> Reading:
    """The document by the form's own keys, with a finding (F020) for each that is not."""
    if _is_clean(root, tree):
        return Reading(root)
    return _Reader(tree, root).read()


def _is_clean(section: Mapping, form: FormField) -> bool:
    """Whether a section has only keys of the form, it and all below, as nearly all have."""
    if not section.entries.keys() <= form.by_key.keys():
        return False
    for below in form.sections:
        node = section.get(below.key)
        if isinstance(node, Mapping) and not below.entries:
            if not _is_clean(node, below):
                return False
        elif isinstance(node, Sequence) and below.entries:
            entries = (entry for entry in node.items if isinstance(entry, Mapping))
            if not all(_is_clean(entry, below) for entry in entries):
                return False
    return True


class _Reader:
    """Copies a document with its misspelt keys replaced, and reports each key that is no item's."""

    def __init__(self, tree: FormField, root: Mapping) -> None:
        self.tree = tree
        self.reading = Reading(root)
        self.left = MAX_SUGGESTIONS
        self.homes: dict[str, list[str]] = {}
        for place in outline(tree):
            self.homes.setdefault(place.field.key, []).append(place.label)

    def read(self) -> Reading:
        """The copy, with what was replaced and what was found."""
        self.reading.root = self.section(self.reading.root, self.tree, ())
        return self.reading

    def node(self, node: Node, form: FormField, path: Path) -> Node:
        """A copy of the sections below a key; what is none stays as it is."""
        if isinstance(node, Mapping) and form.children and not form.entries:
            return self.section(node, form, path)
        if isinstance(node, Sequence) and form.children and form.entries:
            return Sequence(
                node.place,
                [
                    self.section(item, form, (*path, index)) if isinstance(item, Mapping) else item
                    for index, item in enumerate(node.items)
                ],
            )
        return node

    def section(self, section: Mapping, form: FormField, path: Path) -> Mapping:
        """A copy of a section, its misspelt keys replaced."""
        absent = [key for key in form.by_key if key not in section.entries]
        copy = Mapping(section.place, partial=section.partial)
        for key, entry in section.entries.items():
            known = key if key in form.by_key else self.unknown(key, form, absent, path)
            if known is None:
                copy.entries[key] = entry
                continue
            if known != key:
                absent.remove(known)
                self.reading.written[(*path, known)] = key
            below = self.node(entry.value, form.by_key[known], (*path, known))
            copy.entries[known] = Entry(entry.key_place, below)
        return copy

    def unknown(self, key: str, form: FormField, absent: list[str], path: Path) -> str | None:
        """Report an unknown key; the key it stands for where that is clear."""
        near = self.near(key, absent)
        belongs = key in self.homes and not (near and form.by_key[near].required)
        message = f"「{short(key)}」というキーはここにはありません"
        there = None if near or belongs else self.near(key, list(form.by_key))
        if near and fold(near) == fold(key):
            message = f"キー「{short(key)}」は「{near}」と全角・半角や空白が違います"
            hint = f"「{near}」とだけ書いてください"
            if key.strip() == near:
                message = f"キー「{near}」の前に全角の空白などがあります"
                hint = "空白を消してください（行の字下げは半角スペースで書きます）"
        elif near and not belongs:
            message += is_it(near)
            hint = f"「{near}」に直してください"
        elif belongs:
            places = "、".join(self.homes[key][:3])
            hint = f"{places} の項目です。字下げを直すか、そちらへ移してください"
        elif there:
            hint = f"「{there}」は同じ場所に既にあります。どちらかにまとめてください"
        else:
            hint = f"ここに書けるキー: {'、'.join(form.by_key)}"
        meant = None if belongs else near
        place = (*path, meant or key)
        found = Finding("F020", place, message, hint, At.KEY, item=path)
        self.reading.findings.append(found)
        return meant

    def near(self, key: str, absent: list[str]) -> str | None:
        """The key of those absent that was probably meant; only the first few are looked for."""
        if self.left == 0 or not absent:
            return None
        self.left -= 1
        return nearest(key, absent) or _short_slip(key, absent)


def _short_slip(key: str, absent: list[str]) -> str | None:
    """The one absent key of the same few characters that differs in one: 部著 for 部署."""
    alike = [
        other
        for other in absent
        if len(other) == len(key) <= 4
        and sum(left != right for left, right in zip(key, other, strict=True)) == 1
    ]
    return alike[0] if len(alike) == 1 else None
