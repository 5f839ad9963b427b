"""A document as blocks: everything it says, under the form's numbers, with gaps and changes."""

from __future__ import annotations

from typing import Any, get_args
from unittest.mock import Mock

import pytest
from hypothesis import given, settings

from compare.documents import documents
from pia_cli.forms.registry import FORMS
from pia_cli.render.anchor import anchor
from pia_cli.render.block import BlockKind
from pia_cli.render.documents import render_html
from pia_cli.render.page import PageOptions
from render.samples import HEAD, blocks, example, plain, read, texts, told

FILES, RISKS = "特定個人情報ファイルの概要", "リスク対策"
ENTRUSTING, WORK = "特定個人情報ファイルの取扱いの委託", "委託事項"


def shown(found: dict[str, dict[str, Any]]) -> str:
    return "\n".join(text for block in found.values() for text in told(block))


def two_files() -> dict[str, Any]:
    data = plain(example())
    for key in (FILES, RISKS):
        data[key].append(plain(example())[key][0])
        data[key][1]["特定個人情報ファイル名"] = "第二のファイル"
    data["基本情報"]["特定個人情報ファイル名"].append("第二のファイル")
    return data


def test_every_kind_of_block_is_used() -> None:
    data = plain(example())
    del data[FILES][0][ENTRUSTING][WORK][0]
    data["基本情報"]["特定個人情報ファイルを取り扱う事務において使用するシステム"].reverse()
    data["メモ"] = "様式の外"
    found = blocks(read(data), PageOptions(older=example()))
    assert {block["kind"] for block in found.values()} == set(get_args(BlockKind))


@pytest.mark.parametrize("number", [0, 1])
def test_every_text_of_the_examples_is_in_a_block(number: int) -> None:
    text = shown(blocks(example(number)))
    missing = [
        value for path, value in texts(plain(example(number)))
        if value.strip() not in text and value != "false"
    ]  # fmt: skip
    assert missing == []


def test_the_same_item_has_the_same_id_in_both_examples() -> None:
    new, old = blocks(example(0)), blocks(example(1))
    common = {id_ for id_ in new if id_ in old}
    assert len(common) > 190
    assert {id_: (new[id_]["number"], new[id_]["kind"]) for id_ in common} == {
        id_: (old[id_]["number"], old[id_]["kind"]) for id_ in common
    }
    assert new["files-use-purpose-1"]["name"] == "Ⅱ-3-③使用目的"
    contractor = new["files-entrustment-contracts-contractor-1-2"]
    assert contractor["name"] == "Ⅱ-4-委託事項2-③委託先名"
    assert (contractor["number"], contractor["label"]) == ("③", "委託先名")
    assert new["risks-using-1"]["name"] == "Ⅲ-3 特定個人情報の使用"
    assert new["risks-acquiring-risk-1"]["name"] == "Ⅲ-2 リスク：目的外の入手が行われるリスク"


def test_a_group_repeats_as_far_as_it_is_used() -> None:
    data = plain(example())
    group = blocks(read(data))["files-entrustment-1"]
    assert [one["name"] for one in group["children"] if one["kind"] == "entry"] == [
        "Ⅱ-4-委託事項1",
        "Ⅱ-4-委託事項2",
    ]
    data[FILES][0][ENTRUSTING][WORK] *= 3
    found = blocks(read(data))
    entries = [one for one in found["files-entrustment-1"]["children"] if one["kind"] == "entry"]
    assert [one["label"] for one in entries][4:] == ["委託事項5", "委託事項6"]
    assert entries[0]["text"] == "介護保険システムの賃貸借・保守"


def test_two_files() -> None:
    found = blocks(read(two_files()))
    assert found["files-2"]["name"] == "Ⅱ(ファイル2) 特定個人情報ファイルの概要"
    assert found["files-use-purpose-2"]["name"] == "Ⅱ(ファイル2)-3-③使用目的"
    assert found["risks-name-2-answer"]["text"] == "第二のファイル"
    assert found["files-records-2"]["kind"] == "section"


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.id)
def test_every_version_of_the_form(form: Any) -> None:
    data = {**plain(example()), "様式の版": form.version}
    found = blocks(read(data))
    assert found["version"]["text"] == form.version
    names = {child.name for child in form.tree.children if child.name != "attachments"}
    assert {id_.partition("-")[0] for id_ in found} >= names


@settings(max_examples=20)
@given(documents())
def test_any_document_of_the_form_is_told_whole(data: dict[str, Any]) -> None:
    text = shown(blocks(read(data)))
    for path, value in texts(data):
        dated = "令和8年2月16日" if value == "2026-02-16" else value
        assert value.strip() in text or dated in text, path


