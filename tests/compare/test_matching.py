"""Which entry is which: laws on random names and likenesses, and cases a document may have."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from compare.casefile import compared
from pia_cli.compare.change import ChangeKind
from pia_cli.compare.matching import MAX_PAIRS, SIMILAR, Matches, match_entries

MANY = settings(max_examples=100)
ENTRIES = st.lists(st.tuples(st.sampled_from("甲乙丙"), st.integers(0, 4)), max_size=7)
"""Entries with a name and a content; contents are as like as they are near."""

Entry = tuple[str, int]


def matched(old: list[Entry], new: list[Entry]) -> Matches:
    def likeness(left: int, right: int) -> float:
        return 1 - abs(old[left][1] - new[right][1]) / 4

    return match_entries([name for name, _ in old], [name for name, _ in new], likeness)


@MANY
@given(ENTRIES, ENTRIES)
def test_every_entry_is_in_one_place(old: list[Entry], new: list[Entry]) -> None:
    found = matched(old, new)
    assert sorted([*(pair[0] for pair in found.pairs), *found.removed]) == list(range(len(old)))
    assert sorted([*(pair[1] for pair in found.pairs), *found.added]) == list(range(len(new)))
    assert [pair[1] for pair in found.pairs] == sorted(pair[1] for pair in found.pairs)


@MANY
@given(ENTRIES, ENTRIES)
def test_swapping_the_lists_mirrors_the_matches(old: list[Entry], new: list[Entry]) -> None:
    there, back = matched(old, new), matched(new, old)
    assert sorted(there.pairs) == sorted((left, right) for right, left in back.pairs)
    assert (there.removed, there.added) == (back.added, back.removed)
    assert there.reordered == back.reordered


@MANY
@given(ENTRIES, ENTRIES)
def test_as_many_names_match_as_can(old: list[Entry], new: list[Entry]) -> None:
    same = sum(old[left][0] == new[right][0] for left, right in matched(old, new).pairs)
    names = [Counter(name for name, _ in side) for side in (old, new)]
    assert same == (names[0] & names[1]).total()


@MANY
@given(ENTRIES, ENTRIES)
def test_leftovers_that_match_are_alike(old: list[Entry], new: list[Entry]) -> None:
    found = matched(old, new)
    for left, right in found.pairs:
        same_name = old[left][0] == new[right][0]
        assert same_name or 1 - abs(old[left][1] - new[right][1]) / 4 >= SIMILAR


@MANY
@given(ENTRIES)
def test_a_list_matches_itself_in_order(entries: list[Entry]) -> None:
    found = matched(entries, entries)
    assert [entries[left] for left, _ in found.pairs] == entries
    assert (found.removed, found.added) == ((), ())


@MANY
@given(st.lists(st.tuples(st.just("甲"), st.just(0)), max_size=5), st.integers(0, 5))
def test_entries_that_are_equal_match_in_order(entries: list[Entry], more: int) -> None:
    found = matched(entries, entries + [("甲", 0)] * more)
    assert found.pairs == tuple((at, at) for at in range(len(entries)))


def unlike(left: int, right: int) -> float:
    return 0.0


def alike(left: int, right: int) -> float:
    return 1.0


@pytest.mark.parametrize(
    ("old", "new", "likeness", "pairs"),
    [
        ("甲乙", "乙甲", unlike, {(1, 0), (0, 1)}),
        ("甲乙", "丙乙", unlike, {(1, 1)}),
        ("甲乙", "丙乙", alike, {(0, 0), (1, 1)}),
        # 甲 was renamed to 乙, the name of another entry: the name decides.
        ("甲乙", "乙", alike, {(1, 0)}),
        ("甲乙", "乙丙", alike, {(1, 0), (0, 1)}),
        # Of three renamed entries the nearest match where all are equally like.
        ("甲乙丙", "丁戊己", alike, {(0, 0), (1, 1), (2, 2)}),
        ("", "甲", alike, set()),
    ],
)
def test_match(
    old: str, new: str, likeness: Callable[[int, int], float], pairs: set[tuple[int, int]]
) -> None:
    assert set(match_entries(old, new, likeness).pairs) == pairs


def test_too_many_leftovers_are_not_compared() -> None:
    size = int(MAX_PAIRS**0.5)
    for number, expected in ((size, size), (size + 1, 0)):
        old, new = ([f"{side}{at}" for at in range(number)] for side in "甲乙")
        assert len(match_entries(old, new, alike).pairs) == expected


@pytest.mark.parametrize(("more", "first"), [(0, "last"), (1, "first")])
def test_too_many_of_one_name_match_in_order(more: int, first: str) -> None:
    size = int(MAX_PAIRS**0.5) + more

    def backwards(left: int, right: int) -> float:
        return float(left + right == size - 1)

    found = match_entries(["甲"] * size, ["甲"] * size, backwards)
    assert found.pairs[0] == ({"last": size - 1, "first": 0}[first], 0)


CONTRACTS = """\
様式: 重点項目評価書
様式の版: 令和6年10月
特定個人情報ファイルの概要:
- 特定個人情報ファイル名: 介護ファイル
  特定個人情報ファイルの取扱いの委託:
    委託事項:
