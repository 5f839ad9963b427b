"""C031: which 別紙 and 別添 are of this document, and which of a contract or a guideline."""

from __future__ import annotations

from pathlib import Path

import pytest

from pia_cli.check.engine import check
from pia_cli.rules.consistency import item_references
from pia_cli.rules.facts import Facts

CASES = Path(__file__).parents[1] / "cases" / "positive"
BASE = (CASES / "base.yaml").read_text("utf-8")
NOTES = "    備考:\n"


def messages(text: str) -> list[str]:
    """What C031 says of the base document, whose only attachment is 別紙1, with such a 備考."""
    written = text.replace("\n", "\n      ")
    document = BASE.replace(NOTES, f"{NOTES.rstrip()} |-\n      {written}\n")
    return [one.message for one in check(document.encode(), "x").diagnostics if one.code == "C031"]


@pytest.mark.parametrize(
    "text",
    [
        "契約書の別紙2「個人情報取扱特記事項」に定めている。",
        "委託契約書別紙2に定めている。",
        "契約書（別紙2 個人情報取扱特記事項）に定めている。",
        "契約書の「別紙2」に定めている。",
        "「業務委託契約書」の別紙2及び別紙3に定めている。",
        "契約書第10条の別紙2に定めている。",
        "契約書に定める別紙2による。",
        "契約書に別紙2を添付している。",
        "契約書に添付した別紙2による。",
        "契約書及び別紙2「個人情報取扱特記事項」に定めている。",
        "特記事項（別紙2）に定めている。",
        "仕様書別紙2に定めている。",
        "仕様書（別添3）に定める。",
        "実施手順別紙2に定めている。",
        "規則の別紙2に定めている。",
        "覚書の別紙2に定めている。",
        "協定書 別紙2",
        "要綱（令和5年告示第5号）別紙2",
        "「特定個人情報の適正な取扱いに関するガイドライン」の（別添3）に従う。",
        "ガイドライン（行政機関等編）（別添3）に従う。",
        "事務局長通知別添3による。",
        "マニュアル（別添3、別添4）に従う。",
        "契約書の別紙2に定めている。委託先は別紙2を守る。",
    ],
)
def test_of_another_document(text: str) -> None:
    assert messages(text) == []


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("別紙2のとおり", "別紙2"),
        ("仕様書に基づく作業の一覧は別紙2を参照。", "別紙2"),
        ("契約書に定めている。別紙2を参照。", "別紙2"),
        ("契約書の別紙3に定めている。提供先は別紙2を参照。", "別紙2"),
        ("別紙2を参照。内容は契約書の別紙2による。", "別紙2"),
        ("提供の方法（別紙2を参照）", "別紙2"),
        ("別添3に定める。", "別添3"),
        ("本評価書の別紙2", "別紙2"),
    ],
)
def test_of_this_document(text: str, name: str) -> None:
    assert messages(text) == [f"参照されている「{name}」が、この文書にありません"]


_NO_ENTRY = "「{0}」の指す{1}が、この文書にありません（{1}は{2}件）"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("移転先3に同じ", _NO_ENTRY.format("移転先3に同じ", "移転先", 1)),
        ("Ⅱ-5-提供先４と同じ", _NO_ENTRY.format("提供先４と同じ", "提供先", 2)),
        ("「移転先3」と同じ。", _NO_ENTRY.format("移転先3と同じ", "移転先", 1)),
        ("移転先9のとおり", _NO_ENTRY.format("移転先9のとおり", "移転先", 1)),
        ("番号法別表に基づき、移転先9のとおり", _NO_ENTRY.format("移転先9のとおり", "移転先", 1)),
        ("委託事項9のとおり", _NO_ENTRY.format("委託事項9のとおり", "委託事項", 2)),
        ("委託事項9を参照。", _NO_ENTRY.format("委託事項9を参照", "委託事項", 2)),
        ("委託事項9に同じ", _NO_ENTRY.format("委託事項9に同じ", "委託事項", 2)),
        ("Ⅱ-9に同じ", "「Ⅱ-9に同じ」の指す項目が様式にありません"),
        ("適正な管理を図るため、Ⅲ-12のとおり", "「Ⅲ-12のとおり」の指す項目が様式にありません"),
        ("Ⅲ-11のとおり", "「Ⅲ-11のとおり」の指す項目が様式にありません"),
        ("本評価書のⅥ-1に記載のとおり", "「Ⅵ-1に記載のとおり」の指す項目が様式にありません"),
        ("「Ⅲ.１１ その他」を参照", "「Ⅲ.１１ その他を参照」の指す項目が様式にありません"),
        ("「Ⅱ.2.⑨」に同じ", "「Ⅱ.2.⑨に同じ」の指す項目が様式にありません"),
        ("「Ⅱ-２．⑨範囲」と同じ", "「Ⅱ-２．⑨範囲と同じ」の指す項目が様式にありません"),
        ("Ⅲ-3-リスク5に同じ", "「Ⅲ-3-リスク5に同じ」の指す項目が様式にありません"),
        ("「Ⅲ-6-リスク３」のとおり", "「Ⅲ-6-リスク３のとおり」の指す項目が様式にありません"),
        ("システム5と同じ", _NO_ENTRY.format("システム5と同じ", "システム", 2)),
        ("機能は「Ⅰ-2-システム3」に同じ", _NO_ENTRY.format("システム3に同じ", "システム", 2)),
        ("Ⅱ-2-⑧と同じ", "「Ⅱ-2-⑧と同じ」の指す項目が様式にありません"),
    ],
)
def test_an_item_that_is_not_there(text: str, said: str) -> None:
    assert messages(text) == [said]


