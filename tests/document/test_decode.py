"""Bytes to text: encodings, size, forbidden characters."""

from __future__ import annotations

import codecs
import sys

import pytest

from pia_cli.core.diagnostic import Diagnostic
from pia_cli.core.forbidden import FORBIDDEN
from pia_cli.document.decode import MAX_BYTES, decode, guess_encoding

TEXT = "様式: 重点項目評価書\n評価書名: 介護保険事務\n"


def place(finding: Diagnostic) -> tuple[str, int, int, int, int]:
    span = finding.span
    return (finding.code, span.line, span.column, span.end_line, span.end_column)


def test_a_bom_is_dropped_and_shifts_no_column() -> None:
    source, found = decode(b"\xef\xbb\xbf" + TEXT.encode(), "a.yaml")
    assert source is not None
    assert source.text == TEXT
    assert not found


@pytest.mark.parametrize(
    ("codec", "name"),
    [
        ("cp932", "Shift_JIS"),
        ("euc_jp", "EUC-JP"),
        ("iso2022_jp", "ISO-2022-JP"),
        ("utf-16", "UTF-16"),
        ("utf-16-le", "UTF-16"),
        ("utf-32", "UTF-32"),
    ],
)
def test_another_encoding_is_named(codec: str, name: str) -> None:
    source, found = decode(TEXT.encode(codec), "a.yaml")
    assert source is None or codec.startswith(("utf-16", "iso"))
    assert [finding.code for finding in found] == ["Y002"]
    assert f"（{name} のようです）" in found[0].message
    assert "UTF-8" in found[0].hint


@pytest.mark.parametrize(
    ("bom", "codec"),
    [
        (codecs.BOM_UTF16_LE, "utf-16-le"),
        (codecs.BOM_UTF16_BE, "utf-16-be"),
        (codecs.BOM_UTF32_LE, "utf-32-le"),
        (codecs.BOM_UTF32_BE, "utf-32-be"),
    ],
)
@pytest.mark.parametrize("text", [TEXT, "a: 1\n"])
def test_a_wide_encoding_is_known_by_its_bom(bom: bytes, codec: str, text: str) -> None:
    data = bom + text.encode(codec)
    assert guess_encoding(data) == codec
    _, (found,) = decode(data, "a.yaml")
    assert (found.code, codec[:6].upper() in found.message) == ("Y002", True)


def test_the_first_bad_byte_is_found_after_the_valid_text() -> None:
    _, found = decode("あ: 1\n𠮷い: ".encode() + b"\xff\n", "a.yaml")
    assert [place(finding) for finding in found] == [("Y002", 2, 5, 2, 6)]
    assert "0xFF" in found[0].message


@pytest.mark.parametrize("key", ["a", "特記事項"])
@pytest.mark.parametrize("halves", [(0xD800,), (0xD83D,), (0xD83D, 0xDE00)])
def test_half_a_character_in_utf8_is_no_other_encoding(key: str, halves: tuple[int, ...]) -> None:
    line = f"{key}: {''.join(map(chr, halves))}\n"
    for text in (line, line * 3):
        _, (found,) = decode(text.encode("utf-8", "surrogatepass"), "a.yaml")
        assert (found.code, found.span.line) == ("Y002", 1)
        assert "（0xED というバイトがあります）" in found.message


def test_a_file_over_the_cap_is_refused() -> None:
    assert [place(f) for f in decode(b"#" * (MAX_BYTES + 1), "a")[1]] == [("Y003", 1, 1, 1, 1)]
    assert not decode(b"#" * MAX_BYTES, "a")[1]


@pytest.mark.parametrize(
    "char",
    ["\0", "\x07", "\x1b", "\x7f", "\x85", "\x9f", "\u2028", "\ufeff", "\ufffe", "\U0010ffff"],
)
def test_a_forbidden_character_is_named(char: str) -> None:
    _, found = decode(f"a: 1\nい: 𠮷{char}\n".encode(), "a.yaml")
    assert [place(finding) for finding in found] == [("Y004", 2, 5, 2, 6)]
    assert f"U+{ord(char):04X}" in found[0].message


def test_only_ten_are_reported_and_the_rest_is_counted() -> None:
    _, found = decode(b"a: 1" + b"\x07" * 25, "a.yaml")
    assert len(found) == 10
    assert "15 文字" in found[-1].message
    assert "文字あります" not in found[0].message


def test_tab_and_every_line_end_are_fine() -> None:
    assert not decode(b"a: 1 \t# x\r\nb: 2\rc: 3\n", "a.yaml")[1]


@pytest.mark.parametrize(
    "codec", ["utf-8", "cp932", "euc_jp", "iso2022_jp", "utf-16-le", "utf-16-be"]
)
def test_encodings_are_guessed(codec: str) -> None:
    assert guess_encoding(TEXT.encode(codec)) == codec


def test_no_forbidden_character_is_printable() -> None:
    """The quick test of a whole text rests on it."""
    found = FORBIDDEN.findall("".join(map(chr, range(sys.maxunicode + 1))))
    assert len(found) > 100
    assert not any(char.isprintable() for char in found)


@pytest.mark.parametrize(
    ("start", "kind"),
    [
        (b"PK\x03\x04", "Word や Excel"),
        (b"\xd0\xcf\x11\xe0", "Excel"),
        (b"%PDF-1.7\n", "PDF"),
        (b"\x89PNG\r\n", "画像"),
        (b"\xff\xd8\xff\xe0", "画像"),
        (b"II*\x00", "画像"),
    ],
)
def test_what_is_no_text_is_not_to_be_saved_as_one(start: bytes, kind: str) -> None:
    for data in (start + b"\x80\x81", start + b"x" * MAX_BYTES):
        source, (found,) = decode(data, "a.yaml")
        assert source is None
        assert place(found)[:3] == ("Y002", 1, 1)
        assert kind in found.message
        assert "UTF-8 を選び" not in found.hint
