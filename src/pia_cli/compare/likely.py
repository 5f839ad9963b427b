"""What a change of text looks like, offered as an explanation and never decided."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator

from pia_cli.compare.change import Change, ChangeKind, Weight
from pia_cli.compare.prose import Piece, highlight
from pia_cli.forms.choices import BoxesKind, ChoiceKind
from pia_cli.forms.kinds import FlagKind, Kind
from pia_cli.forms.notation import notation_key
from pia_cli.forms.values import UNMARKED

LAW = "法令の改正に伴う条項の移動等の形式的な変更であるため"
SECTION = "組織の改編に伴う部署名等の変更であるため"
CLERICAL = "誤記の修正であり、内容に変更はないため"
NEW_FORM = "新様式への変更に伴う修正であるため"

LIGHTER = "取扱いをやめる変更で、リスクを明らかに軽減させるものであり、重要な変更に当たらないため"

CLERICAL_SHARE = 0.9
CLERICAL_LENGTH = 2
"""Characters of each side that may differ, in texts that are otherwise nine tenths the same."""

_DIGIT = "[0-9〇一二三四五六七八九十百]"
_NUMBER = f"{_DIGIT}+"
_WHOLE_NUMBER = f"(?<!{_DIGIT}){_NUMBER}"
"""Not tried again from each of its digits, which takes the square of their number."""

_PROVISION = re.compile(
    f"(?:別表)?第?{_NUMBER}(?:条|項|号|欄|章|節)?(?:の{_NUMBER})?(?:の項|の表)?"
    "|別表|主務省令|[、,.・]|に基づく|における|(?:及び|又は)|の"
)
_CITES = re.compile(f"第{_NUMBER}条|別表|{_WHOLE_NUMBER}(?:の項|項)|主務省令|法律第")
_POST = re.compile(
    r"((?:部|課|局|室|係|署|センター|事務所|支所|担当|グループ)長?)(?:[(（].*)?[、,]?$"
)
_LINK = re.compile(r"[、,\n]")
_CLERICAL_SIGNS = re.compile(r"[ぁ-ゖー、。・()（）\s]*")
_MEANING = re.compile(
    "ない|なし|なく|なけ|ず|ぬ|せん|まで|から|より|のみ|だけ|ほか|など|すべて|また|でき"
    "|あり|あれ|ある|いる"
)
_DENIAL = re.compile("ない|なし|なく|なけれ|せず|ません|無|不|未|非|禁|拒|否")
_PROVISION_WORD = re.compile(f"{_NUMBER}|別表|主務省令")
_COUNTED = re.compile(
    f"(?:(?<![0-9、])[0-9、]*[0-9]|{_WHOLE_NUMBER})"
    "(?:項目|人|名|件|年|か月|カ月|ヶ月|月|日|週|回|円|時間|分|割|%|万|千|億|台)"
)
_CITED_NUMBER = re.compile(_NUMBER)
_SENTENCE_END = re.compile(r"。|[るいたむくすうつぬぶ]\s*(?:$|\n)")


def explanations(change: Change, kind: Kind | None, new_form: bool) -> tuple[str, ...]:
    """Explanations that may fit, for a person to choose from; often none.

    ``kind`` is the item's kind of answer; ``new_form`` says whether 様式の版 changed and the
    item is written otherwise in it.
    """
    if change.weight is not Weight.SUBSTANCE:
        return ()
    if change.kind is not ChangeKind.CHANGED:
        return (LIGHTER,) if change.star and change.kind is ChangeKind.REMOVED else ()
    looks = _looks(change, kind)
    found = [text for text, looks_so in looks if looks_so(change.before, change.after)]
    return (*found, NEW_FORM) if new_form else tuple(found)


def _looks(change: Change, kind: Kind | None) -> list[tuple[str, Callable[[str, str], bool]]]:
    """What a change may look like: a choice, a flag, a mark that came or went says something."""
    if isinstance(kind, ChoiceKind | FlagKind) or not (change.before and change.after):
        return []
    if isinstance(kind, BoxesKind):
        is_marked = UNMARKED not in change.before and UNMARKED not in change.after
        return [(SECTION, _section_renamed)] if is_marked else []
    return [(LAW, _law_renumbered), (SECTION, _section_renamed), (CLERICAL, _clerical)]


def _law_renumbered(before: str, after: str) -> bool:
    """Whether only numbers of provisions differ, or only lists of citations.

    Not where provisions came to those that stayed: that is a new ground.
    """
    if not (_CITES.search(before) and _CITES.search(after)):
        return False
    if _says_otherwise(before, after) or _adds_numbers(before, after):
        return False
    old, new = (_PROVISION.sub("", notation_key(text)) for text in (before, after))
    return old == new or _only_citations(before, after)


def _says_otherwise(before: str, after: str) -> bool:
    """Whether the texts deny or count differently (100人 is no provision)."""
    old, new = notation_key(before), notation_key(after)
    patterns = (_DENIAL, _COUNTED)
    return any(Counter(one.findall(old)) != Counter(one.findall(new)) for one in patterns)


def _adds_numbers(before: str, after: str) -> bool:
    old, new = (Counter(_CITED_NUMBER.findall(notation_key(text))) for text in (before, after))
    return old < new


def _only_citations(before: str, after: str) -> bool:
    """Whether what changed lies in citations, and a provision is part of it on both sides."""
    for side in highlight(before, after):
        changed = [piece.text for piece in side if piece.changed and piece.text.strip()]
        if not any(map(_PROVISION_WORD.search, changed)):
            return False
        lines = _changed_lines(side)
        if not all(_CITES.search(line) and not _SENTENCE_END.search(line) for line in lines):
            return False
    return True


def _changed_lines(side: list[Piece]) -> Iterator[str]:
    """The lines in which changed pieces lie, each once; of a piece over several, all these."""
    text = "".join(piece.text for piece in side)
    start = end = last = 0
    for piece in side:
        start, end = end, end + len(piece.text)
        if not piece.changed or not piece.text.strip() or end <= last:
            continue
        line_start = text.rfind("\n", 0, start) + 1
        line_end = text.find("\n", end)
        line = text[line_start : line_end if line_end >= 0 else len(text)]
        yield line
        last = line_start + len(line) if "\n" not in line else 0


def _section_renamed(before: str, after: str) -> bool:
    """Whether every word that changed is the name of a section on both sides, or its head's post.

    課長 and 部長 are other posts.
    """
    old, new = (_LINK.split(text) for text in (before, after))
    stayed = {*old} & {*new}
    gone, came = ([name for name in names if name not in stayed] for names in (old, new))
    return len(gone) == len(came) > 0 and all(map(_are_sections, gone, came))


def _are_sections(before: str, after: str) -> bool:
    old, new = (_POST.search(name.strip(" 　）)")) for name in (before, after))
    if old is None or new is None:
        return False
    return old[1] == new[1] or not (old[1] + new[1]).count("長")


def _clerical(before: str, after: str) -> bool:
    """Whether a few kana or signs changed that neither deny nor limit.

    A word in 漢字 or カタカナ and a number say something; 「毎月」 for 「毎年」 is no slip.
    """
    left, right = highlight(before, after)
    changed = ["".join(piece.text for piece in side if piece.changed) for side in (left, right)]
    if any(len(text) > CLERICAL_LENGTH or _MEANING.search(text) for text in changed):
        return False
    if not all(map(_CLERICAL_SIGNS.fullmatch, changed)):
        return False
    if abs(len(changed[0]) - len(changed[1])) > 1:  # a word that came or went
        return False
    stayed = sum(len(piece.text) for piece in left if not piece.changed)
    return stayed >= CLERICAL_SHARE * max(len(before), len(after), 1)
