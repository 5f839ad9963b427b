"""examples/koriyama_kaigo.yaml against the figures of the published document."""

from __future__ import annotations

from collections import Counter
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from pia_cli.check.engine import check
from pia_cli.check.stage import Stage
from pia_cli.document.nodes import plain

EXAMPLE = Path(__file__).resolve().parents[1] / "examples" / "koriyama_kaigo.yaml"
BEFORE = EXAMPLE.with_name("koriyama_kaigo_r3.yaml")
DATA = Path(__file__).parent / "data"
TODAY = date(2026, 3, 1)
"""Two weeks after 公表日."""


@pytest.fixture(scope="module")
def document() -> dict[str, Any]:
    root = check(EXAMPLE.read_bytes(), EXAMPLE.name).root
    assert root is not None
    data: dict[str, Any] = plain(root)
    return data


def findings(path: Path) -> list[str]:
    """Every finding as a line of its golden file."""
    return [
        f"{one.span.line}:{one.span.column} {one.severity.value} {one.code} {one.item}"
        for one in check(path.read_bytes(), path.name, today=TODAY).diagnostics
    ]


@pytest.mark.parametrize("path", [EXAMPLE, BEFORE], ids=lambda path: path.stem)
def test_its_findings_are_the_ones_judged(path: Path) -> None:
    """Each was held against the published document: a real defect, or a thing to confirm."""
    golden = (DATA / f"{path.stem}.findings").read_text("utf-8").splitlines()
    assert findings(path) == golden


@pytest.mark.parametrize("stage", list(Stage), ids=lambda stage: stage.name)
def test_a_sound_document_has_no_finding(stage: Stage) -> None:
    path = EXAMPLE.with_name("clean.yaml")
    checked = check(path.read_bytes(), path.name, stage, date(2026, 4, 1))
    assert (checked.diagnostics, checked.skipped) == ((), frozenset())


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
    checked = check(BEFORE.read_bytes(), BEFORE.name)
    assert {one.code[0] for one in checked.diagnostics} == {"C", "D", "H", "N", "S"}
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
