"""What fixable rules write: the finding is gone, a second run changes nothing."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from pia_cli.check.engine import check
from pia_cli.check.fix import WAREKI, fix
from pia_cli.rules.fixes import FIXES
from pia_cli.rules.registry import RULES

ROOT = Path(__file__).parents[2]
BASE = (ROOT / "tests" / "cases" / "positive" / "base.yaml").read_text("utf-8")
EXAMPLE = (ROOT / "examples" / "koriyama_kaigo.yaml").read_bytes()
TODAY = date(2025, 4, 1)


def mended(text: str, codes: frozenset[str] = frozenset(FIXES), *, wareki: bool = False) -> str:
    return fix(text.encode(), "x.yaml", codes, wareki=wareki, today=TODAY).data.decode()


def test_fixable_rules_are_those_with_a_fixer() -> None:
    assert {rule.code for rule in RULES if rule.fixable} == set(FIXES)


CASES = [
    ("D003", "変更日: 令和6年3月29日", "変更日: 令和1年6月27日", "変更日: 令和元年6月27日"),
    ("D003", "変更日: 令和6年3月29日", '変更日: "平成１年6月27日"', '変更日: "平成元年6月27日"'),
    ("D003", "保有開始日: 平成27年10月以降", "保有開始日: 令和1年10月以降、令和1年",
     "保有開始日: 令和元年10月以降、令和1年"),
    ("F031", "使用者数: 10人以上50人未満", "使用者数: １０人以上 ５０人未満",
     "使用者数: 10人以上50人未満"),
    ("F031", "        - 専用線\n", "        - ' 専用線'\n", "        - '専用線'\n"),
    ("F031", "提出時期: 事前", '提出時期: "事前　"', '提出時期: "事前"'),
]  # fmt: skip


@pytest.mark.parametrize(("code", "sound", "wrong", "right"), CASES)
def test_fix(code: str, sound: str, wrong: str, right: str) -> None:
    before = BASE.replace(sound, wrong, 1)
    assert before != BASE
    codes = [one.code for one in check(before.encode(), "x.yaml", today=TODAY).diagnostics]
    assert code in codes
    after = mended(before)
    assert after == before.replace(wrong, right, 1)
    assert mended(after) == after
    left = [one.code for one in check(after.encode(), "x.yaml", today=TODAY).diagnostics]
    assert code not in left


def test_only_the_codes_asked_for() -> None:
    text = EXAMPLE.decode()
    assert mended(text, frozenset({"F031"})) == text


def test_iso_dates_on_request_alone() -> None:
    path = ROOT / "tests" / "cases" / "positive" / "iso_dates.yaml"
    text = path.read_text("utf-8")
    assert mended(text) == text
    result = fix(text.encode(), "x.yaml", (), wareki=True, today=TODAY)
    assert result.counts[WAREKI] > 3
    assert [line for line in result.data.decode().splitlines() if "日: 20" in line] == []
    assert fix(result.data, "x.yaml", (), wareki=True, today=TODAY).data == result.data


def test_only_the_values_concerned_change() -> None:
    result = fix(EXAMPLE, "x.yaml", frozenset(FIXES), today=TODAY)
    pairs = zip(EXAMPLE.splitlines(), result.data.splitlines(), strict=True)
    changed = [(one.decode(), other.decode()) for one, other in pairs if one != other]
    assert changed == [("  - 変更日: 令和1年6月27日", "  - 変更日: 令和元年6月27日")] * 5
    assert (result.counts, result.left) == ({"D003": 5}, 0)


def test_what_the_file_spells_otherwise_is_left_and_counted() -> None:
    text = BASE.replace("変更日: 令和6年3月29日", '変更日: "\\u4ee4和1年6月27日"', 1)
    result = fix(text.encode(), "x.yaml", frozenset(FIXES), today=TODAY)
    assert (result.data.decode(), result.counts, result.left) == (text, {}, 1)


@pytest.mark.parametrize("data", [b"", b"[", b"\xff", b"a: 1\na: 2\n", b"- 1\n"])
def test_what_is_no_document_stays(data: bytes) -> None:
    assert fix(data, "x.yaml", frozenset(FIXES), wareki=True, today=TODAY).data == data
