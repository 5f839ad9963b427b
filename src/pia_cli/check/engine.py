"""Check one document: everything that is found, in order, with its places."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum

from pia_cli.check.form_choice import choose_form
from pia_cli.check.limit import Limit
from pia_cli.check.misspelt import Reading, read_keys
from pia_cli.check.places import span_at
from pia_cli.check.shape import check_shape
from pia_cli.core.diagnostic import Diagnostic, Path, Related, Severity
from pia_cli.document.nodes import Mapping, Scalar, node_at, text_at
from pia_cli.document.reader import parse
from pia_cli.document.source import Source
from pia_cli.forms.registry import Form
from pia_cli.forms.tree import FormField, Located, locate
from pia_cli.rules.registry import ITEM_CHECKS, rules_by_code
from pia_cli.rules.rule import At, Finding
from pia_cli.rules.visit import visits

HASH_HINT = '。「#」から後は注釈として読まれています。記載なら "…" で囲んでください'


class Stage(StrEnum):
    """How far a document is: 案 may have blanks, 公表 may not."""

    DRAFT = "案"
    PUBLISHED = "公表"


@dataclass(frozen=True, slots=True)
class CheckedDocument:
    """A document with its diagnostics; ``form`` is None where none could be chosen.

    ``omitted`` counts findings over the bound of `Limit`.
    """

    source: Source | None
    root: Mapping | None
    form: Form | None
    diagnostics: tuple[Diagnostic, ...]
    omitted: int = 0


def check(data: bytes, name: str, stage: Stage = Stage.PUBLISHED) -> CheckedDocument:
    """Check the bytes of one file, shown to the user under ``name``.

    Never raises for any bytes: what is wrong with them is a diagnostic.
    """
    parsed, limit = parse(data, name), Limit()
    refused = tuple(one for one in parsed.diagnostics if limit.allows(one.code))
    root, source = parsed.root, parsed.source
    if root is None or source is None:
        return CheckedDocument(source, None, None, _sorted(refused), limit.omitted)
    form = choose_form(root)
    if isinstance(form, Form):
        reading = read_keys(root, form.tree)
        findings, tree = list(_findings(reading, form, limit)), form.tree
    else:
        reading, tree = Reading(root), None
        findings = [form] if form else []
    place = _Placer(reading, source, name, tree, stage)
    diagnostics = _sorted((*map(place.name_item, refused), *map(place, findings)))
    chosen = form if isinstance(form, Form) else None
    return CheckedDocument(source, root, chosen, diagnostics, limit.omitted)


def _sorted(diagnostics: tuple[Diagnostic, ...]) -> tuple[Diagnostic, ...]:
    return tuple(sorted(diagnostics, key=lambda found: found.sort_key))


def _findings(reading: Reading, form: Form, limit: Limit) -> Iterator[Finding]:
    yield from (found for found in reading.findings if limit.allows(found.code))
    yield from check_shape(reading.root, form, limit)
    for visit in visits(reading.root, form.tree):
        for item_check in ITEM_CHECKS:
            yield from (found for found in item_check(visit) if limit.allows(found.code))


@dataclass(frozen=True, slots=True)
class _Placer:
    """Turns findings, which speak in paths, into diagnostics, which have places."""

    reading: Reading
    source: Source
    name: str
    tree: FormField | None
    stage: Stage

    def __call__(self, finding: Finding) -> Diagnostic:
        root = self.reading.root
        place = self.located(finding.path if finding.item is None else finding.item)
        return Diagnostic(
            code=finding.code,
            severity=self.severity(finding, place),
            file=self.name,
            span=span_at(root, finding.path, finding.at),
            message=finding.message,
            hint=finding.hint + self.after_hash(finding),
            item=place.label if place else "",
            path=self.reading.original(finding.path),
            related=tuple(
                Related(span_at(root, path, At.VALUE), message) for path, message in finding.related
            ),
        )

    def after_hash(self, finding: Finding) -> str:
        """A further hint where a blank value is followed by what YAML reads as a comment."""
        if finding.code not in ("F011", "F012") or not isinstance(
            node_at(self.reading.root, finding.path), Scalar
        ):
            return ""
        line = self.source.line(span_at(self.reading.root, finding.path, At.KEY).line)
        return HASH_HINT if re.search(r":\s+#", line) else ""

    def name_item(self, refused: Diagnostic) -> Diagnostic:
        """A finding of the reader with the item it lies in."""
        place = self.located(refused.path) if refused.path else None
        return replace(refused, item=place.label) if place else refused

    def located(self, path: Path) -> Located | None:
        """The item at a path, with its printed number."""
        if self.tree is None:
            return None
        return locate(self.tree, path, lambda place: text_at(self.reading.root, place))

    def severity(self, finding: Finding, place: Located | None) -> Severity:
        """The rule's severity; less for blanks of a draft and for unverified items."""
        rule = rules_by_code()[finding.code]
        if rule.blank and self.stage is Stage.DRAFT:
            return Severity.INFO
        if rule.severity is Severity.ERROR and place and not place.field.item.verified:
            return Severity.WARNING
        return rule.severity
