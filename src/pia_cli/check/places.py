"""Where in the text a finding about a path points."""

from __future__ import annotations

from pia_cli.core.diagnostic import Path
from pia_cli.core.span import START, Span
from pia_cli.document.nodes import Mapping, Sequence, key_span, node_at
from pia_cli.rules.rule import At


def span_at(root: Mapping, path: Path, at: At) -> Span:
    """The place of a value or key; of what does not exist, the nearest key above."""
    node = node_at(root, path)
    if node is None:
        return _nearest_key(root, path[:-1])
    if at is At.KEY or isinstance(node, Mapping | Sequence):
        return _nearest_key(root, path)
    return node.span


def _nearest_key(root: Mapping, path: Path) -> Span:
    """The key of the nearest ancestor that exists; of a list entry and the root, its first key."""
    while path and node_at(root, path) is None:
        path = path[:-1]
    node = node_at(root, path)
    if (not path or isinstance(path[-1], int)) and isinstance(node, Mapping):
        first = next(iter(node.entries.values()), None)
        return first.key_span if first else (node.span if path else START)
    return key_span(root, path)
