"""S001 and S003: the place of a finding, and messages that do not repeat what they are about."""

from __future__ import annotations

import unicodedata
from datetime import date
from pathlib import Path

import pytest

from pia_cli.check.engine import check
from pia_cli.core.diagnostic import Diagnostic

BASE = (Path(__file__).parents[1] / "cases" / "positive" / "base.yaml").read_text("utf-8")
NUMBER = "123456789018"


def found(text: str) -> tuple[Diagnostic, ...]:
    return check(text.encode(), "x", today=date(2025, 4, 1)).diagnostics


def test_each_number_is_found_once_at_its_item() -> None:
    text = BASE.replace("    備考:\n", f"    備考: |-\n      控え\n      {NUMBER}と{NUMBER}\n")
    assert [(one.code, one.item, one.span.line, one.span.column) for one in found(text)] == [
        ("S001", "Ⅱ-7 備考", 145, 7),
        ("S001", "Ⅱ-7 備考", 145, 20),
    ]


@pytest.mark.parametrize(
    ("joint", "other"),
    [("\u00a0", "N028"), ("\u2009", "N028"), ("\u00ad", "N012"), ("\u200b", "N012")],
)
def test_odd_spaces_and_what_nobody_sees_hide_no_number(joint: str, other: str) -> None:
    number = joint.join((NUMBER[:4], NUMBER[4:8], NUMBER[8:]))
    told = found(BASE.replace("    備考:\n", f"    備考: 台帳{joint} {number} の分\n"))
    places = [(one.code, one.item, one.span.line, one.span.column) for one in told]
    assert ("S001", "Ⅱ-7 備考", 143, 13) in places
    assert {code for code, *_ in places} == {"S001", other}
    first = next(one for one in told if one.code == "S001")
    assert (first.span.end_line, first.span.end_column) == (143, 13 + len(number))


def test_a_key_and_a_comment_have_no_item() -> None:
    text = f"# {NUMBER}\n{BASE}"
    assert [(one.code, one.item, one.path) for one in found(text)] == [("S001", "", ())]


def test_no_other_finding_repeats_the_number() -> None:
    text = BASE.replace("使用者数: 10人以上50人未満", f"使用者数: {NUMBER}")
    others = [one for one in found(text) if one.code != "S001"]
    assert others
    assert not any(NUMBER in one.message + one.hint for one in found(text))
    assert any("************" in one.message for one in others)


@pytest.mark.parametrize("number", [f"{NUMBER}円", f"{NUMBER}号", f"A{NUMBER}"])
def test_a_number_of_another_kind_is_hidden_but_no_finding(number: str) -> None:
    told = found(BASE.replace("使用者数: 10人以上50人未満", f"使用者数: {number}"))
    assert [one.code for one in told] == ["F030"]
    assert NUMBER not in told[0].message
    assert "************" in told[0].message


GROUPS = "1234 5678 9018"
PASSWORD = "Kaigo2024!"


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("  - 国民健康保険情報ファイル\n", f"  - 台帳 {GROUPS}\n", "C009"),
        ("区分: 資格情報\n", f"区分: {NUMBER}\n        余り: 1\n", "F020"),
        ("特記事項:\n", f"{NUMBER}: 1\n{NUMBER}: 2\n", "Y010"),
        ("特記事項:\n", f"{NUMBER}: 1\n{NUMBER}: 2\n- [\n", "Y010"),
        ("特記事項:\n", f"# pia: {NUMBER}\n特記事項:\n", "P005"),
        (
            "対象人数: 10万人以上30万人未満\n",
            f"対象人数: {'あ' * 30}パスワード={PASSWORD}\n",
            "F032",
        ),
        (
            "対象人数: 10万人以上30万人未満\n",
            f"対象人数: {'あ' * 34}１２３４　５６７８　９０１８\n",
            "F032",
        ),
    ],
    ids=["related", "item", "reader", "no tree", "comment", "cut", "cut in full width"],
)
def test_no_text_of_a_finding_repeats_it(old: str, new: str, code: str) -> None:
    assert old in BASE
    told = [one for one in found(BASE.replace(old, new)) if one.code == code]
    assert told
    for one in told:
        said = (one.message, one.hint, one.item, *(other.message for other in one.related))
        shown = unicodedata.normalize("NFKC", "\n".join(said))
        assert not any(part in shown for part in (NUMBER[:5], GROUPS[:6], PASSWORD[:4]))


def test_many_numbers_are_bounded() -> None:
    text = BASE.replace("    備考:\n", f"    備考: {f'{NUMBER}、' * 5_000}終わり\n")
    checked = check(text.encode(), "x")
    assert {one.code for one in checked.diagnostics} == {"S001"}
    assert checked.omitted > 0
