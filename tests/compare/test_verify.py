"""変更箇所 against what really changed: the case files of check/ and the real document."""

from __future__ import annotations

from pathlib import Path

import pytest

from compare.casefile import MARK, Case, cases, compared
from pia_cli.check.engine import check
from pia_cli.compare.committed.coverage import coverage
from pia_cli.compare.committed.verify import verify
from pia_cli.compare.table import RowOptions, table
from pia_cli.compare.write import untold, with_rows
from pia_cli.core.diagnostic import Diagnostic
from pia_cli.forms.naming import Names
from pia_cli.rules.log.examples import NOW
from pia_cli.rules.log.names import MOST_SUGGESTED
from pia_cli.rules.registry import RULES
from pia_cli.rules.rule import Rule

CHECKS = Path(__file__).parent / "check"
EXAMPLES = Path(__file__).parents[2] / "examples"
NOTHING = "なし\n"

CASES = [
    Case(path.stem, *path.read_text("utf-8").split(MARK)) for path in sorted(CHECKS.glob("*.yaml"))
]
_OF_TWO_VERSIONS = [rule for rule in RULES if rule.versions]


def shown(found: Diagnostic) -> str:
    """A finding as a case file states it: CODE severity line:column item."""
    place = f"{found.span.line}:{found.span.column}"
    return f"{found.code} {found.severity} {place} {found.item}\n"


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_findings_are_the_ones_stated(case: Case) -> None:
    found = verify(compared(case.old, case.new))
    assert ("".join(map(shown, found)) or NOTHING) == case.expected
    assert {one.file for one in found} <= {"new.yaml"}


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_case_is_named_after_a_code(case: Case) -> None:
    code = case.name.partition("_")[0]
    assert (NOTHING if code == "ok" else f"{code} ") in case.expected


@pytest.mark.parametrize("rule", _OF_TWO_VERSIONS, ids=lambda rule: rule.code)
def test_rule_has_a_failing_case(rule: Rule) -> None:
    failing = [case for case in CASES if case.name.startswith(rule.code)]
    assert any(f"{rule.code} {rule.severity} " in case.expected for case in failing)


@pytest.mark.parametrize(
    "case", [case for case in CASES if case.expected == NOTHING], ids=lambda case: case.name
)
def test_the_log_alone_has_no_finding_either(case: Case) -> None:
    """H010 to H016 on the new version: what holds against the old one holds by itself."""
    found = check(case.new.encode(), "new.yaml").diagnostics
    logs = {"H010", "H011", "H012", "H013", "H015", "H016"}
    assert [(one.code, one.item) for one in found if one.code in logs] == []


def test_there_are_many_passing_cases() -> None:
    assert sum(case.expected == NOTHING for case in CASES) >= 30


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_rows_of_nothing_new_are_in_order(case: Case) -> None:
    """Against itself no version has anything to tell, and no row of it is judged."""
    assert [one.code for one in verify(compared(case.old, case.old))] == []


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("H001_no_row", "変更箇所に行がありません"),
        ("H001_several_one_left_out", "変更箇所の「Ⅱ-4-委託事項1-④⑤⑥」の行に記載がありません"),
    ],
)
def test_no_row_is_said_to_be_missing_that_is_there(name: str, words: str) -> None:
    case = next(case for case in CASES if case.name == name)
    assert [words in one.message for one in verify(compared(case.old, case.new))] == [True]


@pytest.mark.parametrize(
    ("name", "item"),
    [
        ("H004_old_number", "Ⅱ-4-委託事項2-③委託先名"),
        ("H004_wrong_item", "Ⅱ-4-委託事項1-③委託先名"),
        ("H004_between_number_of_the_last_revision", "Ⅱ-4-委託事項3-③委託先名"),
        ("H004_number_of_another_date_of_one_revision", "Ⅱ-4-委託事項2-③委託先名"),
    ],
)
def test_a_number_of_another_entry_is_said_to_be_meant_for_it(name: str, item: str) -> None:
    case = next(case for case in CASES if case.name == name)
    comparison = compared(case.old, case.new)
    (found,) = verify(comparison)
    assert found.message.endswith(f"「{item}」のことですか？")
    assert found.hint is not None
    assert f"項目を「{item}」に直してください" in found.hint
    assert item not in {row.change.item for row in untold(table(comparison))}


