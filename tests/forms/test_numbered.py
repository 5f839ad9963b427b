"""Numbered lists: the numbers that texts carry."""

from __future__ import annotations

import pytest

from pia_cli.forms.numbered import (
    Listed,
    numbered,
    own_numbers,
    spread,
    without_number,
    without_numbers,
)


@pytest.mark.parametrize(
    "text", ["2.甲", "２．甲", "2)甲", "(2) 甲", "（２）甲", "②甲", "⑵甲", "2、甲"]
)
def test_own_number(text: str) -> None:
    assert own_numbers([text]) == [2]
    assert without_number(text) == "甲"
    assert numbered([text]) == text


def test_large_circles() -> None:
    assert own_numbers(["⑳甲", "㉑乙", "㊱丙"]) == [20, 21, 36]


@pytest.mark.parametrize("text", ["甲", "4情報", "2", "", "第2号"])
def test_no_number(text: str) -> None:
    assert own_numbers([text]) == []
    assert numbered([text]) == f"1.{text}"


def test_names_that_begin_like_what_a_number_counts() -> None:
    names = ["年度", "期別", "納期限", "納付額", "日付", "月割額"]
    texts = [f"{at}　{name}" for at, name in enumerate(names, 1)]
    assert own_numbers(texts) == [1, 2, 3, 4, 5, 6]


def test_all_or_none() -> None:
    assert numbered(["1.甲", "乙"]) == "1.1.甲\n2.乙"
    assert numbered(["1.甲", "2.乙"]) == "1.甲\n2.乙"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1", [(1, 0, 1)]),
        ("1、3", [(1, 0, 1), (3, 2, 3)]),
        ("1~3、5", [(1, 0, 3), (2, 0, 3), (3, 0, 3), (5, 4, 5)]),
        ("1、3－4", [(1, 0, 1), (3, 2, 5), (4, 2, 5)]),
        ("1から2", [(1, 0, 4), (2, 0, 4)]),
        ("1～2～3", [(1, 0, 5), (2, 0, 5), (3, 0, 5)]),
        ("3～1", [(3, 0, 3)]),
        ("", []),
    ],
)
def test_ranges(text: str, expected: list[tuple[int, int, int]]) -> None:
    listed = [Listed(int(one), at, at + 1) for at, one in enumerate(text) if one.isdecimal()]
    assert [*spread(text, listed)] == expected


def test_a_range_that_has_no_end() -> None:
    listed = [Listed(1, 0, 1), Listed(10**9, 2, 12)]
    assert len([*spread("1~1000000000", listed)]) <= 50


@pytest.mark.parametrize("blank", ["　", " ", " 　"])
def test_a_blank_ends_a_number_where_the_list_is_counted(blank: str) -> None:
    texts = [f"{at}{blank}{name}" for at, name in enumerate(("個人番号", "氏名", "住所"), 4)]
    assert own_numbers(texts) == [4, 5, 6]
    assert without_numbers(texts) == ["個人番号", "氏名", "住所"]
    assert numbered(texts) == "\n".join(texts)


@pytest.mark.parametrize(
    "texts",
    [
        ["1 歳6か月児健診", "3 歳児健診"],
        ["1 歳6か月児健診", "3 歳児健診", "5 歳児健診"],
        ["1　個人番号", "2　氏名", "住所"],
        ["1　", "2　氏名", "3　住所"],
        ["1 回目接種日", "2 回目接種日", "3 回目接種日", "4 回目接種日"],
        ["1 期分納付額", "2 期分納付額", "3 期分納付額"],
        ["1　期税額", "2　期税額", "3　期税額", "4　随時税額"],
        ["1 歳6か月児健診", "2 歳児健診", "3 歳児健診"],
        ["1 月分", "2 月分", "3 月分", "1 月分"],
        ["4 月分", "5 月分", "6 月分", "7 月分"],
        ["1 子", "2 子", "3 子"],
        ["21 世紀", "22 世紀", "23 世紀"],
        ["1　接種日", "2　接種日", "3　接種日"],
        ["1．期別", "2 期税額", "3 期税額"],
    ],
)
def test_a_blank_ends_no_number_elsewhere(texts: list[str]) -> None:
    assert own_numbers(texts) == []
    assert without_numbers(texts) == [*map(without_number, texts)]
    assert numbered(texts).startswith(f"1.{texts[0]}\n2.{texts[1]}")


@pytest.mark.parametrize(
    "names",
    [
        ("個人番号", "氏名", "氏名", "住所"),
        ("個人番号", "年齢", "住所", "年金番号"),
        ("被保険者番号", "被保険者記号", "被保険者氏名"),
        ("世帯番号", "世帯主氏名", "世帯構成"),
        ("個人番号", "個人番号の変更日", "個人の区分"),
    ],
)
def test_names_that_begin_as_a_count_or_stand_twice(names: tuple[str, ...]) -> None:
    assert without_numbers([f"{at}　{name}" for at, name in enumerate(names, 1)]) == [*names]
