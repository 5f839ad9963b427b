"""A document as rules across items read it: answers by item id, entries, texts, log rows."""

from __future__ import annotations

from collections.abc import Iterator
from collections.abc import Mapping as Dict
from dataclasses import dataclass, field
from datetime import date

from pia_cli.core.diagnostic import Path
from pia_cli.core.lazy import lazy
from pia_cli.core.text import fold
from pia_cli.document.nodes import Mapping, Scalar, Sequence
from pia_cli.document.source import Source
from pia_cli.forms.tree import FormField, field_at
from pia_cli.rules.answer import LOG as LOG
from pia_cli.rules.answer import Answer as Answer
from pia_cli.rules.answer import Texts, around, reach, texts_of
from pia_cli.rules.item_ids import FILES, RECORD_ITEMS, RISKS
from pia_cli.rules.log.history import History
from pia_cli.rules.log.reading import Log
from pia_cli.rules.threshold import Figures, figures_of

MAX_PLACES = 500
"""Entries of one list that a rule looks at one by one; a hostile file may have 50,000."""


class Known:
    """What rules have already looked up by item id, and the places that say a word."""

    def __init__(self) -> None:
        self.answers: dict[str, tuple[Answer, ...]] = {}
        self.sections: dict[str, list[tuple[Path, Mapping]]] = {}
        self.items: dict[str, Texts] = {}
        self.entries: dict[str, tuple[Facts, ...]] = {}
        self.sound: dict[str, bool] = {}
        self.saying: dict[str, frozenset[Path]] = {}


@dataclass(frozen=True, eq=False)
class Document:
    """What all rules of a run share.

    ``failed`` are the paths where the shape check or the reader found something.
    """

    root: Mapping
    form: FormField
    source: Source
    today: date | None = None
    failed: frozenset[Path] = frozenset()

    @lazy
    def above_failed(self) -> frozenset[Path]:
        """Every path at or under which something failed."""
        return frozenset(above for path in self.failed for above in around(path))

    @lazy
    def unsound(self) -> frozenset[str]:
        """The ids of the items that may have failed somewhere: what is not here did nowhere."""
        found: set[str] = set()
        for item in {field_at(self.form, path) for path in self.failed}:
            names = item.id.split(".")
            found.update(".".join(names[:depth]) for depth in range(len(names)))
            found.update(below.id for below in item.walk())
        return frozenset(found)

    def is_sound(self, place: Answer) -> bool:
        """Whether nothing failed at, under or around a place."""
        path = place.path
        if place.field.id not in self.unsound:
            return True
        return path not in self.above_failed and not any(
            path[:depth] in self.failed for depth in range(len(path))
        )

    @lazy
    def fields(self) -> dict[str, FormField]:
        """Every field of the form by its id."""
        return self.form.by_id

    @lazy
    def texts(self) -> Texts:
        """Every text that is written, boxes' texts too; those of 変更箇所 at the end."""
        return Texts((*self.current, *self._written(in_log=True)))

    @lazy
    def folded(self) -> list[tuple[Answer, Scalar]]:
        """The unquoted texts of several lines, which YAML joins."""
        return [
            (text, node)
            for text in self.texts
            if isinstance(node := text.node, Scalar)
            and node.plain
            and node.place[0] < node.place[2]
        ]

    @lazy
    def current(self) -> Texts:
        """Every text but those of 変更箇所, whose rows rightly quote what was written before."""
        return Texts(self._written(in_log=False))

    def _written(self, *, in_log: bool) -> list[Answer]:
        found: list[Answer] = []
        for key, entry in self.root.entries.items():
            field = self.form.by_key.get(key, self.form)
            if (field.part == LOG) is in_log:
                found += texts_of(field, entry.value, (key,))
        return found

    @lazy
    def prose(self) -> Texts:
        """The sound texts of today in people's own words."""
        prose = [text for text in self.current if text.is_prose]
        return Texts(list(filter(self.is_sound, prose)) if self.failed else prose)

    @lazy
    def sentences(self) -> Texts:
        """The prose without the names of 別添1, which are copied as the system has them."""
        return Texts([text for text in self.prose if text.field.id != RECORD_ITEMS])

    @lazy
    def partners(self) -> dict[int, int]:
        """The entry of Ⅲ for each entry of Ⅱ: of the same name, or the only ones there are."""
        whole = Facts(self)
        files, risks = (whole.answers(f"{part}.name") for part in (FILES, RISKS))
        if len(files) == len(risks) == 1:
            return {files[0].indexes[0]: risks[0].indexes[0]}
        others = _unique(risks)
        return {index: others[name] for name, index in _unique(files).items() if name in others}

    @lazy
    def log(self) -> Log:
        """The rows of 変更箇所 with the items that they name."""
        return Log(self.form, self.root)

    @lazy
    def history(self) -> History:
        """The rows of 変更箇所 by the items that they name."""
        return History(self.log, self.is_sound)

    @lazy
    def known(self) -> Known:
        """What was already looked up for the whole document."""
        return Known()

    @lazy
    def figures(self) -> Figures:
        """What it says about the inputs of しきい値判断."""
        return figures_of(self.root, self.form)


def _unique(names: tuple[Answer, ...]) -> dict[str, int]:
    """The entry of each name that only one entry has."""
    found: dict[str, list[int]] = {}
    for name in names:
        found.setdefault(fold(name.text), []).append(name.indexes[0])
    return {name: at[0] for name, at in found.items() if name and len(at) == 1}


