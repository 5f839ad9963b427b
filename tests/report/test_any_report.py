"""Every format tells any report and any table, and what it tells can be read back."""

from __future__ import annotations

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from attacks.entries import sound_reports, sound_table
from pia_cli.report.model import Report
from report.changes.support import ANY_TEXT as ANY_CELL
from report.changes.support import texts_table
from report.reports import ANY_REPORT

FEW = settings(
    max_examples=60,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)


@FEW
@given(ANY_REPORT)
def test_every_reporter_tells_any_report(report: Report) -> None:
    sound_reports(report)


@settings(FEW, max_examples=40)
@given(st.lists(ANY_CELL, min_size=1, max_size=3))
def test_every_format_of_the_diff_tells_any_table(texts: list[str]) -> None:
    sound_table(texts_table(*texts))
