"""docs/form3.md: what the declaration says of each item, as tables."""

from __future__ import annotations

from pia_cli.forms.registry import CURRENT, FORMS
from pia_cli.render.field_table import form_markdown, item_rows

ROWS = {row.id: row for row in item_rows(CURRENT.tree)}


def test_every_item_has_a_row() -> None:
    assert list(ROWS) == [field.id for field in CURRENT.tree.walk()][1:]


def test_an_item_tells_its_number_star_choices_and_condition() -> None:
    consent = ROWS["files.entrustment.contracts.consent"]
    assert consent[1:] == (
        "Ⅱ-4-委託事項n-⑤",
        "再委託の許諾方法",
        False,
        "文章",
        ("「再委託の有無」が「再委託する」の場合だけ記入",),
    )
    subcontract = ROWS["files.entrustment.contracts.subcontracts"]
    assert (subcontract.star, subcontract.value) == (True, "選択肢: 再委託する / 再委託しない")
    sharing = ROWS["files.disclosure.performed"]
    wanted = "複数選択: 提供を行っている: 件数 / 移転を行っている: 件数 / 行っていない"
    assert (sharing.star, sharing.value) == (False, wanted)


def test_groups_have_no_value_and_lists_say_how_many() -> None:
    assert ROWS["basics.number_use"].value == ""
    assert ROWS["files"].value == "「- 」からの組を一つ以上"
    assert ROWS["basics.files"].value == "「- 」の行を一つ以上"
    assert ROWS["changes"].value == "「- 」からの組をいくつでも"


def test_what_rests_on_no_primary_text_is_marked() -> None:
    marked = {row.id: row.notes[-1] for row in ROWS.values() if "未確認" in "".join(row.notes)}
    assert marked == {
        "basics.affair.people": "選択肢は未確認",
        "basics.systems": "未確認",
        "basics.systems.name": "未確認",
        "basics.systems.function": "未確認",
        "basics.systems.links": "未確認",
        "files.basics.all_items": "選択肢は未確認",
        "files.records.name": "未確認",
        "risks.entrusting.risk.method": "未確認",
    }
    page = form_markdown(CURRENT, FORMS[-2::-1])
    assert "- **未確認**" in page
    assert "同じであることは未確認です" in page.partition("## ほかの版")[2]


def test_other_versions_show_only_what_differs() -> None:
    page = form_markdown(CURRENT, FORMS[-2::-1])
    others = page.partition("## ほかの版")[2]
    assert "| Ⅰ-6-② | 所属長 |  | 文章 |  |" in others
    assert "部署" not in others
    assert form_markdown(CURRENT, [CURRENT]).endswith("### 令和6年10月\n\n")
