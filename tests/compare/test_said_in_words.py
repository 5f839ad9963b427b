"""What rows say in words was put for something or added, held against the two texts."""

from __future__ import annotations

import pytest

from compare.casefile import compared
from compare.test_sentence_parts import HEAD, found
from pia_cli.compare.committed.verify import verify

AFTER = 9, 11
"""Where 変更後の記載 begins."""


def replaced(one: str, other: str, frame: str) -> tuple[str, str]:
    return frame.format(one), frame.format(other)


@pytest.mark.parametrize(
    ("one", "other", "frame"),
    [
        (
            "ガバメントクラウド",
            "ガバメントクラウド（国内のリージョンに限る）",
            "①{}の上に構築する。",
        ),
        ("システム", "システム等", "{}を利用する。"),
        ("パスワード", "パスワード及び生体認証", "{}により認証する。"),
        ("パスワード及び生体認証", "パスワード", "{}により認証する。"),
        ("窓口", "窓口（本庁及び支所）", "{}で受け付ける。"),
        ("ログ", "操作ログ", "{}を確認する。"),
        ("書庫", "施錠できる書庫", "{}に保管する。"),
        ("支給", "審査及び支給", "給付の{}を行う。"),
        ("個人番号", "個人番号カード", "{}により確認する。"),
        ("個人番号カード", "個人番号", "{}により確認する。"),
        ("市民税課", "市民課、市民税課", "{}、収納課の職員が扱う。"),
        ("氏名、住所", "氏名、生年月日、住所", "{}を記録する。"),
    ],
)
@pytest.mark.parametrize(
    "words", ["「{}」を「{}」に改める", "「{}」を「{}」に変更", "「{}」→「{}」"]
)
@pytest.mark.parametrize("is_blank", [True, False])
def test_a_word_may_be_put_for_one_that_stands_in_it(
    one: str, other: str, frame: str, words: str, *, is_blank: bool
) -> None:
    before, after = replaced(one, other, frame)
    cells = ("－" if is_blank else before, words.format(one, other))
    assert found(before, after, cells) == []


@pytest.mark.parametrize(
    ("before", "after", "words"),
    [
        ("ログ、甲を使う。", "ログ、乙を使う。", "「ログ」を「ログ」に改める"),
        (
            "操作ログ、ログ、甲を使う。",
            "操作ログ、ログ、乙を使う。",
            "「ログ」を「操作ログ」に改める",
        ),
        ("操作ログ、ログ、甲を使う。", "操作ログ、ログ、乙を使う。", "「操作ログ」→「ログ」"),
    ],
)
def test_a_word_that_stayed_was_put_for_none(before: str, after: str, words: str) -> None:
    assert found(before, after, ("甲", words)) == [("H003", *AFTER)]


KEPT = "紙の届出書は3年間、電子の申請書は5年間、操作の記録は{}間保存する。"


@pytest.mark.parametrize(
    ("before", "after", "cells"),
    [
        (KEPT.format("3年"), KEPT.format("5年"), ("3年間", "5年間")),
        (KEPT.format("3年"), KEPT.format("5年"), ("操作の記録は3年間", "操作の記録は5年間")),
        (
            "市民課及び税務課、市民課に提供する。",
            "市民課及び税務課、市民課及び税務課に提供する。",
            ("市民課", "市民課及び税務課"),
        ),
    ],
)
def test_a_pair_of_words_that_both_stand_elsewhere_tells_what_changed(
    before: str, after: str, cells: tuple[str, str]
) -> None:
    assert found(before, after, cells) == []


@pytest.mark.parametrize(
    "cells",
    [
        ("5年間", "3年間"),
        ("紙の届出書は3年間", "電子の申請書は5年間"),
    ],
)
def test_a_pair_of_words_that_stayed_tells_nothing(cells: tuple[str, str]) -> None:
    told = found(KEPT.format("3年"), KEPT.format("5年"), cells)
    assert told == [("H001", 3, 35), ("H004", 7, 7)]


LAW = "番号法第19条第8号に基づく主務省令第2条の表の{}"
GREW = LAW.format("69の項"), LAW.format("69、70の項")


@pytest.mark.parametrize(
    ("texts", "words"),
    [
        (GREW, "71の項を追加"),
        (GREW, "情報照会に71の項を追加"),
        (GREW, "70、71の項を追加"),
        (GREW, "７１の項を新たに追加"),
        (GREW, "別表の70の項及び71の項を追加した。"),
        (GREW, "69の項を削除、70の項を追加、71の項を追加"),
        ((GREW[1], GREW[0]), "71の項を削除"),
        (GREW, "6の項を追加"),
    ],
)
def test_a_number_of_the_law_that_no_text_has_is_none(texts: tuple[str, str], words: str) -> None:
    assert found(*texts, (texts[0], words)) == [("H003", *AFTER)]


