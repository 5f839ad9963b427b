"""The law references of Ⅰ-5-② by part: what is inquired for, and what is provided."""

from __future__ import annotations

import re

from pia_cli.core.pattern import Pattern

_HEADING = Pattern(
    "[<＜〈【（(〔[［]"
    "[^<>＜＞〈〉【】（）()〔〕［］\\[\\]\n]{0,20}?"
    "(情報照会|情報提供)(?:の根拠|の事務|事務|関係|に係る根拠)?"
    "[>＞〉】）)〕\\]］]",
    needs=("情報照会", "情報提供"),
)
_NONE = Pattern("[(（]?(?:該当)?(?:なし|無し|無)(?![い効料])", needs=("なし", "無"))
_DASH = Pattern("[-－ー―—–‐−─━]{1,3}[ \t\u3000]{0,9}(?:$|[\n。）)])")
"""A dash that is all there is, as the form has it where an item does not apply."""
_NOT_DONE = ("行わない", "行っていない", "実施しない")
_ITEM = Pattern("[0-9]{1,3}(?:の[0-9]{1,2})?")
_JOINTS = "の、,，.．・及び並に \t\n\u3000"
_RANGE = Pattern("[0-9][～〜~－-][0-9]|から[^。、]{0,10}まで", needs=(*"～〜~－-", "から"))
_WIDE = str.maketrans("０１２３４５６７８９", "0123456789")


def parts_of(basis: str) -> dict[str, str]:
    """The text under each heading (<情報照会>, （別表第二における情報提供の根拠）).

    A part that says 「なし」 or 「行わない」 is none. Empty where the text has no such heading:
    then nothing is to be told from it.
    """
    parts: dict[str, str] = {}
    headings = list(_HEADING.finditer(basis)) if _HEADING.may_match(basis) else []
    ends = [heading.start() for heading in headings[1:]] + [len(basis)]
    for heading, end in zip(headings, ends, strict=False):  # no heading, one end
        part = basis[heading.end() : end]
        if not _is_none(part):
            parts[heading[1]] = parts.get(heading[1], "") + part + "\n"
    return parts


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
