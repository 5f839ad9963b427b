"""D010 to D017 on the day itself and the day after."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from pia_cli.check.engine import check
from pia_cli.check.stage import Stage

BASE = Path(__file__).resolve().parents[1] / "cases" / "positive" / "base.yaml"
TODAY = date(2025, 4, 1)
PUBLISHED = "公表日: 令和7年3月28日"
KEPT = "保有開始日: 平成27年10月5日"
USED = "使用開始日: 平成28年1月1日"
RESIDENTS = ("国民健康保険に関する事務 重点", "住民基本台帳に関する事務 重点")


def _codes(*changes: tuple[str, str], today: date | None = TODAY) -> list[str]:
    text = BASE.read_text("utf-8")
    for old, new in changes:
        assert text.count(old) == 1, old
        text = text.replace(old, new)
    return [found.code for found in check(text.encode(), "base.yaml", today=today).diagnostics]


@pytest.mark.parametrize(
    "change",
    [
        pytest.param(("実施日: 令和7年2月14日", "実施日: 令和7年3月28日"), id="performed that day"),
        pytest.param((KEPT, "保有開始日: 平成28年1月1日"), id="kept on the first day of use"),
        pytest.param((KEPT, "保有開始日: 平成28年1月"), id="kept from the month of use"),
        pytest.param((KEPT, "保有開始日: 平成29年3月以前"), id="kept before a day"),
        pytest.param((KEPT, "保有開始日: 平成27年10月"), id="the month of the notification"),
        pytest.param((KEPT, "保有開始日: 平成27年10月5日（システムの稼働日）"), id="with a remark"),
        pytest.param((USED, "使用開始日: 令和8年4月1日予定"), id="still to come"),
        pytest.param((USED, "使用開始日: 平成28年1月4日から"), id="from a day on"),
        pytest.param((USED, "使用開始日: 平成28年1月より"), id="from a month on"),
        pytest.param((USED, "使用開始日: 平成28年1月4日から（更新予定）"), id="renewed later"),
        pytest.param(("変更日: 令和6年3月29日", "変更日: 令和6年4月1日"), id="another row"),
    ],
)
def test_days_that_agree(change: tuple[str, str]) -> None:
    assert _codes(change) == []


@pytest.mark.parametrize(
    ("day", "is_before"), [("平成25年12月31日", True), ("平成26年1月1日", False)]
)
def test_the_first_day_of_assessments(day: str, is_before: bool) -> None:
    assert ("D015" in _codes(("変更日: 令和6年3月29日", f"変更日: {day}"))) == is_before


@pytest.mark.parametrize(
    "rest",
    [
        "以降",
        "（以後）",
        "予定",
        "から開始予定",
        "より使用する見込み",
        "ごろから",
        "から順次、各区役所において利用を開始する予定",
    ],
)
def test_starts_that_are_open(rest: str) -> None:
    assert _codes((USED, f"使用開始日: 平成28年1月{rest}")) == ["D014"]


def test_a_start_from_a_day_on_is_that_day() -> None:
    assert _codes((USED, "使用開始日: 平成27年12月1日から")) == ["D012"]


def test_files_of_residents_were_used_for_the_notification() -> None:
    early = ((KEPT, "保有開始日: 平成27年6月1日"), (USED, "使用開始日: 平成27年10月5日"))
    assert _codes(*early, RESIDENTS) == []
    assert _codes(*early) == ["D013", "D012"]
    assert _codes(early[0], (USED, "使用開始日: 平成27年7月6日"), RESIDENTS) == []


@pytest.mark.parametrize(
    ("today", "codes"),
    [
        (date(2025, 3, 27), ["D016"]),
        (date(2025, 3, 28), []),
        (date(2030, 3, 28), []),
        (date(2030, 3, 29), ["D017"]),
        (None, []),
    ],
)
def test_publication_against_today(today: date | None, codes: list[str]) -> None:
    assert _codes(today=today) == codes


def test_an_assessment_that_has_ended_is_not_due() -> None:
    title = ("事務 重点項目評価書", "事務 重点項目評価書【令和8年3月31日 終了】")
    assert _codes(title, today=date(2031, 1, 1)) == []


def test_a_draft_may_be_published_later() -> None:
    found = check(BASE.read_bytes(), "base.yaml", Stage.DRAFT, date(2025, 3, 1)).diagnostics
    assert [(one.code, one.severity.value) for one in found] == [("D016", "info")]


def test_a_publication_in_the_last_years_of_the_calendar_is_never_due() -> None:
    assert _codes((PUBLISHED, "公表日: 9997-03-28")) == ["D016"]


def test_publication_on_a_leap_day_is_due_at_the_end_of_february() -> None:
    change = ((PUBLISHED, "公表日: 令和2年2月29日"),)
    wanted = {date(2025, 2, 28): False, date(2025, 3, 1): True}
    found = {day: "D017" in _codes(*change, today=day) for day in wanted}
    assert found == wanted


@pytest.mark.parametrize(
    "text",
    [
        "平成31年10月1日施行の規定により、平成31年5月1日以降に確認する。",
        "画面に「令和6年6月31日」と表示される。",
        "令和6年2月29日と昭和64年1月に確認する。",
    ],
)
def test_dates_in_prose_that_are_left_alone(text: str) -> None:
    assert _codes(("届出の内容を確認し、資格の得喪及び給付の決定を行う。", text)) == []
