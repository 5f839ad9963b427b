"""What the settings and the baseline leave of the findings of a run."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from pia_cli.check.stage import Stage
from pia_cli.check.verdict import Verdict
from pia_cli.config.settings import Settings
from pia_cli.core.diagnostic import Diagnostic, Severity

if TYPE_CHECKING:
    from pia_cli.check.engine import CheckedDocument
    from pia_cli.config.baseline import Baseline, Key

Checked: TypeAlias = "CheckedDocument | Verdict"


class Sifted(NamedTuple):
    """The findings of a file that are shown, and how many are not, and why."""

    shown: list[Diagnostic]
    ignored: int
    known: int
    skipped_rules: int


@dataclass(frozen=True, slots=True)
class Stale:
    """A known finding that is no more."""

    file: str
    code: str
    path: tuple[str | int, ...]
    count: int


class Notes(NamedTuple):
    """What a sieve keeps in mind of documents for the end of the run; see `Sieve`."""

    seen: dict[str, Counter[Key]]
    left: dict[str, Counter[Key]]
    partial: list[str]


@dataclass
class Sieve:
    """Takes the documents of a run one by one; ``seen`` collects a new baseline if ``writes``.

    ``left`` has what was known of a file and not found. ``partial`` names the files that the
    reader refused in part or whole: what is known of them is not all there is. Two files of one
    name (ガ in one piece and in two) share an entry: it holds what either needs.
    """

    settings: Settings
    baseline: Baseline | None = None
    writes: bool = False
    seen: dict[str, Counter[Key]] = field(default_factory=dict)
    left: dict[str, Counter[Key]] = field(default_factory=dict)
    stale: list[Stale] = field(default_factory=list)
    partial: list[str] = field(default_factory=list)

    def sift(self, document: Checked, file: str) -> Sifted:
        """The findings of a document under the name it was checked as."""
        settings = self.settings
        if document.is_partial:
            self.partial.append(file)
        wanted = [
            self._weighed(one) for one in document.diagnostics if settings.is_wanted(one.code, file)
        ]
        shown = self._unknown(document, wanted, file) if self.baseline else wanted
        return Sifted(
            shown,
            len(document.diagnostics) - len(wanted),
            len(wanted) - len(shown),
            sum(settings.is_wanted(code, file) for code in document.skipped),
        )

    def _weighed(self, found: Diagnostic) -> Diagnostic:
        """With the severity of the configuration; blanks of a draft stay 情報."""
        severity = self.settings.severity(found.code)
        if severity is None or (self.settings.stage is Stage.DRAFT and _is_of_blanks(found.code)):
            return found
        return replace(found, severity=severity)

    def _unknown(self, document: Checked, wanted: list[Diagnostic], file: str) -> list[Diagnostic]:
        from pia_cli.config.baseline import keys_of, taken  # most runs have none

        assert self.baseline
        keys = keys_of(document, wanted)
        name = self.baseline.name(file)
        left = self.baseline.known(file)
        found = [
            (one, key, taken(left, key, one.severity) if key else None)
            for one, key in zip(wanted, keys, strict=True)
        ]
        new = [(one, key) for one, key, entry in found if entry is None]
        for _, key in new:
            if key:  # known as something lighter, which is not gone
                taken(left, key, Severity.INFO)
        if self.writes:  # what is found anew, at its weight now, and what this run cannot tell
            unsure = (key for key in left if not self._is_sure(key.code, document, file))
            kept = Counter({key: left[key] for key in unsure})
            self._has_seen(name, kept + Counter(filter(None, keys)))
            return [one for one, key in new if key is None]
        self._has_left(name, self._gone(left, document, file))
        return [one for one, _ in new]

    def _gone(self, left: Counter[Key], document: Checked, file: str) -> Counter[Key]:
        """What was known and not found, of the rules that ran and are shown."""
        if not document.has_form:
            return Counter()
        sure = (key for key in left if self._is_sure(key.code, document, file))
        return +Counter({key: left[key] for key in sure})

    def _has_seen(self, name: str, found: Counter[Key]) -> None:
        self.seen[name] = self.seen.get(name, found) | found

    def _has_left(self, name: str, left: Counter[Key]) -> None:
        self.left[name] = self.left.get(name, left) & left

    def _is_sure(self, code: str, document: Checked, file: str) -> bool:
        """Whether all findings of a rule in a document are known to this run."""
        unsure = code in document.skipped or code in document.crowded
        return not unsure and self.settings.is_wanted(code, file)

    def notes(self) -> Notes:
        """What was kept in mind so far, for another sieve of the same run."""
        return Notes(self.seen, self.left, self.partial)

    def absorb(self, notes: Notes) -> None:
        """Keep in mind, too, what a sieve saw that took other documents of the run."""
        for name, found in notes.seen.items():
            self._has_seen(name, found)
        for name, left in notes.left.items():
            self._has_left(name, left)
        self.partial += notes.partial

    def gone(self) -> Iterator[Stale]:
        """The known findings that are no more: of the files of the run, and those of no file."""
        if not self.baseline or self.writes:
            return
        kept = self.baseline.kept(self.left)
        lost = {name: one for name, one in self.baseline.files.items() if name not in kept}
        for name, known in {**lost, **self.left}.items():
            for key, count in known.items():
                yield Stale(name, key.code, key.path, count)

    def written(self) -> dict[str, Counter[Key]]:
        """The new baseline: the files of this run, and the others that are still there."""
        assert self.baseline
        return {**self.baseline.kept(self.seen), **self.seen}


def _is_of_blanks(code: str) -> bool:
    from pia_cli.rules.registry import rules_by_code

    return rules_by_code()[code].blank
