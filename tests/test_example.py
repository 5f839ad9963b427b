"""examples/koriyama_kaigo.yaml against the figures of the published document."""

from __future__ import annotations

from collections import Counter
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from pia_cli.check.engine import check
from pia_cli.check.shape import plain

TODAY = date(2026, 4, 1)
EXAMPLE = Path(__file__).resolve().parents[1] / "examples" / "koriyama_kaigo.yaml"


@pytest.fixture(scope="module")
def document() -> dict[str, Any]:
    root = check(EXAMPLE.read_bytes(), EXAMPLE.name).root
    assert root is not None
    data: dict[str, Any] = plain(root)
    return data


def test_its_findings_are_the_ones_judged() -> None:
    """No error. Ⅲ-8 has no mark in the source; five rows of the log say 令和1年."""
    assert _found("C007", "D001", "D002", "D003") == [
        ("C007", "Ⅲ-8 実施の有無", "warning"),
        *(("D003", f"別添2-{row} 変更日", "info") for row in range(6, 11)),
    ]


def test_its_dates_are_the_ones_judged() -> None:
    """保有開始日 still says 以降 (rules.md 33)."""
    assert _found("D01") == [("D014", "Ⅱ-2-⑤保有開始日", "info")]


def test_its_log_has_the_defects_judged() -> None:
    """Rows 6 and 10 name items that there are not, Ⅰ-5-② breaks twice (11 and 20), Ⅱ-5 was
    rewritten without a row (13 and 15), and ※ rows lack their reason.
    """
    reasons = [("H017", f"別添2-{row} 提出時期に係る説明", "warning") for row in (11, 19, 20, 21)]
    assert _found("H0") == [
        ("H018", "別添2 変更箇所", "info"),
        ("H017", "別添2-3 提出時期に係る説明", "warning"),
        ("H010", "別添2-6 項目", "warning"),
        ("H017", "別添2-8 提出時期に係る説明", "warning"),
        ("H017", "別添2-9 提出時期に係る説明", "warning"),
        ("H010", "別添2-10 項目", "warning"),
        ("H015", "別添2-11 変更前の記載", "warning"),
        reasons[0],
        ("H016", "別添2-13 変更後の記載", "warning"),
        ("H016", "別添2-15 変更後の記載", "warning"),
        ("H014", "別添2-17 変更日", "info"),
        reasons[1],
        ("H015", "別添2-20 変更前の記載", "warning"),
        *reasons[2:],
    ]


def _found(*prefixes: str) -> list[tuple[str, str, str]]:
    found = check(EXAMPLE.read_bytes(), EXAMPLE.name, today=TODAY).diagnostics
    return [
        (one.code, one.item, one.severity.value) for one in found if one.code.startswith(prefixes)
    ]


def test_record_items_are_complete(document: dict[str, Any]) -> None:
    (file,) = document["特定個人情報ファイルの概要"]
    groups = {group["区分"]: group["項目"] for group in file["特定個人情報ファイル記録項目"]}
    assert {name: len(items) for name, items in groups.items()} == {
        "宛名情報": 75,
        "資格情報": 48,
        "認定情報": 95,
        "給付情報": 80,
    }
    assert groups["宛名情報"][74] == "個人番号"
    assert groups["認定情報"][25] == groups["認定情報"][26] == "申請者郵便番号"
    assert groups["給付情報"][79] == "福祉用具種", "cut in the source, kept so"


def test_all_rows_of_the_log_are_there(document: dict[str, Any]) -> None:
    rows = document["変更箇所"]
    assert Counter(row["変更日"] for row in rows) == {
        "平成28年2月29日": 2,
        "平成29年7月11日": 3,
        "令和1年6月27日": 5,
        "令和3年9月1日": 6,
        "令和8年2月4日": 10,
    }
    assert all(row["提出時期"] == "事後" for row in rows)
    assert sum(row["提出時期に係る説明"] is not None for row in rows) == 3


def test_counts_and_choices_are_as_published(document: dict[str, Any]) -> None:
    (file,) = document["特定個人情報ファイルの概要"]
    (risks,) = document["リスク対策"]
    entrustment = file["特定個人情報ファイルの取扱いの委託"]
    assert (entrustment["件数"], len(entrustment["委託事項"])) == ("2", 2)
    disclosure = file["特定個人情報の提供・移転"]
    assert disclosure["提供・移転の有無"] == [
        {"提供を行っている": "20"},
        {"移転を行っている": "4"},
    ]
    assert (len(disclosure["提供先"]), len(disclosure["移転先"])) == (1, 2)
    leak = risks["特定個人情報の保管・消去"]["特定個人情報の漏えい・滅失・毀損リスク"]
    assert [leak["その内容"].count(mark) for mark in "①⑥⑦"] == [1, 1, 0]
    assert [leak["再発防止策の内容"].count(mark) for mark in "①⑥⑦"] == [1, 1, 1]


def test_real_defects_stay_and_restorations_are_marked(document: dict[str, Any]) -> None:
    text = EXAMPLE.read_text("utf-8")
    assert "<徴収システムにおける措置>" in text
    assert "番号法別表第2及び第19条第14号" in text
    assert "I-5 ②所属長の役職名" in text
    assert "unnecessary 閲覧が" not in str(document)
    assert text.count("# 復元:") >= 30


def test_the_version_before_has_the_older_texts_of_the_log() -> None:
    """koriyama_kaigo_r3.yaml: the rows of 令和8年2月4日 taken back, and nothing left unread."""
    before = EXAMPLE.with_name("koriyama_kaigo_r3.yaml")
    checked = check(before.read_bytes(), before.name)
    assert {one.code for one in checked.diagnostics if one.severity.rank > 2} == set()
    assert checked.root is not None
    data = plain(checked.root)
    (file,) = data["特定個人情報ファイルの概要"]
    groups = {group["区分"]: group["項目"] for group in file["特定個人情報ファイル記録項目"]}
    assert {name: len(items) for name, items in groups.items()} == {
        "宛名情報": 75,
        "資格情報": 48,
        "認定情報": 96,
        "給付情報": 80,
    }
    assert (groups["認定情報"][15], groups["認定情報"][95]) == (
        "職権修正区分",
        "不服審査前の二次審査要介護状態区分",
    )
    assert len(data["変更箇所"]) == 16
    assert data["基本情報"]["個人番号の利用"]["法令上の根拠"] == "番号法第9条別表第一 68項"
