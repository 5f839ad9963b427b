"""The law references of Ⅰ-5-② by part: what is inquired for, and what is provided."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from pia_cli.core.pattern import Pattern

INQUIRY, PROVISION = "情報照会", "情報提供"

_OPEN, _CLOSE = "<＜〈《≪【［\\[", ">＞〉》≫】］\\]"
_NAME = "情報(?:照会|提供)"
_TAIL = (
    "(?:の?(?:根拠|事務)(?:法令|規定)?|関係|に(?:係る|関する)(?:根拠|事務)(?:法令|規定)?)?"
    "(?:[(（][^（）()\n]{0,20}[)）])?"
)
_NUMBERED = "[■□◆◇●○◎▼・]|[①-⑳]|[(（]?[0-9０-９]{1,2}[)）.．]"
_HEADING = Pattern(
    f"[{_OPEN}][^{_OPEN}{_CLOSE}\n]{{0,20}}?(?:照会|提供){_TAIL}[{_CLOSE}]"
    f"|[（(〔][^（）()〔〕\n]{{0,20}}?{_NAME}{_TAIL}[）)〕]"
    f"|^[ \u3000]{{0,9}}(?:(?:{_NUMBERED})[ \u3000]{{0,3}})?「?"
    f"(?:{_NAME}(?:[・、/／と]|及び|並びに|又は))?{_NAME}{_TAIL}」?[ \u3000]{{0,3}}(?:[:：]|$)",
    re.MULTILINE,
    needs=("照会", "提供"),
)
"""A part's name in brackets, or on a line of its own, as published documents head the parts."""
_NAMED = {
    INQUIRY: Pattern("照会(?!者)", needs=("照会",)),
    PROVISION: Pattern("提供(?!者|ネットワーク|の制限|の求め)", needs=("提供",)),
}
"""What tells of a part in any words: 「情報提供の根拠法令」, 「提供する。」."""
_BEFORE = Pattern(f"[ \u3000]{{0,9}}(?:{_NUMBERED})?[ \u3000]{{0,3}}")
_NONE = Pattern("[(（]?(?:該当)?(?:なし|無し|無)(?![い効料])", needs=("なし", "無"))
_DASH = Pattern("[-－ー―—–‐−─━]{1,3}[ \t\u3000]{0,9}(?:$|[\n。）)])")
"""A dash that is all there is, as the form has it where an item does not apply."""
_NOT_DONE = ("行わない", "行っていない", "実施しない")
_ITEM = Pattern("[0-9]{1,3}(?:の[0-9]{1,2})?")
_JOINTS = "の、,，.．・及び並に \t\n\u3000"
_RANGE = Pattern("[0-9][～〜~－-][0-9]|から[^。、]{0,10}まで", needs=(*"～〜~－-", "から"))
_WIDE = str.maketrans("０１２３４５６７８９", "0123456789")


class _Part(NamedTuple):
    """What stands under a heading, and the names that the heading has."""

    names: tuple[str, ...]
    text: str
    is_remark: bool


def parts_of(basis: str) -> dict[str, str]:
    """The text under each heading (<情報照会>, （別表第二における情報提供の根拠）, ■情報照会).

    A part that says 「なし」 or 「行わない」 is none. Empty where the text has no such heading:
    then nothing is to be told from it. What stands under a heading of both, or beside a remark
    (69の項（情報照会）), is there, but not to be counted for one of them: its text is empty.
    """
    parts: dict[str, str] = {}
    for part in _headed(basis):
        if part.is_remark or not _is_none(part.text):
            is_own = not part.is_remark and len(part.names) == 1
            for name in part.names:
                parts[name] = parts.get(name, "") + (f"{part.text}\n" if is_own else "")
    return parts


def lacking_parts(basis: str) -> set[str]:
    """The parts that a text with headings has not: it says so, or has no word of them."""
    headed = [part for part in _headed(basis) if not part.is_remark]
    if not headed:
        return set()
    said = {name for part in headed for name in part.names}
    absent = _NAMED.keys() - parts_of(basis).keys()
    return {name for name in absent if name in said or not _NAMED[name].is_in(basis)}


def _headed(basis: str) -> Iterator[_Part]:
    """The parts in order. A remark is within a line and in round brackets, and heads nothing."""
    found = list(_HEADING.finditer(basis)) if _HEADING.may_match(basis) else []
    remarks = {match.start() for match in found if _is_remark(basis, match)}
    starts = [match.start() for match in found if match.start() not in remarks]
    for match in found:
        end = next((start for start in starts if start > match.start()), len(basis))
        names = tuple(name for name, named in _NAMED.items() if named.is_in(match[0]))
        yield _Part(names, basis[match.end() : end], match.start() in remarks)


def _is_remark(basis: str, heading: re.Match[str]) -> bool:
    """Whether a name in round brackets stands behind a citation: 第19条第8号（情報提供）."""
    line = basis[: heading.start()].rpartition("\n")[2]
    is_round = heading[0].startswith(("(", "（", "〔"))
    return is_round and "根拠" not in heading[0] and _BEFORE.fullmatch(line) is None


def _is_none(part: str) -> bool:
    """Whether a part says that there is none: 「なし」, 「－」, 「情報照会は行わない。」."""
    start = part[:200].lstrip(" \t\n\u3000：:・")
    sentence = re.split("[\n。]", start, maxsplit=1)[0]
    is_none = _NONE.may_match(start) and _NONE.match(start) is not None
    return (
        is_none or _DASH.match(start) is not None or any(words in sentence for words in _NOT_DONE)
    )


def cited_items(text: str) -> list[str]:
    """The 項 that a text lists: 「2、3、56の2の項」「131,132の項」「(93.94.95)」 before 項.

    Empty where they are given as a range, which counts what may not exist.

    Not by `read_numbers`, which knows the table in front of its list: here 二 and 第2 may be
    of a table or an article themselves (別表第二 3、6の項), and such numbers are not counted.
    """
    text = text.translate(_WIDE)
    if _RANGE.is_in(text):
        return []
    found: list[str] = []
    for piece in text.split("項")[:-1]:
        before = piece.rstrip(_JOINTS + "0123456789")
        if not before.endswith("第"):  # 第9条第1項
            found += _ITEM.findall(piece[len(before) :])
    return list(dict.fromkeys(found))
