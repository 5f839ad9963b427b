"""`Facts`: items, files with their Ⅲ and entries; and the rules that are skipped."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path as File

import pytest

from pia_cli.check.engine import check
from pia_cli.core.diagnostic import Path
from pia_cli.document.nodes import Mapping, Node, Sequence
from pia_cli.document.reader import parse
from pia_cli.forms.registry import CURRENT
from pia_cli.rules.answer import reach
from pia_cli.rules.facts import Document, Facts

POSITIVE = File(__file__).parents[1] / "cases" / "positive"
NAME = "files.name"
CONTRACT = (
    "{委託事項: 封入, 委託内容: 封入, 委託先における取扱者数: 10人未満, 委託先名: A, "
    "再委託の有無: 再委託しない}"
)


def facts_of(text: str) -> Facts:
    parsed = parse(text.encode(), "x")
    assert isinstance(parsed.root, Mapping)
    assert parsed.source
    return Facts(Document(parsed.root, CURRENT.tree, parsed.source, date(2025, 4, 1)))


@pytest.fixture
def base() -> Facts:
    return facts_of((POSITIVE / "base.yaml").read_text("utf-8"))


@pytest.fixture
def two_files() -> str:
    return (POSITIVE / "two_files.yaml").read_text("utf-8")


def test_answers_are_found_by_id(base: Facts) -> None:
    staff = base.answers("files.entrustment.contracts.staff")
    assert [(one.text, one.indexes) for one in staff] == [
        ("10人未満", (0, 0)),
        ("10人以上50人未満", (0, 1)),
    ]
    assert base.answers("files.entrustment.contracts.staff") is staff
    assert base.text("risks.keeping.leak.incident") == "発生なし"


def test_marks_have_their_texts(base: Facts) -> None:
    sharing = base.answer("files.disclosure.performed")
    assert sharing
    assert {label: mark.number for label, mark in sharing.marks.items()} == {
        "提供を行っている": 2,
        "移転を行っている": 1,
    }
    assert sharing.marks["提供を行っている"].path[-2:] == (0, "提供を行っている")
    flag = base.answer("risks.entrusting.none")
    assert flag
    assert not flag.flag


def test_items_entries_and_rows(base: Facts) -> None:
    groups = base.entries("files.records")
    assert [group.text("files.records.name") for group in groups] == ["宛名情報", "資格情報"]
    listed = groups[1].answer("files.records.items")
    assert listed
    assert [item.text for item in listed.items][:2] == ["被保険者記号", "被保険者番号"]
    assert [row.text("changes.timing") for row in base.rows] == ["事後", "事前"]


def test_texts_know_where_they_are(base: Facts) -> None:
    texts = {text.path: text for text in base.texts}
    system = ("基本情報", "特定個人情報ファイルを取り扱う事務において使用するシステム", 1)
    assert texts[(*system, "他のシステムとの接続", 1, "その他")].text == "統合宛名システム"
    current = {text.path for text in base.document.current}
    assert ("評価書名",) in current
    assert {path[0] for path in texts.keys() - current} == {"変更箇所"}


def test_a_file_has_its_own_risks(two_files: str) -> None:
    for text in (two_files, _swapped_risks(two_files)):
        first, second = facts_of(text).entries("files")
        for file in (first, second):
            assert len(file.answers("risks.name")) == 1
            assert file.text("risks.name") == file.text(NAME)
            assert len(file.answers(NAME)) == 1
        assert first.text(NAME) != second.text(NAME)
        for risks in facts_of(text).entries("risks"):
            assert risks.text("risks.name") == risks.text(NAME)


def _swapped_risks(text: str) -> str:
    facts = facts_of(text)
    one, two = (each.raw for each in facts.answers("risks.name"))
    head, risks = text.split("リスク対策:\n", 1)
    return head + "リスク対策:\n" + risks.replace(one, "\0").replace(two, one).replace("\0", two)


def test_a_file_without_risks_reads_none(two_files: str) -> None:
    first, second = facts_of(two_files.replace(": 国民健康保険情報ファイル", ": 別名", 1)).entries(
        "files"
    )
    assert first.answers("risks.entrusting.none") == ()
    assert len(second.answers("risks.entrusting.none")) == 1


def test_a_rule_is_skipped_where_its_inputs_failed() -> None:
    text = (POSITIVE / "base.yaml").read_text("utf-8").replace("件数: 2", "件数: 3")
    assert [one.code for one in check(text.encode(), "x").diagnostics] == ["C018"]
    for old, new in [
        ("件数: 3", "件数: 三"),
        ("委託事項: 届出書の入力", "委託事項:"),
        (
            "    特定個人情報ファイルの取扱いの委託:\n      委託の有無",
            "    取扱い:\n      委託の有無",
        ),
    ]:
        checked = check(text.replace(old, new, 1).encode(), "x")
        assert {one.code[0] for one in checked.diagnostics} == {"F"}
        assert "C018" in checked.skipped


def test_a_rule_is_skipped_only_there(two_files: str) -> None:
    """A fault in the first file leaves the second to be checked."""
    second = "委託する\n      件数: 5\n      委託事項:\n        - 委託事項: 封入"
    text = two_files.replace("委託の有無: 委託しない", f"委託の有無: {second}", 1)
    text = text.replace(
        "委託の有無: 委託する\n      件数: 2", "委託の有無: 委託する\n      件数:", 1
    )
    checked = check(text.encode(), "x")
    assert "C018" in checked.skipped
    assert [one.item for one in checked.diagnostics if one.code == "C018"] == []
    text = text.replace("- 委託事項: 封入", f"- {CONTRACT}")
    checked = check(text.encode(), "x")
    assert "C018" in checked.skipped
    items = [one.item for one in checked.diagnostics if one.code == "C018"]
    assert items == ["Ⅱ(ファイル2)-4 件数"]


def test_what_was_looked_up_for_a_file_is_kept(two_files: str) -> None:
    whole = facts_of(two_files)
    first, second = whole.entries("files")
    assert whole.entries("files") == (first, second)
    assert whole.entries("files")[0] is first
    assert first.answers(NAME) is first.answers(NAME)
    assert first.text(NAME) != second.text(NAME)
    assert first.answers("title") is second.answers("title")


def paths(node: Node, path: Path = ()) -> Iterator[Path]:
    """Every path of a tree, the root's first."""
    yield path
    if isinstance(node, Mapping):
        for key, entry in node.entries.items():
            yield from paths(entry.value, (*path, key))
    elif isinstance(node, Sequence):
        for index, item in enumerate(node.items):
            yield from paths(item, (*path, index))


