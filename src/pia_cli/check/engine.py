"""Check one document: everything that is found, in order, with its places."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from typing import NamedTuple

from pia_cli.check.across import check_across
from pia_cli.check.form_choice import choose_form
from pia_cli.check.limit import MAX_OF_A_CODE, Limit
from pia_cli.check.misspelt import Reading, read_keys
from pia_cli.check.places import placed, shown, span_at
from pia_cli.check.shape import check_shape
from pia_cli.check.stage import Stage
from pia_cli.core.diagnostic import Diagnostic, Path, Severity, error_count
from pia_cli.core.silenced import Judged, Silenced, may_set_aside
from pia_cli.document.nodes import Mapping, Scalar, node_at, text_at
from pia_cli.document.reader import parse
from pia_cli.document.source import Source
from pia_cli.forms.registry import Form
from pia_cli.forms.tree import FormField, Located, locate
from pia_cli.rules.facts import Document
from pia_cli.rules.item_ids import PUBLISHED
from pia_cli.rules.registry import item_checks, rules_by_code
from pia_cli.rules.rule import At, Finding
from pia_cli.rules.swallowed import explained
from pia_cli.rules.visit import visits

HASH_HINT = '。「#」から後は注釈として読まれています。記載なら "…" で囲んでください'


READ_WHOLE = frozenset({"Y004"})
"""Findings of the reader after which the values of a tree are there as they were written."""


class CheckedDocument(NamedTuple):
    """A document with its diagnostics; ``form`` is None where none could be chosen.

    ``omitted`` counts findings over the bound of `Limit`; ``skipped`` are the codes of the
    rules that did not run somewhere because what they read failed its shape. ``silenced`` are
    the findings that a comment sets aside; ``crowded`` the codes over the bound.
    """

    source: Source | None
    root: Mapping | None
    form: Form | None
    diagnostics: tuple[Diagnostic, ...]
    omitted: int = 0
    skipped: frozenset[str] = frozenset()
    silenced: tuple[Silenced, ...] = ()
    crowded: frozenset[str] = frozenset()

    @property
    def has_form(self) -> bool:
        """Whether the document was read as one of the forms."""
        return self.form is not None

    @property
    def errors(self) -> int:
        """How many of the findings are errors."""
        return error_count(self.diagnostics)

    @property
    def refused(self) -> tuple[Diagnostic, ...]:
        """The findings of the reader."""
        return tuple(one for one in self.diagnostics if one.code.startswith("Y"))

    @property
    def is_partial(self) -> bool:
        """Whether the reader refused something, so that the tree may lack what the file says.

        A file without a tree lacks all of it, whatever the finding.
        """
        return self.root is None or any(one.code not in READ_WHOLE for one in self.refused)


def check(
    data: bytes,
    name: str,
    stage: Stage = Stage.PUBLISHED,
    today: date | None = None,
    most: int = MAX_OF_A_CODE,
) -> CheckedDocument:
    """Check the bytes of one file, shown to the user under ``name``.

    Never raises for any bytes: what is wrong with them is a diagnostic. Without ``today``
    the rules that need it find nothing. ``most`` bounds the findings of one code.
    """
    parsed, limit = parse(data, name), Limit(most)
    refused = tuple(one for one in parsed.diagnostics if limit.allows(one.code))
    root, source = parsed.root, parsed.source
    if root is None or source is None:
        if source:
            refused = tuple(shown(one, source.mask) for one in refused)
        return CheckedDocument(source, None, None, _sorted(refused), limit.omitted)
    form = choose_form(root)
    if isinstance(form, Form):
        run = _Run(read_keys(root, form.tree), form, source, limit, _is_cut(refused))
        single = list(run.one_by_one())
        document = run.document(today, refused)
        across = check_across(document, limit, run.skipped)
        findings = [*explained(single, document), *across]
        reading, tree, skipped = run.reading, form.tree, frozenset(run.skipped)
    else:
        reading, tree, skipped = Reading(root), None, frozenset()
        findings = [form] if form else []
    place = _Placer(reading, source, name, tree, stage)
    made = _sorted((*map(place.name_item, refused), *(place(one) for one in findings)))
    chosen = form if isinstance(form, Form) else None
    undecided = skipped if chosen else rules_by_code()
    judged = Judged(made)
    if may_set_aside(source.text):
        from pia_cli.check.suppress import suppress

        judged = suppress(made, source, root, today, undecided, limit.crowded)
    omitted, kept = limit.omitted + judged.omitted, _sorted(judged.kept)
    return CheckedDocument(
        source, root, chosen, kept, omitted, skipped, judged.silenced, limit.crowded
    )


def _is_cut(refused: tuple[Diagnostic, ...]) -> bool:
    """Whether a ``---`` parted the document, of which only the first part was read."""
    return any(one.code == "Y015" for one in refused)


def _sorted(diagnostics: tuple[Diagnostic, ...]) -> tuple[Diagnostic, ...]:
    return tuple(sorted(diagnostics, key=lambda found: found.sort_key))


@dataclass
class _Run:
    """The checks of one document; ``failed`` collects where the shape is wrong."""

    reading: Reading
    form: Form
    source: Source
    limit: Limit
    is_cut: bool
    failed: set[Path] = field(default_factory=set)
    skipped: set[str] = field(default_factory=set)

    def one_by_one(self) -> Iterator[Finding]:
        """What is wrong with keys, values and single items."""
        yield from self._kept(iter(self.reading.findings))
        for found in check_shape(self.reading.root, self.form, self.limit):
            self.failed.add(found.path)
            if not (self.is_cut and found.code == "F010"):  # it may stand in what was not read
                yield found
        checks = item_checks(self.form.tree)
        for visit in visits(self.reading.root, self.form.tree, checks):
            for item_check in checks[visit.field]:
                for found in self._kept(item_check(visit)):
                    if found.code == "D001" and visit.field.id == PUBLISHED:
                        self.failed.add(found.path)  # no day, as of which rules could judge
                    yield found

    def document(self, today: date | None, refused: tuple[Diagnostic, ...]) -> Document:
        """What the rules between items read, after `one_by_one`."""
        failed = self.failed.union(one.path for one in refused if one.path)
        return Document(self.reading.root, self.form.tree, self.source, today, frozenset(failed))

    def _kept(self, findings: Iterator[Finding]) -> Iterator[Finding]:
        for found in findings:
            if found.code.startswith("F"):
                self.failed.add(found.path)
            if self.limit.allows(found.code):
                yield found


class _Placer(NamedTuple):
    """Turns findings, which speak in paths, into diagnostics, which have places."""

    reading: Reading
    source: Source
    name: str
    tree: FormField | None
    stage: Stage

    def __call__(self, finding: Finding) -> Diagnostic:
        place = self.located(finding.path if finding.item is None else finding.item)
        if more := self.after_hash(finding):
            finding = finding._replace(hint=finding.hint + more)
        found = placed(
            finding,
            self.reading.root,
            self.name,
            self.severity(finding, place),
            place.label if place else "",
            self.source.mask,
        )
        path = self.reading.original(finding.path)
        return found if path is finding.path else replace(found, path=path)

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
        named = replace(refused, item=place.label) if place else refused
        return shown(named, self.source.mask)

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
        severity = finding.severity or rule.severity
        if severity is Severity.ERROR and place and not place.field.item.verified:
            return Severity.WARNING
        return severity
