"""Rows that ``--write`` put down over two revisions are in order against the first version too."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import NamedTuple, TypeAlias

from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from compare.casefile import compared
from pia_cli.compare.committed.verify import verify
from pia_cli.compare.table import RowOptions, table
from pia_cli.compare.write import untold, with_rows

FEW = settings(max_examples=40, phases=[Phase.explicit, Phase.generate])
DATES = ("令和7年4月1日", "令和8年2月4日", "令和8年6月1日")


class Contract(NamedTuple):
    """A 委託事項."""

    name: str
    content: str
    contractor: str


Contracts: TypeAlias = "list[Contract]"
FIRST = [
    Contract(
        "賦課システムの保守", "介護保険料の賦課システムを保守する。", "みなとシステム株式会社"
    ),
    Contract("届出書の入力", "紙の届出書の内容を端末から登録する。", "東データ株式会社"),
    Contract("納付書の印刷", "納付書と督促状を刷り、封筒に入れる。", "北印刷株式会社"),
]
NEW = (
    Contract("電話の応対", "被保険者からの問合せに電話で答える。", "南コール株式会社"),
    Contract("口座振替", "金融機関との間で振替のデータを授受する。", "西銀行"),
)
NAMES = ("中央社", "空社", "海社", "山社")


def _came(found: Contracts, at: int, step: int) -> Contracts:
    at %= len(found) + 1
    return [*found[:at], NEW[step], *found[at:]] if NEW[step] not in found else found


def _went(found: Contracts, at: int, step: int) -> Contracts:
    at %= len(found)
    return [*found[:at], *found[at + 1 :]] if len(found) > 1 else found


def _contractor(found: Contracts, at: int, step: int) -> Contracts:
    at %= len(found)
    return [*found[:at], found[at]._replace(contractor=NAMES[at] + str(step)), *found[at + 1 :]]


def _renamed(found: Contracts, at: int, step: int) -> Contracts:
    """Not back again: of an entry that moved as well, the rows seem to be of two (H004)."""
    at %= len(found)
    name = f"{'改' if step else '新'}{found[at].name}"
    return [*found[:at], found[at]._replace(name=name), *found[at + 1 :]]


def _swapped(found: Contracts, at: int, step: int) -> Contracts:
    """No row tells an order: it must show in the two versions."""
    at %= len(found)
    is_shown = step and not set(NEW).intersection(found)
    return [found[at], *found[:at], *found[at + 1 :]] if is_shown else found


Step: TypeAlias = "Callable[[Contracts, int, int], Contracts]"
STEPS = st.lists(
    st.tuples(
        st.sampled_from((_came, _went, _contractor, _contractor, _renamed, _swapped)),
        st.integers(0, 3),
    ),
    min_size=1,
    max_size=3,
)


def document(contracts: Contracts, date: str, log: str) -> str:
    """A version with its date and its table."""
    entries = "".join(
        f"    - 委託事項: {one.name}\n      委託内容: {one.content}\n"
        f"      委託先名: {one.contractor}\n"
        for one in contracts
    )
    return f"""\
様式: 重点項目評価書
様式の版: 令和6年10月
特定個人情報ファイルの概要:
- 特定個人情報ファイル名: 介護ファイル
  特定個人情報ファイルの取扱いの委託:
    委託の有無: 委託する
    件数: {len(contracts)}
    委託事項:
{entries}評価実施手続:
  基礎項目評価:
    実施日: {date}
{log}"""


def written(old: str, contracts: Contracts, date: str) -> str:
    """The next version with the rows that ``--write`` puts down."""
    new = document(contracts, date, old[old.index("変更箇所:") :])
    comparison = compared(old, new)
    rows = untold(table(comparison, RowOptions(date=date, everything=False)))
    return with_rows(new.encode(), comparison, rows).decode()


def versions_of(*each: list[tuple[Step, int]]) -> list[str]:
    """The versions that steps lead to one after another, with the rows of all of them."""
    contracts, versions = FIRST, [document(FIRST, DATES[0], "変更箇所: []\n")]
    for at, steps in enumerate(each):
        for step, place in steps:
            contracts = step(contracts, place, at)
        versions.append(written(versions[-1], contracts, DATES[at + 1]))
    return versions


@FEW
@given(STEPS, STEPS)
def test_rows_of_two_revisions_are_in_order(
    first: list[tuple[Step, int]], second: list[tuple[Step, int]]
) -> None:
    versions = versions_of(first, second)
    for old in (versions[1], versions[0]):
        comparison = compared(old, versions[2])
        assert [f"{one.code} {one.item} {one.message}" for one in verify(comparison)] == []
        assert untold(table(comparison)) == ()


@FEW
@given(STEPS, STEPS, st.integers(0, 9))
def test_a_number_that_no_entry_ever_had_is_found(
    first: list[tuple[Step, int]], second: list[tuple[Step, int]], at: int
) -> None:
    versions = versions_of(first, second)
    named = [*re.finditer(r"(?<=項目: Ⅱ-4-委託事項)[0-9]", versions[2])]
    if not named:
        return
    start, end = named[at % len(named)].span()
    wrong = f"{versions[2][:start]}9{versions[2][end:]}"
    assert verify(compared(versions[0], wrong)) != ()
