"""H015 and H016: the texts of the rows of one item, against each other and against today's."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice, pairwise

from pia_cli.core.diagnostic import Path, Severity
from pia_cli.core.lazy import lazy
from pia_cli.core.pattern import Pattern
from pia_cli.core.text import fold, short
from pia_cli.document.nodes import Sequence, node_at, text_at
from pia_cli.forms.choices import BoxesKind, ChoiceKind
from pia_cli.forms.kinds import CountKind, FlagKind, TextKind
from pia_cli.forms.notation import dice, is_part, notation_key, pairs
from pia_cli.forms.quoting import Written, is_copy
from pia_cli.forms.tree import FormField, locate
from pia_cli.forms.values import answer_text, data_of, named_boxes
from pia_cli.rules.facts import LOG, Answer, Facts
from pia_cli.rules.log.examples import NOW, TABLE, log, row
from pia_cli.rules.log.reading import Log
from pia_cli.rules.log.rows import LogRow
from pia_cli.rules.rule import Check, Finding, Rule

READS = tuple(f"{LOG}.{name}" for name in ("changed_on", "item", "before", "after"))
BEFORE, AFTER = READS[2:]
_MIDDLE = "みなとシステムズ株式会社"
_LAST = {"day": "令和7年3月28日", "before": _MIDDLE}

RULES = (
    Rule(
        "H015",
        "rows-disconnected",
        "変更前の記載が、同じ項目の前の行の変更後の記載とつながらない",
        Severity.WARNING,
        "前の行の変更後の記載が、次の行の変更前の記載になるはずです。"
        "つながらないときは、間の変更の行が抜けているか、どちらかの写し誤りです。",
        TABLE,
        log(row(after="みなとシステム有限会社"), row(**_LAST)),
        log(row(after=_MIDDLE), row(**_LAST)),
        reads=READS,
    ),
    Rule(
        "H016",
        "last-row-outdated",
        "最後の行の変更後の記載が、今の記載と違う",
        Severity.WARNING,
        "項目の最後の行の変更後の記載は、今の記載のはずです。"
        "違うときは、その後の変更の行が抜けているか、本文が改められていません。",
        TABLE,
        log(after="みなとシステムズ株式会社"),
        log(after=NOW),
        reads=READS,
    ),
)

_ALIKE = 0.5
_SHARED = 0.3
_NAMES = frozenset(
    (
        "agency",
        "basics.department.section",
        "basics.systems.name",
        "files.entrustment.contracts.contractor",
    )
)
"""Items whose answer is a name: another one has nothing in common with it."""
_COMMON = Pattern(
    "(?:株式|有限|合同)会社|[(（][株有][)）]|[㈱㈲]|[部課局室係次]長|[部課局室係]|システム"
)
"""What names of one kind have in common."""
_MOST = 300
"""Rows and texts that one row is held against, and rows that are held against them."""
_NEAR = 8
"""Rows of one item and day; where there are more, they are parts of a table."""

_POINTER = Pattern(
    r"\s{0,9}[(（※]?(?:別紙|別添|下記|以下|上記|同上|同左|前同|左記|右記|新旧対照|全文|様式)"
    r"[^。\n]{0,40}[。)）]?\s{0,9}"
)
"""A cell that points at a text instead of copying it: 別紙のとおり."""


@dataclass(frozen=True)
class _Item:
    """An item with a single answer, as the document has it today."""

    field: FormField
    path: Path
    written: Written

    @lazy
    def now(self) -> str:
        """Today's text."""
        return self.written.cell

    def may_be_told(self, text: str) -> bool:
        """Whether a cell copies an answer of this item, not words about it."""
        if not is_copy(text) or _POINTER.fullmatch(text):
            return False
        kind = self.field.kind
        if isinstance(kind, BoxesKind):
            return bool(self.written.named(text))
        if isinstance(kind, ChoiceKind):
            return any(fold(choice) in fold(text) for choice in kind.choices)
        return not isinstance(kind, FlagKind) or bool(self.written.named(text))

    def goes_on(self, after: LogRow, before: LogRow) -> bool:
        """Whether a row may start where the one before ended.

        Both may quote other parts of one text: only texts that are alike can contradict.
        """
        start, end = after.before, before.after
        if not self.may_be_told(start) or not self.may_be_told(end):
            return True
        if isinstance(self.field.kind, BoxesKind):
            left, right = (named_boxes(self.field.kind, text) for text in (start, end))
            return all(left[one].marked == right[one].marked for one in left.keys() & right)
        if is_part(start, [end]) or _is_excerpt(end, start):
            return True
        if not isinstance(self.field.kind, TextKind):
            return False
        if is_part(end, [self.now]):
            return True
        return dice(pairs(notation_key(start)), pairs(notation_key(end))) < _ALIKE

    def has(self, text: str) -> bool:
        """Whether today's text is this one, or has it; True for words about something else."""
        if self.written.quotes(text) or not self.may_be_told(text):
            return True
        if not isinstance(self.field.kind, TextKind):
            return isinstance(self.field.kind, CountKind) and not any(map(str.isdecimal, text))
        if self.field.id in _NAMES:
            left, right = (pairs(notation_key(_COMMON.sub("", one))) for one in (text, self.now))
            if left and right and not left & right:
                return False
        mine = pairs(notation_key(text))
        return (mine & pairs(notation_key(self.now))).total() < _SHARED * mine.total()


