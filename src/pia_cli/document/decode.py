"""Bytes to text, and the refusals that need no parser (Y002, Y003, Y004)."""

from __future__ import annotations

import codecs

from pia_cli.core.diagnostic import Diagnostic, Severity
from pia_cli.core.forbidden import FORBIDDEN
from pia_cli.core.span import START, Span
from pia_cli.core.text import code_point
from pia_cli.document.source import Source

MAX_BYTES = 4 * 1024 * 1024
"""Largest file that is read, in bytes."""

MAX_REPORTED_CHARACTERS = 10
"""Forbidden characters reported one by one in a file."""

_KINDS = {
    "cp932": "Shift_JIS",
    "euc_jp": "EUC-JP",
    "iso2022_jp": "ISO-2022-JP",
    "utf-16-le": "UTF-16",
    "utf-16-be": "UTF-16",
    "utf-32-le": "UTF-32",
    "utf-32-be": "UTF-32",
}
"""How people know the codecs of `guess_encoding` that are not UTF-8."""
_SHIFTS = (b"\x1b$@", b"\x1b$B")
"""What turns ISO-2022-JP, all of whose bytes are ASCII, to 漢字."""

_SAVE_AS = "エディタの「名前を付けて保存」で文字コードに UTF-8 を選び、保存し直してください"
_FOREIGN = (
    (b"PK\x03\x04", "Word や Excel などのファイル（zip 形式）"),
    (b"\xd0\xcf\x11\xe0", "以前の形式の Word や Excel のファイル"),
    (b"%PDF-", "PDF"),
    *((start, "画像") for start in (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"II*\x00", b"MM\x00*")),
)
"""How files begin that are no text, and that would be broken by saving them as one."""
_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, whose BOM is the start of this one
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)


def decode(data: bytes, name: str) -> tuple[Source | None, tuple[Diagnostic, ...]]:
    """The text of a file without its BOM, and what is wrong with its bytes.

    ``name`` is the path shown to the user. The source is None after Y002 (not UTF-8, no text)
    or Y003 (over MAX_BYTES). After Y004 (forbidden characters) it is the text as read,
    to show the places; it is not fit to be parsed.
    """
    for start, kind in _FOREIGN:
        if data.startswith(start):
            return None, (_foreign(kind, name),)
    if len(data) > MAX_BYTES:
        return None, (_too_large(name),)
    body = data.removeprefix(codecs.BOM_UTF8)
    try:
        source = Source(name, body.decode("utf-8"))
    except UnicodeDecodeError as error:
        return None, (_not_utf8(data, body, error.start, name),)
    return source, _forbidden(source, data)


def guess_encoding(data: bytes) -> str:
    """Name of the Python codec that reads the bytes, as far as can be told; else empty.

    One of ``utf-8``, ``utf-16-le``, ``utf-16-be``, ``utf-32-le``, ``utf-32-be``, ``cp932``,
    ``euc_jp`` and ``iso2022_jp``; UTF-32 is known by its BOM alone.
    """
    for bom, codec in _BOMS:
        if data.startswith(bom):
            return codec
    if wide := _bare_utf16(data):
        return wide
    if any(shift in data for shift in _SHIFTS) and _decodes(data, "iso2022_jp"):
        return "iso2022_jp"
    if _decodes(data, "utf-8", "surrogatepass"):  # half a character is no other encoding
        return "utf-8"
    readable = [codec for codec in ("euc_jp", "cp932") if _decodes(data, codec)]
    return min(readable, key=lambda codec: _halfwidth_kana(data, codec), default="")


def _bare_utf16(data: bytes) -> str:
    """UTF-16 without a BOM: one byte in fifty or more is NUL, and it has lines and colons."""
    head = data[: 64 * 1024]
    if head.count(b"\0") * 50 < len(head):
        return ""
    for codec in ("utf-16-le", "utf-16-be"):
        text = head.decode(codec, "replace")
        if "\n" in text and ":" in text and "\0" not in text and _decodes(data, codec):
            return codec
    return ""


def _decodes(data: bytes, codec: str, errors: str = "strict") -> bool:
    try:
        data.decode(codec, errors)
    except UnicodeDecodeError:
        return False
    return True


def _halfwidth_kana(data: bytes, codec: str) -> int:
    return sum("｡" <= ch <= "ﾟ" for ch in data.decode(codec, "replace"))


def _too_large(name: str) -> Diagnostic:
    return Diagnostic(
        "Y003",
        Severity.ERROR,
        name,
        START,
        f"ファイルが大きすぎます（上限は {MAX_BYTES // 1024 // 1024} MiB）",
        "評価書の YAML だけを指定してください。画像や別紙のデータは別のファイルにしてください",
    )


def _foreign(kind: str, name: str) -> Diagnostic:
    return Diagnostic(
        "Y002",
        Severity.ERROR,
        name,
        START,
        f"文字のファイルではなく、{kind}です",
        "このファイルは保存し直さず、評価書を書いた YAML のファイルを指定してください",
    )


def _not_utf8(data: bytes, body: bytes, bad: int, name: str) -> Diagnostic:
    valid = Source(name, body[:bad].decode("utf-8"))
    end = len(valid.text)
    place = valid.span(end, end)
    span = Span(place.line, place.column, place.line, place.column + 1)
    kind = _KINDS.get(guess_encoding(data))
    seen = f"（{kind} のようです）" if kind else f"（0x{body[bad]:02X} というバイトがあります）"
    return Diagnostic(
        "Y002", Severity.ERROR, name, span, f"文字コードが UTF-8 ではありません{seen}", _SAVE_AS
    )


def _forbidden(source: Source, data: bytes) -> tuple[Diagnostic, ...]:
    found = () if source.is_printable else FORBIDDEN.finditer(source.text)
    places = [match.start() for match in found]
    if places and (kind := _KINDS.get(guess_encoding(data))):
        message = f"文字コードが UTF-8 ではありません（{kind} のようです）"
        span = source.span(places[0], places[0] + 1)
        return (Diagnostic("Y002", Severity.ERROR, source.name, span, message, _SAVE_AS),)
    rest = len(places) - MAX_REPORTED_CHARACTERS
    shown = places[:MAX_REPORTED_CHARACTERS]
    return tuple(
        forbidden_character(
            source,
            source.span(place, place + 1),
            source.text[place],
            rest if place == shown[-1] else 0,
        )
        for place in shown
    )


def forbidden_character(source: Source, span: Span, char: str, rest: int = 0) -> Diagnostic:
    """Y004 for one character; ``rest`` counts further ones that are not reported."""
    more = f"（このほかに {rest} 文字あります）" if rest > 0 else ""
    return Diagnostic(
        "Y004",
        Severity.ERROR,
        source.name,
        span,
        f"使えない文字 {code_point(char)} が含まれています{more}",
        "この文字を消してください。ほかの文書から貼り付けた文には、見えない文字が混じることがあります",
    )
