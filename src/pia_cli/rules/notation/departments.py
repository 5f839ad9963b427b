"""The names of departments in a text: 市民部 保険年金課, and 課 that a text names again."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from itertools import islice
from typing import NamedTuple

from pia_cli.core.pattern import NO_LETTERS, Pattern
from pia_cli.rules.facts import MAX_PLACES

Units = tuple[str, ...]
"""A department with those above it: (市民部, 保険年金課)."""
Names = tuple[str, ...]
"""What an agency is called, the longest first: (三河県みなと市, みなと市)."""


class Renaming(NamedTuple):
    """A name that a department no longer has, and the one it has now."""

    old: str
    new: str
    is_mixed: bool = False
    """The old name has the new 課 below an old 部."""


_LAST_LETTERS = ("部", "局", "課", "室")
_LAST = (
    "[部局課室](?<![0-9一二三四五六七八九十百千]部)"
    "(?<!賦課|公課|日課|入室|退室|在室|全部|内部|外部|当局|薬局|部局)"
)
"""The last letter of a name, and not of 賦課, 一部, 58部."""
_NOT_AFTER = "(?!税(?!務)|[署門分題程員外品数局])"
"""Not the start of 課税 or 部門."""
_IN_PROSE = Pattern(f"[^{NO_LETTERS}ぁ-ゖ〆]{{2,20}}?{_LAST}{_NOT_AFTER}")
"""A name without hiragana: where one with hiragana begins, prose does not tell."""
_IN_CELL = Pattern(f"[^{NO_LETTERS}〆]{{2,20}}?{_LAST}{_NOT_AFTER}")
_END = Pattern(f"{_LAST}{_NOT_AFTER}")
_NO_DEPARTMENT = Pattern(
    r"\A(?:(?:担当|所管|主管|関係|該当|当該)[部局課室]|事務室)\Z"
    r"|(?:(?:執務|会議|機械|保管|マシン|サーバー?)室|郵便局)\Z"
)
_NO_NAME = Pattern(
    r"を|(?<![ぁ-ゖ])[はがにで](?![ぁ-ゖ])"
    r"|(?:[のるた他各]|の(?:担当|所管|主管|関係|該当|当該))[部局課室]\Z"
)
"""庁内の担当課, 所管する課, 担当は市民課: what a text that may have hiragana can be."""
_DIGITS = Pattern("[0-9]+")
_SPACES = Pattern(r"\s+")
_BELOW = Pattern(
    "(?<=[部局課室])[^部局課室]{1,10}(?:係|班|担当|グループ)$",
    needs=("係", "班", "担当", "グループ"),
)
_SHORTEST_NAME = 3
_LONGEST_CELL = 200
_SEVERAL = Pattern("[、，,・\n/／]|及び|並びに")
_PARTICLE = Pattern(
    "(?:(?:^|[^ぁ-ゖ])(?:[のはがをにとへでやび]|から|より|まで|には|では)"
    "|する|した|[ぁ-ゖ][てで]|いる|ある|れる|れた|による|により|など"
    "|並びに|ならびに|若しくは|もしくは|または|および)$"
)
"""What parts a name from the word before it; the end of くらし, こども and 子育て does not."""
_ABOVE = Pattern(f"(?:{_LAST}|[役支]所|役場|本庁|センター|委員会)$")
_LETTER = Pattern(f"[^{NO_LETTERS}〆]")
_CONTEXT = 8


def departments(text: str, agency: Names) -> list[Units]:
    """The departments of an agency that a text names.

    A text that is nothing else (こども未来部 こども支援課、まちづくり課長) may have hiragana in
    the names.
    """
    if not any(letter in text for letter in _LAST_LETTERS):
        return []
    parts = _SEVERAL.split(text) if len(text) <= _LONGEST_CELL else ()
    cells = [_of_cell(_without_agency(part.strip(), agency)) for part in parts if part.strip()]
    return cells if cells and all(cells) else list(_of_prose(text))


def _without_agency(part: str, agency: Names) -> str:
    name = next(filter(part.startswith, agency), "")
    return part.removeprefix(name)


def _of_cell(part: str) -> Units:
    """The names that a part consists of, () where it has other words."""
    plain = part.strip().removesuffix("長")
    plain = _BELOW.sub("", plain) if _BELOW.may_match(plain) else plain
    if not plain.rstrip().endswith(_LAST_LETTERS):
        return ()
    units = tuple(match[0] for match in _IN_CELL.finditer(plain))
    is_whole = "".join(units) == _SPACES.sub("", plain)
    return units if is_whole and all(_is_name(unit) for unit in units) else ()


def _of_prose(text: str) -> Iterator[Units]:
    units: list[str] = []
    end = 0
    for match in islice(_IN_PROSE.finditer(text), MAX_PLACES):
        if not _is_name(match[0]) or not _begins(text, match.start()):
            continue
        if units and text[end : match.start()].strip(" \u3000"):
            yield tuple(units)
            units = []
        units.append(match[0])
        end = match.end()
    if units:
        yield tuple(units)


def _is_name(unit: str) -> bool:
    """Not 12課 (a number of them), 担当課 (whichever it is), 会議室."""
    is_number = len(_DIGITS.sub("", unit)) < _SHORTEST_NAME
    return not is_number and not _NO_DEPARTMENT.search(unit) and not _NO_NAME.search(unit)


def places(text: str, names: Collection[str], agency: Names) -> Iterator[tuple[str, int, int]]:
    """Where a text has one of some names, whole: not 支援課 in くらし支援課."""
    sizes = sorted({len(name) for name in names}, reverse=True)
    for match in islice(_END.finditer(text), MAX_PLACES):
        end = match.end()
        for start in (end - size for size in sizes if size <= end):
            name = text[start:end]
            if name in names and (text.endswith(agency, 0, start) or _begins(text, start)):
                yield name, start, end
                break


def _begins(text: str, at: int) -> bool:
    """Whether a name may begin here: after no letter, a particle, or a department above it."""
    before = text[max(0, at - _CONTEXT) : at]
    return any(
        (
            not before or not _LETTER.match(before[-1]),
            _PARTICLE.search(before),
            _ABOVE.search(before),
        )
    )


def renamings(before: str, after: str, agency: Names) -> list[Renaming]:
    """The names that gave way to others between two texts: one, or several in their order."""
    old, new = departments(before, agency), departments(after, agency)
    if one := _renamed(old, new):
        if not any(path[-1] == one.old for path in old):
            return list(_moved(one, old, new))
        changed = [(a, b) for a, b in zip(old, new, strict=False) if a != b]
        return [one, *(_mixed(*changed[0]) if len(changed) == 1 else ())]
    if len(old) != len(new) or _without(before, old) != _without(after, new):
        return []
    return list(_in_order(old, new))


def _in_order(before: Sequence[Units], after: Sequence[Units]) -> Iterator[Renaming]:
    """Several 課, each with another name in its place; none where one is named on both sides."""
    pairs = [(old, new) for old, new in zip(before, after, strict=True) if old != new]
    found = [_renamed([old], [new]) for old, new in pairs]
    was, now = ({unit for path in paths for unit in path} for paths in (before, after))
    if any(one is None or one.old in now or one.new in was for one in found):
        return
    for one, (old, new) in zip(found, pairs, strict=True):
        if one and one.old == old[-1]:  # a 部 may go on with other 課
            yield one
        yield from _mixed(old, new)


def _without(text: str, paths: Sequence[Units]) -> str:
    """What a text says besides names of departments."""
    for unit in sorted({unit for path in paths for unit in path}, key=len, reverse=True):
        text = text.replace(unit, "")
    return _SPACES.sub("", _SEVERAL.sub("", text))


def _renamed(before: Sequence[Units], after: Sequence[Units]) -> Renaming | None:
    """The one name that gave way to one other; of 部 and 課 that both did, the 課."""
    gone, come = (
        {unit for path in these for unit in path} - {unit for path in those for unit in path}
        for these, those in ((before, after), (after, before))
    )
    if len(gone) == len(come) == 1:
        return Renaming(gone.pop(), come.pop())
    old, new = set(before) - set(after), set(after) - set(before)
    if len(old) == len(new) == 1:
        last, now = old.pop()[-1], new.pop()[-1]
        if last in gone and now in come:
            return Renaming(last, now)
    return None


def _moved(one: Renaming, before: Sequence[Units], after: Sequence[Units]) -> Iterator[Renaming]:
    """課 of the same name below another 部: the 部 that they left may go on with other 課."""
    for path in dict.fromkeys(before):
        now = tuple(one.new if unit == one.old else unit for unit in path)
        if now != path and now in after:
            for spelled in _spellings(path):
                yield Renaming(spelled, "".join(now))


def _mixed(before: Units, after: Units) -> Iterator[Renaming]:
    """The old 部 with the new 課, where both gave way: the 課 never was in that 部."""
    if len(before) == len(after) == 2 and not set(before) & set(after):
        for spelled in _spellings((before[0], after[1])):
            yield Renaming(spelled, "".join(after), is_mixed=True)


def _spellings(units: Units) -> Iterator[str]:
    return (space.join(units) for space in ("", " ", "\u3000"))