def _is_excerpt(text: str, whole: str) -> bool:
    """Whether a cell quotes a part of a text, and is not the text with its end cut off."""
    is_long = 2 * len(text) > len(whole)
    is_cut = is_long and notation_key(whole).startswith(notation_key(text))
    return is_part(text, [whole]) and not is_cut


class _History:
    """The rows of a log by the single items they name, from old to new, and the others."""

    def __init__(self, facts: Facts) -> None:
        self.facts = facts
        self.log: Log = facts.document.log
        self.items: dict[Path, _Item] = {}
        self.rows: dict[Path, list[LogRow]] = {}
        self.others: list[LogRow] = []
        for each in self.log.dated:
            item = self._item(each)
            if item:
                self.rows.setdefault(item.path, []).append(each)
            else:
                self.others.append(each)

    def _item(self, each: LogRow) -> _Item | None:
        """The item that a row names, None for what is no single answer, or cannot be read."""
        meaning = self.log.meaning(each.item)
        if not meaning.is_exact or len(meaning.places) != 1:
            return None
        path = self._of_only_entry(meaning.places[0])
        if path not in self.items:
            found = locate(self.log.form, path, lambda at: text_at(self.log.root, at))
            if found is None or found.is_slot or not _is_single(found.field):
                return None
            node = node_at(self.log.root, path)
            if not self.facts.document.is_sound(Answer(found.field, path, node)):
                return None
            value, cell = data_of(node), answer_text(node, found.field)
            written = Written(found.field, value, found.label, cell)
            self.items[path] = _Item(found.field, path, written)
        return self.items[path]

    def _of_only_entry(self, path: Path) -> Path:
        """Ⅱ-5-提供先 is the name of the 提供先 where there is one alone."""
        node = node_at(self.log.root, path)
        key = path[-1]
        if isinstance(node, Sequence) and len(node.items) == 1 and isinstance(key, str):
            name: Path = (*path, 0, key)
            return name if node_at(self.log.root, name) else path
        return path

    def revisions(self, path: Path) -> list[list[LogRow]]:
        """The rows of an item, those of one day together."""
        days: list[list[LogRow]] = []
        for each in self.rows[path]:
            if days and days[-1][0].date == each.date:
                days[-1].append(each)
            else:
                days.append([each])
        return days

    def may_lie_between(self, path: Path, before: LogRow, after: LogRow | None) -> bool:
        """Whether a row that names no single item may tell of a change of this one.

        It names a part around the item or entries beside it, or goes on from the text.
        """
        for each in self.others[:_MOST]:
            if not (before.date and each.date) or each.date < before.date:
                continue
            if after and after.date and each.date > after.date:
                continue
            places = self.log.meaning(each.item).places
            if any(place == path[: len(place)] for place in places):
                return True
            if any(_is_beside(path, place) for place in places):
                return True
            if is_part(before.after, [each.before]) or is_part(each.before, [before.after]):
                return True
            if after and (is_part(after.before, [each.after])):
                return True
        return len(self.others) > _MOST


