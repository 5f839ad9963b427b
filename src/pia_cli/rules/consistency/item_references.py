"""C031 for 2.⑧に同じ, Ⅲ-11のとおり and 移転先3のとおり: items and entries that are not there."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache, partial
from itertools import islice
from typing import NamedTuple

from pia_cli.core.diagnostic import Severity
from pia_cli.core.pattern import NO_LETTERS, Pattern
from pia_cli.core.text import fold
from pia_cli.forms.tree import CIRCLED, FormField, locate, outline
from pia_cli.rules.consistency import entrustment, sharing
from pia_cli.rules.facts import MAX_PLACES, Answer, Facts
from pia_cli.rules.item_ids import FILES, SHARED, SYSTEMS
from pia_cli.rules.rule import Finding
from pia_cli.rules.spots import sentence, spot

ATTACHMENTS = "attachments"

_D = "[0-9０-９]"
_NAME_AND = "(?:[^「」、。\n]{0,30}」)?"
"""The rest of 「2.⑧使用目的」."""
_POINTS = "(?:[にと]同じ|(?:に記載)?のとおり|を?参照)"
_POINTING = ("に同じ", "と同じ", "のとおり", "参照")
_ITEM = Pattern(
    "(?P<roman>Ⅰ|Ⅱ|Ⅲ|Ⅳ|Ⅴ|I{1,3}|IV|V)?[-－.．、 の]?"
    f"(?<!{_D})(?P<section>{_D})[-－.．]?(?P<mark>[①-⑳]){_NAME_AND}(?:に|と)同じ",
    needs=("に同じ", "と同じ"),
)
_SECTION = Pattern(
    f"(?<![図表])(?P<roman>[Ⅰ-Ⅹ])[-－.．の ]?(?P<section>{_D}{{1,2}})"
    f"(?:[-－.．の ]?(?P<risk>リスク{_D}{{1,2}}))?(?![-－.．]?[0-9０-９①-⑳]){_NAME_AND}"
    f"{_POINTS}",
    needs=_POINTING,
)
_ENTRY = Pattern(
    f"(?P<name>提供先|移転先|委託事項|(?<![^{NO_LETTERS}ぁ-ゖ])システム)(?P<number>{_D}{{1,2}})(?!{_D})"
    f"{_NAME_AND}{_POINTS}",
    needs=_POINTING,
)
_OTHERS = (
    *("評価書", "様式", "別紙", "別添", "条例", "規則", "規程", "要綱", "要領", "基準", "指針"),
    *("方針", "ポリシー", "マニュアル", "ガイドライン", "手引", "手順", "計画", "仕様"),
    *("契約", "報告"),
)
OF_ANOTHER = Pattern("|".join(f"(?<!本)(?<!この){name}" for name in _OTHERS), needs=_OTHERS)
"""Documents with sections of their own, in the sentence before a reference."""
_OF_A_LIST = Pattern("(?:別表|一覧)[^、。\n]{0,10}\\Z", needs=("別表", "一覧"))
"""What has entries of its own where it stands right before one: 別表の提供先10."""
_ANY_RISK = ("", "リスク1")
"""What any section may have: one risk is printed without a number."""


class _List(NamedTuple):
    """A list of entries, and where its count is written, if anywhere."""

    id: str
    counted: str = ""
    box: str = ""


_LISTS = {
    **{f"{word}先": _List(group, SHARED, box) for box, word, group in sharing.GROUPS},
    "委託事項": _List(entrustment.CONTRACTS, entrustment.COUNT),
    "システム": _List(SYSTEMS),
}


def dangling_items(facts: Facts) -> Iterator[Finding]:
    """References to an item or section that the form has not, or to an entry beyond the last."""
    yield from _no_item(facts)
    yield from _no_section(facts)
    yield from _no_entry(facts)


def _no_item(facts: Facts) -> Iterator[Finding]:
    numbers = _item_numbers(facts.document.form)
    for text in facts.document.current.holding(_ITEM):
        for match in islice(_ITEM.finditer(text.raw), MAX_PLACES):
            part, below = (
                match["roman"] or _part(facts, text),
                (fold(match["section"]), match["mark"]),
            )
            if (fold(part), *below) not in numbers and (part or below not in numbers):
                yield _finding(facts, text, match.span(), "項目が様式にありません")


def _no_section(facts: Facts) -> Iterator[Finding]:
    numbers = _item_numbers(facts.document.form)
    for text in facts.document.current.holding(_SECTION):
        if text.field.id.startswith(ATTACHMENTS):
            continue
        for match in islice(_SECTION.finditer(text.raw), MAX_PLACES):
            section = (fold(match["roman"]), fold(match["section"]))
            risk = fold(match["risk"] or "")
            is_there = section in numbers and (risk in _ANY_RISK or (*section, risk) in numbers)
            before = sentence(text.raw, *match.span())[0]
            if not is_there and not OF_ANOTHER.is_in(before):
                yield _finding(facts, text, match.span(), "項目が様式にありません")


def _no_entry(facts: Facts) -> Iterator[Finding]:
    entries = cache(partial(_entries, facts))
    for text in facts.document.current.holding(_ENTRY):
        for match in islice(_ENTRY.finditer(text.raw), MAX_PLACES):
            name = match["name"]
            before = sentence(text.raw, *match.span())[0]
            most = entries(name)
            if most is None or int(match["number"]) <= most:
                continue
            if not OF_ANOTHER.is_in(before) and not _OF_A_LIST.is_in(before):
                what = f"{name}が、この文書にありません（{name}は{most}件）"
                yield _finding(facts, text, match.span(), what)


def _entries(facts: Facts, name: str) -> int | None:
    """How many entries the longest list of a name has; None where a 別紙 may have more."""
    listed = _LISTS[name]
    if any(name in text.raw for each in facts.answers(ATTACHMENTS) for text in each.texts):
        return None
    holders = (facts,) if listed.id == SYSTEMS else facts.entries(FILES)
    counts = [len(holder.entries(listed.id)) for holder in holders]
    for each in facts.answers(listed.counted) if listed.counted else ():
        count = each.marks.get(listed.box) if listed.box else each
        if count and count.number is not None:
            counts.append(count.number)
    return max(counts, default=0)


def _finding(facts: Facts, text: Answer, place: tuple[int, int], missing: str) -> Finding:
    return Finding(
        "C031",
        text.path,
        f"「{text.raw[slice(*place)].replace('」', '')}」の指す{missing}",
        "参照先の番号を確かめて直してください",
        severity=Severity.WARNING,
        span=spot(facts, text, *place),
    )


def _part(facts: Facts, text: Answer) -> str:
    """The Ⅱ of a text in Ⅱ(ファイル2)-5; "" for one of a 別紙, which may speak of any part."""
    place = locate(facts.document.form, text.path)
    if not place or not place.numbers or text.field.id.startswith(ATTACHMENTS):
        return ""
    return place.numbers[0].partition("(")[0]


@cache
def _item_numbers(form: FormField) -> set[tuple[str, ...]]:
    """Ⅱ-2-③ as (II, 2, ③) and (2, ③), Ⅲ-3-リスク2, and sections as (II, 2)."""
    found: set[tuple[str, ...]] = set()
    for place in outline(form):
        part, *below = place.numbers or ("",)
        if below:
            found.add((fold(part), below[0]))
        if below[-1:] and below[-1].startswith("リスク"):
            found.add((fold(part), below[0], below[-1]))
        if len(below) > 1 and below[-1] in CIRCLED:
            found |= {(fold(part), below[0], below[-1]), (below[0], below[-1])}
    return found
