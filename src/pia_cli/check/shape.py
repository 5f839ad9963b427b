"""The document against the form's sections: faults become findings."""

from __future__ import annotations

from collections.abc import Iterator

from pia_cli.check.limit import Limit
from pia_cli.core.diagnostic import Path
from pia_cli.core.text import is_it
from pia_cli.document.nodes import Mapping, Node, Opaque, Scalar, Sequence, is_blank, node_at
from pia_cli.document.slips import colon_hint, dash_hint
from pia_cli.forms.choices import BoxesKind, likely_choice
from pia_cli.forms.kinds import BLANK_MARKS, TextKind
from pia_cli.forms.registry import Form
from pia_cli.forms.tree import FormField, locate
from pia_cli.forms.validation import Fault, ShapeError, shape_errors
from pia_cli.rules.conditions import is_left_out, is_not_needed
from pia_cli.rules.rule import At, Finding

_KIND_NAMES = {Mapping: "キーの組", Sequence: "リスト", Scalar: "文字"}
_LACKING = frozenset({"F010", "F011"})


def check_shape(root: Mapping, form: Form, limit: Limit) -> Iterator[Finding]:
    """The F findings of single values and sections: missing, blank, of the wrong kind.

    Unknown keys are `misspelt`'s.
    """
    for error in shape_errors(form.tree, root):
        if _behind_refusal(root, error.path) or is_left_out(form.tree, root, error.path):
            continue
        node = node_at(root, error.path)
        code = _code(error, node)
        if code in _LACKING and is_not_needed(form.tree, root, error.path):
            continue
        if limit.allows(code):
            yield _finding(code, error, node, form.tree)


def _code(error: ShapeError, node: Node | None) -> str:
    """The rule that an error breaks, told before its words: these may cost, and be too many."""
    if error.fault is Fault.VALUE:
        return error.code
    if error.fault is Fault.MISSING:
        return "F010"
    if is_blank(node):
        return "F011"
    return "F041" if error.fault is Fault.NOT_A_LIST else "F040"


def _behind_refusal(root: Mapping, path: Path) -> bool:
    """Whether the reader already refused what the error is about."""
    for depth in range(len(path) + 1):
        node = node_at(root, path[:depth])
        if isinstance(node, Opaque):
            return True
        if isinstance(node, Mapping) and node.partial and depth == len(path) - 1:
            return node_at(root, path) is None
    return False


def _finding(code: str, error: ShapeError, node: Node | None, tree: FormField) -> Finding:
    path = error.path
    place = locate(tree, path)
    field = place.field if place else tree
    if error.fault is Fault.VALUE:
        near = is_it(likely_choice(*error.foreign)) if error.foreign else ""
        return Finding(code, path, error.message + near, error.hint)
    if error.fault is Fault.MISSING:
        return _missing(code, path, field)
    if node is None or code == "F011":
        return _blank(code, path, field)
    return _wrong_structure(code, path, node, field, error.fault)


def _missing(code: str, path: Path, field: FormField) -> Finding:
    key = path[-1]
    hint = f"「{key}: 」を書き足して記入してください"
    if field.kind and not isinstance(field.kind, TextKind):
        hint = f"「{key}: 」を書き足してください。{field.kind.hint()}"
    return Finding(code, path, f"必要な項目「{key}」がありません", hint, At.KEY)


def _blank(code: str, path: Path, field: FormField) -> Finding:
    message = "空の行があります" if isinstance(path[-1], int) else "必ず記入する項目が空欄です"
    keys = "、".join(f"「{key}」" for key in list(field.by_key)[:3])
    hint = f"{keys}などを字下げして書いてください" if keys else "行を消すか記入してください"
    return Finding(code, path, message, hint)


def _wrong_structure(code: str, path: Path, node: Node, field: FormField, fault: Fault) -> Finding:
    found = _KIND_NAMES[type(node)]
    if isinstance(node, Scalar) and BLANK_MARKS.fullmatch(node.value):
        hint = "書くものがなければ空欄にしてください"
    else:
        hint = _slip_hint(node, fault) + _structure_hint(field, fault)
    wanted = "リスト" if fault is Fault.NOT_A_LIST else "キーの組"
    return Finding(code, path, f"{wanted}を書くところに{found}があります", hint)


def _slip_hint(node: Node, fault: Fault) -> str:
    """What a slip of one sign has made of the list or the keys, as a sentence; mostly empty."""
    hint = ""
    if isinstance(node, Scalar):
        hint = (dash_hint if fault is Fault.NOT_A_LIST else colon_hint)(node.value)
    elif isinstance(node, Sequence) and node.items and isinstance(node.items[0], Mapping):
        hint = "各行の頭の「- 」を消してください"
    return f"{hint}。" if hint else ""


def _structure_hint(field: FormField, fault: Fault) -> str:
    if isinstance(field.kind, BoxesKind):
        return field.kind.hint()
    if fault is Fault.NOT_A_LIST:
        return "「- 」で始まる行を並べてください"
    return f"「{'、'.join(list(field.by_key)[:4])}」などのキーを字下げして書いてください"
