"""C042: which names of record items stand for several items, and which for one; C043: numbers."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from pia_cli.check.engine import check

BASE = (Path(__file__).parents[1] / "cases" / "positive" / "base.yaml").read_text("utf-8")
BAND, MORE = "記録される項目: 10項目以上50項目未満", "記録される項目: 100項目以上"


def found(item: str) -> list[tuple[str, int, int]]:
    """What is found where 別添1 has too few items, one of which is this."""
    assert BASE.count(BAND) == BASE.count("          - 世帯主氏名\n") == 1
    text = BASE.replace("- 世帯主氏名", f"- {item}").replace(BAND, MORE)
    diagnostics = check(text.encode(), "x", today=date(2025, 4, 1)).diagnostics
    return [(one.code, one.span.line, one.span.column) for one in diagnostics]


@pytest.mark.parametrize(
    "item",
    [
        *("均等割額", "平等割額", "障害等級", "等級", "高等学校名", "医療機関等コード"),
        *("その他内線番号", "その他連絡先名2", "その他控除額", "その他控除額（円）"),
        *("医療機関等コード2", "資格取得等年月日", "金融機関等名称", "障害等級コード", "一等親"),
        *("1. 給付履歴", "１　給付履歴", "①　給付履歴", "給付履歴 （5年分）", "給付履歴　(5年分)"),
        *("送付先住所　漢字　外字数", "31.送付先住所 漢字 外字変更連番", "所得 2"),
        *("ひとり親", "ふりがな", "転入前の住所", "世帯主との続柄", "給付履歴", "証明書番号"),
    ],
)
def test_an_item_that_is_one(item: str) -> None:
    assert found(item) == [("C042", 56, 16)]


@pytest.mark.parametrize(
    "item",
    [
        *("口座情報等", "口座情報等（振込先）", "口座情報等 (振込先)", "「資格」等"),
        *("住民税等情報", "資格等の情報", "給付等に関する情報", "介護給付等関係情報", "口座等一式"),
        *("口座情報など", "口座情報ほか", "氏名、住所", "資格・給付", "別紙のとおり"),
        *("資格取得等及び喪失の年月日", "扶養控除等又は社会保険料控除", "所得等と控除"),
        *("給付等履歴一覧", "健診結果等記録", "資格等履歴", "その他所得", "氏名及び住所"),
        *("給付並びに資格", "還付若しくは充当", "取得または喪失", "所得1～所得10", "各月の報酬額"),
        *("氏名､住所", "資格･給付"),
        *("1.氏名 2.住所 3.性別", "1.氏名　2.住所　3.性別", "①氏名 ②住所", "氏名 (2)住所"),
        *("氏名 住所 性別 続柄 記号 番号", "1 氏名　2 住所　3 性別　4 続柄"),
        *("その他", "その他（給付）", "その他の情報", "その他給付に必要な情報"),
    ],
)
def test_an_item_that_stands_for_several(item: str) -> None:
    assert found(item) == []


NAMES = ("宛名番号", "個人番号", "氏名", "生年月日", "性別", "住所")
MORE_NAMES = ("被保険者記号", "被保険者番号", "資格取得年月日", "資格喪失年月日", "世帯主氏名")


def numbered(start: int, end: str) -> str:
    """The base document with numbers in both groups of 別添1, in the second from ``start``."""
    head, key, records = BASE.partition("特定個人情報ファイル記録項目:")
    for first, names in ((1, NAMES), (start, (*MORE_NAMES, "振込口座"))):
        for at, name in enumerate(names, first):
            assert records.count(f"          - {name}\n") == 1
            records = records.replace(f"          - {name}\n", f"          - {at}{end}{name}\n")
    return head + key + records


@pytest.mark.parametrize("end", [".", "　", " ", "．", ")"])
@pytest.mark.parametrize("start", [1, 7])
def test_numbers_may_go_on_through_the_groups(start: int, end: str) -> None:
    assert check(numbered(start, end).encode(), "x", today=date(2025, 4, 1)).diagnostics == ()


def broken(*groups: tuple[int, ...]) -> list[tuple[int, str]]:
    """Where C043 finds a break in groups with these numbers, and what it says to do."""
    start, end = BASE.index("      - 区分: 宛名情報"), BASE.index("\nリスク対策:")
    records = "".join(
        f"      - 区分: 区分{'甲乙丙'[at]}\n        項目:\n"
        + "".join(f"          - {number}.所得{at}{number}\n" for number in numbers)
        for at, numbers in enumerate(groups)
    )
    text = BASE[:start] + records + BASE[end:]
    found = check(text.encode(), "x", today=date(2025, 4, 1)).diagnostics
    first = BASE[:start].count("\n") + 1
    return [(one.span.line - first, one.hint or "") for one in found if one.code == "C043"]


@pytest.mark.parametrize(
    "groups",
    [((1, 2), (3, 4), (5, 6)), ((1, 2), (1, 2), (1, 2)), ((1, 2), (3, 4), (1, 2))],
)
def test_groups_that_go_on_or_begin_anew(groups: tuple[tuple[int, ...], ...]) -> None:
    assert broken(*groups) == []


@pytest.mark.parametrize("third", [(3, 4), (5, 6)])
def test_no_group_goes_on_behind_one_that_began_anew(third: tuple[int, ...]) -> None:
    [(line, hint)] = broken((1, 2), (1, 2), third)
    assert line == 10
    assert hint.endswith("番号を1から続けてください")
