"""What people write around a text in the cells of 変更箇所, of a list of entries and of a text."""

from __future__ import annotations

import pytest

from compare.casefile import ROW, compared
from pia_cli.compare.committed.verify import verify

DOCUMENT = """\
様式: 重点項目評価書
様式の版: 令和6年10月
基本情報:
  特定個人情報ファイルを取り扱う事務:
    事務の内容: |
{text}
特定個人情報ファイルの概要:
- 特定個人情報ファイル名: 国保ファイル
  特定個人情報ファイルの取扱いの委託:
    委託事項:
{entries}
評価実施手続:
  基礎項目評価:
    実施日: {day}
"""
ENTRIES = {
    "システムの保守": "みさきシステム株式会社",
    "届出書の入力": "うみべデータ株式会社",
    "通知書の印刷及び封入": "はまかぜ印刷株式会社",
}
SYSTEM, INPUT, PRINT = ENTRIES
TEXT = ("①資格の管理", "②賦課", "③給付")
MORE = ("①資格の管理", "②徴収", "③賦課", "④給付")
TASKS = "Ⅰ-1-②事務の内容"


def document(entries: tuple[str, ...], text: tuple[str, ...], day: str) -> str:
    written = (f"    - 委託事項: {name}\n      委託先名: {ENTRIES[name]}" for name in entries)
    return DOCUMENT.format(
        text="\n".join(f"      {line}" for line in text), entries="\n".join(written), day=day
    )


def found(was: str, now: str, item: str, before: str, after: str) -> list[tuple[str, int, str]]:
    """Code, line and item of each finding; 100 and 101 are the lines of the two cells."""
    cells = (repr(cell).replace("'", '"') for cell in (before, after))
    row = ROW.format(item=repr(item).replace("'", '"'), before=next(cells), after=next(cells))
    row_at = now.count("\n") + 4
    lines = {row_at - 1: 99, row_at: 100, row_at + 1: 101}
    return [
        (one.code, lines.get(one.span.line, one.span.line), one.item)
        for one in verify(compared(was, now + row))
    ]


def of_entries(
    old: tuple[str, ...], new: tuple[str, ...], item: str, before: str, after: str
) -> list[tuple[str, int, str]]:
    was, now = document(old, TEXT, "令和7年4月1日"), document(new, TEXT, "令和8年2月4日")
    return found(was, now, item, before, after)


def of_text(
    old: tuple[str, ...], new: tuple[str, ...], before: str, after: str
) -> list[tuple[str, int, str]]:
    was, now = (
        document((SYSTEM,), text, day)
        for text, day in ((old, "令和7年4月1日"), (new, "令和8年2月4日"))
    )
    return found(was, now, TASKS, before, after)


BOTH, ALL = (SYSTEM, INPUT), (SYSTEM, INPUT, PRINT)


LABELS = (
    "委託事項２　",
    "委託事項２：",
    "委託事項 2 ",
    "委託事項２\n",
    "［委託事項２］\n",
    "【委託事項2】",
)


@pytest.mark.parametrize("label", LABELS)
@pytest.mark.parametrize("item", ["Ⅱ-4-委託事項2", "Ⅱ-4"])
def test_the_number_of_an_entry_in_either_width(label: str, item: str) -> None:
    for name in (INPUT, f"{INPUT}\n③うみべデータ株式会社"):
        assert of_entries(BOTH, (SYSTEM,), item, label + name, "（削除）") == []
        assert of_entries((SYSTEM,), BOTH, item, "－", label + name) == []


@pytest.mark.parametrize("label", ["委託事項３　", "委託事項２２　", "移転先２　", "【委託事項3】"])
def test_the_number_of_another_entry(label: str) -> None:
    (slip,) = of_entries(BOTH, (SYSTEM,), "Ⅱ-4-委託事項2", label + INPUT, "（削除）")
    assert slip == ("H002", 100, "別添2-1 変更前の記載")


REMARKS = (
    *("※以降の番号を繰上げ", "　※以下番号を繰上げ", "（以下番号を繰上げ）", "以降、番号を繰り上げ"),
    *("\n※以下、番号を繰上げ", "※委託事項3を委託事項2に繰上げ", "。以降、番号を繰上げ。"),
    *("※委託事項4を委託事項3に繰上げ", "、委託事項3を委託事項2に繰上げ"),
)


@pytest.mark.parametrize("remark", REMARKS)
def test_what_is_said_of_the_numbers_behind_what_is_gone(remark: str) -> None:
    for word in ("（削除）", "削除"):
        assert of_entries(ALL, (SYSTEM, PRINT), "Ⅱ-4-委託事項2", INPUT, word + remark) == []


@pytest.mark.parametrize("after", ["（追加）※以下番号を繰上げ", "委託終了届\n※以下番号を繰上げ"])
def test_what_was_not_done_before_what_is_said_of_the_numbers(after: str) -> None:
    (slip,) = of_entries(ALL, (SYSTEM, PRINT), "Ⅱ-4-委託事項2", INPUT, after)
    assert slip == ("H003", 101, "別添2-1 変更後の記載")