def test_the_place_of_a_reference() -> None:
    document = BASE.replace(NOTES, f"{NOTES.rstrip()} 内容は「Ⅱ.2.⑨」に同じ。\n")
    (found,) = (one for one in check(document.encode(), "x").diagnostics if one.code == "C031")
    line = document.splitlines()[found.span.line - 1]
    assert line[found.span.column - 1 : found.span.end_column - 1] == "Ⅱ.2.⑨」に同じ"


@pytest.mark.parametrize(
    "text",
    [
        "移転先1に同じ",
        "移転先1のとおり",
        "委託事項2を参照",
        "契約書の委託事項9のとおり",
        *(
            "別表の提供先10のとおり",
            "提供先一覧の提供先12のとおり",
            "別表（提供先一覧）中の移転先9を参照",
        ),
        *("システム2に同じ", "住基システム5と同じ", "システム5か所と同じ", "Ⅰ-2-システム1と同じ"),
        *("Ⅲ-3-リスク2に同じ", "Ⅲ-6 リスク1のとおり", "Ⅲ-2-リスク1に同じ", "リスク5と同じ"),
        "全項目評価書のⅢ-3-リスク5のとおり",
        "「提供先2」と同じ",
        "「Ⅱ.2.③」に同じ",
        "「Ⅱ-２．③対象となる本人の範囲」と同じ",
        "Ⅱ-2-③に同じ、Ⅲ-10のとおり、Ⅴ-3を参照、Ⅰ-1-①のとおり",
        "全項目評価書のⅢ-11のとおり",
        "全項目評価書の「Ⅵ-1 基礎項目評価」のとおり",
        "情報セキュリティポリシーのⅥ-1のとおり",
        "別紙1のⅥ-1のとおり",
        "情報セキュリティ実施要領Ⅲ-12のとおりとする。",
        "個人情報取扱要領のⅢ-12を参照",
        "事務の手引きのⅢ-12を参照",
        "図Ⅲ-12を参照",
        "全項目評価書の移転先3に同じ",
        "届出の窓口は移転先30か所と同じ庁舎にある。",
        "Ⅲ-11-2のとおり、Ⅱ-110を参照",
    ],
)
def test_an_item_that_is_there_or_of_another_document(text: str) -> None:
    assert messages(text) == []


def test_an_attachment_speaks_of_any_part() -> None:
    """A list of 提供先 in a 別紙 refers as Ⅱ-5 does, and has sections of its own."""

    def found(text: str) -> list[str]:
        document = BASE.replace("\n別紙:\n", f"\n別紙:\n  - 名称: 別紙9\n    本文: {text}\n", 1)
        assert document != BASE
        return [one.code for one in check(document.encode(), "x").diagnostics]

    assert found("提供先3の範囲は2.③に同じ。Ⅵ-1のとおり。") == []
    assert found("範囲は2.⑨に同じ。") == ["C031"]


def test_a_count_or_an_attachment_tells_of_more_entries() -> None:
    """Entries that stand in a 別紙 are not told by the list."""
    counted = BASE.replace("- 提供を行っている: 2", "- 提供を行っている: 9", 1)
    assert counted != BASE
    written = counted.replace(NOTES, f"{NOTES.rstrip()} 提供先9に同じ。\n")
    assert "C031" not in {one.code for one in check(written.encode(), "x").diagnostics}


def test_the_entries_are_counted_once_for_all_references(monkeypatch: pytest.MonkeyPatch) -> None:
    """A list of 別紙 read through for each of many references took minutes."""
    counted: list[str] = []
    entries = item_references._entries

    def count(facts: Facts, name: str) -> int | None:
        counted.append(name)
        return entries(facts, name)

    monkeypatch.setattr(item_references, "_entries", count)
    found = messages("\n".join(["提供先9に同じ。", "移転先9に同じ。", "提供先1に同じ。"] * 30))
    assert len(found) == 60
    assert sorted(counted) == ["提供先", "移転先"]


def test_an_attachment_without_a_number_is_one_of_any_name() -> None:
    assert messages("別紙を参照") == []
    text = BASE.partition("\n別紙:\n")[0].replace("別紙1を参照", "別紙を参照")
    found = [one.message for one in check(text.encode(), "x").diagnostics if one.code == "C031"]
    assert found == ["参照されている「別紙」が、この文書にありません"]
