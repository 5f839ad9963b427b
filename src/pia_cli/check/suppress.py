"""Findings set aside by comments of the document, and what is wrong with such comments (P)."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from itertools import islice

from pia_cli.check.directive import Directive, Word, directives, own_finding
from pia_cli.core.diagnostic import Diagnostic, Path
from pia_cli.core.lazy import lazy
from pia_cli.core.silenced import Judged, Silenced
from pia_cli.core.wareki import to_wareki
from pia_cli.document.comments import Comment
from pia_cli.document.nodes import Mapping, Node, Scalar, Sequence
from pia_cli.document.source import Source
from pia_cli.rules.registry import RULES, rules_by_code
from pia_cli.rules.rule import Silence

MAX_OWN = 200
"""Findings about comments shown for one document; a hostile file may have 90,000."""
MAX_COMMENTS = 1000
"""Comments of one document that are followed."""


def suppress(
    found: tuple[Diagnostic, ...],
    source: Source,
    root: Mapping,
    today: date | None,
    undecided: Collection[str] = (),
    crowded: Collection[str] = (),
) -> Judged:
    """Apply the comments of a document to its findings.

    ``undecided`` are codes of rules that did not run everywhere: a comment for them is not
    called unused. Findings of the ``crowded`` codes, of which only some are known, are all
    kept: a comment must not hide those that were never made.
    """
    scopes, bound, own = _read(source, root)
    if not (scopes or bound or own):
        return Judged(found)
    kept, silenced = _parted(found, source, scopes, today, crowded)
    known = {*undecided, *crowded, *(rule.code for rule in RULES if rule.versions)}
    own += [one for scope in scopes for one in _faults(scope, source, today, known)]
    shown = [*bound, *sorted(own, key=lambda one: one.sort_key)[:MAX_OWN]]
    return Judged((*kept, *shown), tuple(silenced), max(0, len(own) - MAX_OWN))


def set_aside(
    found: tuple[Diagnostic, ...], source: Source, root: Mapping, today: date | None
) -> Judged:
    """Apply the comments to findings that `pia_cli.check.engine.check` does not make.

    What is wrong with the comments themselves is left to it.
    """
    scopes, _, _ = _read(source, root)
    kept, silenced = _parted(found, source, scopes, today, ())
    return Judged(tuple(kept), tuple(silenced))


def in_force(source: Source, root: Mapping) -> Iterator[tuple[Directive, Path | None]]:
    """The comments that set findings aside, each with the path it covers with all below.

    That of one for the whole file is (), that of one on a line without key or entry None.
    """
    for scope in _read(source, root)[0]:
        outermost = min(scope.paths, key=len, default=None)
        yield scope.directive, () if scope.directive.whole else outermost


def _read(source: Source, root: Mapping) -> tuple[list[_Scope], list[Diagnostic], list[Diagnostic]]:
    """The comments in force with what they cover, the bound if met, and what is wrong."""
    read = list(islice(directives(source), MAX_COMMENTS + 1))
    bound = [_too_many(source, read.pop())] if len(read) > MAX_COMMENTS else []
    own = [one for one in read if isinstance(one, Diagnostic)]
    scopes: list[_Scope] = []
    for one in read:
        if isinstance(one, Directive):
            wrong = _misplaced(one, source, root)
            own += [wrong] if wrong else []
            scopes += [] if wrong else [_Scope(one)]
    _Ground(source, root).aim(scopes)
    return scopes, bound, own


def _parted(
    found: Iterable[Diagnostic],
    source: Source,
    scopes: list[_Scope],
    today: date | None,
    crowded: Collection[str],
) -> tuple[list[Diagnostic], list[Silenced]]:
    """The findings that stay, and those set aside."""
    silenced: list[Silenced] = []
    kept: list[Diagnostic] = []
    index = _Index(scopes)
    for finding in found:
        scope = None if finding.code in crowded else index.first(finding, today)
        if scope is None:
            kept.append(finding)
        else:
            by = scope.directive
            silenced.append(Silenced(finding, by.comment.span, source.mask(by.reason), by.until))
    return kept, silenced


def _too_many(source: Source, first: Directive | Diagnostic) -> Diagnostic:
    message = f"抑制の注釈が多すぎます（上限は {MAX_COMMENTS:,} 個）。ここから後は効きません"
    hint = "同じ規則は、上の階層のキーか ignore-file[…] でまとめて抑制してください"
    span = first.comment.span if isinstance(first, Directive) else first.span
    return own_finding(source, "P005", span, message, hint)


def _misplaced(one: Directive, source: Source, root: Mapping) -> Diagnostic | None:
    first = root.span.line
    if not one.whole or one.comment.span.line < first:
        return None
    message = "ファイル全体の抑制が、ファイルの先頭にありません。この注釈は効きません"
    hint = "最初のキーより上の行へ移すか、その項目だけなら ignore[…] と書いてください"
    return own_finding(source, "P005", one.comment.span, message, hint)


@dataclass
class _Scope:
    """What a comment covers: lines, and everything at or under some paths.

    ``outdone`` are the words for what a nearer comment sets aside, with its line; ``doubled``
    those for what another word of this comment does; ``short`` those that mean a finding which
    takes its full code, at its place, with the code.
    """

    directive: Directive
    lines: frozenset[int] = frozenset()
    paths: tuple[Path, ...] = ()
    used: set[Word] = field(default_factory=set)
    outdone: dict[Word, int] = field(default_factory=dict)
    doubled: dict[Word, Word] = field(default_factory=dict)
    short: dict[Word, str] = field(default_factory=dict)
    late: bool = False

    def words_for(self, finding: Diagnostic) -> Iterator[Word]:
        """The words that set a finding aside, if the finding lies where the comment is."""
        rule = rules_by_code()[finding.code]
        here = rule.silence is Silence.HERE
        for word in self.directive.words:
            if rule not in word.rules:
                continue
            if word.names(rule.code) and self._covers(finding, here):
                yield word
            elif here and self._covers(finding, False):
                self.short[word] = rule.code

    def _covers(self, finding: Diagnostic, here: bool) -> bool:
        """Whether a finding lies at the comment, or, but for ``here``, below it."""
        if self.directive.whole or finding.span.line in self.lines:
            return True
        if here:
            return finding.path in self.paths
        return any(finding.path[: len(path)] == path for path in self.paths)


class _Index:
    """The comments by what they cover, so that each finding looks at few of them."""

    def __init__(self, scopes: Iterable[_Scope]) -> None:
        self.whole: list[_Scope] = []
        self.by_line: dict[int, list[_Scope]] = {}
        self.by_path: dict[Path, list[_Scope]] = {}
        for scope in scopes:
            if scope.directive.whole:
                self.whole.append(scope)
            for line in scope.lines:
                self.by_line.setdefault(line, []).append(scope)
            for path in scope.paths:
                self.by_path.setdefault(path, []).append(scope)

    def first(self, finding: Diagnostic, today: date | None) -> _Scope | None:
        """The nearest comment in force for a finding; marks every word that meets it."""
        near = [*self.by_line.get(finding.span.line, ())]
        for depth in range(len(finding.path), 0, -1):
            near += self.by_path.get(finding.path[:depth], ())
        chosen: _Scope | None = None
        for scope in (*near, *self.whole):
            words = list(scope.words_for(finding))
            if not words:
                continue
            until = scope.directive.until
            if today and until and until < today:
                scope.late = True
            elif chosen is None or chosen is scope:
                chosen = scope
                scope.used.add(words[0])
                scope.doubled |= dict.fromkeys(words[1:], words[0])
            else:
                scope.outdone |= dict.fromkeys(words, chosen.directive.comment.span.line)
        return chosen


@dataclass(frozen=True)
class _Ground:
    """The lines of a document and what they hold."""

    source: Source
    root: Mapping

    def aim(self, scopes: Iterable[_Scope]) -> None:
        """Give each comment the lines and paths that it covers."""
        ends = self._ends(one.directive.comment for one in scopes)
        for scope in scopes:
            if not scope.directive.whole:
                line = scope.directive.comment.span.line
                last = ends[line] if line in ends else self._entry_after(line)
                scope.lines = frozenset((min(line + 1, last), last))
                scope.paths = tuple(self.paths.get(last, ()))

    def _ends(self, comments: Iterable[Comment]) -> dict[int, int]:
        """For the line of each comment that stands alone, the first line after it with a text.

        From below: a block of comments is read once, and not once for each of them.
        """
        ends: dict[int, int] = {}
        for line in sorted({one.span.line for one in comments if one.alone}, reverse=True):
            after = line + 1
            while after not in ends and self.source.line(after).lstrip().startswith("#"):
                after += 1
            ends[line] = ends.get(after, after)
        return ends

    def _entry_after(self, line: int) -> int:
        """The line itself, or where the entry begins whose list mark stands alone on it."""
        if set(self._before_comment(line)) != {"-"} or line in self.paths:
            return line
        after = line + 1
        while self.source.has_line(after) and not self._before_comment(after):
            after += 1
        return after

    def _before_comment(self, line: int) -> list[str]:
        """What stands on a line before its first #, parted at spaces."""
        return self.source.line(line).partition("#")[0].split()

    @lazy
    def paths(self) -> dict[int, list[Path]]:
        """The keys and list entries on each line; a value of several lines also on its last."""
        found: dict[int, list[Path]] = {}
        for line, path in _places(self.root, ()):
            found.setdefault(line, []).append(path)
        return found


