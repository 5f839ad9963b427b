"""F011–F013, F033, F035, F051, C007: what the declaration asks of a field beyond its own shape."""

from __future__ import annotations

from collections.abc import Iterator

from pia_cli.core.diagnostic import Path, Severity
from pia_cli.core.pattern import Pattern
from pia_cli.core.text import short
from pia_cli.document.nodes import Mapping, Node, Opaque, Scalar, Sequence
from pia_cli.forms.choices import BoxesKind, ChoiceKind, is_one_of
from pia_cli.forms.item import When, condition_text
from pia_cli.forms.kinds import BLANK_MARKS, FLAG_WORDS, CountKind, TextKind
from pia_cli.forms.tree import FormField
from pia_cli.rules.rule import Finding, Rule
from pia_cli.rules.visit import Visit, marks

RULES = (
    Rule(
        "C007",
        "nothing-marked",
        "複数選択に印が一つもない",
        Severity.WARNING,
        why="一つも実施していない場合もありますが、記入漏れでないことを確かめる必要があります。",
        basis="様式3 Ⅲ-8",
        bad="監査:\n  実施の有無: []",
        good="監査:\n  実施の有無: [自己点検]",
        blank=True,
    ),
)

_NO_COUNT = Pattern("(?:[0０]+[ \u3000]?件?)?|無")
"""A count that says there is none, though F043 may not read it as a number."""


def concerns(field: FormField) -> bool:
    """Whether the declaration asks for something of a field."""
    item, entries = field.item, field.entries
    is_list = isinstance(field.kind, BoxesKind) or (entries is not None and entries.slots > 0)
    return is_list or item.when is not None or item.some or item.wanted


def check(visit: Visit) -> Iterator[Finding]:
    """All findings of the declaration's conditions for one field at one place."""
    item, node = visit.field.item, visit.node
    if isinstance(node, Opaque):
        return
    if item.when:
        yield from _needed(visit, item.when)
    if item.some:
        yield from _some(visit)
    if item.wanted:
        yield from _wanted(visit)
    if isinstance(node, Sequence):
        yield from _slots(visit, node)
        yield from _twice(visit, node)
        yield from _dashes(visit, node)


def _needed(visit: Visit, when: When) -> Iterator[Finding]:
    """F012 and F013: `When` against the sibling's answer."""
    if visit.node is None and visit.section.partial:
        return
    sibling, answer = visit.sibling(when.field)
    holds = _holds(when, sibling, answer)
    if holds is None:
        return
    blank = visit.node is None or _is_nothing(visit.field, visit.node)
    if holds == (not blank):
        return
    path = (*visit.path[:-1], sibling.key) if answer else visit.path
    seen = ((path, "この選択によります"),) if answer else ()
    if holds:
        yield _missing(visit, when, sibling, seen)
    elif visit.field.item.only:
        yield Finding(
            "F013",
            visit.path,
            f"{_answer_text(when, sibling, answer)}のに「{visit.field.key}」に記入があります",
            f"「{visit.field.key}」を空欄にするか、「{sibling.key}」を改めてください",
            related=seen,
        )


def _missing(
    visit: Visit, when: When, sibling: FormField, seen: tuple[tuple[Path, str], ...]
) -> Finding:
    key = visit.field.key
    because = condition_text(when, {sibling.name: sibling.key})
    found = "がありません" if visit.node is None else "が空欄です"
    if isinstance(visit.node, Scalar) and not visit.node.is_empty:
        found = f"に「{short(visit.node.value)}」とだけ書かれています"
    hint = f"「{key}」を記入するか、「{sibling.key}」{_otherwise(when, sibling)}ください"
    return Finding("F012", visit.path, f"{because}に必要な「{key}」{found}", hint, related=seen)


def _otherwise(when: When, sibling: FormField) -> str:
    """What to do with the sibling where the item does not apply."""
    if when.unless and when.values == (True,):
        return "に印を付けて"
    if when.unless and isinstance(sibling.kind, BoxesKind):
        return f"で{'又は'.join(f'「{value}」' for value in when.values)}を選んで"
    return "を改めて"


