"""Rows of a section that tell an entry that came or is gone in one of their lines."""

from __future__ import annotations

import pytest

from compare.casefile import ROW, compared
from pia_cli.compare.committed.verify import verify

DOCUMENT = """\
様式: 重点項目評価書
様式の版: 令和6年10月
特定個人情報ファイルの概要:
- 特定個人情報ファイル名: 国保ファイル
  特定個人情報ファイルの取扱いの委託:
    委託の有無: 委託する
    件数: {count}
    委託事項:
{entries}
  特定個人情報の提供・移転:
    提供・移転の有無:
    - 提供を行っている: {given}
    - 移転を行っている: 1
    提供先:
{given_to}
評価実施手続:
  基礎項目評価:
    実施日: {day}
"""
NAMES = SYSTEM, INPUT, PRINT = "システムの保守", "届出書の入力", "通知書の印刷及び封入"
FIRMS = dict(zip(NAMES, ("みさき株式会社", "うみべ株式会社", "はまかぜ株式会社"), strict=True))
BOTH = SYSTEM, INPUT
OFFICES = "他の市町村の長", "日本年金機構"


def document(names: tuple[str, ...], day: str, offices: tuple[str, ...] = OFFICES[:1]) -> str:
    entries = (
        f"    - 委託事項: {name}\n      委託内容: {name}を行う。\n      委託先名: {FIRMS[name]}\n"
        f"      再委託の有無: 再委託{'する' if name == SYSTEM else 'しない'}"
        for name in names
    )
    given_to = (f"    - 提供先: {name}" for name in offices)
    return DOCUMENT.format(
        count=len(names),
        entries="\n".join(entries),
        given=len(offices),
        given_to="\n".join(given_to),
        day=day,
    )


def codes(was: str, now: str, item: str, before: str, after: str) -> list[str]:
    cells = (repr(cell).replace("'", '"') for cell in (item, before, after))
    row = ROW.format(**dict(zip(("item", "before", "after"), cells, strict=True)))
    return [one.code for one in verify(compared(was, now + row))]


def of_entries(
    old: tuple[str, ...], new: tuple[str, ...], item: str, before: str, after: str
) -> list[str]:
    was, now = document(old, "令和7年4月1日"), document(new, "令和8年2月4日")
    return codes(was, now, item, before, after)


def of_offices(item: str, before: str, after: str) -> list[str]:
    was, now = (
        document(BOTH, day, OFFICES[:count])
        for day, count in (("令和7年4月1日", 1), ("令和8年2月4日", 2))
    )
    return codes(was, now, item, before, after)


CAME = (
    ("2件", "3件\n委託事項3の追加"),
    ("2件", "3件\n委託事項３を追加"),
    ("2件", f"3件\n{PRINT}（追加）"),
    ("2件", f"3件\n{PRINT}を新規追加"),
    ("2件\n（なし）", f"3件\n委託事項3：{PRINT}（新規）"),
)


@pytest.mark.parametrize("item", ["Ⅱ-4-委託の有無、委託事項3", "Ⅱ-4"])
@pytest.mark.parametrize(("before", "after"), CAME)
def test_a_line_may_say_what_was_done_to_the_entry(item: str, before: str, after: str) -> None:
    assert of_entries(BOTH, NAMES, item, before, after) == []


@pytest.mark.parametrize(
    "line", ["委託事項4の追加", "委託事項3の廃止", f"{PRINT}（削除）", "委託事項3"]
)
def test_a_line_may_say_what_was_not_done(line: str) -> None:
    assert of_entries(BOTH, NAMES, "Ⅱ-4", "2件", f"3件\n{line}") != []