@pytest.mark.parametrize(
    ("written", "wanted"),
    [
        ("　第一段落である。\n　第二段落である。", "　第一段落である。\n　第二段落である。"),
        ("    項目  件数\n  転入    50\n", "    項目  件数\n  転入    50"),
        ("　\n\n 　甲\n乙\n　\n", " 　甲\n乙"),
        ("　一段落", "　一段落"),
        ("　\n ", ""),
    ],
)
def test_a_text_keeps_the_indentation_of_its_first_line(written: str, wanted: str) -> None:
    data = plain(example())
    data["基本情報"]["特定個人情報ファイルを取り扱う事務"]["事務の内容"] = written
    data["変更箇所"][0]["変更前の記載"] = written
    found = blocks(read(data))
    assert found["basics-affair-description"]["text"] == wanted
    assert found["changes-table"]["cells"][0][2] == wanted


def test_what_is_no_free_text_stands_without_blanks_around_it() -> None:
    data = plain(example())
    data["公表日"] = "　2026-02-16 "
    data["基本情報"]["特定個人情報ファイルを取り扱う事務"]["対象人数"] = " 10万人以上30万人未満"
    data[FILES][0][ENTRUSTING][WORK][0]["委託事項"] = "　賃貸借・保守"
    data["変更箇所"][0]["変更日"] = " 2026-02-16"
    found = blocks(read(data))
    assert found["published"]["text"] == "令和8年2月16日"
    assert found["basics-affair-people"]["text"] == "10万人以上30万人未満"
    assert found["files-entrustment-contracts-1-1"]["text"] == "賃貸借・保守", "a heading"
    assert found["changes-table"]["cells"][0][0] == "令和8年2月16日"


def gaps(document: Any) -> set[str]:
    return {id_ for id_, block in blocks(read(document)).items() if block["gap"]}


def test_missing_sections_are_gaps_in_their_place() -> None:
    wanted = {"number", "title", "declaration", "agency", "published"}
    sections = {"basics", "files", "risks", "contacts", "procedure"}
    assert gaps(HEAD) == wanted | {f"{id_}-answer" for id_ in sections}
    found = blocks(read(HEAD))
    assert found["files"]["kind"] == "section"
    assert [child["id"] for child in found["files"]["children"]] == ["files-answer"]


def test_gaps_of_answers_entries_and_cells() -> None:
    data = plain(example())
    data["公表日"] = ""
    del data["基本情報"]["個人番号の利用"]["法令上の根拠"]
    data["基本情報"]["特定個人情報ファイル名"] = []
    data[FILES][0][ENTRUSTING][WORK][0]["委託事項"] = ""
    data[FILES][0][ENTRUSTING][WORK][1] = ""
    data["変更箇所"][0]["変更日"] = ""
    found = blocks(read(data))
    assert {id_ for id_, block in found.items() if block["gap"]} == {
        "published",
        "basics-number_use-basis",
        "basics-files-answer",
        "files-entrustment-contracts-1-1",
        "files-entrustment-contracts-1-2-answer",
    }
    assert found["changes-table"]["cells"][0][0] == "未記入"


def test_gaps_beside_boxes_and_in_lists() -> None:
    data = plain(example())
    data[FILES][0]["特定個人情報の入手・使用"]["入手方法"] = ["紙", "その他"]
    data["基本情報"]["特定個人情報ファイル名"] = ["介護保険情報ファイル", ""]
    found = blocks(read(data))
    options = found["files-use-methods-1"]["options"]
    assert [one["text"] for one in options if one["marked"]] == ["", "未記入"]
    assert found["basics-files-answer"]["items"] == ["介護保険情報ファイル", "未記入"]
    data[FILES][0]["特定個人情報の入手・使用"]["入手方法"] = [{"その他": ""}]
    assert blocks(read(data))["files-use-methods-1"]["options"][-1]["text"] == "未記入"


def test_an_appendix_has_its_name_in_its_heading() -> None:
    data = {**plain(example()), "別紙": [{"名称": "提供先の一覧", "本文": "一\n二"}]}
    found = blocks(read(data))
    assert (found["attachments-1"]["label"], found["attachments-1"]["text"]) == (
        "別紙1",
        "提供先の一覧",
    )
    (body,) = found["attachments-1"]["children"]
    assert (body["label"], body["children"][0]["text"]) == ("本文", "一\n二")


def test_a_gap_under_a_misspelt_key_is_marked() -> None:
    data = plain(example())
    data["公表曰"] = data.pop("公表日") and ""
    department = data["基本情報"].pop("評価実施機関における担当部署")
    data["基本情報"]["評価実施機関における担当部暑"] = {**department, "部署": ""}
    assert gaps(data) == {"published", "basics-department-section"}


