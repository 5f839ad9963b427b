"""Lines of a text and of its bytes."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from pia_cli.document.source import RawLines, Source

PIECES = st.sampled_from(["様式", "a", "𠮷", " ", "\n", "\r\n", "\r", "\u2028", "\x0b"])


@given(st.lists(PIECES).map("".join), st.sampled_from(["", "\ufeff"]))
def test_the_lines_of_bytes_are_those_of_the_text(text: str, bom: str) -> None:
    source, raw = Source("a.yaml", text), RawLines((bom + text).encode())
    numbers = range(-1, source.line_count + 3)
    assert raw.line_count == source.line_count
    assert [raw.line(number) for number in numbers] == [source.line(number) for number in numbers]