@pytest.mark.parametrize(
    "gone",
    ["委託事項2（削除）", "委託事項2 削除", "（削除）", f"{INPUT}（削除）"],
)
def test_the_line_below_may_say_that_the_entry_above_is_gone(gone: str) -> None:
    assert of_entries(BOTH, (SYSTEM,), "Ⅱ-4", f"2件\n委託事項2 {INPUT}", f"1件\n{gone}") == []
    assert of_entries(BOTH, (SYSTEM,), "Ⅱ-4", f"2件\n委託事項2 {INPUT}", f"1件\n{INPUT}") != []


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("2件\n5件", "3件\n7件"),
        ("2件", "3件\n③委託先名 あかさ株式会社"),
        ("2件\n委託事項1 委託先名 甲社", "3件\n委託事項1 委託先名 乙社"),
        ("2件", f"3件\n委託事項3 {PRINT}\n③委託先名 あかさ株式会社"),
    ],
)
def test_right_counts_do_not_vouch_for_the_other_lines(before: str, after: str) -> None:
    told = of_entries(BOTH, NAMES, "Ⅱ-4", before, after)
    assert {"H002", "H003", "H004"}.intersection(told), "the row itself is named"


@pytest.mark.parametrize(
    ("item", "before", "after"),
    [
        ("Ⅱ-5", "提供を行っている（1）件", "提供を行っている（2）件\n提供先2 日本年金機構"),
        ("Ⅱ-5", "1件", "2件\n提供先2　日本年金機構（追加）\n（以下略）"),
        ("Ⅱ-5 提供・移転の有無、提供先2", "1件", "2件\n日本年金機構"),
        ("Ⅱ-5", "提供（1件）\n移転（1件）", "提供（2件）\n移転（1件）\n日本年金機構を追加"),
    ],
)
def test_the_count_may_stand_beside_a_box(item: str, before: str, after: str) -> None:
    assert of_offices(item, before, after) == []
    assert of_offices(item, before, after.replace("2", "3", 1)) != []


@pytest.mark.parametrize(
    ("before", "after"),
    [(INPUT, PRINT), (f"{INPUT}を削除", f"{PRINT}を追加"), (f"委託事項2 {INPUT}", PRINT)],
)
def test_one_entry_came_where_another_one_went(before: str, after: str) -> None:
    new = SYSTEM, PRINT
    assert of_entries(BOTH, new, "Ⅱ-4", before, after) == []
    assert of_entries(BOTH, new, "Ⅱ-4", before, "給与の計算") != []


RIGHT = (
    f"3件\n{PRINT}\n①委託内容\n{PRINT}を行う。\n③委託先名\nはまかぜ株式会社\n④再委託の有無\n再委託しない",
    f"3件\n{PRINT}\n③委託先名：はまかぜ㈱\n④再委託の有無　再委託しない",
    f"委託する（3件）\n委託事項3\n{PRINT}\n※その他は変更なし",
    f"3件\n委託事項2　{INPUT}\nうみべ株式会社\n委託事項3　{PRINT}\nはまかぜ株式会社",
    f"3件\n委託事項1　{SYSTEM}\n再委託する\n委託事項2　（略）\n委託事項3　{PRINT}\n（以下略）",
)


@pytest.mark.parametrize("after", RIGHT)
@pytest.mark.parametrize("before", ["2件", "委託する（2件）\n②－", f"2件\n{SYSTEM}\n{INPUT}"])
def test_the_other_lines_of_a_row_may_copy_the_answers(before: str, after: str) -> None:
    assert of_entries(BOTH, NAMES, "Ⅱ-4", before, after) == []


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("2件", f"3件\n{PRINT}\n④再委託の有無 再委託する"),
        ("2件", f"3件\n{PRINT}\n③委託先名\nあかさ株式会社"),
        ("2件", f"3件\n委託事項3 {PRINT}\n①委託内容\n軽自動車の登録を行う。"),
        ("2件\n委託しない", f"3件\n{PRINT}"),
        ("2件", f"3件\n{PRINT}\n全部まちがい"),
    ],
)
def test_the_other_lines_of_a_row_may_say_what_neither_version_has(before: str, after: str) -> None:
    assert of_entries(BOTH, NAMES, "Ⅱ-4", before, after) != []