ADDED = (
    *("②を追加し、②以降を繰り下げ", "②を追加し、③以降を繰り下げ"),
    *("②を追加し、旧②以降を繰り下げた。", "②を追加し、②以下を繰り下げる"),
    *("②を追加し、②以降を1つずつ繰下げ", "②を追加し、②を③に、③を④に繰り下げ", "②を加える"),
    *("②を追加、③④番号の繰下げ", "②を追加し、②を③とし、③を④とする。", "②を加え、以下繰り下げる"),
    *("「徴収」を加える。", "「資格の管理」の次に「徴収」を加える。", "「②徴収」を加えた。"),
    *("徴収を加える。", "②徴収を加え、②を③とし、③を④とする。", "徴収を新たに加える"),
    "②の項目を加える",
)
GONE = (
    *("②を削除し、②以降を繰り上げ", "②を削除し、③及び④を繰り上げ", "②を削り、以下繰り上げる"),
    *("「②徴収」を削り、③を②とし、④を③とする。", "②を削り、③から④までを②から③までとする。"),
)


@pytest.mark.parametrize("words", ADDED)
def test_words_for_what_came_and_for_the_numbers_behind_it(words: str) -> None:
    assert of_text(TEXT, MORE, "－", words) == []


@pytest.mark.parametrize("words", GONE)
def test_words_for_what_is_gone_and_for_the_numbers_behind_it(words: str) -> None:
    assert of_text(MORE, TEXT, "②徴収", words) == []


NOT_ADDED = ("⑤を加える", "⑤を追加し、以降を繰下げ", "①を追加し、②以降を繰下げ", "「徴集」を加える")


@pytest.mark.parametrize("words", NOT_ADDED)
def test_words_for_what_did_not_come(words: str) -> None:
    assert ("H003", 101, "別添2-1 変更後の記載") in of_text(TEXT, MORE, "－", words)


SENTENCES = (
    *("③給付に全く関係のない修正を加える。", "②賦課に必要な修正を加え", "給与計算を加える。"),
    *("②徴収に修正を加える。", "徴収額の計算を加える"),
)


@pytest.mark.parametrize("words", SENTENCES)
def test_a_sentence_of_neither_text_may_end_in_a_word_for_adding(words: str) -> None:
    assert ("H003", 101, "別添2-1 変更後の記載") in of_text(TEXT, MORE, "③給付", words)


@pytest.mark.parametrize("struck", ["削る", "削り", "削った", "削りました。", "削除した"])
def test_words_for_what_came_said_to_be_gone(struck: str) -> None:
    told = of_text(TEXT, MORE, "", f"「徴収」を{struck}")
    assert [code for code, *_ in told] == ["H002", "H003"]


@pytest.mark.parametrize("words", ["①を削り、②以降を繰り上げ", "⑤を削り、以下繰り上げる"])
def test_words_for_what_is_not_gone(words: str) -> None:
    (slip,) = of_text(MORE, TEXT, "②徴収", words)
    assert slip == ("H003", 101, "別添2-1 変更後の記載")


def listed(names: tuple[str, ...], numbered: bool = True) -> str:
    lines = (f"委託事項{at}　{name}" for at, name in enumerate(names, 1)) if numbered else names
    return "\n".join(lines)


@pytest.mark.parametrize("numbered", [True, False])
@pytest.mark.parametrize("item", ["Ⅱ-4 委託事項", "Ⅱ-4", "Ⅱ-4-委託事項1～3"])
def test_the_whole_list_on_both_sides(item: str, numbered: bool) -> None:
    short, whole = listed(BOTH, numbered), listed(ALL, numbered)
    assert of_entries(BOTH, ALL, item, short, whole) == []
    assert of_entries(ALL, BOTH, item, whole, short) == []


@pytest.mark.parametrize("label", ["", "委託する"])
def test_the_count_above_the_list(label: str) -> None:
    was, now = document(BOTH, TEXT, "令和7年4月1日"), document(ALL, TEXT, "令和8年2月4日")
    head = "    委託事項:\n"
    was, now = was.replace(head, f"    件数: 2\n{head}"), now.replace(head, f"    件数: 3\n{head}")
    short, whole = f"{label}（２）件\n{listed(BOTH)}", f"{label}（{{}}）件\n{listed(ALL)}"
    assert found(was, now, "Ⅱ-4", short, whole.format("３")) == []
    (slip,) = found(was, now, "Ⅱ-4", short, whole.format("４"))
    assert slip == ("H001", 12, "Ⅱ-4 件数")


@pytest.mark.parametrize("item", ["Ⅱ-4 委託事項", "Ⅱ-4"])
def test_a_list_without_what_came(item: str) -> None:
    short = listed(BOTH)
    for after in (short, f"{short}\n委託事項3　通知書の印刷と封入", f"{short}\n委託事項4　{PRINT}"):
        assert [code for code, *_ in of_entries(BOTH, ALL, item, short, after)] == ["H001", "H004"]


def test_one_entry_is_gone_and_another_changed_in_one_row() -> None:
    was = document(ALL, TEXT, "令和7年4月1日")
    now = document((SYSTEM, PRINT), TEXT, "令和8年2月4日").replace("封入", "封かん")
    item, before = "Ⅱ-4-委託事項2、委託事項3", f"{INPUT}\n{PRINT}"
    assert found(was, now, item, before, "（削除）\n通知書の印刷及び封かん") == []


@pytest.mark.parametrize("after", ["誤りの入力", "誤りの入力\n③うみべデータ株式会社"])
def test_all_of_a_row_is_of_the_one_entry_that_it_names(after: str) -> None:
    before = f"{INPUT}\n③うみべデータ株式会社"
    (slip,) = of_entries(ALL, (SYSTEM, PRINT), "Ⅱ-4-委託事項2", before, after)
    assert slip == ("H003", 101, "別添2-1 変更後の記載")
