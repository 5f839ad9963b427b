"""The results as the tables of docs/performance.md."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

START, END = "<!-- 測定結果: ここから -->", "<!-- 測定結果: ここまで -->"

TITLES = {
    "one": "一つの文書（`examples/koriyama_kaigo.yaml`）",
    "growth": "文書の長さ（1倍、3倍、10倍）",
    "many": "{many:,} 件の文書（キャッシュなし）",
    "warm": "{many:,} 件の文書（キャッシュあり、一つを変更）",
    "cluster": "{many:,} 件の文書（`check_many`、2 プロセス）",
    "most": "{many:,} 件と {most:,} 件",
}

Results = dict[str, Any]
"""What ``python -m benchmarks`` writes as JSON."""


def tables(results: Results) -> str:
    """The machine, the versions, and a table for each suite."""
    facts = {**results["machine"], **results["versions"], "コミット": results["commit"]}
    lines = ["、".join(f"{name} {value}" for name, value in facts.items()) + "。"]
    lines.append(f"測定日: {results['day']}")
    for suite in results["suites"]:
        lines += ["", f"### {TITLES[suite['key']].format(**results['counts'])}", ""]
        body = [*_rows(suite["rows"]), *_growth(suite["growth"])]
        notes = [f"- {note}" for note in suite["notes"]]
        lines += [*body, "", *notes] if body and notes else [*body, *notes]
    return "\n".join(lines).rstrip() + "\n"


def _rows(rows: list[dict[str, Any]]) -> Iterator[str]:
    if not rows:
        return
    first = rows[0]
    yield "| コマンド | 経過（秒） | CPU（秒） | 経過の比 | CPU の比 | 最大メモリ | 回数 |"
    yield "| --- | ---: | ---: | ---: | ---: | ---: | ---: |"
    for row in rows:
        yield (
            f"| {row['name']} | {row['wall']:.2f} | {row['cpu']:.2f}"
            f" | {_ratio(row['wall'], first['wall'])} | {_ratio(row['cpu'], first['cpu'])}"
            f" | {row['peak']:.0f} MiB | {row['runs']} |"
        )


def _ratio(value: float, first: float) -> str:
    return f"{value / first:.2f}" if first else "-"


def _growth(rows: list[dict[str, Any]]) -> Iterator[str]:
    if not rows:
        return
    yield "| コマンドと伸ばし方 | 大きさ（KB） | CPU（秒） | 大きさの比 | 時間の比 | 指数 p |"
    yield "| --- | --- | --- | ---: | ---: | ---: |"
    for row in rows:
        sizes = " / ".join(f"{size / 1000:.0f}" for size in row["bytes"])
        times = " / ".join(f"{cpu:.2f}" for cpu in row["cpu"])
        power = "—" if row["exponent"] is None else f"{row['exponent']:.2f}"
        yield (
            f"| {row['name']} | {sizes} | {times} | {row['size_ratio']:.1f}"
            f" | {row['time_ratio']:.1f} | {power} |"
        )


def with_tables(page: str, results: Results) -> str:
    """The page with the tables between its markers. Raises ValueError where it has none."""
    parts = re.split(f"({re.escape(START)}\n|{re.escape(END)})", page)
    if [parts[1:2], parts[3:4]] != [[f"{START}\n"], [END]]:
        raise ValueError(f"{START} と {END} の行がありません")
    parts[2] = f"\n{tables(results)}\n"
    return "".join(parts)
