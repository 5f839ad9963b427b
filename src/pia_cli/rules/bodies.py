"""The names of 都道府県 and 市区町村, as agencies have them."""

from __future__ import annotations

from pia_cli.core.pattern import Pattern

_PREFECTURE = Pattern(
    "(?:北海道|東京都|(?:京都|大阪)府|[^市区町村]{2,3}県)(?:.{1,5}郡(?=.{1,6}[町村]))?"
)


def below_prefecture(name: str) -> str:
    """郡山市長 of 福島県郡山市長, "" of 福島県."""
    above = _PREFECTURE.match(name)
    return name[above.end() :].lstrip() if above else name
