"""Which file of a revision a file of the work tree was, where its path is not there."""

from __future__ import annotations

import os
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from heapq import nlargest
from typing import NamedTuple

from pia_cli.check.collect import SUFFIXES
from pia_cli.check.form_choice import choose_form
from pia_cli.check.misspelt import read_keys
from pia_cli.compare.git import Repository, blob_hash
from pia_cli.core.lazy import lazy
from pia_cli.document.files import looks_like_assessment
from pia_cli.document.nodes import text_at
from pia_cli.document.reader import parse
from pia_cli.forms.notation import notation_key
from pia_cli.forms.registry import CURRENT, Form
from pia_cli.rules.bodies import below_prefecture

LEAST = 0.5
"""The share of lines in common from which a file is the other renamed, as git has it."""

NEARLY_ALL = 0.9
"""The share from which it is so even where the agencies are written as two: most likely one."""

MOST_SCORED = 10
"""Old files that are read against one new file, where its number leaves more than these."""

_SAME = 2.0


def renamed(
    here: Repository, before: Mapping[str, str], new: Iterable[tuple[str, bytes]]
) -> dict[str, str]:
    """The old path of each new file (path from the top, bytes) that was renamed.

    Old paths are those ``before`` (path, hash) that the work tree has no longer. Each old
    file is one new file at most, and what fits several equally well is none: nothing is guessed.
    """
    files = [_File(path, data) for path, data in new if looks_like_assessment(data)]
    if not files:
        return {}
    gone = {
        path: hash_
        for path, hash_ in before.items()
        if path.lower().endswith(SUFFIXES) and not os.path.lexists(here.top / path)
    }
    alike = list(_same_bytes(gone, files))
    olds, news = {old for old, _ in alike}, {new for _, new in alike}
    files = [file for file in files if file.path not in news]
    left = ((path, hash_) for path, hash_ in gone.items() if path not in olds)
    read = [_File(path, here.read(hash_)) for path, hash_ in left] if files else []
    scores = _scores([file for file in read if looks_like_assessment(file.data)], files)
    return dict([*_unique(dict.fromkeys(alike, 1.0)), *_unique(scores)])


class _Names(NamedTuple):
    """評価書番号, 評価書名 and 評価実施機関名, whatever their notation; "" for what is blank."""

    number: str = ""
    title: str = ""
    agency: str = ""

    @property
    def key(self) -> tuple[str, str, str]:
        """What names that are the `same` have in common."""
        return self.number, self.title, below_prefecture(self.agency) or self.agency

    def same(self, other: _Names) -> bool:
        """Whether both have all three and they are those of one document."""
        ids = (self.number, self.title) == (other.number, other.title)
        return ids and all(self) and all(other) and self.of_one_agency(other)

    def of_one_agency(self, other: _Names) -> bool:
        """Whether the agencies can be one: blank, or with the prefecture on one side alone."""
        left, right = self.agency, other.agency
        if not (left and right):
            return True
        return right in (left, below_prefecture(left)) or left == below_prefecture(right)


@dataclass(frozen=True)
class _File:
    path: str
    data: bytes

    @lazy
    def lines(self) -> Counter[bytes]:
        return Counter(self.data.splitlines())

    @lazy
    def size(self) -> int:
        return sum(len(line) * count for line, count in self.lines.items())

    @lazy
    def names(self) -> _Names:
        root = parse(self.data, self.path).root
        if root is None:
            return _Names()
        form = choose_form(root)
        tree = (form if isinstance(form, Form) else CURRENT).tree
        root = read_keys(root, tree).root
        ids = ("number", "title", "agency")
        number, title, agency = (notation_key(text_at(root, tree.keys_to(id_))) for id_ in ids)
        return _Names(number, title, agency.removesuffix("長"))  # 郡山市 and 郡山市長


def _same_bytes(gone: Mapping[str, str], files: Sequence[_File]) -> Iterator[tuple[str, str]]:
    """Old path and new path of all pairs of the same bytes."""
    by_hash: defaultdict[str, list[str]] = defaultdict(list)
    for path, hash_ in gone.items():
        by_hash[hash_].append(path)
    like = next(iter(by_hash), "")
    for file in files:
        yield from ((old, file.path) for old in by_hash.get(blob_hash(file.data, like), ()))


class _Olds:
    """The old files, to be found by what a new one has in common with few of them."""

    def __init__(self, files: Iterable[_File]) -> None:
        self.files = {file.path: file for file in files}
        self.by_number: defaultdict[str, list[str]] = defaultdict(list)
        self.by_names: defaultdict[tuple[str, str, str], list[str]] = defaultdict(list)
        self.by_line: defaultdict[bytes, list[str]] = defaultdict(list)
        for path, file in self.files.items():
            self.by_number[file.names.number].append(path)
            self.by_names[file.names.key].append(path)
            for line in file.lines:
                if len(self.by_line[line]) <= MOST_SCORED:  # one more tells that they are many
                    self.by_line[line].append(path)

    def like(self, new: _File) -> Iterator[_File]:
        """The old files of no other number; of many, those that share names or rare lines with it.

        One that shares but the lines that most have would fit several new files equally well.
        """
        number = new.names.number
        able = [*self.by_number[number], *self.by_number[""]] if number else [*self.files]
        if len(able) > MOST_SCORED:
            shared = self._shared(new)
            near = (path for path in able if path in shared)
            able = nlargest(MOST_SCORED, near, key=shared.__getitem__)
        return (self.files[path] for path in able)

    def _shared(self, new: _File) -> Counter[str]:
        """How much of what few old files have is in a new one, too, by their paths."""
        shared: Counter[str] = Counter()
        found = [(line, self.by_line.get(line, ())) for line in new.lines]
        found.append((new.data, self.by_names.get(new.names.key, ())))
        for text, paths in found:
            if len(paths) <= MOST_SCORED:
                shared.update(dict.fromkeys(paths, len(text)))
        return shared


def _scores(olds: Iterable[_File], news: Iterable[_File]) -> dict[tuple[str, str], float]:
    """How alike the pairs are of which one may be the other: a few for each new file."""
    held = _Olds(olds)
    pairs = ((old, new) for new in news for old in held.like(new))
    scores = ((old, new, _likeness(old, new)) for old, new in pairs)
    return {
        (old.path, new.path): score
        for old, new, score in scores
        if score >= (LEAST if old.names.of_one_agency(new.names) else NEARLY_ALL)
    }


def _unique(scores: Mapping[tuple[str, str], float]) -> Iterator[tuple[str, str]]:
    """New path and old path of the pairs that fit best, the best first."""
    by_score: defaultdict[float, list[tuple[str, str]]] = defaultdict(list)
    for pair, score in scores.items():
        by_score[score].append(pair)
    done_old: set[str] = set()
    done_new: set[str] = set()
    for score in sorted(by_score, reverse=True):
        pairs = by_score[score]
        top = [(old, new) for old, new in pairs if old not in done_old and new not in done_new]
        olds, news = Counter(old for old, _ in top), Counter(new for _, new in top)
        yield from ((new, old) for old, new in top if olds[old] == news[new] == 1)
        done_old |= olds.keys()
        done_new |= news.keys()


def _likeness(old: _File, new: _File) -> float:
    """The share of the text in common; more than 1 where all names are the same."""
    both = sum(len(line) * count for line, count in (old.lines & new.lines).items())
    common = both / max(old.size, new.size, 1)
    return common + (_SAME if old.names.same(new.names) else 0)
