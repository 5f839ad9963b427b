"""Random documents that the form accepts, drawn along its declaration."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

from pia_cli.forms.choices import BoxesKind, ChoiceKind
from pia_cli.forms.item import When
from pia_cli.forms.kinds import CountKind, DateKind, DateTextKind, FlagKind
from pia_cli.forms.registry import FORMS, Form
from pia_cli.forms.tree import FormField

MOST_ENTRIES = 2

WORDS = (
    "国民健康保険に関する事務",
    "「窓口」: 受付（A-12）#3",
    "- 紙の届出書、'写し' 及び \"原本\"",
    "資格の管理\n ・字下げのある行\n　全角の空白で始まる行",
    "12",
    "true である",
    "{記載} [要旨] & *注 !別表 %割合 @係 `符号`",
)
"""Texts that YAML might take for something else."""
TEXTS = st.sampled_from(WORDS)
DATES = st.sampled_from(("令和8年2月16日", "2026-02-16", "平成27年10月5日", "令和元年5月1日"))


@st.composite
def valid_documents(draw: st.DrawFn) -> tuple[Form, dict[str, Any]]:
    """A form and a document of it in which no shape rule finds anything."""
    form = draw(st.sampled_from(FORMS))
    return form, draw(sections(form.tree))


@st.composite
def sections(draw: st.DrawFn, form: FormField) -> dict[str, Any]:
    """A section: every required item, others or not, as the conditions allow."""
    section: dict[str, Any] = {}
    for field in form.children:
        if field.item.when is None:
            section[field.key] = draw(answers(field, blank=field.nullable))
    for field in form.children:
        if when := field.item.when:
            met = _met(when, section.get(form.by_name[when.field].key))
            if met or not field.item.only:
                section[field.key] = draw(answers(field, blank=not met and field.nullable))
    if form.item.some and not any(section.values()):
        field = form.children[0]
        section[field.key] = [draw(boxes(field.kind))] if isinstance(field.kind, BoxesKind) else []
    return {field.key: section[field.key] for field in form.children if field.key in section}


def _met(when: When, answer: Any) -> bool:
    found: set[Any] = {_label(one) for one in answer} if isinstance(answer, list) else {answer}
    return bool(found & set(when.values)) != when.unless


def answers(field: FormField, *, blank: bool) -> st.SearchStrategy[Any]:
    """What may be written under a key; with ``blank`` also nothing."""
    kind, entries = field.kind, field.entries
    if entries:
        one = TEXTS if kind else sections(field)
        least = max(entries.minimum, 0 if field.item.when is None else 1)
        return st.lists(one, min_size=least, max_size=MOST_ENTRIES)
    if isinstance(kind, BoxesKind):
        marks = st.lists(boxes(kind), min_size=max(kind.minimum, 1), max_size=3, unique_by=_label)
        return marks if kind.minimum or field.item.when else st.just([]) | marks
    filled = scalars(field) if kind else sections(field)
    return st.none() | filled if blank else filled


def scalars(field: FormField) -> st.SearchStrategy[Any]:
    kind = field.kind
    if isinstance(kind, ChoiceKind):
        return st.sampled_from((*kind.choices, *kind.accepted))
    if isinstance(kind, CountKind):
        return st.integers(1, 999_999_999)
    if isinstance(kind, FlagKind):
        return st.booleans()
    if isinstance(kind, DateKind):
        return DATES
    return DATES if isinstance(kind, DateTextKind) else TEXTS


@st.composite
def boxes(draw: st.DrawFn, kind: BoxesKind) -> Any:
    box = draw(st.sampled_from(kind.boxes))
    if box.fill is None:
        return box.label
    return {box.label: draw(st.integers(1, 99) if isinstance(box.fill, CountKind) else TEXTS)}


def _label(mark: Any) -> str:
    return str(next(iter(mark)) if isinstance(mark, dict) else mark)


def as_read(value: Any) -> Any:
    """What a reader sees of plain data: texts, and None for 空欄."""
    if isinstance(value, dict):
        return {key: as_read(below) for key, below in value.items()}
    if isinstance(value, list):
        return [as_read(below) for below in value]
    if isinstance(value, bool):
        return str(value).lower()
    return None if value is None else str(value) or None
