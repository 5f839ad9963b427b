"""Tables for the tests: the real pair of the examples, and tables with any texts."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from pathlib import Path

from hypothesis import strategies as st

from pia_cli.compare.change import Change, ChangeKind, Weight
from pia_cli.compare.documents import compare
from pia_cli.compare.judgement import judge
from pia_cli.compare.table import Row, RowOptions, Table, Threshold, table
from pia_cli.compare.version import read_versions

EXAMPLES = Path(__file__).parents[3] / "examples"

HOSTILE = (
    "<script>alert(1)</script>",
    "&lt;b&gt; <b>太字</b> <!-- -->",
    "| a | b |\n\n| --- |",
    "# 見出し\n- 項目\n1. 番号\n> 引用\n    コード",
    "[名](https://example.com) ![絵](x.png) https://example.com www.example.com a@example.com",
    "*強調* _下線_ `code` ~~消す~~ \\| \\ $x$ @name #1",
    "=1+1",
    '＝HYPERLINK("http://example.com")',
    " +81-24-000-0000",
    "-",
    "@SUM(A1)",
    "\t=cmd|' /C calc'!A0",
    "#N/A",
    "_x0041_ &quot; 'x' \"y\"",
    "制御\x1b[2J\x00\x9b\x7f\r\x85終わり",
    "双方向\u202e\u2066\u200b\ufeff\u2028終わり",
    "\ufffe\uffff\U0010ffff",
    "か\u3099 e\u0301 👨\u200d👩\u200d👧 \U0001f600",
    "長" * 300 + "x" * 300,
    "  前後の空白  \n\n",
    "{{ 7 * 7 }} {% raw %} ${x}",
    "null",
    "a: b #c",
)


ALL = RowOptions()


@cache
def real_table(options: RowOptions = ALL) -> Table:
    """The table between the two real versions."""
    names = ("koriyama_kaigo_r3.yaml", "koriyama_kaigo.yaml")
    old, new = ((f"examples/{name}", (EXAMPLES / name).read_bytes()) for name in names)
    versions = read_versions(old, new)
    assert not isinstance(versions, str)
    return table(compare(*versions), options)


def change(before: str, after: str, **fields: object) -> Change:
    """A change of Ⅰ-1-② with these texts."""
    plain = Change(
        kind=ChangeKind.CHANGED,
        weight=Weight.SUBSTANCE,
        id="basics.affair.content",
        item="Ⅰ-1-②事務の内容",
        old_item="Ⅰ-1-②事務の内容",
        section="Ⅰ",
        star=False,
        per_revision=False,
        before=before,
        after=after,
        old_value=before,
        new_value=after,
        old_path=("基本情報",),
        new_path=("基本情報",),
    )
    return replace(plain, **fields)  # type: ignore[arg-type]  # the fields of a Change


def row(one: Change, timing: str = "", reason: str = "") -> Row:
    """The row of a change; without ※ its 提出時期 is what the rules propose."""
    judgement = judge(one, None)
    decided = timing or ("" if judgement.is_candidate else judgement.proposal)
    return Row(
        change=one,
        date="令和8年2月4日",
        before=one.before,
        after=one.after,
        timing=decided,
        reason=reason,
        judgement=judgement,
    )


def table_of(*rows: Row, name: str = "", threshold: Threshold | None = None) -> Table:
    """A table with these rows alone between the real versions."""
    real = real_table()
    comparison = replace(real.comparison, changes=tuple(one.change for one in rows))
    if name:
        comparison = replace(comparison, new=replace(comparison.new, name=name))
    return Table(comparison, rows, (), (), (), 0, threshold or real.threshold)


def texts_table(*texts: str) -> Table:
    """A row for each text, which stands in every cell."""
    return table_of(
        *(row(change(text, f"{text}。", item=text.strip() or "-"), "事後", text) for text in texts)
    )


HOSTILE_TABLE = texts_table(*HOSTILE)

ANY_TEXT = st.text(
    st.characters(codec="utf-8") | st.sampled_from("|\\*_<>&[]`=+-@'\"\n#:%,;　"),
    max_size=30,
)
