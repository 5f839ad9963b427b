"""Lines of a text and of its bytes."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from pia_cli.document.source import KnownLines, Source, line_places

PIECES = st.sampled_from(["様式", "a", "𠮷", " ", "\n", "\r\n", "\r", "\u2028", "\x0b"])


@given(st.lists(PIECES).map("".join), st.sampled_from(["", "\ufeff"]))
def test_the_lines_of_bytes_are_those_of_the_text(text: str, bom: str) -> None:
    source, data = Source("a.yaml", text), (bom + text).encode()
    numbers = range(-1, len(source.starts) + 3)
    known = KnownLines(data, line_places(data, numbers))
    assert [*map(known.has_line, numbers)] == [*map(source.has_line, numbers)]
    assert [*map(known.line, numbers)] == [*map(source.line, numbers)]


def test_only_the_lines_asked_for_are_known() -> None:
    data = "様式\n事務\n".encode()
    known = KnownLines(data, line_places(data, [2, 9]))
    assert [number for number in range(10) if known.has_line(number)] == [2]
    assert known.line(2) == "事務"
    assert known.line(1) == ""
