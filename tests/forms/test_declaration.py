"""The declaration itself: ids, keys, conditions, identities, order, ※."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from pia_cli.document.nodes import Mapping, Node, Sequence
from pia_cli.document.reader import parse
from pia_cli.forms.choices import BoxesKind, ChoiceKind
from pia_cli.forms.kinds import DateKind, FlagKind
from pia_cli.forms.registry import CURRENT, FORMS, Form, find_form
from pia_cli.forms.tree import CIRCLED, FormField, outline

SKELETON = Path(__file__).parents[1] / "data" / "skeleton.yaml"
STARRED = (
    "Ⅰ-4 個人番号の利用",
    "Ⅰ-5 情報提供ネットワークシステムによる情報連携",
    "Ⅱ-2-①ファイルの種類",
    "Ⅱ-2-③対象となる本人の範囲",
    "Ⅱ-2-④主な記録項目",
    "Ⅱ-3-①入手元",
    "Ⅱ-3-③使用目的",
    "Ⅱ-4 委託の有無",
    "Ⅱ-4-委託事項n-④再委託の有無",
    "Ⅱ-6 保管場所",
    "Ⅲ リスク対策",
)
"""The ※ as printed in 様式3; in Ⅲ it holds for everything but 7.②."""

each_form = pytest.mark.parametrize("form", FORMS, ids=lambda form: form.id)


def fields(form: Form) -> list[FormField]:
    return [field for field in form.tree.walk() if field.id]


def sections(field: FormField) -> Iterator[FormField]:
    if field.children:
        yield field
        for child in field.children:
            yield from sections(child)


@each_form
def test_ids_are_unique_and_keys_are_unique_in_their_section(form: Form) -> None:
    assert max(Counter(field.id for field in fields(form)).values()) == 1
    for section in sections(form.tree):
        assert len(section.by_key) == len(section.children), section.id


@each_form
def test_printed_labels_of_answers_are_unique(form: Form) -> None:
    labels = Counter(place.label for place in outline(form.tree) if not place.field.children)
    assert [label for label, count in labels.items() if count > 1] == []


@each_form
def test_conditions_refer_to_existing_siblings_and_legal_answers(form: Form) -> None:
    conditional = 0
    for section in sections(form.tree):
        for field in section.children:
            when = field.item.when
            assert when or not field.item.only, field.id
            if when is None:
                continue
            conditional += 1
            assert not field.required, f"{field.id}: a conditional item cannot be required"
            sibling = section.by_name[when.field]
            assert section.children.index(sibling) < section.children.index(field)
            if isinstance(sibling.kind, FlagKind):
                assert when.values == (True,)
            else:
                assert isinstance(sibling.kind, ChoiceKind | BoxesKind), field.id
                legal = {*sibling.kind.choices, *getattr(sibling.kind, "accepted", ())}
                assert set(when.values) <= legal, field.id
    assert conditional >= 15


@each_form
def test_every_list_of_entries_has_an_identity(form: Form) -> None:
    for field in fields(form):
        if field.entries and field.children:
            assert field.item.identity, field.id
            assert set(field.item.identity) <= set(field.by_name), field.id
        else:
            assert not field.item.identity, field.id


@each_form
def test_choices_are_printable_and_distinct(form: Form) -> None:
    for field in fields(form):
        if isinstance(field.kind, ChoiceKind | BoxesKind):
            assert len(set(field.kind.choices)) == len(field.kind.choices), field.id
            assert all(choice == choice.strip() != "" for choice in field.kind.choices), field.id


def rank(number: str) -> int | None:
    if number in CIRCLED:
        return ord(number) - ord("①") + 1
    found = re.fullmatch(r"([ⅠⅡⅢⅣⅤ])|(?:リスク)?(\d+)", number)
    if not found:
        return None
    return "ⅠⅡⅢⅣⅤ".index(found[1]) + 1 if found[1] else int(found[2])


@each_form
def test_numbers_run_as_printed_from_one_without_gaps(form: Form) -> None:
    for section in sections(form.tree):
        ranks = [rank(field.item.number) for field in section.children]
        printed = [number for number in ranks if number is not None]
        if printed and section.key != "主な記録項目":
            assert printed == sorted(printed), section.id
            assert sorted(set(printed)) == list(range(1, max(printed) + 1)), section.id


def matches(node: Node, field: FormField) -> Iterator[str]:
    """Differences between a node of the skeleton and a field, keys in order."""
    if not field.children:
        return
    if isinstance(node, Sequence):
        for entry in node.items:
            yield from matches(entry, field)
    elif isinstance(node, Mapping):
        keys, declared = list(node.entries), list(field.by_key)
        if keys != declared:
            yield f"{field.id}: {keys} != {declared}"
        for key in set(keys) & set(declared):
            yield from matches(node.entries[key].value, field.by_key[key])
    else:
        yield f"{field.id}: no section in the skeleton"


def test_keys_are_those_of_the_skeleton() -> None:
    root = parse(SKELETON.read_bytes(), "skeleton.yaml").root
    assert root is not None
    assert list(matches(root, CURRENT.tree)) == []


def test_starred_items_are_those_of_the_form() -> None:
    starred = {place.label for place in outline(CURRENT.tree) if place.field.item.star}
    outside = {label for label in starred if not label.startswith("Ⅲ")}
    below = {"Ⅰ-4 法令上の根拠", "Ⅰ-5-①実施の有無", "Ⅰ-5-②法令上の根拠"}
    boxes = {f"Ⅱ-2-④{group}" for group in ("識別情報", "連絡先等情報", "業務関係情報")}
    assert outside == {label for label in STARRED if label[0] != "Ⅲ"} | below | boxes
    plain = {
        place.label
        for place in outline(CURRENT.tree)
        if place.label.startswith("Ⅲ") and not place.field.item.star
    }
    assert {label[:5] for label in plain} == {"Ⅲ-7-②"}
    assert len(plain) == 3


def test_versions_differ_in_the_head_of_the_department() -> None:
    keys = [[field.key for field in fields(form)] for form in FORMS]
    first, *later = keys
    assert later[0] == later[1]
    assert set(first) ^ set(later[0]) == {"所属長", "所属長の役職名"}
    ids = [[field.id for field in fields(form)] for form in FORMS]
    assert ids[0] == ids[1] == ids[2]


def test_forms_are_found_by_kind_and_version() -> None:
    assert find_form("重点項目評価書", "令和6年10月") is CURRENT
    assert find_form("重点項目評価書", "令和7年1月") is None
    assert find_form("全項目評価書", "令和6年10月") is None


def test_every_item_of_the_log_and_cover_that_is_a_date_is_declared_so() -> None:
    dates = {field.key for field in fields(CURRENT) if isinstance(field.kind, DateKind)}
    assert dates == {"公表日", "実施日", "変更日"}
