"""The short logs, and the texts of several rules, that those about 変更箇所 are declared with."""

from __future__ import annotations

TABLE = "様式3 別添2、規則第14条"

DISCONNECTED = "変更前の記載が、同じ項目の前の行の変更後の記載とつながらない"
WHY_CONNECTED = (
    "前の行の変更後の記載が、次の行の変更前の記載になるはずです。"
    "つながらないときは、間の変更の行が抜けているか、どちらかの写し誤りです。"
)
"""What H007 says of two versions, and H015 of one document."""

_ROW = """  - 変更日: {day}
    項目: {item}
    変更前の記載: {before}
    変更後の記載: {after}
    提出時期: {timing}
    提出時期に係る説明: {reason}"""
NAME = "Ⅱ-4-委託事項1-③委託先名"
NOW = "みなとシステム株式会社"


def row(
    day: str = "令和6年3月29日",
    item: str = NAME,
    before: str = "東システム株式会社",
    after: str = NOW,
    timing: str = "事後",
    reason: str = "契約の更新による変更のため",
) -> str:
    """One row of an example."""
    return _ROW.format(
        day=day, item=item, before=before, after=after, timing=timing, reason=reason
    ).rstrip()


def log(*rows: str, **cells: str) -> str:
    """An example of the whole table: the rows, or one with these cells."""
    return "\n".join(("変更箇所:", *(rows or (row(**cells),))))