@dataclass(frozen=True, eq=False)
class Facts:
    """The document, or the part of it in which one file or entry is fixed.

    ``fixed`` maps the id of a list to the path of its entry, None where it has none (a file
    of Ⅱ without its Ⅲ). `answers` then gives what belongs to that entry, and what lies
    outside the list as for the whole document.
    """

    document: Document
    fixed: Dict[str, Path | None] = field(default_factory=dict)

    @lazy
    def _here(self) -> Known:
        return Known()

    @lazy
    def _lists(self) -> tuple[str, ...]:
        """How the ids of what lies inside the lists fixed begin."""
        return tuple(f"{each}." for each in self.fixed)

    def _known(self, id_: str) -> Known:
        """Where what is found of an item is kept: all share what lies outside the lists fixed."""
        return self._here if id_.startswith(self._lists) else self.document.known

    @property
    def today(self) -> date | None:
        """The day of the check; None where the caller has none: then nothing depends on it."""
        return self.document.today

    @property
    def source(self) -> Source:
        """The file's text, comments included."""
        return self.document.source

    @property
    def texts(self) -> Texts:
        """Every text of the whole document."""
        return self.document.texts

    @property
    def rows(self) -> tuple[Facts, ...]:
        """The rows of 変更箇所: ``row.text("changes.before")``."""
        return self.entries(LOG)

    def answers(self, id_: str) -> tuple[Answer, ...]:
        """The item at each of its places, with its key written or not."""
        known = self._known(id_).answers
        if id_ not in known:
            above, _, _ = id_.rpartition(".")
            item = self.document.fields[id_]
            key = item.key
            known[id_] = tuple(
                [
                    Answer(item, (*path, key), section.get(key))
                    for path, section in self._sections(above)
                ]
            )
        return known[id_]

    def _sections(self, id_: str) -> list[tuple[Path, Mapping]]:
        """The sections or entries at the places of an item; the document itself for no id."""
        if not id_:
            return [((), self.document.root)]
        known = self._known(f"{id_}.").sections  # those of a list fixed are not all there are
        if id_ not in known:
            known[id_] = list(self._found_sections(id_))
        return known[id_]

    def _found_sections(self, id_: str) -> Iterator[tuple[Path, Mapping]]:
        for each in self.answers(id_):
            node = each.node
            if isinstance(node, Mapping) and not each.field.entries:
                yield each.path, node
            elif isinstance(node, Sequence) and each.field.entries:
                for index in self._indexes(id_, len(node.items)):
                    entry = node.items[index]
                    if isinstance(entry, Mapping):
                        yield (*each.path, index), entry

    def items(self, id_: str) -> Texts:
        """The texts of the plain lists at the places of an item (別添1 の項目)."""
        known = self._known(id_).items
        if id_ not in known:
            lists = self.answers(id_)
            known[id_] = Texts(
                (text for each in lists for text in each.items),
                [raw for each in lists for raw in each.lines],
            )
        return known[id_]

    def says(self, place: Answer, word: str) -> bool:
        """Whether a text at or under a place outside 変更箇所 has a word."""
        known = self.document.known.saying
        if word not in known:
            texts = self.document.current.having((word,))
            known[word] = frozenset(path for text in texts for path in around(text.path))
        return place.path in known[word]

    def answer(self, id_: str) -> Answer | None:
        """The item at its first place, None where its section is missing."""
        return next(iter(self.answers(id_)), None)

    def text(self, id_: str) -> str:
        """The text of the item at its first place, "" where there is none."""
        found = self.answer(id_)
        return found.text if found else ""

    def entries(self, id_: str) -> tuple[Facts, ...]:
        """The entries of a repeated group, each as facts with that entry fixed."""
        known = self._here.entries
        if id_ not in known:
            known[id_] = tuple(self._entries(id_))
        return known[id_]

    def _entries(self, id_: str) -> Iterator[Facts]:
        return (
            self._fix(id_, (*listed.path, index))
            for listed in self.answers(id_)
            if isinstance(listed.node, Sequence)
            for index, entry in enumerate(listed.node.items)
            if isinstance(entry, Mapping)
        )

    def _fix(self, id_: str, path: Path) -> Facts:
        fixed = {**self.fixed, id_: path}
        fields, partners = self.document.fields, self.document.partners
        if id_.startswith(FILES):  # the file around the entry, and its Ⅲ
            index = next(step for step in path if isinstance(step, int))
            fixed = {FILES: path[:2], **fixed}
            other = partners.get(index)
            fixed.setdefault(RISKS, None if other is None else (fields[RISKS].key, other))
            fixed[id_] = fixed.pop(id_)
        elif id_ == RISKS:
            other = next((file for file, risks in partners.items() if risks == path[1]), None)
            fixed = {FILES: None if other is None else (fields[FILES].key, other), **fixed}
        return Facts(self.document, fixed)

    def failed(self, id_: str) -> bool:
        """Whether the item failed its shape anywhere here: at, under or around it."""
        if id_ not in self.document.unsound:
            return False
        known = self._known(id_).sound
        if id_ not in known:
            places = reach(self.document.form, self.document.root, id_.split("."), self._indexes)
            known[id_] = all(map(self.document.is_sound, places))
        return not known[id_]

    def _indexes(self, id_: str, size: int) -> range:
        """The entries of a list to look at: the one fixed, or all."""
        if id_ not in self.fixed:
            return range(size)
        path = self.fixed[id_]
        if path is None:
            return range(0)
        index = int(path[-1])
        return range(index, index + 1)
