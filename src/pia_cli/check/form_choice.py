"""Which form a document is to be checked against: 様式 and 様式の版."""

from __future__ import annotations

from pia_cli.core.text import did_you_mean, nearest, short
from pia_cli.document.nodes import Mapping, Opaque, Scalar, stripped
from pia_cli.forms.registry import (
    KIND_KEY,
    OTHER_KINDS,
    VERSION_KEY,
    Form,
    find_form,
    known_kinds,
    known_versions,
)
from pia_cli.rules.rule import At, Finding


def choose_form(root: Mapping) -> Form | Finding | None:
    """The form a document names, or the one finding that says why there is none (F001–F003).

    None where the reader already refused the value.
    """
    if any(_refused(root, key) for key in (KIND_KEY, VERSION_KEY)):
        return None
    kind = stripped(root.get(KIND_KEY))
    if not kind:
        return _no_kind(root)
    if kind not in known_kinds():
        return _foreign_kind(kind)
    version = stripped(root.get(VERSION_KEY))
    form = find_form(kind, version) if version else None
    return form or _no_version(root, kind, version)


def _refused(root: Mapping, key: str) -> bool:
    """Whether the reader refused the value, or an entry that may have been it."""
    node = root.get(key)
    return isinstance(node, Opaque) or (node is None and root.partial)


def _no_kind(root: Mapping) -> Finding:
    kinds = "、".join(known_kinds())
    near = nearest(KIND_KEY, root.entries)
    hint = f"先頭に「{KIND_KEY}: {known_kinds()[0]}」と書いてください（検査できる様式: {kinds}）"
    if KIND_KEY not in root.entries and near and near != VERSION_KEY:
        hint = f"「{near}」を「{KIND_KEY}」に直してください（検査できる様式: {kinds}）"
    return Finding("F001", (KIND_KEY,), f"「{KIND_KEY}」{_state(root, KIND_KEY)}", hint, At.KEY)


def _state(root: Mapping, key: str) -> str:
    """Why the key gives no text."""
    node = root.get(key)
    if node is None:
        return "がありません"
    if isinstance(node, Scalar):
        return "が空欄です"
    found = "キーの組" if isinstance(node, Mapping) else "リスト"
    return f"に文字でなく{found}が書かれています"


def _foreign_kind(kind: str) -> Finding:
    kinds = "、".join(known_kinds())
    if kind in OTHER_KINDS:
        message = f"「{kind}」（{OTHER_KINDS[kind]}）は、この版の pia では検査できません"
        return Finding("F002", (KIND_KEY,), message, f"検査できる様式: {kinds}")
    near = did_you_mean(kind, (*known_kinds(), *OTHER_KINDS))
    message = f"「{short(kind)}」という様式はありません{near}"
    return Finding("F002", (KIND_KEY,), message, f"検査できる様式: {kinds}")


def _no_version(root: Mapping, kind: str, version: str) -> Finding:
    versions = "、".join(known_versions(kind))
    hint = f"知られている版: {versions}"
    if not version:
        message = f"「{VERSION_KEY}」{_state(root, VERSION_KEY)}"
        return Finding("F003", (VERSION_KEY,), message, hint, At.KEY)
    near = did_you_mean(version, known_versions(kind))
    message = f"「{short(version)}」という版の{kind}はありません{near}"
    return Finding("F003", (VERSION_KEY,), message, hint)