def _places(node: Node, path: Path) -> Iterator[tuple[int, Path]]:
    if isinstance(node, Mapping):
        for key, entry in node.entries.items():
            here = (*path, key)
            line, value = entry.key_span.line, entry.value
            yield line, here
            if isinstance(value, Scalar) and value.span.end_line > line:
                yield value.span.end_line, here
            yield from _places(value, here)
    elif isinstance(node, Sequence):
        for index, item in enumerate(node.items):
            yield item.span.line, (*path, index)
            yield from _places(item, (*path, index))


def _faults(
    scope: _Scope, source: Source, today: date | None, undecided: Collection[str]
) -> Iterator[Diagnostic]:
    """P004 for a comment whose day has passed, else P003 for the words that did nothing."""
    one = scope.directive
    if today and one.until and one.until < today:
        message = f"抑制の期限（{to_wareki(one.until)}）を過ぎています。この注釈は効きません"
        hint = "指摘を直してこの注釈を消すか、期限を決め直してください"
        if not scope.late:
            hint = "抑制する指摘はもうありません。この注釈を消してください"
        yield own_finding(source, "P004", one.comment.span, message, hint)
        return
    for word in one.words:
        if word in scope.used or any(rule.code in undecided for rule in word.rules):
            continue
        yield own_finding(source, "P003", word.span, *_idle(scope, word))


def _idle(scope: _Scope, word: Word) -> tuple[str, str]:
    """Why a word set nothing aside, and what to do."""
    one = scope.directive
    hint = "この注釈を消してください" if len(one.words) == 1 else "これを消してください"
    if code := scope.short.get(word):
        title = rules_by_code()[code].title
        message = f"「{word.text}」のこの注釈では、{code}（{title}）は抑制できません"
        return message, f"その記載のすぐ上の行に「# pia: ignore[{code}] 理由」と書いてください"
    if other := scope.doubled.get(word):
        if other.text == word.text:
            return f"「{word.text}」がこの注釈に二度書かれています", hint
        by = f"この注釈の「{other.text}」"
        return f"「{word.text}」で抑制する指摘は、{by}が既に抑制しています", hint
    if line := scope.outdone.get(word):
        return f"「{word.text}」で抑制する指摘は、{line} 行目の注釈が既に抑制しています", hint
    where = "このファイル" if one.whole else "この行とその下の項目"
    if one.comment.alone and not one.whole and not scope.paths:
        hint += "。注釈は、指摘された行か、そのすぐ上の行に書きます"
    return f"「{word.text}」で抑制する指摘は、{where}にありません", hint
