"""An item at one place of a document, and many texts looked through for a pattern at once."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from dataclasses import field as dataclass_field
from itertools import accumulate

from pia_cli.core.diagnostic import Path
from pia_cli.core.lazy import lazy
from pia_cli.core.pattern import Pattern
from pia_cli.document.nodes import Mapping, Node, Scalar, Sequence
from pia_cli.forms.choices import BoxesKind
from pia_cli.forms.kinds import BLANK_MARKS, FLAG_WORDS, TextKind
from pia_cli.forms.tree import FormField
from pia_cli.rules.visit import marks

LOG = "changes"
"""別添2 変更箇所."""


@dataclass(init=False)
class Answer:
    """An item at one place of the document; ``node`` is None where its key is absent.

    Nobody changes one. It is not ``frozen`` as that makes it four times as costly to make, and
    the check of a document makes a thousand.
    """

    field: FormField
    path: Path
    node: Node | None
    raw: str = dataclass_field(repr=False, compare=False)
    """The text exactly as the document has it, "" for what is no text."""

    def __init__(self, field: FormField, path: Path, node: Node | None) -> None:
        self.field, self.path, self.node = field, path, node
        self.raw = node.value if isinstance(node, Scalar) and not node.is_empty else ""

    @lazy
    def text(self) -> str:
        """The text without white space around it, "" for 空欄 and for what is no text."""
        return self.raw.strip()

    @property
    def is_blank(self) -> bool:
        """空欄, or a text that stands for it where an item does not apply: 「-」, 「なし」."""
        if isinstance(self.node, Sequence):
            return not self.node.items
        return not self.text or BLANK_MARKS.fullmatch(self.text) is not None

    @property
    def flag(self) -> bool:
        """Whether the box in the heading (委託しない) is marked."""
        return FLAG_WORDS.get(self.text, False)

    @property
    def number(self) -> int | None:
        """A count, None where none is written."""
        return _number(self.text)

    @property
    def is_prose(self) -> bool:
        """Whether people write it in their own words: a text item, or the text beside a box."""
        kind = self.field.kind
        return isinstance(kind, TextKind) or (
            isinstance(kind, BoxesKind) and isinstance(self.path[-1], str)
        )

    @property
    def indexes(self) -> tuple[int, ...]:
        """The 0-based places in the lists on the way: file, entry …"""
        return tuple(step for step in self.path if isinstance(step, int))

    @lazy
    def marks(self) -> dict[str, Answer]:
        """The marked boxes of a 複数選択 item by label, each with what is written beside it."""
        if not isinstance(self.node, Sequence):
            return {}
        found: dict[str, Answer] = {}
        for index, label in enumerate(marks(self.node)):
            item, path = self.node.items[index], (*self.path, index)
            if isinstance(item, Mapping):
                found.setdefault(label, Answer(self.field, (*path, label), item.get(label)))
            elif label:
                found.setdefault(label, Answer(self.field, path, None))
        return found

    @lazy
    def items(self) -> tuple[Answer, ...]:
        """The texts of a plain list (別添1 の項目, Ⅰ-3), with their own paths."""
        nodes = self.node.items if isinstance(self.node, Sequence) else ()
        return tuple(
            Answer(self.field, (*self.path, index), node)
            for index, node in enumerate(nodes)
            if isinstance(node, Scalar)
        )

    @lazy
    def lines(self) -> tuple[str, ...]:
        """What `items` have for ``raw``: an answer for each costs ten times as much."""
        nodes = self.node.items if isinstance(self.node, Sequence) else ()
        return tuple(
            "" if node.is_empty else node.value for node in nodes if isinstance(node, Scalar)
        )

    @property
    def texts(self) -> tuple[Answer, ...]:
        """Every text that is written at or under it."""
        return tuple(texts_of(self.field, self.node, self.path)) if self.node else ()

    @property
    def written(self) -> tuple[Answer, ...]:
        """`texts` without those that stand for 空欄."""
        return tuple(text for text in self.texts if not text.is_blank)


def _number(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdecimal() and len(text) <= 9 else None


def texts_of(form: FormField, node: Node, path: Path) -> list[Answer]:
    """Every text that is written at or under a place, in the order written."""
    found: list[Answer] = []
    _gather(form, node, path, found)
    return found


def _gather(form: FormField, node: Node, path: Path, found: list[Answer]) -> None:
    if isinstance(node, Scalar):
        if not node.is_empty:
            found.append(Answer(form, path, node))
    elif isinstance(node, Sequence):
        for index, item in enumerate(node.items):
            if not isinstance(item, Scalar):
                _gather(form, item, (*path, index), found)
            elif not item.is_empty:  # most are texts: a call for each costs twice as much
                found.append(Answer(form, (*path, index), item))
    elif isinstance(node, Mapping):
        fields = form.by_key
        for key, entry in node.entries.items():
            value, field = entry.value, fields.get(key, form)
            if not isinstance(value, Scalar):
                _gather(field, value, (*path, key), found)
            elif not value.is_empty:
                found.append(Answer(field, (*path, key), value))


def around(path: Path) -> Iterator[Path]:
    """A path and all above it."""
    return (path[:depth] for depth in range(len(path) + 1))


Chosen = Callable[[str, int], Iterable[int]]
"""The entries to look at in a list, by its id and size."""


def reach(
    form: FormField,
    section: Mapping,
    names: list[str],
    chosen: Chosen = lambda _, size: range(size),
    path: Path = (),
) -> Iterator[Answer]:
    """The places of an item, named below a section; where the document ends before it, the end."""
    below = form.by_name[names[0]]
    node, here = section.get(below.key), (*path, below.key)
    rest = names[1:]
    if not rest:
        yield Answer(below, here, node)
    elif isinstance(node, Mapping) and not below.entries:
        yield from reach(below, node, rest, chosen, here)
    elif isinstance(node, Sequence) and below.entries:
        for index in chosen(below.id, len(node.items)):
            entry = node.items[index]
            if isinstance(entry, Mapping):
                yield from reach(below, entry, rest, chosen, (*here, index))
            else:
                yield Answer(below, (*here, index), entry)
    else:
        yield Answer(below, here, node)


class Texts:
    """Some texts of a document, in its order.

    A rule looks for something that few documents have: one search of all texts, joined line by
    line, costs a tenth of a search of each.
    """

    def __init__(self, answers: Iterable[Answer], raw: list[str] | None = None) -> None:
        """``raw`` are the texts where these are known: the answers are then made when needed."""
        self._made = answers
        self._raw = raw

    def __iter__(self) -> Iterator[Answer]:
        return iter(self.answers)

    @lazy
    def answers(self) -> tuple[Answer, ...]:
        """The texts with their places."""
        return tuple(self._made)

    @lazy
    def raw(self) -> list[str]:
        """The texts alone."""
        return [text.raw for text in self.answers] if self._raw is None else self._raw

    @lazy
    def joined(self) -> str:
        """All texts, one below the other."""
        return "\n".join(self.raw)

    @lazy
    def _starts(self) -> tuple[int, ...]:
        return tuple(accumulate([len(raw) + 1 for raw in self.raw], initial=0))

    def places(self, word: str) -> frozenset[int]:
        """The texts that have a word, as indexes of ``answers``."""
        if word not in self._words:
            self._words[word] = frozenset(self._each(word))
        return self._words[word]

    @lazy
    def _words(self) -> dict[str, frozenset[int]]:
        return {}

    def _each(self, word: str) -> Iterator[int]:
        at = self.joined.find(word)
        while at >= 0:
            index = bisect_right(self._starts, at) - 1
            yield index
            at = self.joined.find(word, self._starts[index + 1])

    def indexes(self, words: Iterable[str]) -> list[int]:
        """The places in ``answers`` and ``raw`` of the texts that have one of some words."""
        return sorted(frozenset[int]().union(*map(self.places, words)))

    def having(self, words: Iterable[str]) -> list[Answer]:
        """The texts that have one of some words, in order."""
        return [self.answers[index] for index in self.indexes(words)]

    def parts(self, pattern: Pattern) -> frozenset[str]:
        """Every part that matches a pattern; looked for once, for all rules that ask."""
        if pattern not in self._parts:
            self._parts[pattern] = frozenset(pattern.findall(self.joined))
        return self._parts[pattern]

    @lazy
    def _parts(self) -> dict[Pattern, frozenset[str]]:
        return {}

    def has(self, pattern: Pattern) -> bool:
        """Whether any text may hold a pattern: False is certain, as for `holding`."""
        return next(self.holding(pattern), None) is not None

    def holding(self, pattern: Pattern) -> Iterator[Answer]:
        r"""The texts that may hold a pattern; every text that does is among them.

        Where it needs a word, only the texts that have it are searched. Else all are at once:
        the end of a text is the end of a line then. Such a pattern must therefore use ``^`` and
        ``$`` with MULTILINE only, no ``\A`` and ``\Z``, and forbid nothing beyond the line
        (``(?!\s*の)``).
        """
        if pattern.needs:
            for text in self.having(pattern.needs):
                if pattern.search(text.raw):
                    yield text
            return
        at = 0
        while at < len(self.joined) and (found := pattern.search(self.joined, at)):
            index = bisect_right(self._starts, found.start()) - 1
            yield self.answers[index]
            at = self._starts[index + 1]
