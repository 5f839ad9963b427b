"""What a change of text looks like, offered as an explanation and never decided."""

from __future__ import annotations

import re
from collections.abc import Callable

from pia_cli.compare.change import Change, ChangeKind, Weight
from pia_cli.compare.notation import notation_key
from pia_cli.compare.prose import Piece, highlight
from pia_cli.forms.choices import BoxesKind, ChoiceKind
from pia_cli.forms.kinds import FlagKind, Kind

LAW = "法令の改正に伴う条項の移動等の形式的な変更であるため"
SECTION = "組織の改編に伴う部署名等の変更であるため"
CLERICAL = "誤記の修正であり、内容に変更はないため"
NEW_FORM = "新様式への変更に伴う修正であるため"

LIGHTER = "取扱いをやめる変更で、リスクを明らかに軽減させるものであり、重要な変更に当たらないため"

CLERICAL_SHARE = 0.9
CLERICAL_LENGTH = 2
"""Characters of each side that may differ, in texts that are otherwise nine tenths the same."""

_NUMBER = "[0-9〇一二三四五六七八九十百]+"
_PROVISION = re.compile(
    f"(?:別表)?第?{_NUMBER}(?:条|項|号|欄|章|節)?(?:の{_NUMBER})?(?:の項|の表)?"
    "|別表|主務省令|[、,.・]|に基づく|における|(?:及び|又は)|の"
)
_CITES = re.compile(f"第{_NUMBER}条|別表|{_NUMBER}の項|{_NUMBER}項|主務省令|法律第")
_POST = re.compile(r"(?:部|課|局|室|係|署|センター|事務所|支所|担当|グループ)(?:[(（].*)?[、,]?$")
_MEANING = re.compile("ない|なし|無|不|未|非|禁|可|否|[0-9０-９]")


def explanations(change: Change, kind: Kind | None, new_form: bool) -> tuple[str, ...]:
    """Explanations that may fit, for a person to choose from; often none.

    ``kind`` is the item's kind of answer; ``new_form`` says whether 様式の版 changed and the
    item is written otherwise in it.
    """
    if change.weight is not Weight.SUBSTANCE:
        return ()
    if change.kind is not ChangeKind.CHANGED:
        return (LIGHTER,) if change.star and change.kind is ChangeKind.REMOVED else ()
    likely: list[tuple[str, Callable[[str, str], bool]]] = [
        (LAW, _law_renumbered),
        (SECTION, _section_renamed),
        (CLERICAL, _clerical),
    ]
    if isinstance(kind, ChoiceKind | FlagKind) or not (change.before and change.after):
        likely = []
    elif isinstance(kind, BoxesKind):
        likely = likely[1:2]  # a mark that came or went is never clerical
    found = [text for text, looks_so in likely if looks_so(change.before, change.after)]
    return (*found, NEW_FORM) if new_form else tuple(found)


def _law_renumbered(before: str, after: str) -> bool:
    """Whether the texts are equal but for numbers of provisions, or only citations changed."""
    if not (_CITES.search(before) and _CITES.search(after)):
        return False
    old, new = (_PROVISION.sub("", notation_key(text)) for text in (before, after))
    return old == new or _only_citations(before, after)


def _only_citations(before: str, after: str) -> bool:
    left, right = highlight(before, after)
    changed = [_around(side, at) for side in (left, right) for at in _changed(side)]
    return bool(changed) and all(_CITES.search(line) for line in changed)


def _around(side: list[Piece], at: int) -> str:
    """The line in which a changed piece lies, as far as it is one line."""
    text = "".join(piece.text for piece in side)
    start = sum(len(piece.text) for piece in side[:at])
    end = start + len(side[at].text)
    line_start = text.rfind("\n", 0, start) + 1
    line_end = text.find("\n", end)
    return text[line_start : line_end if line_end >= 0 else len(text)]


def _changed(side: list[Piece]) -> list[int]:
    return [at for at, piece in enumerate(side) if piece.changed and piece.text.strip()]


def _section_renamed(before: str, after: str) -> bool:
    """Whether every word that changed is the name of a section on both sides."""
    names = [re.split("[、,\n]", text) for text in (before, after)]
    gone = [name for name in names[0] if name not in names[1]]
    came = [name for name in names[1] if name not in names[0]]
    same_number = len(gone) == len(came) > 0
    return same_number and all(_POST.search(name.strip(" 　）)")) for name in (*gone, *came))


def _clerical(before: str, after: str) -> bool:
    """Whether a few characters changed that neither deny nor count."""
    left, right = highlight(before, after)
    changed = ["".join(piece.text for piece in side if piece.changed) for side in (left, right)]
    if any(len(text) > CLERICAL_LENGTH or _MEANING.search(text) for text in changed):
        return False
    if abs(len(changed[0]) - len(changed[1])) > 1:  # a word that came or went
        return False
    stayed = sum(len(piece.text) for piece in left if not piece.changed)
    return stayed >= CLERICAL_SHARE * max(len(before), len(after), 1)
