"""Where a finding points at when it is about a part of a text."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from pia_cli.check.engine import check
from pia_cli.core.diagnostic import Diagnostic
from pia_cli.document.nodes import Mapping
from pia_cli.document.reader import parse
from pia_cli.forms.registry import CURRENT
from pia_cli.rules.facts import Document, Facts
from pia_cli.rules.spots import spot

POSITIVE = Path(__file__).parents[1] / "cases" / "positive"
BASE = (POSITIVE / "base.yaml").read_text("utf-8")
INCIDENTS = (POSITIVE / "incidents.yaml").read_text("utf-8")
SCOPE = "移転する情報の対象となる本人の範囲: 40歳以上の国民健康保険の被保険者"
USAGE = "使用方法: 届出の内容を確認し、資格の得喪及び給付の決定を行う。"


def found(text: str, code: str) -> list[Diagnostic]:
    diagnostics = check(text.encode(), "x", today=date(2025, 4, 1)).diagnostics
    return [one for one in diagnostics if one.code == code]


def replaced(text: str, old: str, new: str) -> str:
    assert text.count(old) == 1, old
    return text.replace(old, new)


def places(written: str, raw: str, part: str) -> list[str | None]:
    """What `spot` finds for each place of a part in a text that is written in some way."""
    parsed = parse(replaced(BASE, USAGE, f"使用方法: {written}").encode(), "x")
    assert isinstance(parsed.root, Mapping)
    assert parsed.source
    facts = Facts(Document(parsed.root, CURRENT.tree, parsed.source))
    usage = facts.answer("files.use.usage")
    assert usage
    assert usage.raw == raw
    starts = [at for at in range(len(raw)) if raw.startswith(part, at)]
    spans = [spot(facts, usage, at, at + len(part)) for at in starts]
    lines = parsed.source.text.split("\n")
    return [span and lines[span.line - 1][span.column - 1 :] for span in spans]


@pytest.mark.parametrize(
    ("written", "raw", "expected"),
    [
        ("甲乙、甲丙", "甲乙、甲丙", ["甲乙、甲丙", "甲丙"]),
        ('"甲乙、甲丙"', "甲乙、甲丙", ['甲乙、甲丙"', '甲丙"']),
        ("|-\n        甲乙\n        丙甲丁", "甲乙\n丙甲丁", ["甲乙", "甲丁"]),
        ("甲乙\n        丙甲", "甲乙 丙甲", ["甲乙", None]),
        ('"\\u7532乙甲"', "甲乙甲", [None, None]),
        ("甲甲甲", "甲甲甲", ["甲甲甲", "甲甲", "甲"]),
        ("'甲''甲'", "甲'甲", ["甲''甲'", None]),
    ],
)
def test_the_place_of_each_of_several(written: str, raw: str, expected: list[str | None]) -> None:
    assert places(written, raw, "甲") == expected


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (["甲", "乙　"], (2, 10)),
        (["甲", "乙\t"], (2, 10)),
        (["甲", "  ", "乙"], (2, 9)),
        (["甲  ", "乙"], (1, 10)),
    ],
)
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_blanks_at_a_line_end_are_where_they_stand(
    lines: list[str], expected: tuple[int, int], end: str
) -> None:
    indented = "".join(f"\n        {line}" for line in lines)
    text = replaced(BASE, USAGE, f"使用方法: |-{indented}")
    (one,) = found(text.replace("\n", end), "N022")
    head = text.split("\n").index("      使用方法: |-") + 1
    assert (one.span.line - head, one.span.column) == expected


def test_parts_that_overlap() -> None:
    assert places("甲甲甲甲", "甲甲甲甲", "甲甲甲") == ["甲甲甲甲", "甲甲甲"]


def test_each_reference_has_its_own_place() -> None:
    text = replaced(BASE, SCOPE, f"{SCOPE.split()[0]} Ⅱ-9.⑨に同じ、Ⅱ-9.⑨に同じ")
    columns = [one.span.column for one in found(text, "C031")]
    assert columns == [30, 30 + len("Ⅱ-9.⑨に同じ、")]


@pytest.mark.parametrize(
    ("last", "pointed"), [("③様式を見直した。", "③"), ("③～⑤様式を見直した。", "③～⑤")]
)
def test_a_number_is_the_one_at_the_start_of_its_line(last: str, pointed: str) -> None:
    text = replaced(INCIDENTS, "①封入を二人で確認する。", "①封入を二人で確認する（③を参照）。")
    text = replaced(text, "②申請書を施錠できる鞄で運ぶ。", f"②申請書を鞄で運ぶ。\n          {last}")
    (one,) = found(text, "C037")
    line = text.split("\n")[one.span.line - 1]
    assert line.strip() == last
    assert line[one.span.column - 1 : one.span.end_column - 1] == pointed


def test_an_old_incident_is_its_own_line() -> None:
    text = replaced(
        INCIDENTS,
        "①令和4年6月、通知書を別の世帯に送付した。",
        "①令和6年6月、紛失（平成30年6月の再発）",
    )
    text = replaced(text, "②令和6年11月、申請書を入れた封筒を紛失した。", "平成30年6月")
    (one,) = found(text, "C038")
    assert (one.span.line, one.span.column) == (212, 11)