def test_what_failed_is_known_for_every_item(two_files: str) -> None:
    """The ids that may have failed leave none out that did, wherever that was."""
    whole = facts_of(two_files)
    document, ids = whole.document, [each.id for each in CURRENT.tree.walk() if each.id]
    places = {
        id_: [each.path for each in reach(CURRENT.tree, document.root, id_.split("."))]
        for id_ in ids
    }
    unknown = (("知らない",), ("基本情報", "知らない", "評価書名"))
    for path in [*[*paths(document.root)][1::31], *unknown]:
        facts = Facts(replace(document, failed=frozenset({path})))
        for id_ in ids:
            failed = any(each[: len(path)] == path[: len(each)] for each in places[id_])
            assert facts.failed(id_) == failed, (path, id_)


def test_a_word_is_known_at_and_above_its_texts(base: Facts) -> None:
    listed, notes = base.answer("files.records"), base.answer("notes")
    assert listed
    assert notes
    assert base.says(listed, "被保険者")
    assert not base.says(notes, "被保険者")
    assert not base.says(listed, "書かれていない語")
    item = base.items("files.records.items").having(("被保険者番号",))[0]
    assert base.says(item, "被保険者番号")
    assert not base.says(item, "被保険者記号")


def test_nothing_of_a_document_waits_for_the_search_for_cycles() -> None:
    data = (POSITIVE / "base.yaml").read_bytes()
    check(data, "x", today=date(2025, 4, 1))
    gc.collect()
    gc.disable()
    try:
        check(data, "x", today=date(2025, 4, 1))
        assert gc.collect() < 10
    finally:
        gc.enable()
