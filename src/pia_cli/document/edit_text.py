"""Values of a document changed in place; every other byte stays as it was."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from pia_cli.core.diagnostic import Path
from pia_cli.document.edit_page import exact_tree
from pia_cli.document.nodes import Mapping, Scalar, node_at
from pia_cli.document.reader import parse
from pia_cli.document.source import Source, bom_of


@dataclass(frozen=True, slots=True)
class TextEdit:
    """The text at a path and what it is to be."""

    path: Path
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class _Patch:
    """A range of offsets and the text to stand there."""

    start: int
    end: int
    text: str
    edit: TextEdit


def edit_texts(data: bytes, edits: Iterable[TextEdit]) -> tuple[bytes, tuple[TextEdit, ...]]:
    """The bytes with the edits that can be made exactly, and those edits.

    An edit is left out where the file spells the value in a way that the change cannot be
    put into (escapes, folded lines), or would not read back as meant. A document that cannot
    be read without a finding stays as it is.
    """
    parsed = parse(data, "")
    if parsed.source is None or parsed.root is None or parsed.diagnostics:
        return data, ()
    source, root = parsed.source, parsed.root
    patches = [patch for edit in edits if (patch := _patch(source, root, edit))]
    written = _written(data, source, root, patches)
    if written is not None:
        return written, tuple(patch.edit for patch in patches)
    good = _good(data, source, root, [patch for patch in patches if _stands(patch)])
    written = _written(data, source, root, good)
    return (data, ()) if written is None else (written, tuple(patch.edit for patch in good))


def obstacle(source: Source, node: Scalar) -> str:
    """Why a new text cannot be put in the place of a value, as the file writes it."""
    start, end = source.extent(node.span)
    written = source.text[start:end]
    if not node.plain and written[:1] == ">":
        return "折り返すブロック（>）の中に書かれています。1 行か | のブロックに書き直してください"
    if written[:1] == '"' and "\\" in written:
        return "引用符の中で \\ を使って書かれています。文字をそのまま書いてください"
    if written[:1] != "|" and node.span.line < node.span.end_line:
        return "複数の行に折り返して書かれています。1 行か | のブロックに書き直してください"
    return '書き換えると、YAML として別の値になります。値を "…" で囲んでください'


def _stands(patch: _Patch) -> bool:
    """Whether a value of one line reads as meant by itself, without which it never does.

    Saves reading the whole document for each that does not.
    """
    if "\n" in patch.text or "\r" in patch.text:
        return True
    root = parse(f"k: {patch.text}\n".encode(), "").root
    value = root.get("k") if root else None
    return isinstance(value, Scalar) and value.value == patch.edit.new


def _good(data: bytes, source: Source, root: Mapping, patches: list[_Patch]) -> list[_Patch]:
    """The patches that read back as meant, found by halving: few do not."""
    if not patches or _written(data, source, root, patches) is not None:
        return patches
    middle = len(patches) // 2
    halves = (patches[:middle], patches[middle:]) if middle else ()
    return [patch for half in halves for patch in _good(data, source, root, half)]


def _patch(source: Source, root: Mapping, edit: TextEdit) -> _Patch | None:
    node = node_at(root, edit.path)
    if not isinstance(node, Scalar) or node.value != edit.old or edit.old == edit.new:
        return None
    start, end = source.extent(node.span)
    line_end = end + len(source.line(node.span.end_line)) - node.span.end_column + 1
    if not source.text[end:line_end].strip():
        end = line_end  # the span of a block text ends before the blanks of its last line
    text = _changed(source.text[start:end], edit.old, edit.new)
    return None if text is None else _Patch(start, end, text, edit)


def _changed(written: str, old: str, new: str) -> str | None:
    """A value as the file writes it, with the new text; None where they do not match by line."""
    if written.count(old) == 1:
        return written.replace(old, new)
    before, after = old.split("\n"), new.split("\n")
    lines = written.splitlines(keepends=True)
    at = 0
    if len(before) != len(after):
        return None
    while before and before[-1] == after[-1] == "":
        del before[-1], after[-1]
    for one, other in zip(before, after, strict=True):
        while at < len(lines) and _body(lines[at]).lstrip(" ") != one.lstrip(" "):
            at += 1
        if at == len(lines):
            return None
        body = _body(lines[at])
        if not body.endswith(one):
            return None
        end = lines[at][len(body) :]
        lines[at] = body[: len(body) - len(one)] + other + end
        at += 1
    return "".join(lines)


def _body(line: str) -> str:
    return line.rstrip("\r\n")


def _written(data: bytes, source: Source, root: Mapping, patches: Iterable[_Patch]) -> bytes | None:
    """The bytes with all patches, None where they do not read back as meant."""
    text, found, at = source.text, list(patches), 0
    parts = []
    for patch in sorted(found, key=lambda one: one.start):
        parts += [text[at : patch.start], patch.text]
        at = patch.end
    written = bom_of(data) + "".join([*parts, text[at:]]).encode()
    result = parse(written, "")
    if result.diagnostics or result.root is None:
        return None
    expected = exact_tree(root)
    for patch in found:
        _put(expected, patch.edit.path, patch.edit.new)
    return written if exact_tree(result.root) == expected else None


def _put(tree: Any, path: Path, text: str) -> None:
    for step in path[:-1]:
        tree = tree[step]
    tree[path[-1]] = text