@pytest.mark.parametrize(
    ("name", "item"),
    [
        ("H001_label_in_other_words", "Ⅱ-4 委託事項2 ③ 委託先の名称"),
        ("H001_item_in_words_that_nothing_is_made_of", "Ⅱ-4 委託事項2 その会社"),
    ],
)
def test_a_row_that_may_be_meant_is_told(name: str, item: str) -> None:
    case = next(case for case in CASES if case.name == name)
    (found,) = verify(compared(case.old, case.new))
    assert found.message.endswith(f"「{item}」の行のことですか？")


@pytest.mark.parametrize(
    "item",
    ["全般", "（全体）", "全項目", "全て", "すべて", "評価書の全て", "項目全般", "【評価書全体】"],
)
def test_a_row_of_the_whole_document_tells_of_every_item(item: str) -> None:
    case = next(case for case in CASES if case.name == "ok_word_in_the_whole_document")
    assert case.new.count("項目: 評価書全体") == 1
    new = case.new.replace("項目: 評価書全体", f"項目: {item}")
    assert not list(verify(compared(case.old, new)))


@pytest.mark.parametrize(
    "item",
    [
        "様式変更",
        "様式の変更",
        "様式全般",
        "（様式変更）",
        "評価書の様式",
        "表紙",
        "書式全般",
    ],
)
def test_a_row_of_the_form_is_of_no_item(item: str) -> None:
    case = next(case for case in CASES if case.name == "ok_word_in_the_whole_document")
    row = case.new[case.new.index("- 変更日:") :]
    row = row.replace("評価書全体", item).replace("保険年金課", "旧様式")
    row = row.replace("健康保険課", "新様式")
    assert not list(verify(compared(case.old, f"{case.new}{row}")))


@pytest.mark.parametrize(
    ("name", "item"),
    [
        ("H005_copied_texts", "Ⅰ-6-①部署"),
        ("H005_first_of_two_items_by_a_wrong_number", "Ⅰ-6-②所属長の役職名"),
        ("H005_risk_that_the_form_does_not_print", "Ⅲ-3-リスク2 具体的な管理方法"),
        ("H005_texts_of_another_item", "Ⅰ-6-②所属長の役職名"),
    ],
)
def test_a_name_of_no_item_is_said_to_be_meant_for_the_one_that_changed_so(
    name: str, item: str
) -> None:
    case = next(case for case in CASES if case.name == name)
    comparison = compared(case.old, case.new)
    (found,) = verify(comparison)
    assert found.code == "H005"
    assert found.message.endswith(f"「{item}」のことですか？")
    assert item not in {row.change.item for row in untold(table(comparison))}


CONTRACTS = """\
様式: 重点項目評価書
特定個人情報ファイルの概要:
- 特定個人情報ファイル名: 介護ファイル
  特定個人情報ファイルの取扱いの委託:
    委託事項:
    - 委託事項: 保守
      委託先名: {name}
    - 委託事項: 入力
      委託先名: 南データ株式会社
"""


@pytest.mark.parametrize(
    "rule",
    [rule for rule in _OF_TWO_VERSIONS if not rule.bad.startswith("（")],
    ids=lambda rule: rule.code,
)
def test_rule_fires_on_its_bad_example_only(rule: Rule) -> None:
    old = CONTRACTS.format(name="東システム株式会社")
    new = CONTRACTS.format(name=NOW)
    assert rule.code in {one.code for one in verify(compared(old, new + rule.bad + "\n"))}
    assert verify(compared(old, new + rule.good + "\n")) == ()


