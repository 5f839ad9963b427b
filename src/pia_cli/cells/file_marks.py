"""The file that a name of an item is about: Ⅱ（２）本人確認情報ファイル ３．④.

A document of several files numbers them （１）, （２）, … in Ⅰ-3 and prints Ⅱ and Ⅲ once for each.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from pia_cli.core.diagnostic import Path
from pia_cli.core.lazy import lazy
from pia_cli.core.pattern import Pattern
from pia_cli.core.text import is_subsequence, narrow
from pia_cli.document.nodes import Mapping, Sequence, text_at
from pia_cli.forms.tree import FormField

_MOST_FILES = 40
_LONGEST = 200  # letters of a name
_OWN_NUMBER = Pattern(r"\s{0,9}[(]?\s{0,9}([0-9]{1,2})\s{0,9}[).、]\s{0,9}")
"""The number in front of a file's name, in `narrow` text."""
_MARK = Pattern(
    r"^\s{0,9}[(]([0-9]{1,2})[)]"
    r"|^\s{0,9}I{2,3}[^0-9①-⑳()]{0,20}[(]([0-9]{1,2})[)]"
    r"|[(]([0-9]{1,2})[)]\s{0,9}$"
    r"|[(【\[]\s{0,9}ファイル\s{0,9}([0-9]{1,2})\s{0,9}[)】\]]",
    needs=("(", "【", "["),
)
_AFTER_PART = Pattern(r"\s{0,9}I{2,3}\s{0,9}[(][0-9]{1,2}[)]")
_CALLED = Pattern(
    r"[(【\[「『《<]\s{0,9}([^()【】\[\]「」『』《》<>、・\s]{2,60}ファイル)\s{0,9}[)】\]」』》>]",
    needs=("ファイル",),
)
_OF_PARTS = Pattern(r"(?<![A-Za-z])I{2,3}(?![A-Za-z])")
_ANY_FILE = Pattern(
    "[0-9全両各他当同新旧]|本(?!人)|[上下前後]記|すべて|双方|いずれ|特定個人情報|個人番号|共通|その"
)
_SAYS_LITTLE = Pattern("ファイル|情報|関係|データ|マスタ?ー?|台帳")
_LEFT, _RIGHT = "「『【([《<", "」』】)]》>"


class _File(NamedTuple):
    """One file: its number, and its name without that."""

    number: int
    name: str


class FileMarks:
    """The files of a document by what a name may call them."""

    def __init__(self, form: FormField, root: Mapping | None) -> None:
        self.form = form
        self.root = root

    def without(self, text: str) -> Iterator[tuple[frozenset[str], str]]:
        """The files' names that a `narrow` text has, and the text without them."""
        names, rest = self._named(text)
        if names:
            yield frozenset(names), rest
            return
        mark = _MARK.search(text) if self.are_several else None
        if mark is None:
            return
        number = int(next(filter(None, mark.groups())))
        of_number = [file.name for file in self._files if file.number == number]
        if len(of_number) == 1:
            start = mark.start(mark.lastindex or 0)
            before, after = text[:start].rstrip(" (【[ファイル"), text[mark.end() :]
            yield frozenset(of_number), f"{before} {after}"

    def is_called(self, name: str) -> bool:
        """Whether one of the files may be meant: 住民ファイル for 住民基本台帳ファイル, or the
        other way round.
        """
        word = _SAYS_LITTLE.sub("", narrow(name))
        own = [_SAYS_LITTLE.sub("", file.name) for file in self._files]
        return any(is_subsequence(word, other) or is_subsequence(other, word) for other in own)

    def shortened(self, words: str) -> frozenset[str]:
        """The only one of several files in whose name words stand; nothing where more have them."""
        word = narrow(words).strip()
        found = {file.name for file in self._files if word in file.name}
        tells_one = self.are_several and len(found) == 1 and len(_SAYS_LITTLE.sub("", word)) > 1
        return frozenset(found if tells_one else ())

    @property
    def are_several(self) -> bool:
        """Whether a name need say which file it means."""
        return len(self._files) > 1

    def is_of_file(self, text: str) -> bool:
        """Whether (2) in a `narrow` text may be the number of a file, as in Ⅱ（２）③."""
        return self.are_several and _AFTER_PART.match(text) is not None

    def narrowed(self, places: Iterable[Path], names: frozenset[str]) -> tuple[Path, ...] | None:
        """The places of these files alone; None where one is of no file."""
        found: list[Path] = []
        for path in places:
            indexes = self._indexes.get(str(path[0]))
            if indexes is None:
                return None
            mine = sorted(at for name, at in indexes.items() if name in names)
            if len(path) == 1:
                found += ((*path, at) for at in mine)
            elif path[1] in mine:
                found.append(path)
        return tuple(found)

    def _named(self, text: str) -> tuple[list[str], str]:
        """The files named in full, the longest names first; each may be in brackets."""
        found = []
        for file in sorted(self._files, key=lambda each: -len(each.name)):
            start = text.find(file.name)
            if start < 0:
                continue
            before, after = text[:start].rstrip(), text[start + len(file.name) :].lstrip()
            number = f"({file.number})"
            if before.endswith(number):
                before = before[: -len(number)].rstrip()
            if before[-1:] in _LEFT and after[:1] in _RIGHT:
                before, after = before[:-1], after[1:]
            before = before.removesuffix(number)
            text = f"{before} {after}"
            found.append(file.name)
        return found, text.strip("、・及び ") if len(found) > 1 else text

    @lazy
    def _files(self) -> tuple[_File, ...]:
        """The files in the order of Ⅱ; numbered as they number themselves, else as they come."""
        texts = self._texts(self._parts[0]) if self._parts else []
        own = [_OWN_NUMBER.match(text) for text in texts]
        are_numbered = all(own) and bool(own)
        return tuple(
            _File(int(mark[1]) if mark and are_numbered else at, _bare(text))
            for at, (text, mark) in enumerate(zip(texts, own, strict=True), 1)
            if _bare(text)
        )

    @lazy
    def _indexes(self) -> dict[str, dict[str, int]]:
        """Where each part of the form that is printed for each file has the file of a name."""
        return {
            part.key: {_bare(text): at for at, text in enumerate(self._texts(part))}
            for part in self._parts
        }

    @lazy
    def _parts(self) -> tuple[FormField, ...]:
        """Ⅱ and Ⅲ."""
        return tuple(
            child
            for child in self.form.children
            if child.entries and child.item.number and not child.item.slot
        )

    def _texts(self, part: FormField) -> list[str]:
        """The names of the files in one of these parts."""
        if self.root is None:
            return []
        root, key = self.root, part.by_name[part.item.identity[0]].key
        listed = root.get(part.key)
        count = len(listed.items) if isinstance(listed, Sequence) else 0
        paths = [(part.key, at, key) for at in range(min(count, _MOST_FILES))]
        return [narrow(text_at(root, path)[:_LONGEST]) for path in paths]


def called_files(text: str) -> Iterator[str]:
    """The names in brackets that a name of an item of Ⅱ or Ⅲ gives to single files."""
    if _CALLED.may_match(text) and _OF_PARTS.is_in(narrow(text)):
        names = (match[1] for match in _CALLED.finditer(narrow(text)))
        yield from (name for name in names if not _ANY_FILE.match(name))


def _bare(name: str) -> str:
    """The name of a file without its number."""
    mark = _OWN_NUMBER.match(name)
    return name[mark.end() :].strip() if mark else name.strip()
