"""``pia show``, ``pia explain``, ``pia rules`` and ``pia schema``."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from cli.support import EXAMPLE, FUTURE, PAST, TYPO, Run, is_clean, with_set_aside_error
from pia_cli.core.width import display_width
from pia_cli.forms.registry import CURRENT, FORMS
from pia_cli.render import generated
from pia_cli.render.generated import schema_drift, schema_name, schema_text
from pia_cli.render.outline import UNREADABLE
from pia_cli.rules.registry import FAMILIES, RULES, rules_by_code

CLEAN = EXAMPLE.with_name("clean.yaml")
HIDDEN = "エラーが 1 件あり、表示にない記載があり得ます。"


def test_the_whole_document(run: Run) -> None:
    done = run("show", EXAMPLE)
    assert (done.code, done.err) == (0, "")
    assert done.out.startswith("様式\n  [重点項目評価書]\n")
    assert "\nⅡ 特定個人情報ファイルの概要\n" in done.out
    assert "27. 申請者郵便番号\n" in done.out
    assert done.out == run("show", "-", stdin=EXAMPLE.read_bytes()).out


@pytest.mark.parametrize(("until", "said"), [(PAST, "エラーが 1 件あり"), (FUTURE, "")])
def test_the_errors_are_those_of_the_day(run: Run, until: str, said: str) -> None:
    done = run("show", "-", stdin=with_set_aside_error(until).encode())
    assert (done.code, done.err.partition("ます")[0]) == (0, said)


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("公表日: 令和8年2月16日", "公表日:", "エラーが 1 件あります。"),
        ("公表日: 令和8年2月16日", "公表日: 令和8年2月30日", "エラーが 1 件あります。"),
        ("公表日: 令和8年2月16日", "公表日: 令和8年2月16日\n備考の備考: 1", HIDDEN),
        ("公表日: 令和8年2月16日", "公表日: [令和8年2月16日]", HIDDEN),
        ("公表日: 令和8年2月16日", "公表日: 令和8年2月16日\n公表日: 令和8年2月17日", HIDDEN),
    ],
    ids=["blank", "no day", "foreign key", "no text", "twice"],
)
def test_what_may_be_missing_is_said_only_where_it_may(
    run: Run, old: str, new: str, said: str
) -> None:
    text = EXAMPLE.read_text("utf-8")
    assert text.count(old) == 1
    done = run("show", "-", stdin=text.replace(old, new).encode())
    assert (done.code, done.err) == (0, f"{said}pia validate で確かめてください\n")


@pytest.mark.parametrize(
    "written",
    ["[庁内連携システム, ぬけない語]", "庁内連携システム: {ぬけない語: 1}"],
    ids=["list", "mapping"],
)
def test_an_item_written_another_way_is_shown_as_it_is_written(run: Run, written: str) -> None:
    text = CLEAN.read_text("utf-8").replace("        - 庁内連携システム", f"        - {written}", 1)
    done = run("show", "-", "Ⅰ-2-システム1-③", stdin=text.encode())
    assert done.out.splitlines()[1] == f"  {UNREADABLE}"
    assert {"  庁内連携システム", "  ぬけない語", "  宛名システム等"} <= {*done.out.splitlines()}


def test_what_a_warning_of_shape_may_hide_is_said(run: Run) -> None:
    """A box that is there twice has the text of the last alone; the item is unverified."""
    twice = "        - その他: ぬける語\n        - その他: 中間サーバー"
    text = CLEAN.read_text("utf-8").replace("        - その他: 中間サーバー", twice, 1)
    done = run("show", "-", stdin=text.encode())
    assert "ぬける語" not in done.out
    assert done.err.startswith("警告が 1 件あり、表示にない記載があり得ます。")


@pytest.mark.parametrize(
    ("item", "start"),
    [
        ("Ⅱ-4", "Ⅱ-4 特定個人情報ファイルの取扱いの委託\n  Ⅱ-4 委託の有無 ※\n    [委託する]\n"),
        ("II-4", "Ⅱ-4 特定個人情報ファイルの取扱いの委託\n"),
        ("ii-４", "Ⅱ-4 特定個人情報ファイルの取扱いの委託\n"),
        ("Ⅱ-5-提供先1-⑥", "Ⅱ-5-提供先1-⑥提供方法\n  [○] 情報提供ネットワークシステム\n"),
        ("Ⅱ-5-提供先1-⑥提供方法", "Ⅱ-5-提供先1-⑥提供方法\n"),
        ("Ⅱ-4-委託事項1", "Ⅱ-4-委託事項1\n"),
        ("別添1-認定情報-27", "別添1-認定情報-27\n  申請者郵便番号\n"),
        ("別添1-認定情報", "別添1-認定情報\n  別添1-認定情報 区分\n    認定情報\n"),
        ("公表日", "公表日\n  令和8年2月16日\n"),
        ("所属長の役職名", "Ⅰ-6-②所属長の役職名\n  介護保険課長\n"),
        ("別添2-3", "別添2-3\n  別添2-3 変更日\n"),
    ],
)
def test_one_item(run: Run, item: str, start: str) -> None:
    done = run("show", EXAMPLE, item)
    assert done.code == 0
    assert done.out.startswith(start)


@pytest.mark.parametrize("item", ["公表日", "評価書名"])
def test_a_mapping_in_place_of_a_text_is_shown_as_it_is_written(run: Run, item: str) -> None:
    text = CLEAN.read_text("utf-8")
    start = text.index(f"{item}:") + len(item) + 1
    text = f"{text[:start]} {{ぬけない語: 1}}{text[text.index(chr(10), start) :]}"
    done = run("show", "-", item, stdin=text.encode())
    assert (done.code, done.out.splitlines()[1:]) == (0, [f"  {UNREADABLE}", "  ぬけない語", "  1"])


def test_a_list_without_entries_is_shown_as_blank(run: Run) -> None:
    done = run("show", "-", "変更箇所", stdin=f"{TYPO}変更箇所: []\n".encode())
    assert done.out == "別添2 変更箇所\n  （空欄）\n"


@pytest.mark.parametrize("written", ["2", "２", "2件"])
def test_the_count_of_a_box_is_shown_as_the_form_prints_it(run: Run, written: str) -> None:
    box = "提供を行っている: "
    text = CLEAN.read_text("utf-8").replace(f"{box}1", box + written, 1)
    done = run("show", "-", "提供・移転の有無", stdin=text.encode())
    assert done.out.splitlines()[1] == f"  [○] 提供を行っている（{written.removesuffix('件')}件）"


def test_a_label_shows_every_item_that_has_it(run: Run) -> None:
    out = run("show", EXAMPLE, "委託先名").out
    assert [line for line in out.splitlines() if not line.startswith(" ")] == [
        "Ⅱ-4-委託事項1-③委託先名",
        "Ⅱ-4-委託事項2-③委託先名",
    ]


@pytest.mark.parametrize(
    ("item", "said"),
    [
        ("別添1-認定情報-99", "様式にはありますが、この評価書にはありません"),
        ("公表曰", "「公表日」のことですか？"),
        ("Ⅱ-4-委託事項9", "「Ⅱ-4-委託事項9」は様式にはありますが、この評価書にはありません"),
        ("Ⅵ", "「Ⅵ」という項目はこの評価書にありません"),
        ("", "「」という項目はこの評価書にありません"),
        ("※", "「※」という項目はこの評価書にありません"),
    ],
)
def test_an_unknown_item(run: Run, item: str, said: str) -> None:
    done = run("show", EXAMPLE, item)
    assert (done.code, done.out) == (2, "")
    assert said in done.err


@pytest.mark.parametrize("text", ["", "a: [", "a: 1", TYPO.replace("重点", "基礎")])
def test_what_is_no_assessment(run: Run, tmp_path: Path, text: str) -> None:
    path = tmp_path / "x.yaml"
    path.write_text(text, "utf-8")
    done = run("show", path)
    assert (done.code, done.out) == (3, "")
    assert f"pia validate {path} で原因を表示します" in done.err


def test_what_cannot_be_read(run: Run, tmp_path: Path) -> None:
    assert run("show", tmp_path / "none").code == 3
    assert "フォルダです" in run("show", tmp_path).err


def test_an_invalid_document_is_shown_with_a_warning(run: Run) -> None:
    text = TYPO + "公表日: 令和8年2月16日\n特定個人情報ファイルの概要: 文章\n変更箇所: [a, []]\n"
    done = run("show", "-", stdin=text.encode())
    assert done.code == 0
    assert "公表日\n  令和8年2月16日\n" in done.out
    assert "件あり" in done.err


@pytest.mark.parametrize("color", ["never", "always"])
def test_text_is_data(run: Run, color: str) -> None:
    text = TYPO + '評価書名: "[red]x[/] :smile: \\e[31m\\u202E"\n'
    done = run("show", "-", "評価書名", "--color", color, stdin=text.encode())
    assert "[red]x[/] :smile: " in done.out
    assert "\x1b[31m" not in done.out
    assert "\u202e" not in done.out
    assert color == "always" or is_clean(done.out)


@pytest.mark.parametrize("word", ["F012", "f012", "item-needed", "Ｆ０１２", "ｆ012"])
def test_explain_a_rule(run: Run, word: str) -> None:
    done = run("explain", word)
    assert done.code == 0
    assert done.out.startswith("F012 item-needed")
    assert "指摘される例:" in done.out


def test_explain_a_family(run: Run) -> None:
    out = run("explain", "d").out
    assert all(rule.title in out for rule in RULES if rule.code.startswith("D"))


@pytest.mark.parametrize(
    ("word", "said"),
    [
        ("F0122", "「F012」のことですか？"),
        ("item-neded", "「item-needed」のことですか？"),
        ("", "「」"),
        (" 　", "「」"),
    ],
)
def test_explain_what_is_no_rule(run: Run, word: str, said: str) -> None:
    done = run("explain", word)
    assert (done.code, done.out) == (2, "")
    assert said in done.err
    assert "pia rules" in done.err


def test_rules(run: Run) -> None:
    assert len(run("rules").out.splitlines()) == len(RULES)
    data = json.loads(run("rules", "--format", "json").out)
    assert data["schema"] == "pia.rules/1"
    assert [rule["code"] for rule in data["rules"]] == [rule.code for rule in RULES]
    assert run("rules", "--format", "markdown").out.startswith("# 規則の一覧\n")


@pytest.mark.parametrize(
    "words",
    [("rules",), ("explain", "C"), ("show", EXAMPLE), ("threshold", EXAMPLE)],
    ids=lambda words: words[0],
)
def test_pages_fit_a_narrow_terminal(
    run: Run, monkeypatch: pytest.MonkeyPatch, words: tuple[str | Path, ...]
) -> None:
    whole = run(*words).out
    monkeypatch.setenv("COLUMNS", "60")
    narrow = run(*words).out
    lines = [
        line for line in narrow.splitlines() if words[0] != "explain" or not line.startswith("    ")
    ]
    assert max(map(display_width, lines)) <= 60 < max(map(display_width, whole.splitlines()))
    assert "".join(narrow.split()) == "".join(whole.split())


def test_later_lines_of_an_answer_stand_below_its_text(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "40")
    text = CLEAN.read_text("utf-8").replace("その他: 中間", f"その他: {'中間サーバー' * 5}", 1)
    out = run("show", "-", "他のシステムとの接続", stdin=text.encode()).out
    assert "\n  [○] その他（中間サーバー中間サーバー中\n      間サーバー" in out
    out = run("show", EXAMPLE, "Ⅰ-2-システム3-③").out
    assert "\n  [　] 住民基本台帳ネットワークシステム\n" in out
    whole = run("show", EXAMPLE).out
    assert "\n        [　] 住民基本台帳ネットワークシ\n             ステム\n" in whole


def test_examples_of_a_rule_are_never_parted(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "40")
    text = run("explain", "C").out
    assert all(f"    {line}\n" in text for line in rules_by_code()["C003"].bad.splitlines())


def test_rules_stand_by_family_and_code() -> None:
    codes = [rule.code for rule in RULES]
    assert codes == sorted(codes, key=lambda code: ("YFCLDHNSP".index(code[0]), code))
    assert "".join(FAMILIES) == "YFCLDHNSP"


def test_schema(run: Run, tmp_path: Path) -> None:
    assert run("schema").out == schema_text(CURRENT)
    for form in FORMS:
        assert run("schema", "--form-version", form.version).out == schema_text(form)
    target = tmp_path / "x.json"
    assert run("schema", "-o", target).out == ""
    assert target.read_text("utf-8") == schema_text(CURRENT)


def test_schema_version_is_suggested(run: Run) -> None:
    done = run("schema", "--form-version", "令和6年１０月")
    assert done.code == 2
    assert "「令和6年10月」のことですか？" in done.err
    assert run("schema", "--form-version", "").code == 2


def test_schema_check(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(generated, "resource_dir", lambda kind: tmp_path)
    assert schema_drift(tmp_path) == [schema_name(form) for form in FORMS]
    for form in FORMS:
        (tmp_path / schema_name(form)).write_text(schema_text(form), "utf-8")
    assert run("schema", "--check").code == 0
    (tmp_path / schema_name(CURRENT)).write_text("{}", "utf-8")
    done = run("schema", "--check")
    assert (done.code, done.out) == (1, "")
    assert f"schemas/{schema_name(CURRENT)} が様式の宣言と違います" in done.err


HEAD = "様式: 重点項目評価書\n様式の版: 令和6年10月\n"


@pytest.mark.parametrize("items", ["1.個人番号, 2.氏名", "個人番号, 氏名"])
def test_numbers_of_records_are_shown_once(run: Run, tmp_path: Path, items: str) -> None:
    path = tmp_path / "a.yaml"
    records = f"特定個人情報ファイル記録項目:\n    - 区分: 宛名\n      項目: [{items}]\n"
    path.write_text(f"{HEAD}特定個人情報ファイルの概要:\n  - {records}", "utf-8")
    lines = [line.strip() for line in run("show", path, "別添1").out.splitlines()[-2:]]
    assert [line.replace(" ", "") for line in lines] == ["1.個人番号", "2.氏名"]