def test_at_least_one_of_several_is_a_gap_in_front_of_them() -> None:
    data = plain(example())
    items = data[FILES][0]["基本情報"]["主な記録項目"]
    items.update(dict.fromkeys(items, ""))
    found = blocks(read(data))["files-basics-main_items-1"]["children"]
    assert [(child["kind"], child["gap"]) for child in found] == [
        ("text", True),
        ("boxes", False),
        ("boxes", False),
        ("boxes", False),
    ]


UNREADABLE = [
    (("基本情報",), "文章", "basics-answer"),
    (("基本情報", "個人番号の利用"), ["文章"], "basics-number_use-answer"),
    (("基本情報", "個人番号の利用", "法令上の根拠"), {"キー": "文章"}, "basics-number_use-basis"),
    (("基本情報", "特定個人情報ファイル名"), "文章", "basics-files-answer"),
    ((FILES,), {"キー": "文章"}, "files-answer"),
    ((FILES, 0), "文章", "files-1-answer"),
    ((FILES, 0, ENTRUSTING, WORK), "文章", "files-entrustment-contracts-1"),
    ((FILES, 0, ENTRUSTING, WORK, 0), "文章", "files-entrustment-contracts-1-1-answer"),
    ((FILES, 0, "特定個人情報の入手・使用", "入手方法"), "文章", "files-use-methods-1"),
    ((RISKS, 0, ENTRUSTING, "委託しない"), "文章", "risks-entrusting-none-1"),
    (("変更箇所",), "文章", "changes-answer"),
]


@pytest.mark.parametrize(("path", "value", "id_"), UNREADABLE)
def test_what_is_written_another_way_is_shown_and_marked(
    path: tuple[str | int, ...], value: Any, id_: str
) -> None:
    data: Any = plain(example())
    section = data
    for step in path[:-1]:
        section = section[step]
    section[path[-1]] = value
    block = blocks(read(data))[id_]
    assert block["unreadable"]
    assert not block["gap"]
    assert "文章" in block["text"]


def test_a_row_or_a_cell_of_the_table_written_another_way_is_shown() -> None:
    data = plain(example())
    data["変更箇所"][:2] = ["文章", {"変更日": ["令和8年", "2月"]}]
    cells = blocks(read(data))["changes-table"]["cells"]
    assert cells[0] == ["文章", "", "", "", "", ""]
    assert cells[1][0] == "令和8年\n2月"


def test_changes_are_marked() -> None:
    data = plain(example())
    contracts = data[FILES][0][ENTRUSTING][WORK]
    contracts.append({**contracts[0], "委託事項": "まったく別の業務", "委託内容": "封入"})
    found = blocks(read(data), PageOptions(older=example(1)))
    changed = found["files-entrustment-contracts-contractor-1-1"]
    assert (changed["changed"], changed["before"]) == (True, "富士通株式会社")
    added = found["files-entrustment-contracts-1-3"]
    assert (added["kind"], added["changed"], added["before"]) == ("entry", True, "")
    assert not found["files-entrustment-contracts-work-1-1"]["changed"]
    same = blocks(example(), PageOptions(older=example()))
    assert not any(block["changed"] for block in same.values())


def test_a_renamed_entry_shows_its_name_as_an_item_that_changed() -> None:
    data = plain(example())
    data[FILES][0][ENTRUSTING][WORK][0]["委託事項"] += "等"
    found = blocks(read(data), PageOptions(older=example()))
    assert not found["files-entrustment-contracts-1-1"]["changed"]
    name = found["files-entrustment-contracts-name-1-1"]
    assert (name["text"], name["before"]) == (
        "介護保険システムの賃貸借・保守等",
        "介護保険システムの賃貸借・保守",
    )


def test_a_removed_entry_is_told_in_its_own_file_only() -> None:
    data = two_files()
    del data[FILES][1][ENTRUSTING][WORK][0]
    found = blocks(read(data), PageOptions(older=read(two_files())))
    removed = [block for block in found.values() if block["kind"] == "removed"]
    assert [(one["id"], one["name"]) for one in removed] == [
        ("files-entrustment-contracts-2-removed-0", "Ⅱ(ファイル2)-4-委託事項1")
    ]
    assert "介護保険システムの賃貸借・保守" in removed[0]["text"]


def test_a_removed_file_is_told_in_a_section() -> None:
    found = blocks(example(), PageOptions(older=read(two_files())))
    assert [child["id"] for child in found["files"]["children"]] == ["files-removed-1"]
    assert found["files"]["kind"] == "section"
    assert "第二のファイル" in found["files-removed-1"]["text"]


