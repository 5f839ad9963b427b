"""`Pattern`: an expression that is compiled at its first use, and what it needs."""

from __future__ import annotations

import re

import pytest

from pia_cli.core.pattern import NO_LETTERS, Pattern


def test_nothing_is_compiled_before_the_first_use() -> None:
    broken = Pattern("(")
    assert broken.may_match("x")
    with pytest.raises(re.error):
        broken.search("x")


def test_the_methods_are_those_of_the_expression() -> None:
    pattern = Pattern("([a-z]+)の", re.MULTILINE)
    found = pattern.search("1 xyの")
    assert found
    assert found[1] == "xy"
    assert pattern.search("1 xyの", 3) != found
    assert pattern.match("xの")
    assert not pattern.match("1xの")
    assert pattern.fullmatch("xの")
    assert not pattern.fullmatch("xの1")
    assert [match[1] for match in pattern.finditer("aのbの")] == ["a", "b"]
    assert pattern.findall("aのbの") == ["a", "b"]
    assert pattern.sub("\\1", "aのbの", count=1) == "abの"
    assert pattern.split("1aの2") == ["1", "a", "2"]
    assert repr(pattern) == "Pattern('([a-z]+)の')"


def test_a_text_without_the_needed_words_is_ruled_out() -> None:
    pattern = Pattern("第[0-9]+[条項]", needs=("条", "項"))
    assert pattern.may_match("第1項")
    assert not pattern.may_match("第1号")


def test_a_text_is_searched_only_where_it_may_match() -> None:
    pattern = Pattern("第[0-9]+[条項]", needs=("条", "項"))
    assert pattern.is_in("第1項")
    assert not pattern.is_in("第項")
    assert not Pattern("(", needs=("条",)).is_in("第1項")


SHIFT_JIS = [
    char
    for char in map(chr, range(0x80, 0x10000))
    if char.encode("cp932", "ignore") and not "\uf900" <= char <= "\ufaff"
]


@pytest.mark.parametrize(
    ("but", "said_directly"),
    [
        ("", "[一-龠々〆ぁ-ゖァ-ヺー0-9A-Za-z]"),
        ("ぁ-ゖ", "[一-龠々〆ァ-ヺー0-9A-Za-z]"),
        ("0-9A-Za-zぁ-ゖァ-ヺー", "[一-龠々〆]"),
    ],
)
def test_no_letters_leaves_the_letters_of_japanese(but: str, said_directly: str) -> None:
    letters = Pattern(f"[^{NO_LETTERS}{but}]")
    for char in [*map(chr, range(0x80)), *SHIFT_JIS]:
        assert bool(letters.match(char)) == bool(re.match(said_directly, char)), char
    assert letters.match("𠮷")
    assert letters.match("﨑")
