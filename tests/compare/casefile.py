"""The case files of cases/: an old and a new document (fragments), and the rows expected."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from pia_cli.compare.documents import Comparison, compare
from pia_cli.compare.table import Row, RowOptions, table
from pia_cli.compare.version import read_versions

CASES = Path(__file__).parent / "cases"
MARK = "---\n"


@dataclass(frozen=True)
class Case:
    """A case: ``expected`` is the text that `describe` gives for its two documents."""

    name: str
    old: str
    new: str
    expected: str


ROW = """\
変更箇所:
- 変更日: 令和8年2月4日
  項目: {item}
  変更前の記載: {before}
  変更後の記載: {after}
  提出時期: 事後
"""
"""A table with one row, for the end of a document."""


def cases() -> list[Case]:
    """Every case, by name."""
    return [
        Case(path.stem, *path.read_text("utf-8").split(MARK))
        for path in sorted(CASES.glob("*.yaml"))
    ]


def compared(old: str, new: str) -> Comparison:
    """Two documents given as texts, compared."""
    versions = read_versions(("old.yaml", old.encode()), ("new.yaml", new.encode()))
    assert not isinstance(versions, str)
    return compare(*versions)


def describe(old: str, new: str) -> str:
    """All changes as readable lines: class, kind, item, ※ and 提出時期, then both cells."""
    comparison = compared(old, new)
    lines = [_row(row) for row in table(comparison, RowOptions(everything=True)).rows]
    lines += [f"未読: {label}\n" for label in comparison.unread]
    return "".join(lines) or "変更なし\n"


def _row(row: Row) -> str:
    change = row.change
    was = "" if change.item == change.old_item else f"（旧 {change.old_item}）"
    star = " ※" if change.star else ""
    revision = " 改訂" if change.per_revision else ""
    timing = row.timing or f"要判断（提案 {row.judgement.proposal}）"
    head = f"{change.weight.japanese} {change.kind}{revision}: {change.item}{was}{star} {timing}\n"
    offers = "".join(f"  ? {text}\n" for text in row.judgement.explanations)
    return head + _cell("-", row.before) + _cell("+", row.after) + offers


def _cell(mark: str, text: str) -> str:
    return "".join(f"  {mark} {line}\n" for line in text.splitlines())
