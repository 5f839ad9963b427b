"""What people put around a text that they copy, and what they shorten in it."""

from __future__ import annotations

from pia_cli.cells.entry_words import ENTRY
from pia_cli.core.pattern import Pattern

_REASON = Pattern(
    r"[(（][^()（）\n]{1,40}(?:による|により|に伴う|に伴い|のため)[)）]\s{0,9}$",
    needs=("により", "による", "に伴", "のため"),
)
MOVED = r"繰り?[上下]げ(?:る|た)?。?"
"""That a number moved."""
MOVED_UP = (
    rf"(?:[、。]?\s{{0,3}}[(（※]?(?:以下|以降|以後)[^()（）。\n]{{0,15}}{MOVED}[)）]?"
    rf"|[、。]?\s{{0,3}}(?:[(（※]|{ENTRY}\s?[0-9０-９])[^()（）。\n]{{1,40}}{MOVED}[)）]?)"
)
"""That numbers of entries moved: （以下、番号を繰下げ）, ※委託事項2を委託事項1に繰上げ."""
NUMBERS_MOVED = rf"[、。]?\s{{0,3}}旧?[①-⑳][^()（）。\n]{{0,40}}(?:{MOVED}|と(?:する|した)。?)"
"""The same of the lines of a text: ②以降を繰り下げ, ③を②とし、④を③とする."""
_MOVED_UP = Pattern(rf"{MOVED_UP}\s{{0,9}}$", needs=("繰",))
CLOSING = {"（": "）)", "(": "）)", "「": "」", "『": "』", "【": "】", "［": "］]", "[": "］]"}
"""What closes each bracket: one of full width may be closed by one of half width."""
_AROUND = {**CLOSING, "“": '”"', '"': '”"', "'": "'"}
_WAVES = "~〜～ 　\t"
_COMPANY = Pattern(r"㈱|㈲|[(（]\s?[株有]\s?[)）]", needs=("㈱", "㈲", "株", "有"))


def bare_copy(text: str) -> str:
    """A copied text without what is said behind it (（契約更新による）) and 〜 at its ends."""
    bare = text
    for aside in (_REASON, _MOVED_UP):
        bare = aside.sub("", bare) if aside.may_match(bare) else bare
    return bare.strip(_WAVES) if bare[:1] in _WAVES or bare[-1:] in _WAVES else bare


def unquoted(text: str) -> str:
    """A cell without the brackets around all of it: 「うみべ株式会社」.

    Those of （略）第3条（略） are no pair, and stay.
    """
    bare = text.strip()
    closing = _AROUND.get(bare[:1], "")
    if len(bare) < 2 or bare[-1] not in closing:
        return text
    depth = 0
    for letter in bare[1:-1]:
        if letter in closing:
            depth -= 1
        elif _AROUND.get(letter) == closing:
            depth += 1
        if depth < 0:
            return text
    return text if depth else bare[1:-1]


def written_out(text: str) -> str:
    """A text with 株式会社 for ㈱ and (株), and 有限会社."""
    if not _COMPANY.may_match(text):
        return text
    return _COMPANY.sub(
        lambda short: "有限会社" if "有" in short[0] or "㈲" in short[0] else "株式会社", text
    )


def as_copied(text: str) -> str:
    """A cell as the text would be that it copies."""
    return written_out(bare_copy(text))