@pytest.mark.parametrize(
    ("texts", "words"),
    [
        (GREW, "70の項を追加"),
        (GREW, "７０の項の追加"),
        (GREW, "69、70の項の追加"),
        (GREW, "主務省令第2条の表の70の項を追加"),
        ((GREW[1], GREW[0]), "70の項を削除"),
        ((LAW.format("69の項"), LAW.format("69から72の項")), "71の項を追加"),
        ((LAW.format("69の項"), LAW.format("69～72の項")), "71の項を追加"),
        ((LAW.format("69の項"), LAW.format("六十九及び七十の項")), "70の項を追加"),
        ((LAW.format("69の項"), LAW.format("69の項、70の2の項")), "70の2の項を追加"),
        (GREW, "71の項目を追加"),
        (GREW, "別表の改正により70の項を追加"),
        (GREW, "71の項の追加に伴う変更"),
    ],
)
def test_a_number_of_the_law_that_came_is_right(texts: tuple[str, str], words: str) -> None:
    assert found(*texts, ("－", words)) == []


LISTED = '"①納税通知書を発行する。\\n②納付書を発行する。"'
GREW_BY_A_LINE = LISTED[:-1].replace("②", "③").replace("\\n", "\\n②督促状を発行する。\\n") + '"'


@pytest.mark.parametrize(
    "words",
    [
        "②催告書を発行する。を追加",
        "②催告書を発行する。の記載を追加した。",
        "(2)催告書を発行する。を新たに追加",
        "②の催告書を発行する。を追加",
        "②納付書を発行する。の前に催告書を発行する。を追加",
        "②催告書を発行する。を削除",
    ],
)
def test_a_sentence_behind_a_number_that_no_text_has_is_none(words: str) -> None:
    assert found(LISTED, GREW_BY_A_LINE, ("－", words)) == [("H002", 8, 11), ("H003", *AFTER)]


@pytest.mark.parametrize(
    "words",
    [
        "②督促状を発行する。を追加",
        "（２）督促状を発行する。を追加",
        "④督促状を発行する。を追加",
        "②の督促状を発行する。を追加",
        "②新たに督促状を発行する。を追加",
        "②①納税通知書を発行する。の次に督促状を発行する。を追加",
        "②督促状を…する。を追加",
        "②督促状の発行を追加",
        "②督促の事務を追加",
        "督促状に関する記載を追加",
        "発行する通知書の種類を追加",
        "催告書を発行する。を追加",
        "事務の内容に②督促状を発行する。を追加",
    ],
)
def test_a_sentence_that_came_and_words_about_one_are_right(words: str) -> None:
    assert found(LISTED, GREW_BY_A_LINE, ("－", words)) == []


def records(names: list[str], day: str, rows: str = "") -> str:
    return (
        f"{HEAD}特定個人情報ファイルの概要: [{{特定個人情報ファイル名: 甲ファイル, "
        f"特定個人情報ファイル記録項目: [{{区分: 宛名情報, 項目: {names}}}]}}]\n"
        f"評価実施手続: {{基礎項目評価: {{実施日: {day}}}}}\n{rows}"
    )


def found_of_records(words: str) -> list[str]:
    names = ["宛名番号", "個人番号", "氏名", "住所"]
    rows = (
        "変更箇所:\n- 変更日: 令和8年2月4日\n  項目: 別添1-宛名情報\n"
        f"  変更前の記載:\n  変更後の記載: {words}\n  提出時期: 事後\n"
    )
    old = records(names, "令和7年4月1日")
    new = records([*names[:3], "氏名カナ", *names[3:]], "令和8年2月4日", rows)
    return [one.code for one in verify(compared(old, new))]


@pytest.mark.parametrize(
    "words",
    [
        "4.国籍を追加",
        "４．国籍の項目を追加した。",
        "④国籍を新たに追加",
        "4.新たに国籍を追加",
        "4.国籍等を追加",
        "4.氏名の次に国籍を追加",
    ],
)
def test_a_name_behind_a_number_that_no_list_has_is_none(words: str) -> None:
    assert found_of_records(words) == ["H002", "H003"]


@pytest.mark.parametrize(
    "words",
    [
        "4.氏名カナを追加",
        "④カナを追加",
        "4.氏名 カナを追加",
        "4.新たに氏名カナを追加",
        "4.末尾に氏名カナを追加",
        "4.氏名の次に氏名カナを追加",
        "4.氏名カナ等を追加",
        "4.氏名カナ欄を追加",
        "4.の項目を追加",
        "4.以降を追加",
        "4.から4.までを追加",
        "4項目を追加",
        "国籍を追加",
        "氏名の読みを追加",
        "新たな項目を追加",
    ],
)
def test_a_name_that_came_and_words_about_one_are_right(words: str) -> None:
    assert found_of_records(words) == []
