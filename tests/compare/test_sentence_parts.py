"""Which of the changes within one sentence a row of 変更箇所 leaves out."""

from __future__ import annotations

import pytest

from compare.casefile import compared
from pia_cli.compare.committed.verify import verify
from pia_cli.compare.documents import Comparison

HEAD = "様式: 重点項目評価書\n様式の版: 令和6年10月\n"


def document(text: str, day: str, rows: str = "") -> str:
    return (
        f"{HEAD}基本情報: {{特定個人情報ファイルを取り扱う事務: {{事務の内容: {text}}}}}\n"
        f"評価実施手続: {{基礎項目評価: {{実施日: {day}}}}}\n{rows}"
    )


def revised(before: str, after: str, cells: tuple[str, str]) -> Comparison:
    rows = (
        "変更箇所:\n- 変更日: 令和8年2月4日\n  項目: Ⅰ-1-②事務の内容\n"
        f"  変更前の記載: {cells[0]}\n  変更後の記載: {cells[1]}\n  提出時期: 事後\n"
    )
    return compared(document(before, "令和7年4月1日"), document(after, "令和8年2月4日", rows))


def found(before: str, after: str, cells: tuple[str, str]) -> list[tuple[str, int, int]]:
    every = verify(revised(before, after, cells))
    return [(one.code, one.span.line, one.span.column) for one in every if one.span]


NUMBERS = ("10名", "20名")


@pytest.mark.parametrize(
    ("before", "after", "cells"),
    [
        ("2024-04-01から10名が扱う。", "令和6年4月1日から20名が扱う。", NUMBERS),
        ("平成31年4月1日から10名が扱う。", "2019-04-01から20名が扱う。", NUMBERS),
        ("R6.4.1から10名が扱う。", "令和6年4月1日から20名が扱う。", NUMBERS),
        ("氏名及び住所を扱う10名。", "氏名および住所を扱う20名。", NUMBERS),
        ("氏名または住所を扱う10名。", "氏名又は住所を扱う20名。", NUMBERS),
        ("氏名並びに住所を扱う10名。", "氏名ならびに住所を扱う20名。", NUMBERS),
        ("届出－通知を扱う10名。", "届出ー通知を扱う20名。", NUMBERS),
        ("健康課の10名が扱う。", "福祉課の20名が扱う。", ("健康課の10名", "福祉課の20名")),
        ("10名が扱う。", "20名程度が扱う。", NUMBERS),
        ("毎年3月に10名が扱う。", "毎年4月に10名が扱う。", ("3月", "4月")),
    ],
)
def test_another_notation_need_not_be_told(before: str, after: str, cells: tuple[str, str]) -> None:
    assert found(before, after, cells) == []


@pytest.mark.parametrize(
    ("before", "after", "cells"),
    [
        (
            "氏名及び住所を、甲社が3年間保存する。",
            "氏名及び住所を、乙社が5年間保存する。",
            ("甲社", "乙社"),
        ),
        ("健康課の10名が扱う。", "福祉課の20名が扱う。", NUMBERS),
        ("健康課の10名が扱う。", "福祉課の20名が扱う。", ("健康課", "福祉課")),
        (
            "氏名、住所、電話番号を3年間保存する。",
            "氏名、住所を5年間保存する。",
            ("3年間", "5年間"),
        ),
        (
            "身体障害者手帳等を10名が扱う。",
            "身体障害者手帳、療育手帳等を20名が扱う。",
            NUMBERS,
        ),
        ("2024-04-01から課で10名が扱う。", "令和7年4月1日から課で20名が扱う。", NUMBERS),
    ],
)
def test_a_number_tells_nothing_of_a_name_beside_it(
    before: str, after: str, cells: tuple[str, str]
) -> None:
    assert found(before, after, cells) == [("H001", 3, 35)]


def messages(before: str, after: str, cells: tuple[str, str]) -> list[str]:
    return [one.message for one in verify(revised(before, after, cells))]


GLOSS = "端末の暗証番号（窓口の端末で使う）は"


@pytest.mark.parametrize(
    ("before", "after", "cells"),
    [
        (
            f"{GLOSS}7391です。市の職員の許可を得て行う",
            f"{GLOSS}8264です。市の職員の承認を得て行う",
            ("－", "市の職員の承認を得て行う"),
        ),
        (
            f"{GLOSS}7391です、甲を使う",
            f"{GLOSS}8264です、乙を使う",
            ("甲を使う", "乙を使う"),
        ),
    ],
)
def test_a_secret_is_masked_before_its_name_is_cut_off(
    before: str, after: str, cells: tuple[str, str]
) -> None:
    said = messages(before, after, cells)
    assert len(said) == 1
    assert "7391" not in said[0]
    assert "8264" not in said[0]
    assert "****" in said[0]


