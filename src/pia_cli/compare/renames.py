"""Which file of a revision a file of the work tree was, where its path is not there."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from pia_cli.check.collect import SUFFIXES
from pia_cli.check.engine import check
from pia_cli.compare.git import Repository
from pia_cli.compare.version import as_version
from pia_cli.document.files import looks_like_assessment
from pia_cli.forms.notation import notation_key

LEAST = 0.5
"""The share of lines in common from which a file is the other renamed, as git has it."""

_SAME = 2.0


def renamed(here: Repository, revision: str, new: Iterable[tuple[str, bytes]]) -> dict[str, str]:
    """The old path of each new file (path from the top, bytes) that was renamed.

    Old paths are the assessments of the revision that the work tree has no longer. Each old
    file is one new file at most, and what fits several equally well is none: nothing is guessed.
    """
    files = [_File(path, data) for path, data in new]
    if not files:
        return {}
    gone = [
        _File(path, here.blob(revision, path))
        for path in here.files(revision)
        if path.lower().endswith(SUFFIXES) and not os.path.lexists(here.top / path)
    ]
    gone = [file for file in gone if looks_like_assessment(file.data)]
    scores = {(old.path, file.path): _likeness(old, file) for old in gone for file in files}
    return dict(_unique({pair: score for pair, score in scores.items() if score >= LEAST}))


def _unique(scores: dict[tuple[str, str], float]) -> Iterable[tuple[str, str]]:
    """New path and old path of the pairs that fit best, the best first."""
    while scores:
        best = max(scores.values())
        top = [pair for pair, score in scores.items() if score == best]
        olds, news = Counter(old for old, _ in top), Counter(new for _, new in top)
        yield from ((new, old) for old, new in top if olds[old] == news[new] == 1)
        scores = {
            (old, new): score
            for (old, new), score in scores.items()
            if old not in olds and new not in news
        }


@dataclass(frozen=True)
class _File:
    path: str
    data: bytes

    @cached_property
    def lines(self) -> Counter[bytes]:
        return Counter(self.data.splitlines())

    @cached_property
    def names(self) -> tuple[str, str]:
        """評価書番号 and 評価書名, whatever their notation."""
        document = check(self.data, self.path)
        if document.root is None:
            return "", ""
        version = as_version(self.path, document, None)
        return notation_key(version.answer("number")), notation_key(version.answer("title"))


def _likeness(old: _File, new: _File) -> float:
    """The share of the text in common; more than 1 for the same bytes or the same names."""
    if old.data == new.data:
        return _SAME + 1
    if all(old.names) and old.names == new.names:
        return _SAME + _common(old, new)
    number, other = old.names[0], new.names[0]
    if number and other and number != other:
        return 0
    return _common(old, new)


def _common(old: _File, new: _File) -> float:
    both = sum(len(line) * count for line, count in (old.lines & new.lines).items())
    most = max(sum(len(line) * n for line, n in file.lines.items()) for file in (old, new))
    return both / most if most else 0
