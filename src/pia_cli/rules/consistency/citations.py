"""The law references of Ⅰ-5-② by part: what is inquired for, and what is provided."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from pia_cli.core.pattern import Pattern
from pia_cli.core.text import half_width_digits

INQUIRY, PROVISION = "情報照会", "情報提供"

_OPEN, _CLOSE = "<＜〈《≪【［\\[", ">＞〉》≫】］\\]"
_ANY = "(?:照会|提供)"
_BOTH = f"(?:(?:[・、,，/／と]|及び|並びに|又は)(?:情報)?{_ANY})?"
_NAME = f"情報{_ANY}{_BOTH}"
_TAIL = (
    "(?:の?(?:根拠|事務)(?:法令|規定)?|関係|に(?:係る|関する)(?:根拠|事務)(?:法令|規定)?)?"
    "(?:[(（][^（）()\n]{0,20}[)）])?"
)
_NUMBER = (
    "(?:(?:[■□◆◇●○◎▼・]|[①-⑳]|[(（]?[0-9０-９]{1,2}[)）.．]|[0-9０-９](?=[ \u3000]))"
    "[ \u3000]{0,3})?"
)
_LEAD = f"[^（）()〔〕{_OPEN}{_CLOSE}\n]{{0,40}}?"
_OF = (
    f"(?:{_LEAD}(?:表(?:第[一二12１２])?|[令法条]|第[7-9７-９]号|事務|ネットワークシステム)"
    "(?:における|に基づく|による|に係る|に関する|を使用した|を使用する|上の|の|[ \u3000])?)?"
)
"""What a part is one of. <国保連合会への情報提供> is none, nor is <情報提供等の記録の照会>."""
_LED = f"{_NUMBER}{_OF}({_NAME}){_TAIL}"
_HEADING = Pattern(
    f"[{_OPEN}]{_NUMBER}(?:{_OF}({_NAME})|({_ANY}{_BOTH})){_TAIL}[{_CLOSE}]"
    f"|^[ \u3000]{{0,9}}{_NUMBER}[（(〔]{_LED}[）)〕]"
    f"|[（(〔]{_LED}[）)〕]"
    f"|^[ \u3000]{{0,9}}{_NUMBER}「?({_NAME}){_TAIL}」?[ \u3000]{{0,3}}(?:[:：]|$)"
    f"|(?:[{_OPEN}]{_LEAD}|^[ \u3000]{{0,9}}{_NUMBER}[（(〔]{_LEAD}情報){_ANY}{_TAIL}"
    f"[{_CLOSE}）)〕]",
    re.MULTILINE,
    needs=("照会", "提供"),
)
"""A part's name in brackets, or on a line of its own, as published documents head the parts.

