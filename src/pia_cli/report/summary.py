"""What a run says on stderr after its findings."""

from __future__ import annotations

from collections.abc import Iterable

from pia_cli.report.model import Report, Tally


def summary_line(report: Report | Tally) -> str:
    """``3 ファイルを検査: エラー 2、警告 1、情報 4（除外 3）``, without a line end."""
    files, counts, hidden = report.file_counts(), report.counts(), report.hidden
    found = _list((severity.japanese, number) for severity, number in counts.items())
    beside = _list(
        [
            ("読めないファイル", files["unreadable"]),
            ("対象外のファイル", files["skipped"]),
            ("抑制", hidden.suppressed),
            ("除外", hidden.ignored),
            ("既知", hidden.known),
            ("省略", hidden.omitted),
            ("未実行の規則", hidden.skipped_rules),
        ]
    )
    if not found and files["checked"]:
        found = "指摘はありません"
    line = f"{files['checked']} ファイルを検査" + (f": {found}" if found else "")
    return f"{line}（{beside}）" if beside else line


def _list(numbers: Iterable[tuple[str, int]]) -> str:
    return "、".join(f"{name} {number}" for name, number in numbers if number)
