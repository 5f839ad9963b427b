"""Check one document: everything that is found, in order, with its places."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from pia_cli.check.form_choice import choose_form
from pia_cli.check.misspelt import Reading, read_keys
from pia_cli.check.shape import check_shape
from pia_cli.core.diagnostic import Diagnostic, Path, Related, Severity
from pia_cli.core.span import START, Span
from pia_cli.document.nodes import Mapping, Scalar, Sequence, key_span, node_at
from pia_cli.document.reader import parse
from pia_cli.document.source import Source
from pia_cli.forms.registry import Form
from pia_cli.forms.tree import FormField, label_at
from pia_cli.rules.registry import ITEM_CHECKS, rules_by_code
from pia_cli.rules.rule import At, Finding
from pia_cli.rules.visit import visits


class Stage(StrEnum):
    """How far a document is: 案 may have blanks, 公表 may not."""

    DRAFT = "案"
    PUBLISHED = "公表"


@dataclass(frozen=True, slots=True)
class CheckedDocument:
    """A document with its diagnostics; ``form`` is None where none could be chosen."""

    source: Source | None
    root: Mapping | None
    form: Form | None
    diagnostics: tuple[Diagnostic, ...]


def check(data: bytes, name: str, stage: Stage = Stage.PUBLISHED) -> CheckedDocument:
    """Check the bytes of one file, shown to the user under ``name``.

    Never raises for any bytes: what is wrong with them is a diagnostic.
    """
    parsed = parse(data, name)
    root = parsed.root
    if root is None:
        return CheckedDocument(parsed.source, None, None, _sorted(parsed.diagnostics))
    form = choose_form(root)
    if isinstance(form, Form):
        reading = read_keys(root, form.tree)
        findings, tree = list(_findings(reading, form)), form.tree
    else:
        reading, tree = Reading(root), None
        findings = [form] if form else []
    place = _Placer(reading, name, tree, stage)
    placed = [place(finding) for finding in findings]
    diagnostics = _sorted((*parsed.diagnostics, *placed))
    chosen = form if isinstance(form, Form) else None
    return CheckedDocument(parsed.source, root, chosen, diagnostics)


def _sorted(diagnostics: tuple[Diagnostic, ...]) -> tuple[Diagnostic, ...]:
    return tuple(sorted(diagnostics, key=lambda found: found.sort_key))


def _findings(reading: Reading, form: Form) -> Iterator[Finding]:
    yield from reading.findings
    yield from check_shape(reading.root, form)
    for visit in visits(reading.root, form.tree):
        for item_check in ITEM_CHECKS:
            yield from item_check(visit)


@dataclass(frozen=True, slots=True)
class _Placer:
    """Turns findings, which speak in paths, into diagnostics, which have places."""

    reading: Reading
    name: str
    tree: FormField | None
    stage: Stage

    def __call__(self, finding: Finding) -> Diagnostic:
        root = self.reading.root
        return Diagnostic(
            code=finding.code,
            severity=_severity(finding, self.stage),
            file=self.name,
            span=_span(root, finding.path, finding.at),
            message=finding.message,
            hint=finding.hint,
            item=self.item(finding),
            path=self.reading.original(finding.path),
            related=tuple(
                Related(_span(root, path, At.VALUE), message) for path, message in finding.related
            ),
        )

    def item(self, finding: Finding) -> str:
        """The printed label; an unknown key has that of its section."""
        path = finding.path[:-1] if finding.code == "F020" else finding.path
        return item_label(self.reading.root, self.tree, path)


def _severity(finding: Finding, stage: Stage) -> Severity:
    rule = rules_by_code()[finding.code]
    if rule.blank and stage is Stage.DRAFT:
        return Severity.INFO
    if finding.mild and rule.severity is Severity.ERROR:
        return Severity.WARNING
    return rule.severity


def item_label(root: Mapping, tree: FormField | None, path: Path) -> str:
    """The printed label of the item at a path, "" where there is none."""
    if tree is None:
        return ""

    def text_at(place: Path) -> str:
        node = node_at(root, place)
        return node.value if isinstance(node, Scalar) else ""

    return label_at(tree, path, text_at)


def _span(root: Mapping, path: Path, at: At) -> Span:
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
        return first.key.span if first else (node.span if path else START)
    return key_span(root, path)
