"""When a text counts as a quotation of another."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pia_cli.cells.quotation import are_quoted, is_copied, is_part, is_quoted, quote_keys
from pia_cli.forms.notation import notation_key

MANY = settings(max_examples=100)


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
        "番号法第19条第8号　ほか",
        "資格を管理する、外",
        "納付を確認する（ほか）",
        "資格を管理するほか。",
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
        "資格を管理する外",
        "納付ほかを確認する",
        "　ほか",
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