"""
PRINTING = ("納付書の印刷", "納付書と督促状を印刷し、封入して発送する。", "北印刷株式会社")
KEEPING = ("システム保守", "賦課システムのサーバを監視し、障害に対応する。", "みなとソフト")
TYPING = ("システム保守", "届出書の内容を入力し、原本と照らし合わせる。", "東データ")


def contracts(*entries: tuple[str, str, str]) -> str:
    return CONTRACTS + "".join(
        f"    - 委託事項: {name}\n      委託内容: {work}\n      委託先名: {contractor}\n"
        for name, work, contractor in entries
    )


def told(old: str, new: str) -> list[tuple[str, str]]:
    return [(one.kind.value, one.item) for one in compared(old, new).changes]


ADDED, REMOVED, CHANGED = ChangeKind.ADDED, ChangeKind.REMOVED, ChangeKind.CHANGED


def test_of_two_entries_of_one_name_the_other_one_stays() -> None:
    both, one = contracts(KEEPING, TYPING), contracts(TYPING)
    assert told(both, one) == [(REMOVED, "Ⅱ-4-委託事項1")]
    assert told(one, both) == [(ADDED, "Ⅱ-4-委託事項1")]


def test_entries_of_one_name_may_change_places() -> None:
    found = told(contracts(KEEPING, TYPING), contracts(TYPING, KEEPING))
    assert found == [(ChangeKind.MOVED, "Ⅱ-4 委託事項")]


def test_an_entry_of_a_name_that_is_there_already() -> None:
    again = ("システム保守", "税務システムの帳票を設計する。", "南システム")
    found = told(contracts(KEEPING, TYPING), contracts(again, KEEPING, TYPING))
    assert found == [(ADDED, "Ⅱ-4-委託事項1")]


def test_an_entry_renamed_to_the_name_of_another() -> None:
    renamed = ("システム保守", *PRINTING[1:])
    found = told(contracts(PRINTING, KEEPING), contracts(renamed, KEEPING))
    assert found == [(CHANGED, "Ⅱ-4-委託事項1 委託事項")]


def test_an_entry_renamed_to_the_name_of_one_that_went() -> None:
    """The declared identity decides: the other one is read as gone, this one as rewritten."""
    renamed = ("システム保守", *PRINTING[1:])
    found = told(contracts(PRINTING, KEEPING), contracts(renamed))
    assert found == [
        (REMOVED, "Ⅱ-4-委託事項1"),
        (CHANGED, "Ⅱ-4-委託事項1-①委託内容"),
        (CHANGED, "Ⅱ-4-委託事項1-③委託先名"),
    ]


def test_entries_without_a_name_match_by_what_they_say() -> None:
    nameless = [('""', *entry[1:]) for entry in (PRINTING, KEEPING, TYPING)]
    found = told(contracts(*nameless), contracts(nameless[2], nameless[0]))
    assert found == [(REMOVED, "Ⅱ-4-委託事項2"), (ChangeKind.MOVED, "Ⅱ-4 委託事項")]