def _answer_text(when: When, sibling: FormField, answer: Node | None) -> str:
    """The answer that makes an item inapplicable: 「再委託の有無」が「再委託しない」な."""
    if isinstance(answer, Scalar):
        return f"「{sibling.key}」が「{short(answer.value)}」な"
    wanted = "」「".join(str(value) for value in when.values)
    return f"「{sibling.key}」で「{wanted}」を選んでいない"


def _holds(when: When, sibling: FormField, answer: Node | None) -> bool | None:
    """Whether the condition holds; None where the sibling's answer is unclear.

    No answer is unclear too, except that a box without a mark is not marked.
    """
    if answer is None or _is_blank(answer):
        return True if when.unless and not isinstance(sibling.kind, ChoiceKind) else None
    if _met(when, answer):
        return not when.unless
    if not _is_legal(sibling, answer):
        return None
    return when.unless


def is_left_out(form: FormField, root: Mapping, path: Path) -> bool:
    """Whether a place lies in a section without an answer that is judged as one.

    A form to fill in prints all of its items: those of 「接続しない(入手)」 may stay there blank.
    Where the section must be filled, one F012 names the box, instead of an F011 for each item.
    """
    return any(
        _is_blank_section(form, node) and _is_judged_whole(form, around, section)
        for form, node, around, section in _sections(form, root, path)
    )


def is_not_needed(form: FormField, root: Mapping, path: Path) -> bool:
    """Whether a place lies in a section that an answer beside it makes inapplicable.

    What stands there is told by C020 and C052; nobody is to fill in the rest of it.
    """
    return any(
        form.item.when and _holds_in(form.item.when, around, section) is False
        for form, _, around, section in _sections(form, root, path)
    )


def _sections(
    form: FormField, root: Mapping, path: Path
) -> Iterator[tuple[FormField, Node, FormField, Mapping]]:
    """Each section on the way to a place with its field, the field around it and the section."""
    section: Node | None = root
    for step in path:
        if isinstance(section, Sequence) and isinstance(step, int):
            section = section.items[step]
            continue
        if not isinstance(section, Mapping) or not isinstance(step, str):
            return
        node = section.get(step)
        if step not in form.by_key or node is None:
            return
        around, form = form, form.by_key[step]
        yield form, node, around, section
        section = node


def _is_judged_whole(form: FormField, around: FormField, section: Mapping) -> bool:
    when = form.item.when
    if when is None:
        return form.nullable
    return _holds_in(when, around, section) is not None


def _holds_in(when: When, around: FormField, section: Mapping) -> bool | None:
    sibling = around.by_name[when.field]
    return _holds(when, sibling, section.get(sibling.key))


def _is_nothing(field: FormField, node: Node) -> bool:
    """Whether an item, or every item of a section, is 空欄 or 「-」."""
    if isinstance(node, Sequence) and isinstance(field.kind, TextKind) and not field.entries:
        return False  # no list belongs there, not even an empty one
    return _is_blank(node) or _is_dash(field, node) or _is_blank_section(field, node)


def _is_blank_section(form: FormField, node: Node) -> bool:
    """Whether a section has nothing in it; entries that stand in no list are something."""
    if not form.children or form.entries or not isinstance(node, Mapping) or node.partial:
        return False
    fields = form.by_key
    return all(
        _is_nothing(fields[key], entry.value) if key in fields else _is_blank(entry.value)
        for key, entry in node.entries.items()
    )


def _met(when: When, answer: Node) -> bool:
    if isinstance(answer, Sequence):
        return bool({str(value) for value in when.values} & set(marks(answer)))
    if not isinstance(answer, Scalar):
        return False
    if when.values == (True,):
        return FLAG_WORDS.get(answer.value, False)
    return is_one_of(answer.value, tuple(map(str, when.values)))


