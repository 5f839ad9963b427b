"""What counts as the same text, and as a quotation of another."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pia_cli.forms.choices import ChoiceKind
from pia_cli.forms.kinds import CountKind, FlagKind, Kind, TextKind
from pia_cli.forms.notation import (
    are_quoted,
    is_copied,
    is_part,
    is_quoted,
    meaning,
    notation_key,
    quote_keys,
)

MANY = settings(max_examples=100)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("（１）資格", "(1) 資格"),
        ("番号法第19条第8号", "番号法　第１９条\n第８号"),
        ("令和8年2月16日から", "2026-02-16から"),
        ("令和元年5月1日", "令和1年5月1日"),
        ("1,2", "1、2"),
        ("サーバー", "サ－バ－"),
        ("3〜5", "3～5"),
        ("1  2", "1\n2"),
    ],
)
def test_notation_alone(one: str, other: str) -> None:
    assert notation_key(one) == notation_key(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("1 2", "12"),
        ("1\n2", "12"),
        ("１　２", "１２"),
        ("令和8年2月16日", "令和8年2月17日"),
        ("令和8年2月", "令和8年3月"),
        ("サーバ", "サーバー"),
        ("行う", "行なう"),
        ("甲、乙", "甲乙"),
        ("A", "a"),
        ("1.5", "15"),
    ],
)
def test_not_notation_alone(one: str, other: str) -> None:
    assert notation_key(one) != notation_key(other)


@pytest.mark.parametrize(
    ("kind", "one", "other", "same"),
    [
        (TextKind(), "", "なし", True),
        (TextKind(), "-", "特になし", True),
        (TextKind(), "（空欄）", "記載なし", True),
        (TextKind(), "", "空欄の記入を求める。", False),
        (None, "―", "", True),
        (TextKind(), "", "0", False),
        (TextKind(), "なし", "あり", False),
        (CountKind(), "3", "０3", True),
        (CountKind(), "0", "00", True),
        (CountKind(), "0", "", False),
        (CountKind(), "3", "３件", True),
        (CountKind(), "0件", "0", True),
        (CountKind(), "3", "30", False),
        (FlagKind(), "true", "True", True),
        (FlagKind(), "", "false", True),
        (FlagKind(), "", "true", False),
        (FlagKind(), "true", "false", False),
        (ChoiceKind(("1万人未満",)), "１万人未満", "1万人未満", True),
        (ChoiceKind(("実施する", "実施しない")), "実施する", "実施しない", False),
    ],
)
def test_meaning(kind: Kind | None, one: str, other: str, same: bool) -> None:
    assert (meaning(kind, one) == meaning(kind, other)) is same


WHOLE = "番号法第19条第8号(別表68の項)により、令和3年9月1日から資格を管理する。\n納付を確認する。"


@pytest.mark.parametrize(
    "text",
    [
        WHOLE,
        "資格を管理する",
        "番号法 第１９条第８号",
        "納付を確認する。\n資格を管理する",
        "番号法（略）資格を管理する。（後略）",
        "(中略)納付を確認する。",
        "……納付を確認する。",
        "〔以下略〕資格",
        "番号法・・・納付",
        "資格を管理する...",
        "<省略>納付を確認する",
        "－略－納付を確認する",
        "資格を管理する。\n―中略―",
        "資格を管理する。以下略",
        "番号法、後略\n納付を確認する。",
        "第8号",
        "8",
        "令和3年9月1日",
        "2021-09-01から",
        "9月1日から",
        "令和3年9月",
        "により令和3年",
    ],
)
def test_part(text: str) -> None:
    assert is_part(text, ["別の文", WHOLE])


@pytest.mark.parametrize(
    "text",
    [
        "",
        "（略）",
        "…",
        "。",
        "、\n",
        "資格を管理しない。",
        "以下略称による。",
        "第9条",
        "別表8の項",
        "第1",
        "9月2日",
        "資格を管理する。（略）保険料",
        "資格を管理する。\n保険料",
        "令和3年9月11日",
    ],
)
def test_not_part(text: str) -> None:
    assert not is_part(text, ["別の文", WHOLE])


def test_pieces_are_of_one_text() -> None:
    assert not is_part("甲（略）乙", ["甲の文", "乙の文"])


@MANY
@given(st.text(alphabet="甲乙12、。（）略\n 月日-", max_size=12), st.integers(0, 12))
def test_what_ends_where_no_number_is_cut_is_part(text: str, end: int) -> None:
    start = text[:end]
    is_cut = start[-1:].isdecimal() and text[end : end + 1].isdecimal()
    says = notation_key(start.replace("略", "")).strip("、。()・-")
    if says and not is_cut:
        assert is_part(start, [text])


@MANY
@given(st.text("甲12\0", min_size=1, max_size=4), st.text("甲12\0", max_size=12))
def test_a_quotation_stands_at_a_place_where_no_number_is_cut(piece: str, whole: str) -> None:
    inside = {at for at in range(1, len(whole)) if whole[at - 1 : at + 1].isdecimal()}
    places = [at for at in range(len(whole)) if whole.startswith(piece, at)]
    expected = any(not {at, at + len(piece)} & inside for at in places)
    assert are_quoted([piece], [(whole,)], lambda text: (text,)) is expected


@MANY
@given(st.text(st.sampled_from("あ亜Ⅱ①1２、。:・ \n\u3000-年月日ﾞｱ\u200b\u3164"), max_size=12))
def test_a_copy_is_what_its_keys_say_too(text: str) -> None:
    assert not is_copied(text, [text]) or is_quoted(text, [quote_keys(text)])


@pytest.mark.parametrize("text", ["", "。", "・・", " \n"])
def test_a_copy_that_says_nothing_is_none(text: str) -> None:
    assert not is_copied(text, [text])
    assert not is_part(text, [text])
