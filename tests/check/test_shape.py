"""A section that does not apply may stay as the form prints it, with nothing in it."""

from __future__ import annotations

from pathlib import Path

import pytest

from pia_cli.check.engine import check

CASES = Path(__file__).parents[1] / "cases" / "positive"
CLEAN = Path(__file__).parents[2] / "examples" / "clean.yaml"
NOTHING = (CASES / "no_entrustment.yaml").read_text("utf-8")
"""委託しない, 提供・移転しない, 接続しない: [入手, 提供]."""

ENTRUSTING = """\
      委託しない: true
      委託先における不正な使用等のリスク:
        委託契約書中の特定個人情報ファイルの取扱いに関する規定:
        規定の内容:
        再委託先による特定個人情報ファイルの適切な取扱いの担保:
        具体的な方法:
        その他の措置の内容: "-"
        リスクへの対策は十分か:
"""
CONNECTING = """\
      接続しない: [入手, 提供]
      目的外の入手が行われるリスク:
        リスクに対する措置の内容:
        リスクへの対策は十分か:
      不正な提供が行われるリスク:
        リスクに対する措置の内容: ー
"""


def document(entrusting: str = ENTRUSTING, connecting: str = CONNECTING) -> str:
    text = NOTHING.replace("      委託しない: true\n", entrusting)
    return text.replace("      接続しない: [入手, 提供]\n", connecting)


def found_in(text: str) -> list[tuple[str, str]]:
    """The code and the line of each finding."""
    lines = text.splitlines()
    found = check(text.encode(), "x").diagnostics
    return [(one.code, lines[one.span.line - 1].strip()) for one in found]


def test_what_does_not_apply_may_stay_blank() -> None:
    assert found_in(document()) == []


def test_an_empty_list_is_no_blank_text() -> None:
    text = document(connecting=CONNECTING.replace("内容:\n", "内容: []\n", 1))
    assert ("F042", "リスクに対する措置の内容: []") in found_in(text)
    clean = CLEAN.read_text("utf-8").replace(
        "第三者点検:\n    実施日:\n", "第三者点検:\n    実施日: []\n"
    )
    assert found_in(clean) == [("F042", "実施日: []")]


def test_entries_under_names_are_no_blank_list() -> None:
    text = NOTHING.replace(
        "      委託の有無: 委託しない\n",
        "      委託の有無: 委託しない\n"
        "      委託事項:\n        委託事項1:\n          委託内容: 印刷\n",
        1,
    )
    assert text != NOTHING
    assert {("F013", "委託事項:"), ("F041", "委託事項:")} <= {*found_in(text)}


@pytest.mark.parametrize(
    ("count", "codes"),
    [
        *((count, []) for count in ("0", "00")),
        *(
            (count, ["F043"])
            for count in ("０", "0件", "０件", "０ 件", "無", "0 件", "－", "該当なし")
        ),
        *((count, ["F013", "F043"]) for count in ("３", "3件", "10件", "0.5", "無制限")),
        ("3", ["F013"]),
    ],
)
def test_a_count_of_nothing_is_no_entry(count: str, codes: list[str]) -> None:
    line = "      委託の有無: 委託しない\n"
    text = NOTHING.replace(line, f"{line}      件数: {count}\n", 1)
    assert found_in(text) == [(code, f"件数: {count}") for code in codes]


def test_a_section_with_something_under_a_foreign_key_is_not_blank() -> None:
    wrong = (
        "      接続しない: [入手, 提供]\n      目的外の入手が行われるリスク:\n        措置1: 許可\n"
    )
    assert found_in(document(connecting=wrong)) == [("F020", "措置1: 許可")]
    needed = found_in(document(connecting=wrong.replace("[入手, 提供]", "[提供]")))
    assert ("F020", "措置1: 許可") in needed
    assert ("F010", "目的外の入手が行われるリスク:") in needed


def test_words_that_say_there_is_none_need_nothing_beside_them() -> None:
    text = document(connecting=CONNECTING.replace("内容:\n", "内容: 接続していない。\n", 1))
    assert found_in(text) == []


def test_what_may_apply_is_asked_for_item_by_item() -> None:
    text = document(connecting=CONNECTING.replace("[入手, 提供]", "[入手先]"))
    assert ("F011", "リスクに対する措置の内容:") in found_in(text)