Without a group a heading of something else: it only ends the part before it.
"""
_WITHIN = 4
"""The group of a name in round brackets behind other words: 第19条第8号（情報提供）."""
_NAMED = {
    INQUIRY: Pattern("照会(?!者)", needs=("照会",)),
    PROVISION: Pattern(
        "提供(?!者|ネットワーク|の制限|の求め|等?に関する(?:命令|条例|規則))", needs=("提供",)
    ),
}
"""What tells of a part in any words: 「情報提供の根拠法令」, 「提供する。」."""
_NONE = Pattern("[(（]?(?:該当)?(?:なし|無し|無|未定)(?![い効料])", needs=("なし", "無", "未定"))
_DASH = Pattern("[-－ー―—–‐−─━]{1,3}[ \t\u3000]{0,9}(?:$|[\n。）)])")
"""A dash that is all there is, as the form has it where an item does not apply."""
_DO = "(?:照会|提供|連携|実施|該当)[はをも]?し"
_NOT_DONE = Pattern(
    f"(?:行わ|行ってい|{_DO}(?:てい)?)ない(?!もの[^と]|事務|情報|場合|者|項)"
    f"|(?:行い|行って(?:い|おり)|{_DO}(?:て(?:い|おり))?)ません"
    "|(?:なし|無し|ありません|(?:該当|照会|提供|根拠|予定|事務|もの)[はがも]?[な無]い)[)）]?$",
    needs=("ない", "ません", "なし", "無"),
)
"""That a part is not done; 「行わない事務を除く」 only narrows it."""
_ITEM = Pattern("[0-9]{1,3}(?:の[0-9]{1,2})?")
_JOINTS = "の、,，.．・及び並に \t\n\u3000"
_RANGE = Pattern("[0-9][～〜~－-][0-9]|から[^。、]{0,10}まで", needs=(*"～〜~－-", "から"))


class _Part(NamedTuple):
    """What stands under a heading or behind a remark, and of which of its names it says what.

    A name that is neither had nor denied is left open: nothing stands there, or rows of the
    table beside what is not done.
    """

    names: set[str]
    text: str
    is_remark: bool
    had: set[str]
    denied: set[str]


def parts_of(basis: str) -> dict[str, str]:
    """The text under each heading (<情報照会>, （別表第二における情報提供の根拠）, ■情報照会).

    A part that says 「なし」 or 「行わない」 is none. Empty where the text has no such heading:
    then nothing is to be told from it. What stands under a heading of both, or beside a remark
    (69の項（情報照会）), is there, but not to be counted for one of them: its text is empty.
    """
    parts: dict[str, list[str]] = {}
    for part in _headed(basis):
        is_own = not part.is_remark and len(part.names) == 1
        for name in part.names:
            if name in part.had:
                parts.setdefault(name, []).extend((part.text, "\n") if is_own else ())
    return {name: "".join(texts) for name, texts in parts.items()}


def lacking_parts(basis: str) -> set[str]:
    """The parts that a text with headings has not: it says so, or has no word of them."""
    headed = _headed(basis)
    lacking = {name for part in headed for name in part.denied}
    if any(part.names and not part.is_remark for part in headed):
        said = [clause for clause in _clauses(basis) if not _NOT_DONE.is_in(clause)]
        told = {name for clause in said for name in _told(clause)}
        lacking |= _NAMED.keys() - told - {name for part in headed for name in part.names}
    return lacking - {name for part in headed for name in part.had}


@lru_cache(maxsize=1)  # several rules read the same text one after another
def _headed(basis: str) -> tuple[_Part, ...]:
    """The parts in order. A remark is within a line and in round brackets, and heads nothing."""
    found = list(_HEADING.finditer(basis)) if _HEADING.may_match(basis) else []
    parts: list[_Part] = []
    end = following = len(basis)
    for match in reversed(found):
        is_remark = match.lastindex == _WITHIN and "根拠" not in match[0]
        text = basis[match.end() : following if is_remark else end]
        names = _told(match[match.lastindex]) if match.lastindex else set[str]()
        parts.append(_part(names, text, is_remark))
        following = match.start()
        if not is_remark:
            end = following
    return tuple(reversed(parts))


def _part(names: set[str], text: str, is_remark: bool) -> _Part:
    """A part by what its beginning says: 「なし」, 「－」, 「情報照会は行わない。」 or laws."""
    start = text[:200].lstrip(" \t\n\u3000：:・")
    line = re.split("[\n。]", text[:200] if is_remark else start, maxsplit=1)[0]
    had, denied = set(names) if start or is_remark else set[str](), set[str]()
    if (_NONE.may_match(start) and _NONE.match(start)) or _DASH.match(start):
        had, denied = set(), set(names)
    elif _NOT_DONE.is_in(line):
        not_done = names & (_told(line) or names)
        had, denied = names - not_done, set() if _lists_rows(line) else not_done
    if len(names) > 1:
        denied |= _left_out(text)
    return _Part(names, text, is_remark, had - denied, denied)


def _left_out(text: str) -> set[str]:
    """Of both parts under one heading those not done: （照会のみ）, 情報提供は行わない。"""
    left: set[str] = set()
    for clause in _clauses(text):
        told = _told(clause)
        if len(told) == 1 and not _lists_rows(clause):
            if "のみ" in clause:
                left |= _NAMED.keys() - told
            elif _NOT_DONE.is_in(clause):
                left |= told
    return left


def _told(text: str) -> set[str]:
    """The parts that a text tells of."""
    return {name for name, named in _NAMED.items() if named.is_in(text)}


def _clauses(text: str) -> list[str]:
    return re.split("[\n。、，,（(）)]", text)


def _lists_rows(text: str) -> bool:
    """Whether a text lists 項 of the table: what it leaves out is then perhaps one of them."""
    return "項" in text and (_RANGE.is_in(half_width_digits(text)) or bool(cited_items(text)))


def cited_items(text: str) -> list[str]:
    """The 項 that a text lists: 「2、3、56の2の項」「131,132の項」「(93.94.95)」 before 項.

    Empty where they are given as a range, which counts what may not exist.

    Not by `read_numbers`, which knows the table in front of its list: here 二 and 第2 may be
    of a table or an article themselves (別表第二 3、6の項), and such numbers are not counted.
    """
    text = half_width_digits(text)
    if _RANGE.is_in(text):
        return []
    found: list[str] = []
    for piece in text.split("項")[:-1]:
        before = piece.rstrip(_JOINTS + "0123456789")
        if not before.endswith("第"):  # 第9条第1項
            found += _ITEM.findall(piece[len(before) :])
    return list(dict.fromkeys(found))
