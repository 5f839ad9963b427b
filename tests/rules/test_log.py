"""H010 to H018 near their borders, and on logs of thousands of rows."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from pia_cli.cells.rows import LogRow
from pia_cli.check.engine import check
from pia_cli.document.nodes import Mapping
from pia_cli.document.reader import parse
from pia_cli.forms.registry import CURRENT
from pia_cli.rules.log.reading import MAX_ODD, Log

BASE = Path(__file__).resolve().parents[1] / "cases" / "positive" / "base.yaml"
TODAY = date(2025, 4, 1)


def _rows(*cells: tuple[str, str, str, str]) -> str:
    """The base document with a log of these rows: 変更日, 項目, 変更前, 変更後."""
    head, _, rest = BASE.read_text("utf-8").partition("\n変更箇所:\n")
    rows = "".join(
        f"  - 変更日: {day}\n    項目: {item}\n    変更前の記載: '{before}'\n"
        f"    変更後の記載: '{after}'\n    提出時期: 事後\n    提出時期に係る説明: 改正のため\n"
        for day, item, before, after in cells
    )
    return f"{head}\n変更箇所:\n{rows}\n別紙:{rest.partition('別紙:')[2]}"


def _codes(text: str) -> list[str]:
    return [found.code for found in check(text.encode(), "log.yaml", today=TODAY).diagnostics]


@pytest.fixture(scope="module")
def log() -> Log:
    root = parse(BASE.read_bytes(), "base.yaml").root
    assert isinstance(root, Mapping)
    return Log(CURRENT.tree, root)


@pytest.mark.parametrize(
    "name",
    [
        "Ⅱ-4-委託事項1-③委託先名",
        "II-5 提供先1 ①法令上の根拠",
        "Ⅰ-6-②所属長",
        "Ⅲ-6>リスク2:不正な提供が行なわれるリスク>リスクへの",
        "Ⅲ-6 リスク1 措置の内容",
        "Ⅲ-7-②過去3年以内の重大事故",
        "Ⅱ-4-委託事項1-②取扱者数",
        "Ⅲ-3 リスク2 不正使用のリスク 管理の方法",
        "Ⅲ-7 リスク1 漏えいのリスク その他の措置",
        "Ⅲ-7（リスク3）その他の措置の内容",
        "Ⅲ-3 リスク1、2",
        "Ⅱ-4 委託事項9",
        "Ⅱ-2-②対象となる本人の数、Ⅱ-2-③対象となる本人の範囲",
        "Ⅱ 特定個人情報ファイルの概要 2.基本情報 ④記録される項目 主な記録項目",
        "Ⅱ-5 提供の件数",
        "Ⅱ-5 提供先一覧",
        "II-5別紙2",
        "(別添1)特定個人情報ファイル記録項目",
    ],
)
def test_names_that_a_person_understands_are_known(log: Log, name: str) -> None:
    assert log.meaning(name).is_known


@pytest.mark.parametrize(
    "name",
    [
        "I-5 ②所属長の役職名",
        "IV-① 請求先",
        "Ⅰ-5-①法令上の根拠",
        "Ⅱ-9",
        "Ⅲ-11-① 監査",
        "Ⅰ-6-①所属長の役職名、②所属長の役職名",
        "Ⅲ-3-リスク9 具体的な管理方法",
        "Ⅲ-3 リスク4",
        "Ⅲ-4-リスク2 規定の内容",
        "Ⅲ-6-リスク３ リスクに対する措置の内容",
        "Ⅲ-7-リスク3特定個人情報が古い情報のまま保管され続けるリスク",
        "Ⅲ-9-リスク1 具体的な方法",
    ],
)
def test_a_number_that_names_another_item_is_unknown(log: Log, name: str) -> None:
    assert not log.meaning(name).is_known


def test_a_number_with_near_words_means_the_place_of_the_number(log: Log) -> None:
    meaning = log.meaning("Ⅲ-6 リスク2 措置")
    assert (meaning.is_exact, [place[-1] for place in meaning.places]) == (
        False,
        ["不正な提供が行われるリスク"],
    )


NAME = "Ⅱ-4-委託事項1-③委託先名"
NOW = "みなとシステム株式会社"
OFFICE = "Ⅰ-6-②所属長の役職名"


@pytest.mark.parametrize(
    "rows",
    [
        pytest.param(
            [("令和6年4月1日", NAME, "東社", NOW), ("令和5年4月3日", OFFICE, "-", "保険年金課長")],
            id="from new to old throughout",
        ),
        pytest.param([("令和7年3月28日", NAME, "東社", NOW)], id="事後 on the day of publication"),
        pytest.param(
            [
                ("令和5年3月28日", NAME, "東社", NOW),
                ("令和6年3月28日", OFFICE, "-", "保険年金課長"),
            ],
            id="a year to the day",
        ),
        pytest.param(
            [("令和6年3月1日", "Ⅱ-5-①法令上の根拠", "第7号", "第8号")] * 2,
            id="the same row for each of several places",
        ),
        pytest.param(
            [("令和6年3月1日", NAME, "東社", "別紙のとおり")], id="a cell that points elsewhere"
        ),
        pytest.param(
            [("令和6年3月1日", NAME, "東社", "委託先を変更")], id="words for what was done"
        ),
        pytest.param(
            [
                ("令和5年6月1日", NAME, "東システム株式会社", "みなとシステム有限会社"),
                ("令和5年9月1日", "Ⅱ-4-委託事項1", "(略)", "(略)"),
                ("令和6年3月1日", NAME, "みなとシステムズ株式会社", NOW),
            ],
            id="a row of the whole entry between",
        ),
        pytest.param(
            [
                ("令和5年6月1日", NAME, "東システム株式会社", "みなとシステム有限会社"),
                ("令和5年9月1日", "委託先", "みなとシステム有限会社", "みなとシステムズ株式会社"),
                ("令和6年3月1日", NAME, "みなとシステムズ株式会社", NOW),
            ],
            id="a row of another name between",
        ),
        pytest.param(
            [("令和6年3月1日", "Ⅱ-4-委託事項1-③委託先名", "東社", "みなとデータ株式会社")],
            id="the text of another entry: numbers move",
        ),
        pytest.param(
            [("令和6年3月1日", NAME, "東社", "ミナトシステム (株) みなと支社 営業部 第一課")],
            id="words that share little with today's",
        ),
        *(
            pytest.param(
                [
                    ("令和5年6月1日", "Ⅰ-6-①部署", "建設課", first),
                    ("令和6年3月1日", "Ⅰ-6-①部署", second, "市民部 保険年金課"),
                ],
                id=f"departments: {first} and {second}",
            )
            for first, second in (
                ("国保課", "市民部 国保課"),
                ("市民部国保課", "国保課"),
                ("都市整備課", "同上"),
                ("都市整備課、税務住民課", "国保課"),
                ("都市整備課", "国保課及び税務住民課"),
                ("都市整備課", "（①部署）国保課"),
                ("組織改編により都市整備課に変更", "国保課"),
                ("都市整備課", "旧組織の名称"),
            )
        ),
        pytest.param(
            [
                ("令和5年6月1日", "Ⅰ-6-①部署", "建設課", "都市整備課"),
                ("令和5年6月1日", "Ⅰ-6-①部署", "都市整備課", "国保課"),
                ("令和6年3月1日", "Ⅰ-6-①部署", "国保課", "市民部 保険年金課"),
            ],
            id="departments: twice on a day",
        ),
        pytest.param(
            [
                ("令和5年6月1日", "Ⅰ-6-①部署", "建設課", "都市整備課"),
                ("令和5年9月1日", "Ⅰ-6", "都市整備課", "国保課"),
                ("令和6年3月1日", "Ⅰ-6-①部署", "国保課", "市民部 保険年金課"),
            ],
            id="departments: a row of the whole part between",
        ),
        pytest.param(
            [("令和6年3月1日", "Ⅱ-3-②入手方法", "紙", "紙、庁内連携システム")], id="boxes by name"
        ),
    ],
)
def test_logs_without_a_finding(rows: list[tuple[str, str, str, str]]) -> None:
    assert _codes(_rows(*rows)) == []


FEWER = ("令和6年3月1日", "Ⅱ-3-④使用者数", "10人未満", "50人以上100人未満")


@pytest.mark.parametrize(
    ("now", "code"), [("10人以上50人未満", "H016"), ("10人以上50人未満程度", "F030")]
)
def test_a_row_is_held_against_an_answer_without_a_fault(now: str, code: str) -> None:
    line = "        使用者数: 10人以上50人未満"
    text = _rows(FEWER)
    assert text.count(f"{line}\n") == 1
    assert _codes(text.replace(line, f"        使用者数: {now}")) == [code]


@pytest.mark.parametrize("day", ["令和5年3月1日", "令和6年9月1日"])
def test_a_row_of_the_whole_entry_is_not_between_where_its_day_is_not(day: str) -> None:
    rows = [
        (day, "Ⅱ-4-委託事項1", "(略)", "(略)"),
        ("令和5年6月1日", NAME, "東システム株式会社", "みなとシステム有限会社"),
        ("令和6年3月1日", NAME, "みなとシステムズ株式会社", NOW),
    ]
    assert _codes(_rows(*sorted(rows))) == ["H015"]


def test_the_last_of_two_rows_of_a_day_tells_todays_text() -> None:
    first = ("令和6年3月1日", NAME, "東システム株式会社", "みなとシステムズ株式会社")
    second = ("令和6年3月1日", NAME, "みなとシステムズ株式会社", NOW)
    assert _codes(_rows(first, second)) == []
    assert _codes(_rows(first)) == ["H016"]


@pytest.mark.parametrize("blank", ["null", "~", '"  "', "なし", "適用法令の移動"])
def test_a_cell_may_say_in_every_way_that_it_is_blank(blank: str) -> None:
    text = _rows(("令和6年3月1日", "Ⅰ-4 法令上の根拠", "第9条", "番号法第9条第1項 別表44の項"))
    codes = _codes(text.replace("説明: 改正のため", f"説明: {blank}"))
    assert codes == ([] if blank == "適用法令の移動" else ["H017"])


@pytest.mark.parametrize(
    "ditto",
    ["同上", "〃", "上記に同じ", "（同上）", "「同上」", "同　上", "上に同じ。", "上記と同じ"],
)
def test_the_item_of_the_row_above(ditto: str) -> None:
    rows = _log_of("Ⅰ-6-①部署", ditto, "", ditto, "Ⅱ-4", ditto)
    assert [row.named for row in rows] == [
        *("Ⅰ-6-①部署", "Ⅰ-6-①部署", "", "Ⅰ-6-①部署", "Ⅱ-4", "Ⅱ-4")
    ]
    assert [row.item for row in rows][1] == ditto


@pytest.mark.parametrize("item", ["同上①", "同上の②", "同", "上記", "Ⅱ-4と同じ"])
def test_more_than_the_row_above_is_no_ditto(item: str) -> None:
    assert _log_of("Ⅰ-6-①部署", item)[1].named == item


def test_the_first_row_has_none_above() -> None:
    assert [row.named for row in _log_of("同上", "〃", "Ⅱ-4")] == ["同上", "〃", "Ⅱ-4"]


def _log_of(*items: str) -> tuple[LogRow, ...]:
    rows = "".join(f"- 変更日: 令和7年3月28日\n  項目: {item}\n" for item in items)
    root = parse(f"変更箇所:\n{rows}".encode(), "log.yaml").root
    assert isinstance(root, Mapping)
    return Log(CURRENT.tree, root).rows


def test_the_texts_of_a_row_on_the_item_above_are_held_against_todays() -> None:
    """H016 at the cell of the row that says 同上."""
    name, day = "Ⅱ-4-委託事項1-③委託先名", "令和7年3月28日"
    rows = [("令和6年3月29日", name, "東計算株式会社", "東システム株式会社")]
    text = _rows(*rows, (day, "同上", "東システム株式会社", "みなとシステムズ株式会社"))
    (found,) = check(text.encode(), "log.yaml", today=TODAY).diagnostics
    line = text.split("\n").index("    変更後の記載: 'みなとシステムズ株式会社'") + 1
    assert (found.code, found.span.line, found.span.column) == ("H016", line, 13)


def test_rows_alike_below_two_items_are_not_the_same() -> None:
    """H012."""
    day = "令和7年3月28日"
    twice = [(day, "同上", "市長", "なし")] * 2
    apart = [(day, "Ⅰ-7", "-", "-"), twice[0], (day, "Ⅰ-6", "-", "-"), twice[1]]
    assert "H012" not in _codes(_rows(*apart))
    assert "H012" in _codes(_rows((day, "Ⅰ-7", "-", "-"), *twice))


def test_a_log_of_thousands_of_rows_is_read_with_a_bounded_number_of_look_ups() -> None:
    rows = [("令和6年3月1日", f"Ⅱ-9-{at}", f"前{at}", f"後{at}") for at in range(3000)]
    result = check(_rows(*rows).encode(), "log.yaml", today=TODAY)
    assert {found.code for found in result.diagnostics} == {"H010"}
    assert len(result.diagnostics) == MAX_ODD


def test_a_long_log_of_one_item_is_read_as_a_chain() -> None:
    rows = [("令和6年3月1日", NAME, f"社{at}", f"社{at + 1}") for at in range(3000)]
    codes = _codes(_rows(*rows, ("令和6年3月1日", NAME, "社3000", NOW)))
    assert set(codes) <= {"H016"}


@pytest.mark.parametrize(
    "item",
    [
        "Ⅱファイルの概要 3.特定個人情報の入手・使用 ①入手元",
        "Ⅱ特定個人情報ファイルの概要（２）国民健康保険情報ファイル ２．基本情報 ③",
        "Ⅲ リスク対策（国民健康保険情報ファイル）3.特定個人情報の使用 リスク2",
        "Ⅱ-4(2)委託事項2 ③委託先名",
        "Ⅱ.5.提供先2～20",
        "Ⅱ-3-④部署",
        "Ⅱ-4-委託事項1 名称",
        "Ⅱ-4-委託事項1-③名称",
        "Ⅲ-8 監査 結果",
        "Ⅲ-8 監査の方法",
        "Ⅰ-5-①あいうえお",
        "Ⅰ-2-システム1-② 機能",
        "Ⅱ-4-委託事項1-④再委託",
        "Ⅲ-3 リスク2 措置",
        "Ⅰ-6-②職名",
    ],
)
def test_names_with_something_put_into_them_are_known(item: str) -> None:
    assert "H010" not in _codes(_rows(("令和6年3月1日", item, "記載を変更", "記載を変更")))


@pytest.mark.parametrize(
    "item",
    [
        "I-5 ②所属長の役職名",
        "IV-① 請求先",
        "Ⅱ-9-①入手元",
        "Ⅰ-5-①部署",
        "Ⅰ-6-②部署",
        "Ⅱ-6 備考",
        "Ⅲ-9 監査",
        "Ⅱ-2-②対象となる本人の範囲",
        "Ⅱ-4-委託事項1-②委託先名",
        "Ⅱ-4-委託事項1-④再委託事項",
        "Ⅰ-2-システム1-②システムの名称",
    ],
)
def test_numbers_that_are_not_there_are_found(item: str) -> None:
    assert "H010" in _codes(_rows(("令和6年3月1日", item, "記載を変更", "記載を変更")))


def test_the_same_row_is_found_whatever_the_notation_of_its_item_and_day() -> None:
    first = ("令和6年3月1日", NAME, "東社", NOW)
    again = ("2024-03-01", "II-4-委託事項１-③ 委託先名", "東社", NOW)
    assert "H012" in _codes(_rows(first, again))
    assert "H012" not in _codes(_rows(first, ("2024-03-02", *again[1:])))