@pytest.mark.parametrize("case", cases(), ids=lambda case: case.name)
def test_generated_rows_are_in_order(case: Case) -> None:
    """What the table says of any two versions is what the check wants to read."""
    if "- 変更日" in case.new:
        pytest.skip("has a log of its own")
    comparison = compared(case.old, case.new)
    rows = table(comparison, RowOptions(date="令和9年1月1日", everything=True)).rows
    text = with_rows(case.new.encode(), comparison, rows).decode()
    assert [f"{one.code} {one.message}" for one in verify(compared(case.old, text))] == []


def real_pair() -> tuple[str, str]:
    """The real document before and after 令和8年2月4日."""
    old, new = (EXAMPLES / name for name in ("koriyama_kaigo_r3.yaml", "koriyama_kaigo.yaml"))
    return old.read_text("utf-8"), new.read_text("utf-8")


def test_real_pair() -> None:
    comparison = compared(*real_pair())
    assert [f"{one.code} {one.item}" for one in verify(comparison)] == [
        "H001 Ⅱ-5-提供先1 提供先",
        "H001 Ⅱ-5-提供先1-②提供先における用途",
        "H007 別添2-20 変更前の記載",
    ]


def test_rows_of_the_real_pair_tell_a_change_each() -> None:
    found = coverage(compared(*real_pair()))
    assert (found.unfounded, found.of_unknown_items) == ((), ())
    assert {len(told) for told in found.rows_of.values()} == {1}


@pytest.mark.parametrize(("cell", "code"), [("変更前の記載", "H002"), ("変更後の記載", "H003")])
def test_a_slip_in_a_real_row_is_found(cell: str, code: str) -> None:
    old, new = real_pair()
    lines = new.splitlines(keepends=True)
    starts = [at for at, line in enumerate(lines) if line.startswith("  - 変更日: 令和8年")]
    assert len(starts) == 10
    for start in starts:
        at = next(at for at in range(start, len(lines)) if lines[at].startswith(f"    {cell}"))
        at += lines[at].endswith("|-\n")  # the first line of a block
        slip = ("第", "弟") if "第" in lines[at] else ("\n", "誤\n")
        lines[at] = lines[at].replace(*slip, 1)
    found = {(one.code, one.item) for one in verify(compared(old, "".join(lines)))}
    rows = [f"別添2-{number} " for number in range(17, 27)]
    assert [row for row in rows if (code, f"{row}{cell}") not in found] == []


NUMBER, PASSWORD = "123456789018", "Kaigo2024!"
HEAD = "様式: 重点項目評価書\n様式の版: 令和6年10月\n特記事項: "
TOLD = f"記載例 {NUMBER} を用いる。保守用のパスワード={PASSWORD}\n"


@pytest.mark.parametrize(
    ("old", "new"),
    [("甲\n", TOLD), (TOLD, "甲\n"), (TOLD, TOLD.replace("用いる", "使う"))],
    ids=["new", "old", "both"],
)
def test_no_finding_shows_what_must_not_be_published(old: str, new: str) -> None:
    """Of both versions: what was taken out is still in the one before."""
    (found,) = verify(compared(HEAD + old, HEAD + new))
    assert found.code == "H001"
    assert "****" in found.message
    assert not any(part in found.message for part in (NUMBER[:6], "Kai", "2024"))


def test_few_names_of_no_item_get_a_suggestion_and_each_once(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    asked: list[str] = []
    monkeypatch.setattr(Names, "suggest", lambda _, text: asked.append(text))
    rows = "".join(
        f"- 変更日: 令和8年2月4日\n  項目: Ⅸ-{10 + number % 30} 名称\n  変更前の記載: 甲\n"
        "  変更後の記載: 乙\n"
        for number in range(120)
    )
    old = CONTRACTS.format(name="東データ株式会社")
    found = verify(compared(old, f"{old}変更箇所:\n{rows}"))
    assert [one.code for one in found] == ["H005"] * 120
    assert len(asked) == len(set(asked)) == MOST_SUGGESTED