DISCLOSING = """\
      提供・移転しない: false
      不正な提供・移転が行われるリスク:
        特定個人情報の提供・移転に関するルール:
        リスクへの対策は十分か:
"""


@pytest.mark.parametrize(
    ("text", "section"),
    [
        (
            document(ENTRUSTING.replace("true", "false")),
            "委託先における不正な使用等のリスク:",
        ),
        (
            document(connecting=CONNECTING.replace("[入手, 提供]", "[提供]")),
            "目的外の入手が行われるリスク:",
        ),
        (
            document(connecting=CONNECTING.replace("[入手, 提供]", "[入手]")),
            "不正な提供が行われるリスク:",
        ),
        (
            NOTHING.replace("      提供・移転しない: true\n", DISCLOSING),
            "不正な提供・移転が行われるリスク:",
        ),
    ],
    ids=["entrusting", "acquiring", "providing", "disclosing"],
)
def test_a_blank_section_whose_box_is_not_marked_is_one_finding(text: str, section: str) -> None:
    assert found_in(text) == [("F012", section)]


@pytest.mark.parametrize(
    ("text", "box"),
    [
        (
            document(
                ENTRUSTING.replace("true", "false").replace("規定の内容:", "規定の内容: 秘密。")
            ),
            ("C019", "委託しない: false"),
        ),
        (
            document(
                connecting=CONNECTING.replace("[入手, 提供]", "[提供]").replace(
                    "内容:\n", "内容: 照会できない。\n", 1
                )
            ),
            ("C011", "接続しない: [提供]"),
        ),
        (
            NOTHING.replace(
                "      提供・移転しない: true\n",
                f"{DISCLOSING}        その他の措置の内容: 記録。\n",
            ),
            ("C027", "提供・移転しない: false"),
        ),
    ],
    ids=["entrusting", "connecting", "disclosing"],
)
def test_a_section_filled_in_part_is_held_against_the_part_before(
    text: str, box: tuple[str, str]
) -> None:
    found = found_in(text)
    assert box in found
    assert {code for code, _ in found} == {box[0], "F011"}


@pytest.mark.parametrize(
    ("entrusting", "connecting", "hint"),
    [
        (
            ENTRUSTING.replace("true", "false"),
            CONNECTING,
            "記入するか、「委託しない」に印を付けてください",
        ),
        (
            ENTRUSTING,
            CONNECTING.replace("[入手, 提供]", "[提供]"),
            "記入するか、「接続しない」で「入手」を選んでください",
        ),
    ],
    ids=["flag", "box"],
)
def test_the_hint_names_the_box(entrusting: str, connecting: str, hint: str) -> None:
    found = check(document(entrusting, connecting).encode(), "x").diagnostics
    assert [one.hint for one in found if one.code == "F012" and hint not in one.hint] == []
    assert "F012" in {one.code for one in found}


def test_a_text_left_below_a_marked_box_is_told_and_not_what_it_lacks() -> None:
    written = ENTRUSTING.replace("規定の内容:", "規定の内容: 秘密の保持を定めている。")
    assert found_in(document(written)) == [("C020", "規定の内容: 秘密の保持を定めている。")]


def test_of_a_document_that_is_cut_only_the_cut_is_told() -> None:
    text = CLEAN.read_text("utf-8").replace("\nリスク対策:\n", "\n---\nリスク対策:\n")
    assert found_in(text) == [("Y015", "---")]


def test_nothing_more_is_asked_for_where_a_section_that_does_not_apply_has_a_text() -> None:
    """What stands there is a defect of its own, and the rest of the section stays blank."""
    filled = "      委託先における不正な使用等のリスク:\n        その他の措置の内容: 記録を残す。\n"
    text = document(entrusting=f"      委託しない: true\n{filled}")
    assert found_in(text) == [("C020", "その他の措置の内容: 記録を残す。")]
    wrong = document(entrusting=f"      委託しない: true\n{filled}        規定の内容: []\n")
    assert ("F042", "規定の内容: []") in found_in(wrong)
    needed = found_in(text.replace("委託しない: true", "委託しない: false"))
    assert {"F010"} <= {code for code, _ in needed}
