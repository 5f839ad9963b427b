"""Items by the names people write: Ⅱ-4-委託事項1-③委託先名, II-5 提供先, (別添1)…, 公表日.

The source of the notations is the column 項目 of published 別添2 変更箇所.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from pia_cli.core.diagnostic import Path
from pia_cli.core.lazy import lazy
from pia_cli.core.pattern import Pattern
from pia_cli.core.text import fold, nearest
from pia_cli.document.nodes import Mapping, text_at
from pia_cli.forms.labels import label_at_end
from pia_cli.forms.name_keys import Key, joined, key_of, starts_with
from pia_cli.forms.name_reader import (
    ANY,
    Care,
    entry_names,
    expand,
    readings,
)
from pia_cli.forms.risks import without_risk
from pia_cli.forms.tree import FormField, Located, locate

_MOST_NAMES = 2000  # how many places a suggestion is looked for in
_FILE_MARK = Pattern(r"\(ファイル[0-9]+\)", needs=("(ファイル",))


class Names:
    """The names of the items of a form in one document; ``root`` is None for the form alone."""

    def __init__(self, form: FormField, root: Mapping | None) -> None:
        self.form = form
        self.root = root

    def resolve(self, text: str, care: Care = Care.NESTED) -> tuple[Path, ...]:
        """The places of the document that a text names, in the order of the form; () for none.

        Width, case, separators, brackets, spaces and ※ do not count, Ⅱ may be II. Labels and
        entries may be left out (Ⅱ-5-①法令上の根拠 names those of every 提供先 and 移転先), the
        numbers in a number may not; a text may also be labels alone. The exact printed label or
        number wins over a looser reading. A place below another one that was found is not
        repeated, and an entry that the document does not have gives no path.
        """
        found = {
            path for pattern in self.patterns(text, care) for path in expand(self.root, pattern)
        }
        if len(found) < 2:
            return tuple(found)
        found = {path for path in found if _is_exact(self.form, self.root, path, text)} or found
        outermost = (path for path in found if not any(path[:i] in found for i in range(len(path))))
        return tuple(sorted(outermost, key=lambda path: _order(self.form, path)))

    def is_item(self, text: str, care: Care = Care.NESTED) -> bool:
        """Whether the form has an item of this name, even one that this document lacks.

        True for 委託事項5 where there are two and for 別紙1 where there is none.
        """
        return bool(self.patterns(text, care))

    def patterns(self, text: str, care: Care = Care.NESTED) -> tuple[Path, ...]:
        """What a text names in the form, ANY for an entry that it leaves open."""
        key = key_of(text)
        root = self.root if self._names_an_entry(key) else None
        return readings(self.form, root, key, care)

    def _names_an_entry(self, key: Key) -> bool:
        """Whether a name that the document gives to one of its entries is part of the key."""
        text = joined(key)
        return any(name in text for name in self._entry_names)

    @lazy
    def _entry_names(self) -> frozenset[str]:
        names = entry_names(self.root, self.form) if self.root else ()
        return frozenset(map(joined, names))

    def suggest(self, text: str) -> str | None:
        """The printed label that was probably meant.

        Of an item that has the label of the text, else of one of the same section, else any.
        """
        key = key_of(text)
        if not key:
            return None
        if rest := without_risk(text):
            labels = {place.label for place in self._places_named(rest)}
            if len(labels) == 1:
                return labels.pop()
        every = list(_every(self.form, (), ""))
        near = [each for each in every if starts_with(key, key_of(each[1]))]
        label = label_at_end(self.form, text)
        for named in (_labelled(near, label), _labelled(every, label), near, every):
            if places := self._some_places(named):
                return self._nearest(text, places)
        return None

    def _places_named(self, text: str) -> Iterator[Located]:
        paths = self.resolve(text)[:_MOST_NAMES]
        return filter(None, (_located(self.form, self.root, path) for path in paths))

    def _nearest(self, text: str, places: list[Located]) -> str | None:
        if len({place.label for place in places}) == 1:
            return places[0].label
        names = {place.label: place.label for place in places}
        if not text.strip()[-1:].isalpha():  # a number with other words is no near name
            for place in places:
                names.setdefault("-".join(place.numbers) or place.label, place.label)
        found = nearest(text, names)
        return names[found] if found else None

    def _some_places(self, named: list[tuple[Path, str]]) -> list[Located]:
        """The places of the document that have a name, as far as a suggestion looks."""
        paths = (path for pattern, _ in named for path in expand(self.root, pattern))
        places = (_located(self.form, self.root, path) for path in paths)
        return list(islice(filter(None, places), _MOST_NAMES))


def _labelled(named: list[tuple[Path, str]], label: str) -> list[tuple[Path, str]]:
    """Those of the names that have a label."""
    return [each for each in named if label and fold(str(each[0][-1])) == label]


def resolve(form: FormField, root: Mapping | None, text: str) -> tuple[Path, ...]:
    """`Names.resolve` for a single name."""
    return Names(form, root).resolve(text)


def is_item(form: FormField, root: Mapping | None, text: str) -> bool:
    """`Names.is_item` for a single name."""
    return Names(form, root).is_item(text)


def suggest(form: FormField, root: Mapping | None, text: str) -> str | None:
    """`Names.suggest` for a single name."""
    return Names(form, root).suggest(text)


def _located(form: FormField, root: Mapping | None, path: Path) -> Located | None:
    return locate(form, path, lambda at: text_at(root, at) if root else "")


def _is_exact(form: FormField, root: Mapping | None, path: Path, text: str) -> bool:
    """Whether a text is the printed label or number; without (ファイルn) it is of every file."""
    place = _located(form, root, path)
    names = {place.label, "-".join(place.numbers)} if place else set()
    names |= {_FILE_MARK.sub("", name) for name in names if _FILE_MARK.may_match(name)}
    return _notation(text) in map(_notation, names)


def _notation(text: str) -> str:
    return fold(text.replace("※", "")).casefold()


def _order(form: FormField, path: Path) -> tuple[int, ...]:
    order: list[int] = []
    field = form
    for step in path:
        if isinstance(step, int):
            order.append(step)
        else:
            order.append(list(field.by_key).index(step))
            field = field.by_key[step]
    return tuple(order)


def _every(field: FormField, path: Path, section: str) -> Iterator[tuple[Path, str]]:
    """Everything that has a name, with the number of its section: Ⅱ of Ⅱ-4-委託事項1."""
    for child in field.children:
        here: Path = (*path, child.key)
        number = child.item.number if child.item.absolute or not section else section
        yield here, number
        if child.entries:
            here = (*here, ANY)
            number = number or child.item.slot.partition("{")[0]
            if child.item.slot:
                yield here, number
        yield from _every(child, here, number)
