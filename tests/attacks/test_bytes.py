"""fix and diff --write on documents of any style: what they do not mean to change stays."""

from __future__ import annotations

from random import Random
from typing import Any

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from attacks.entries import TODAY, only_values_changed
from compare.casefile import compared
from forms.valid import WORDS, as_read, sections, valid_documents
from forms.written import Writer
from pia_cli.check.fix import fix
from pia_cli.compare.table import RowOptions, table
from pia_cli.compare.write import untold, with_rows
from pia_cli.document.nodes import plain
from pia_cli.document.reader import parse
from pia_cli.forms.registry import CURRENT, Form
from pia_cli.rules.fixes import FIXES

FEW = settings(
    max_examples=8,
    phases=(Phase.generate,),  # shrinking a whole form takes minutes
    suppress_health_check=list(HealthCheck),
)
SEEDS = st.integers(0, 2**32)
"""A style by its number: to draw each of its choices would leave nothing for the document."""

SLIPS = (
    "サ一バ",
    "毎月1０日",
    "令和1年4月1日",
    "届出、、請求",
    "ｼｽﾃﾑ",
    "1００，０００人",
    "か\u3099",
)
BLANK = (b"", b"[]", b"~", b"null", b"''", b'""')


def changed(value: Any, random: Random, share: float, text: Any) -> Any:
    """A document with some of its texts made others; choices and dates stay."""
    if isinstance(value, dict):
        return {key: changed(below, random, share, text) for key, below in value.items()}
    if isinstance(value, list):
        return [changed(below, random, share, text) for below in value]
    is_text = isinstance(value, str) and value in WORDS
    return text(value) if is_text and random.random() < share else value


@FEW
@given(valid_documents(), SEEDS.map(Random))
def test_a_style_is_read_as_the_document(case: tuple[Form, dict[str, Any]], random: Random) -> None:
    """The tests below see what they mean to see."""
    _, document = case
    result = parse(Writer(random).data(document), "x.yaml")
    assert result.root is not None
    assert (plain(result.root), result.diagnostics) == (as_read(document), ())


@FEW
@given(valid_documents(), SEEDS.map(Random))
def test_fix_changes_the_values_it_mends(case: tuple[Form, dict[str, Any]], random: Random) -> None:
    _, document = case
    slipped = changed(document, random, 0.2, lambda text: text + random.choice(SLIPS))
    data = Writer(random).data(slipped)
    fixed = fix(data, "x.yaml", frozenset(FIXES), today=TODAY)
    assert fixed.refused is None
    assert (fixed.data != data) == bool(fixed.counts)
    assert fixed.data[:3] == data[:3]
    assert fixed.data.count(b"\r") == data.count(b"\r")
    assert fixed.data.count(b"\n") == data.count(b"\n")
    only_values_changed(data, fixed.data)
    assert fix(fixed.data, "x.yaml", frozenset(FIXES), today=TODAY).data == fixed.data


@FEW
@given(sections(CURRENT.tree), SEEDS.map(Random))
def test_write_puts_rows_in_one_place(document: dict[str, Any], random: Random) -> None:
    old = {**document, "様式": CURRENT.kind, "様式の版": CURRENT.version}
    new = changed(old, random, 0.2, lambda text: f"{text}、甲乙")
    new |= {"様式": CURRENT.kind, "様式の版": CURRENT.version}
    if random.random() < 0.5:
        new["変更箇所"] = random.choice((None, []))
    before, after = Writer(random).data(old), Writer(random).data(new)
    comparison = compared(before.decode(), after.decode())
    rows = untold(table(comparison, RowOptions(date="令和9年1月1日")))
    written = with_rows(after, comparison, rows)
    inserted_in_one_place(after, written, bool(rows))
    again = compared(before.decode(), written.decode())
    assert untold(table(again, RowOptions(date="令和9年1月1日"))) == ()


def inserted_in_one_place(before: bytes, after: bytes, is_longer: bool) -> None:
    """What was there is there, but for a blank value: the rows stand there, or below its remark."""
    assert (len(after) > len(before)) is is_longer
    start = 0
    while start < len(before) and before[start] == after[start]:
        start += 1
    end = 0
    while end < len(before) - start and before[-1 - end] == after[-1 - end]:
        end += 1
    gone, added = before[start : len(before) - end], after[start : len(after) - end]
    value, mark, remark = gone.partition(b"#")
    assert value.strip(b" \r\n") in BLANK, gone
    assert (mark + remark).strip() in added, gone