@pytest.mark.parametrize(
    ("path", "id_", "name", "first"),
    [
        (
            ("基本情報", "特定個人情報ファイルを取り扱う事務において使用するシステム"),
            "basics-systems-moved",
            "Ⅰ-2 特定個人情報ファイルを取り扱う事務において使用するシステム",
            "Ⅰ-2-システム1 介護保険システム",
        ),
        (
            (FILES, 0, ENTRUSTING, WORK),
            "files-entrustment-contracts-1-moved",
            "Ⅱ-4 委託事項",
            "Ⅱ-4-委託事項1 介護保険システムの賃貸借・保守",
        ),
        (
            (FILES, 0, "特定個人情報ファイル記録項目"),
            "files-records-1-moved",
            "別添1 特定個人情報ファイル記録項目",
            "別添1-宛名情報 宛名情報",
        ),
    ],
)
def test_a_new_order_is_told_with_the_old_one(
    path: tuple[Any, ...], id_: str, name: str, first: str
) -> None:
    data = plain(example())
    entries: Any = data
    for step in path:
        entries = entries[step]
    entries.reverse()
    found = blocks(read(data), PageOptions(older=example()))
    assert [block["id"] for block in found.values() if block["changed"]] == [id_]
    moved = found[id_]
    assert (moved["kind"], moved["name"]) == ("moved", name)
    assert moved["text"].splitlines()[0] == first
    assert len(moved["text"].splitlines()) == len(entries)


def test_what_stands_under_unknown_keys_is_shown_in_its_place() -> None:
    data = plain(example())
    data["庁内メモ"] = {"担当": ["甲", "乙"]}
    data["基本情報"]["追記"] = "一文"
    data["基本情報"]["個人番号の利用"]["補足"] = ""
    data[FILES][0][ENTRUSTING][WORK][1]["契約番号"] = "第3号"
    data[FILES][0]["特定個人情報ファイル記録項目"][0]["出典"] = "台帳"
    data["変更箇所"][1]["備考"] = "注"
    found = blocks(read(data))
    unknown = {
        id_: (block["name"], block["label"], block["text"])
        for id_, block in found.items()
        if block["kind"] == "unknown"
    }
    keys = list(data["基本情報"]), list(data[FILES][0][ENTRUSTING][WORK][1])
    assert unknown == {
        f"unknown-{len(data)}": ("庁内メモ", "庁内メモ", "担当\n甲\n乙"),
        f"basics-unknown-{len(keys[0])}": ("Ⅰ 基本情報-追記", "追記", "一文"),
        "basics-number_use-unknown-2": ("Ⅰ-4 個人番号の利用-補足", "補足", ""),
        f"files-entrustment-contracts-1-2-unknown-{len(keys[1])}": (
            "Ⅱ-4-委託事項2-契約番号",
            "契約番号",
            "第3号",
        ),
        "files-records-1-1-unknown-3": ("別添1-宛名情報-出典", "出典", "台帳"),
        "changes-2-unknown-7": ("変更箇所-2行目-備考", "2行目 備考", "注"),
    }
    assert found["unknown"]["label"] == "様式にない項目"
    assert list(found)[-2:] == ["unknown", f"unknown-{len(data)}"], "a section at the end"


@pytest.mark.parametrize("where", [(), ("基本情報",)])
def test_unknown_keys_are_numbered_once(
    where: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each is not looked for among the others, which took time for the square of them."""
    calls = {}
    for many in (10, 30):
        data = plain(example())
        section = data
        for step in where:
            section = section[step]
        section |= {f"追記{at}": "一文" for at in range(many)}
        with monkeypatch.context() as patched:
            counted = Mock(side_effect=anchor)
            patched.setattr("pia_cli.render.blocks.anchor", counted)
            found = blocks(read(data))
        assert sum(block["kind"] == "unknown" for block in found.values()) == many
        calls[many] = counted.call_count
    assert calls[10] == calls[30]


def test_a_misspelt_key_is_not_unknown() -> None:
    data = plain(example())
    data["公表曰"] = data.pop("公表日")
    found = blocks(read(data))
    assert found["published"]["text"]
    assert not any(block["kind"] == "unknown" for block in found.values())


def test_each_row_of_the_table_has_an_anchor() -> None:
    table = blocks(example())["changes-table"]
    assert table["row_ids"][:2] == ["changes-1", "changes-2"]
    assert len(table["row_ids"]) == len(table["cells"])
    assert f'<tr id="changes-{len(table["cells"])}"' in render_html(example())


def test_a_date_is_shown_as_the_form_prints_it() -> None:
    data = {**plain(example()), "公表日": "2026-02-16"}
    data["変更箇所"][0]["変更日"] = "2026-02-04"
    found = blocks(read(data))
    assert found["published"]["text"] == "令和8年2月16日"
    assert found["changes-table"]["cells"][0][0] == "令和8年2月4日"
    assert blocks(read({**data, "公表日": "2026-02-30"}))["published"]["text"] == "2026-02-30"
