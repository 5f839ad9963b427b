"""Safe text, folding and near misses."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pia_cli.core.text import fold, fold_each, nearest, short_pair, visible
from pia_cli.core.unseen import INVISIBLE

any_text = st.text(st.characters(exclude_categories=()), max_size=120)
quick = settings(max_examples=60)


def test_what_nobody_sees_is_folded_away_and_shown_as_text() -> None:
    unseen = [char for char in map(chr, range(0x110000)) if INVISIBLE.match(char)]
    assert [char for char in unseen if fold(f"氏{char}名") != "氏名"] == []
    assert [char for char in unseen if fold(f"氏{char}名。" * 20) != "氏名。" * 20] == []
    assert [char for char in unseen if fold_each([f"氏{char}名", "甲"]) != ["氏名", "甲"]] == []
    assert [char for char in unseen if visible(char) == char] == []


def test_the_selectors_of_a_form_are_folded_away_and_stay_in_sight() -> None:
    assert fold("葛\U000e0100飾\ufe00") == "葛飾"
    assert visible("葛\U000e0100飾\ufe00") == "葛\U000e0100飾\ufe00"


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("委託する", "委託する"),
        ("a\tb", "a b"),
        ("全　角", "全　角"),
        ("\x1b[31m赤", r"\u{1B}[31m赤"),
        ("\x00\x7f\x9b", r"\u{00}\u{7F}\u{9B}"),
        ("\u202e\u2066\u200e\u061c", r"\u{202E}\u{2066}\u{200E}\u{61C}"),
        ("\u200b\u2060\ufeff", r"\u{200B}\u{2060}\u{FEFF}"),
        ("\u2028\u2029\r\n", r"\u{2028}\u{2029}\u{0D}\u{0A}"),
        ("\ud800", r"\u{D800}"),
        ("外字\ue000", "外字\ue000"),
        ("葛\U000e0100", "葛\U000e0100"),
        ("[bold]", "[bold]"),
    ],
)
def test_visible(text: str, shown: str) -> None:
    assert visible(text) == shown


@quick
@given(any_text)
def test_visible_is_stable_and_encodable(text: str) -> None:
    shown = visible(text)
    shown.encode()
    assert visible(shown) == shown
    assert len(shown.splitlines()) <= 1


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("委託する", "　委託 する\n"),
        ("ＩＣカード", "ICカード"),
        ("ｶﾞｲﾄﾞ", "ガイド"),
        ("か゛", "が"),
        ("提供・移転", "提供･移転"),
        ("提供・移転", "提供·移転"),
        ("1～2", "1〜2"),
        ("1~2", "1～2"),
        ("Ⅱ－４", "II-4"),
        ("Ⅱ―４", "Ⅱ−４"),
        ("サービス", "サ－ビス"),
        ("③委託先名", "3委託先名"),
        ("１，０００", "1、000"),
        ("委託\u200bする", "委託する"),
        ("葛\U000e0100", "葛"),
    ],
)
def test_fold_unifies(one: str, other: str) -> None:
    assert fold(one) == fold(other)


@pytest.mark.parametrize(("one", "other"), [("ハ", "バ"), ("する", "しない"), ("A", "a")])
def test_fold_keeps_apart(one: str, other: str) -> None:
    assert fold(one) != fold(other)


@quick
@given(st.text("かきハ゛ﾞ\u3099\u0301a1①Ⅱ 　。～", max_size=300))
def test_fold_in_pieces_equals_fold_of_the_whole(text: str) -> None:
    assert fold(text + "。" * 70 + text) == fold(text) + "。" * 70 + fold(text)


_MARKED = st.text("かきハー゛ﾞ\u3099\u0301a1①Ⅱ 　\n。～（）‐", max_size=8)


@quick
@given(st.lists(_MARKED, max_size=6), st.integers(0, 70))
def test_fold_of_each_is_fold_of_one(texts: list[str], longest: int) -> None:
    texts = [*texts, "漢" * longest]
    assert fold_each(texts) == [fold(text) for text in texts]
    assert fold_each(texts[:-1]) == [fold(text) for text in texts[:-1]]


@quick
@given(
    st.text(st.one_of(st.characters(exclude_categories=["Cs"]), st.sampled_from("かハ゛ﾞ\u3099a")))
)
def test_fold_leaves_nothing_to_fold(text: str) -> None:
    folded = fold(text[:100])
    assert folded == fold("。" * 70 + text[:100])[70:]
    assert folded == fold(folded + "。" * 70)[:-70]


def test_fold_is_linear_in_hostile_text() -> None:
    started = time.process_time()
    fold("a" + "\u0327\u0301" * 50_000)
    assert time.process_time() - started < 3


@pytest.mark.parametrize(
    ("word", "candidates", "meant"),
    [
        ("　委託 する", ["委託しない", "委託する"], "委託する"),
        ("委託しな", ["委託する", "委託しない"], "委託しない"),
        ("有り", ["有", "無"], "有"),
        ("再委託", ["⑤再委託の有無"], "⑤再委託の有無"),
        ("取扱者数とやらをここに書く", ["取扱者数", "委託先名"], "取扱者数"),
        ("さっぱり", ["委託する", "委託しない"], None),
        ("無", ["無関係な語"], None),
        ("", ["有", "無"], None),
        ("有", [], None),
    ],
)
def test_nearest(word: str, candidates: list[str], meant: str | None) -> None:
    assert nearest(word, candidates) == meant


def test_nearest_is_bounded_for_long_words() -> None:
    word = "委託" * 100_000
    assert nearest(word, ["委託する", word + "しない"]) == word + "しない"


@pytest.mark.parametrize(
    ("one", "other", "quoted"),
    [
        ("甲" + "乙" * 99, "丙" + "乙" * 99, ("甲" + "乙" * 39 + "…", "丙" + "乙" * 39 + "…")),
        (
            "乙" * 90 + "甲。",
            "乙" * 90 + "丙。",
            ("…" + "乙" * 10 + "甲。", "…" + "乙" * 10 + "丙。"),
        ),
        ("乙" * 38 + "甲", "乙" * 38 + "丙", ("乙" * 38 + "甲", "乙" * 38 + "丙")),
    ],
    ids=["at once", "late", "whole"],
)
def test_two_texts_are_quoted_from_where_they_part(
    one: str, other: str, quoted: tuple[str, str]
) -> None:
    assert short_pair(one, other) == quoted