def _is_legal(sibling: FormField, answer: Node) -> bool:
    """Whether the sibling's answer is one of the form's, so that it can be relied on."""
    kind = sibling.kind
    if isinstance(kind, BoxesKind):
        return isinstance(answer, Sequence) and all(
            label in kind.by_label for label in marks(answer)
        )
    if not isinstance(answer, Scalar):
        return False
    if isinstance(kind, ChoiceKind):
        return is_one_of(answer.value, kind.choices) or is_one_of(answer.value, kind.accepted)
    return answer.value in FLAG_WORDS


def _is_blank(node: Node) -> bool:
    if isinstance(node, Scalar):
        return node.is_empty
    return isinstance(node, Sequence) and not node.items


def _is_dash(field: FormField, node: Node | None) -> bool:
    """Whether a value stands for 空欄 where the item does not apply: 「-」, 「なし」, 0 件."""
    if not isinstance(node, Scalar):
        return False
    if isinstance(field.kind, CountKind) and _NO_COUNT.fullmatch(node.value.strip()):
        return True
    return BLANK_MARKS.fullmatch(node.value) is not None


def _some(visit: Visit) -> Iterator[Finding]:
    """F011 where none of the fields below a section is filled (Ⅱ-2-④主な記録項目)."""
    if not isinstance(visit.node, Mapping) or visit.node.partial:
        return
    values = [entry.value for entry in visit.node.entries.values()]
    if all(_is_blank(value) for value in values):
        keys = "」「".join(visit.field.by_key)
        yield Finding(
            "F011", visit.path, "一つも選ばれていません", f"「{keys}」のいずれかで選んでください"
        )


def _wanted(visit: Visit) -> Iterator[Finding]:
    """C007: 複数選択 without a mark."""
    if not visit.section.partial and (visit.node is None or _is_blank(visit.node)):
        yield Finding(
            "C007",
            visit.path,
            "どの選択肢にも印がありません",
            "実施しているものがないか確かめ、あれば選んでください",
        )


def _slots(visit: Visit, listed: Sequence) -> Iterator[Finding]:
    """F051: more entries than the form has places."""
    slots = visit.field.entries.slots if visit.field.entries else 0
    if 0 < slots < len(listed.items):
        yield Finding(
            "F051",
            (*visit.path, slots),
            f"{len(listed.items)}件あり、様式の欄（{slots}）を超えています",
            "まとめられるものをまとめるか、別紙に一覧を書いてください",
        )


def _twice(visit: Visit, listed: Sequence) -> Iterator[Finding]:
    """F035: the same box marked twice."""
    if not isinstance(visit.field.kind, BoxesKind) or len(listed.items) < 2:
        return
    first: dict[str, int] = {}
    for index, label in enumerate(marks(listed)):
        if label in visit.field.kind.by_label and label in first:
            yield Finding(
                "F035",
                (*visit.path, index),
                f"「{label}」が二度選ばれています",
                "どちらかを消すか、別の選択肢に改めてください",
                related=(((*visit.path, first[label]), "最初の記載"),),
            )
        first.setdefault(label, index)


def _dashes(visit: Visit, listed: Sequence) -> Iterator[Finding]:
    """F033: 「－」 or 「なし」 beside a marked box, as forms have it at one without a mark."""
    if not isinstance(visit.field.kind, BoxesKind):
        return
    for index, item in enumerate(listed.items):
        if not isinstance(item, Mapping) or len(item.entries) != 1:
            continue
        ((label, entry),) = item.entries.items()
        box, beside = visit.field.kind.by_label.get(label), entry.value
        if box is None or not isinstance(box.fill, TextKind) or _is_blank(beside):
            continue
        if isinstance(beside, Scalar) and BLANK_MARKS.fullmatch(beside.value):
            yield Finding(
                "F033",
                (*visit.path, index),
                f"「{label}」に添える記入が「{short(beside.value)}」だけです",
                "印がないならこの行を消し、印があるなら具体的な内容を書いてください",
            )