LIST = "市民課、市民税課、収納課の職員が扱う。"


@pytest.mark.parametrize(
    ("before", "after", "cells"),
    [
        (LIST, "市民課、市民協働課、市民税課、収納課の職員が扱う。", ("－", "市民協働課")),
        ("市民課、市民協働課、市民税課、収納課の職員が扱う。", LIST, ("市民協働課", "－")),
        (LIST, "市民課、市民税課、収納対策課、収納課の職員が扱う。", ("－", "収納対策課")),
        (
            "申請書の内容を審査し、申請書を保管し、通知する。",
            "申請書を保管し、通知する。",
            ("申請書の内容を審査し、", "（削除）"),
        ),
        (
            "申請書を保管し、通知する。",
            "申請書の内容を審査し、申請書を保管し、通知する。",
            ("－", "（追加）申請書の内容を審査し、"),
        ),
        (
            "職員番号、職員の氏名を記録する。",
            "職員番号、職員の所属、職員の氏名を記録する。",
            ("－", "職員の所属"),
        ),
        (
            "個人番号の確認、登録を行う。",
            "個人番号の収集、個人番号の確認、登録を行う。",
            ("－", "個人番号の収集"),
        ),
        (
            "電子申請による届出、電子メールによる届出を扱う。",
            "電子メールによる届出を扱う。",
            ("電子申請による届出", "（削除）"),
        ),
    ],
)
def test_an_item_that_begins_like_the_next_one_is_told_by_itself(
    before: str, after: str, cells: tuple[str, str]
) -> None:
    assert found(before, after, cells) == []


@pytest.mark.parametrize(
    ("before", "after", "cells"),
    [
        (LIST, "市民課、市民協働課、市民税課、収納課、会計課の職員が扱う。", ("－", "会計課")),
        (LIST, "市民課、市民協働課、市民税課、収納課、会計課の職員が扱う。", ("－", "市民協働課")),
        (
            "申請書を保管し、3日で通知する。",
            "申請書の内容を審査し、申請書を保管し、5日で通知する。",
            ("3日", "5日"),
        ),
    ],
)
def test_an_item_that_begins_like_the_next_one_is_left_out(
    before: str, after: str, cells: tuple[str, str]
) -> None:
    assert found(before, after, cells) == [("H001", 3, 35)]


ORDER = "届出書は3年間、申請書は5年間保存し、毎月確認する。"


@pytest.mark.parametrize(
    ("before", "after", "is_left"),
    [
        (ORDER, "届出書は5年間、申請書は3年間保存し、毎週確認する。", True),
        (ORDER, "申請書は5年間、届出書は3年間保存し、毎週確認する。", False),
        ("3年又は5年保存し、毎月確認する。", "5年又は3年保存し、毎週確認する。", False),
        *(
            (f"{one}により毎月確認する。", f"{other}により毎週確認する。", False)
            for one, other in (
                ("69の項及び70の項", "70の項及び69の項"),
                ("69の項又は70の項", "70の項又は69の項"),
                ("69の項、70の項", "70の項、69の項"),
                ("第5条の規定及び第7条の規定", "第7条の規定及び第5条の規定"),
                ("システム1とシステム2と", "システム2とシステム1と"),
                ("システム1の記録とシステム2の記録と", "システム2の記録とシステム1の記録と"),
                ("1階と2階の書庫と3階の書庫", "1階と3階の書庫と2階の書庫"),
            )
        ),
        ("1階の執務室と2階の書庫で毎月行う。", "2階の執務室と1階の書庫で毎週行う。", True),
        ("氏名、住所を扱い、毎月確認する。", "住所、氏名を扱い、毎週確認する。", False),
        ("甲課及び乙課が扱い、毎月確認する。", "乙課及び甲課が扱い、毎週確認する。", False),
        (
            "甲課の3名及び乙課の5名で扱い、毎月確認する。",
            "乙課の5名及び甲課の3名で扱い、毎週確認する。",
            False,
        ),
    ],
)
def test_numbers_put_in_each_others_place_are_a_change(
    before: str, after: str, *, is_left: bool
) -> None:
    expected = [("H001", 3, 35)] if is_left else []
    assert found(before, after, ("毎月", "毎週")) == expected
