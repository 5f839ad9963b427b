"""Findings, which speak in paths, become diagnostics, which have places."""

from __future__ import annotations

from dataclasses import replace

from pia_cli.core.diagnostic import Diagnostic, Path, Related, Severity
from pia_cli.core.sensitive import Mask
from pia_cli.core.span import START, Span
from pia_cli.document.nodes import Mapping, Sequence, key_span, node_at
from pia_cli.rules.rule import At, Finding


def placed(
    finding: Finding, root: Mapping, file: str, severity: Severity, item: str, mask: Mask
) -> Diagnostic:
    """A finding of a rule with its places in a document, as it may be shown."""
    found = Diagnostic(
        code=finding.code,
        severity=severity,
        file=file,
        span=finding.span or span_at(root, finding.path, finding.at),
        message=finding.message,
        hint=finding.hint,
        item=item,
        path=finding.path,
        related=tuple(
            Related(span_at(root, path, At.VALUE), message) for path, message in finding.related
        ),
    )
    return shown(found, mask)


def shown(found: Diagnostic, mask: Mask) -> Diagnostic:
    """A diagnostic as it may be kept and shown by others: every text a person reads is masked.

    Whoever makes one passes it through here. Its ``path`` stays, to find the value by: what
    writes it out masks its keys.
    """
    texts = (found.message, found.hint, found.item, *(one.message for one in found.related))
    message, hint, item, *notes = hidden = tuple(mask(text) for text in texts)
    if hidden == texts:  # nearly always
        return found
    related = tuple(map(Related, (one.span for one in found.related), notes))
    return replace(found, message=message, hint=hint, item=item, related=related)


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
