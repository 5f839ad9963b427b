"""What holds for random bytes, documents, reports and lines, made from the form's declaration."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from attacks.entries import BETWEEN, ENTRIES, mend, report_of, sound_reports, validate
from attacks.entries import diff as diff_entry
from attacks.words import words
from compare.documents import documents, pairs
from compare.test_write_laws import dumped
from forms.valid import as_read
from pia_cli.check.engine import check
from pia_cli.core.diagnostic import Diagnostic, Severity
from pia_cli.core.span import Span
from pia_cli.document.edit_page import exact_tree
from pia_cli.document.reader import parse
from pia_cli.document.source import Source
from pia_cli.forms.registry import FORMS, KIND_KEY, VERSION_KEY
from pia_cli.report.model import FileResult, Layout, Report
from pia_cli.report.text import TEXT

FEW = settings(
    max_examples=40,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
HEADS = tuple(f"{KIND_KEY}: {form.kind}\n{VERSION_KEY}: {form.version}\n" for form in FORMS)
PIECES = st.sampled_from([*words(), *"\n ", "\n", "\n  ", "\n    - "])
FORM_LIKE = st.builds(
    lambda head, pieces: (head + "".join(pieces)).encode(),
    st.sampled_from(("", *HEADS)),
    st.lists(PIECES, max_size=30),
)
SLIPS = (
    *("サ\u200b一バ", "口グ", "本⼈", "、、か\u3099", "ｶﾞ", "㍿", "1０件", "。。\u3000", "➀"),
    *("\u00a0", "令和1年6月27日", "2026-02-16"),
)


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: entry.__name__)
@FEW
@given(data=st.binary(max_size=80) | FORM_LIKE)
def test_any_bytes(entry: Any, data: bytes) -> None:
    entry(data)


@settings(FEW, max_examples=20)
@given(documents(), st.sampled_from(("block", "json", "crlf")))
def test_a_written_document_is_read_back(document: dict[str, Any], how: str) -> None:
    """The tree is the document, and nothing is said of the shape of its values."""
    text = json.dumps(document, ensure_ascii=False) if how == "json" else dumped(document)
    data = text.replace("\n", "\r\n" if how == "crlf" else "\n").encode()
    root = parse(data, "x.yaml").root
    assert root is not None
    read = exact_tree(root)
    read.pop("変更箇所", None)
    assert read == as_read(document)
    found = check(data, "x.yaml").diagnostics
    assert not [one for one in found if one.code.startswith("Y") or one.code in ("F020", "F034")]


@settings(FEW, max_examples=5)
@given(documents(), st.lists(st.sampled_from(SLIPS), max_size=6).map("".join))
def test_slips_are_mended_once_and_nothing_else(document: dict[str, Any], slips: str) -> None:
    mend(dumped({**document, "特記事項": f"届出{slips}"}).encode())


@settings(FEW, max_examples=6)
@given(pairs())
def test_rows_are_written_once_and_nothing_else(
    pair: tuple[dict[str, Any], dict[str, Any]],
) -> None:
    old, new = (dumped(one).encode() for one in pair)
    diff_entry(old + BETWEEN + new)


@settings(FEW, max_examples=8)
@given(documents())
def test_places_of_findings_in_a_document(document: dict[str, Any]) -> None:
    validate(dumped(document).encode())


@FEW
@given(FORM_LIKE)
def test_every_reporter_tells_a_real_report(data: bytes) -> None:
    sound_reports(report_of(check(data, "x.yaml")))


WIDE, NARROW, NONE, AMBIGUOUS = "漢あ！ア", "aｱz/", "\u0301\u3099\u20dd", "①Ⅱ※α"
ASTRAL = "\U00020bb7\U0001f363"
"""Characters by the cells they take on a terminal; astral ones take two."""


@settings(FEW, max_examples=300)
@given(
    st.text(st.sampled_from(WIDE + NARROW + NONE + AMBIGUOUS + ASTRAL), min_size=1, max_size=24),
    st.integers(0, 23),
    st.integers(1, 24),
    st.sampled_from((1, 2)),
)
def test_carets_stand_under_any_mix_of_widths(
    text: str, start: int, length: int, ambiguous: int
) -> None:
    """Counted here by a table of our own, not by the function that the reporter counts with."""

    def cells(part: str) -> int:
        widths = {**dict.fromkeys(WIDE + ASTRAL, 2), **dict.fromkeys(AMBIGUOUS, ambiguous)}
        return sum(0 if char in NONE else widths.get(char, 1) for char in part)

    line = "x" + text
    start = 1 + start % len(text)
    while line[start] in NONE:  # a mark has the place of its letter
        start -= 1
    end = min(start + length, len(line))
    place = Span(1, start + 1, 1, end + 1)
    found = Diagnostic("N001", Severity.ERROR, "a", place, "誤り")
    report = Report((FileResult("a", "checked", Source("a", line)),), (found,))
    shown, carets = (
        part.partition("| ")[2]
        for part in TEXT.whole(report, Layout(100, ambiguous)).split("\n")[2:4]
    )
    assert shown == line
    assert carets == " " * cells(line[:start]) + "^" * cells(line[start:end])