def _is_single(field: FormField) -> bool:
    return not (field.children or field.entries or field.item.per_revision or field.item.log)


def _is_beside(path: Path, place: Path) -> bool:
    """Whether a place is an entry before the one of the path, whose number may have moved."""
    if not place or len(place) > len(path) or place[:-1] != path[: len(place) - 1]:
        return False
    at, mine = place[-1], path[len(place) - 1]
    return isinstance(at, int) and isinstance(mine, int) and at <= mine


def disconnected(facts: Facts) -> Iterator[Finding]:
    """H015."""
    history, keys = _History(facts), facts.document.fields
    for path, last, each in islice(_breaks(history), _MOST):
        if not history.may_lie_between(path, last, each):
            yield Finding(
                "H015",
                (*each.path, keys[BEFORE].key),
                f"「{short(each.before)}」は、前の行（{last.changed_on}）の"
                "変更後の記載とつながりません",
                "間の変更の行が抜けていないか、写し誤りがないかを確かめてください",
                related=(((*last.path, keys[AFTER].key), "前の行の変更後の記載です"),),
            )


def _breaks(history: _History) -> Iterator[tuple[Path, LogRow, LogRow]]:
    """The rows that go on from none of the revision before, with the last row of that."""
    for path, item in history.items.items():
        for earlier, later in pairwise(history.revisions(path)):
            if len(earlier) + len(later) > _NEAR:
                continue
            for each in later:
                around = (*earlier, *_but(later, each))
                if not any(item.goes_on(each, one) for one in around):
                    yield path, earlier[-1], each


def _but(rows: list[LogRow], each: LogRow) -> list[LogRow]:
    return [one for one in rows if one is not each]


def outdated(facts: Facts) -> Iterator[Finding]:
    """H016."""
    history, keys = _History(facts), facts.document.fields
    for path, item, each in islice(_unlike_today(history), _MOST):
        if _stands_beside(history, path, each.after):
            continue
        if not history.may_lie_between(path, each, None):
            yield Finding(
                "H016",
                (*each.path, keys[AFTER].key),
                f"「{short(each.after)}」は「{item.written.item}」の今の記載にありません",
                "その後の変更の行を書き足すか、本文を確かめてください",
                related=((path, "今の記載です"),) if node_at(history.log.root, path) else (),
            )


def _unlike_today(history: _History) -> Iterator[tuple[Path, _Item, LogRow]]:
    """The rows of each item's last revision that today's text does not have."""
    for path, item in history.items.items():
        last = history.revisions(path)[-1]
        for each in last if len(last) <= _NEAR else ():
            goes_on = any(is_part(each.after, [one.before]) for one in _but(last, each))
            if not goes_on and not item.has(each.after):
                yield path, item, each


def _stands_beside(history: _History, path: Path, text: str) -> bool:
    """Whether another entry has the text: a log keeps the numbers of its day."""
    at = max((depth for depth, step in enumerate(path) if isinstance(step, int)), default=-1)
    entries = node_at(history.log.root, path[:at]) if at >= 0 else None
    count = len(entries.items) if isinstance(entries, Sequence) else 0
    others = ((*path[:at], index, *path[at + 1 :]) for index in range(min(count, _MOST)))
    return any(is_part(text, [text_at(history.log.root, other)]) for other in others)


CHECKS = (Check("H015", disconnected), Check("H016", outdated))
