"""Texts by sentence and by word."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pia_cli.cells.quotation import MAX_PIECES, is_part
from pia_cli.compare.prose import OMITTED, Piece, excerpt, highlight, sentences

SENTENCES = (
    "資格を管理する。", "保険料を賦課する。", "届出を3日以内に受け付ける。", "（控えを渡す。）",
    "<郡山市における措置>\n", "入退室を記録する。\n", "\n", "市民課、税務課",
    "①", "「要介護。」", " ",
)  # fmt: skip
TEXTS = st.lists(st.sampled_from(SENTENCES), max_size=8).map("".join)
MANY = settings(max_examples=100)


def joined(pieces: list[Piece]) -> str:
    return "".join(piece.text for piece in pieces)


def marked(pieces: list[Piece]) -> str:
    """The pieces in one line, those that changed in brackets."""
    return "".join(f"[{piece.text}]" if piece.changed else piece.text for piece in pieces)


@MANY
@given(st.text() | TEXTS)
def test_sentences_joined_give_the_text(text: str) -> None:
    assert "".join(sentences(text)) == text
    assert all(sentences(text))


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("甲法(以下「法」という。)による。次。", ["甲法(以下「法」という。)による。", "次。"]),
        ("集計する(使用しない。)。保存する。", ["集計する(使用しない。)。", "保存する。"]),
        ("（控えを渡す。）届出。", ["（控えを渡す。）", "届出。"]),
        ("甲（乙「丙。」丁。）戊。己", ["甲（乙「丙。」丁。）戊。", "己"]),
        ("甲（乙。丙。", ["甲（乙。", "丙。"]),
        ("甲（乙。\n丙。）丁。", ["甲（乙。\n", "丙。）", "丁。"]),
    ],
)  # fmt: skip
def test_a_sentence_is_not_cut_within_brackets(text: str, pieces: list[str]) -> None:
    assert sentences(text) == pieces


def test_an_excerpt_closes_the_brackets_that_it_opens() -> None:
    law = "措置法(平成24年法律第31号。以下「特措法」という。)により予防接種を行う。"
    rest = "接種の記録を管理する(個人番号は使用しない。)。"
    assert excerpt(law + rest, law.replace("31", "32") + rest)[0] == law + OMITTED
    before, after = excerpt(law + rest, law + rest + "統計を作成する。")
    assert before == OMITTED + rest
    assert after == OMITTED + rest + "統計を作成する。"


@MANY
@given(TEXTS, TEXTS)
def test_pieces_joined_give_the_texts(before: str, after: str) -> None:
    left, right = highlight(before, after)
    assert (joined(left), joined(right)) == (before, after)
    for side in (left, right):
        assert all(piece.text for piece in side)
        assert all(one.changed is not two.changed for one, two in pairwise(side))


@MANY
@given(TEXTS, TEXTS)
def test_what_stayed_is_the_same_on_both_sides(before: str, after: str) -> None:
    stayed = [
        "".join(piece.text for piece in side if not piece.changed)
        for side in highlight(before, after)
    ]
    assert stayed[0] == stayed[1]


@MANY
@given(TEXTS, TEXTS)
def test_swapping_the_texts_mirrors_the_pieces(before: str, after: str) -> None:
    assert highlight(after, before) == highlight(before, after)[::-1]
    assert excerpt(after, before) == excerpt(before, after)[::-1]


@MANY
@given(TEXTS)
def test_a_text_does_not_differ_from_itself(text: str) -> None:
    assert highlight(text, text) == ([Piece(text, False)] * bool(text),) * 2
    assert excerpt(text, text) == (text, text)


@MANY
@given(TEXTS, TEXTS)
def test_an_excerpt_quotes_its_text(before: str, after: str) -> None:
    for short, text in zip(excerpt(before, after), (before, after), strict=True):
        assert not short.strip() or is_part(short, [text])
        assert len(short) <= len(text) + len(OMITTED)


@pytest.mark.parametrize(
    ("before", "after", "old", "new"),
    [
        ("資格を管理する。", "資格を記録する。", "資格を[管理]する。", "資格を[記録]する。"),
        ("市民課、福祉課", "市民課、生活課", "市民課、[福祉課]", "市民課、[生活課]"),
        ("甲。乙。", "甲。", "甲。[乙。]", "甲。"),
        ("", "甲", "", "[甲]"),
        ("第7号", "第8号", "第[7]号", "第[8]号"),
        ("甲課の乙係", "丙課の丁係", "[甲課の乙係]", "[丙課の丁係]"),
        ("甲。\n乙。", "乙。\n甲。", "[甲]。\n[乙]。", "[乙]。\n[甲]。"),
    ],
)
def test_highlight(before: str, after: str, old: str, new: str) -> None:
    left, right = highlight(before, after)
    assert (marked(left), marked(right)) == (old, new)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", []),
        ("甲。乙。", ["甲。", "乙。"]),
        ("甲。」と言う。", ["甲。」", "と言う。"]),
        ("甲\n\n乙", ["甲\n\n", "乙"]),
        ("甲。\n乙", ["甲。\n", "乙"]),
        ("（甲。）乙", ["（甲。）", "乙"]),
    ],
)
def test_sentences(text: str, expected: list[str]) -> None:
    assert sentences(text) == expected


LONG = "入退室管理を行っている部屋に設置したサーバ内に保管する。\n"
CITY, CENTER = "<郡山市における措置>\n", "<中間サーバーにおける措置>\n"
OLD, NEW = "バックアップを毎月取る。\n", "バックアップを毎日取る。\n"


@pytest.mark.parametrize(
    ("before", "expected"),
    [
        (OLD, "バックアップを毎月取る。"),
        (LONG + OLD, f"{OMITTED}\nバックアップを毎月取る。"),
        (OLD + LONG, f"バックアップを毎月取る。\n{OMITTED}"),
        (CITY + OLD, f"{CITY}バックアップを毎月取る。"),
        (CITY + LONG + OLD, f"{CITY}{OMITTED}\nバックアップを毎月取る。"),
        (CITY + LONG + CENTER + OLD, f"{OMITTED}\n{CENTER}バックアップを毎月取る。"),
        (CITY + OLD + CENTER + LONG, f"{CITY}バックアップを毎月取る。\n{OMITTED}"),
        (
            LONG + CITY + OLD + LONG + CENTER,
            f"{OMITTED}\n{CITY}バックアップを毎月取る。\n{OMITTED}",
        ),
        ("①\n" + OLD, "①\nバックアップを毎月取る。"),
    ],
)
def test_excerpt(before: str, expected: str) -> None:
    assert excerpt(before, before.replace(OLD, NEW))[0] == expected


A, B, C, D = (f"{name}に関する措置を講じ、記録を保管する。" for name in "甲乙丙丁")
ADDED = "新たに監査を行う。"


@pytest.mark.parametrize(
    ("text", "at", "shown"),
    [
        ([A, B, C, D], 2, (OMITTED + B + C + OMITTED, OMITTED + B + ADDED + C + OMITTED)),
        ([A, B, C, D], 0, (A + OMITTED, ADDED + A + OMITTED)),
        ([A, B, C, D], 4, (OMITTED + D, OMITTED + D + ADDED)),
        ([A, B], 1, (A + B, A + ADDED + B)),
        ([A], 1, (A, A + ADDED)),
        ([], 0, ("", ADDED)),
        (
            [A + "\n", CITY, LONG, B, C, D],
            4,
            (
                f"{OMITTED}\n{CITY}{OMITTED}\n{B}{C}{OMITTED}",
                f"{OMITTED}\n{CITY}{OMITTED}\n{B}{ADDED}{C}{OMITTED}",
            ),
        ),
        (
            [A, B, "\n", C, D],
            3,
            (f"{OMITTED}{B}\n{C}{OMITTED}", f"{OMITTED}{B}\n{ADDED}{C}{OMITTED}"),
        ),
    ],
)
def test_an_excerpt_of_what_only_gained_or_lost_a_sentence(
    text: list[str], at: int, shown: tuple[str, str]
) -> None:
    before, after = "".join(text), "".join([*text[:at], ADDED, *text[at:]])
    assert excerpt(before, after) == shown
    assert excerpt(after, before) == shown[::-1]


@MANY
@given(TEXTS, TEXTS)
def test_an_excerpt_says_something_where_there_is_something(before: str, after: str) -> None:
    for short, text in zip(excerpt(before, after), (before, after), strict=True):
        assert bool(short.strip()) >= bool(text.strip()) or not text.strip()


def test_a_sentence_that_is_only_repeated_leaves_the_other_text_whole() -> None:
    lines = [f"{text}\n" for text in (A, B, C, D)]
    before, after = "".join(lines), "".join([*lines, lines[0]])
    assert excerpt(before, after) == (before, f"{OMITTED}\n{A}")


@pytest.mark.parametrize(("repeated", "is_whole"), [(MAX_PIECES // 2, True), (MAX_PIECES, False)])
def test_many_repeated_sentences_are_not_looked_for(repeated: int, is_whole: bool) -> None:
    lines = [f"記載{number}\n" for number in range(2 * MAX_PIECES)]
    before, after = "".join(lines), "".join([*lines, *lines[: 2 * repeated : 2]])
    assert (excerpt(before, after)[0] == before) is is_whole


def test_what_stayed_around_an_insertion_is_left_out_once() -> None:
    first, second, third = (f"{name}の事務を処理し、記録する。\n" for name in "甲乙丙")
    old = f"{first}{second}{third}{'古' * 9}。"
    new = f"{first}新しい事務を処理する。\n{second}{third}{'今' * 9}。"
    before, after = excerpt(old, new)
    assert before == f"{OMITTED}\n{'古' * 9}。"
    assert after == f"{OMITTED}\n新しい事務を処理する。\n{OMITTED}\n{'今' * 9}。"
