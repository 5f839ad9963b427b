"""The boxes that a cell of 変更箇所 names, however people write them."""

from __future__ import annotations

import re
from collections.abc import Mapping as Dict
from functools import cache
from typing import NamedTuple

from pia_cli.core.pattern import KANJI, NO_LETTERS, Pattern
from pia_cli.core.text import fold
from pia_cli.forms.choices import BoxesKind
from pia_cli.forms.kinds import CountKind

_MARK = r"[\[(]\s*+(?P<inside>[○〇◯●◎■☑✓✔レvVxX*]?)\s*+[\])]|(?P<sign>[○〇◯●◎■☑✓✔レ□☐])"
_EMPTY_SIGNS = "□☐"
_SAID = Pattern(
    "の?(?:チェック|レ点|選択)[がを]?(?:(?P<none>な[しい]|無[しい]?)|有り?|あり)",
    needs=("チェック", "レ点", "選択"),
)
_WORD = f"[^{NO_LETTERS}ぁ-ゖー〆]"
_FIRST_WORD = Pattern(rf"{KANJI}{{2}}")
_COUNTED = Pattern(rf"({KANJI}{{2}})先?:?\(?([0-9]{{1,9}})\)?件\)?(?:[、・/]|及び)?", needs=("件",))


class NamedBox(NamedTuple):
    """A box as a person wrote it in a cell: marked or not, and what stands beside it."""

    marked: bool
    note: str


def named_boxes(kind: BoxesKind, cell: str, *, only_signed: bool = False) -> dict[str, NamedBox]:
    """The boxes of the form that a cell names: [○]紙, ■紙 □専用線, 紙、専用線, その他（電子申請）.

    Where some have a mark in front (``only_signed``: those of lines that are not in ``cell``)
    those without one are not boxes but words of a note; where none has, to name a box is to
    mark it.
    """
    text = " ".join(fold(word) for word in cell.split())
    found = list(box_pattern(kind).finditer(text))
    signed = [match for match in found if match["inside"] is not None or match["sign"]]
    found = signed if only_signed else signed or found
    ends = [*(match.start() for match in found), len(text)][1:]
    return {
        kind.choices[int((match.lastgroup or "b0")[1:])]: _box(
            bool(match["inside"]) or match["sign"] not in (None, *_EMPTY_SIGNS) or not signed,
            _note(text[match.end() : end]),
        )
        for match, end in zip(found, ends, strict=True)
    }


def boxes_agree(left: Dict[str, NamedBox], right: Dict[str, NamedBox]) -> bool:
    """Whether the boxes that two cells name are marked in both, or in neither."""
    return all(left[label].marked == right[label].marked for label in left.keys() & right)


def _box(is_marked: bool, note: str) -> NamedBox:
    """A box with what stands behind it, which may say whether it is marked: 紙 チェックなし."""
    said = _SAID.fullmatch(note) if _SAID.may_match(note) else None
    return NamedBox(said["none"] is None, "") if said else NamedBox(is_marked, note)


def counted_boxes(kind: BoxesKind, cell: str) -> dict[str, NamedBox]:
    """The boxes of a cell that has their first words with a count alone: 提供：3件、移転（1件）.

    Each letter of the cell must be read.
    """
    short = {
        word[0]: label
        for label, box in kind.by_label.items()
        if isinstance(box.fill, CountKind) and (word := _FIRST_WORD.match(label))
    }
    text = fold(cell)
    if "件" not in text or not short:
        return {}
    found = list(_COUNTED.finditer(text))
    rest = _COUNTED.sub("", text)
    if rest or any(match[1] not in short for match in found):
        return {}
    return {short[match[1]]: NamedBox(True, match[2]) for match in found}


def _note(text: str) -> str:
    """What stands behind a box, without brackets and 件: ( 20 )件."""
    around = " ()[]:、。・/"
    return text.strip(around).removesuffix("件").strip(around)


@cache
def box_pattern(kind: BoxesKind) -> Pattern:
    """A box in a folded cell, after its mark or at the start of a word."""
    longest_first = sorted(enumerate(kind.choices), key=lambda box: -len(box[1]))
    labels = "|".join(f"(?P<b{at}>{_label_pattern(label)})" for at, label in longest_first)
    return Pattern(rf"(?:(?:{_MARK})\s*+|(?<!{_WORD}))(?:{labels})(?!{_WORD})")


def _label_pattern(label: str) -> str:
    """A label that may be broken anywhere and lack its remark: 電子記録媒体(…を除く。)."""
    name, mark, remark = fold(label).partition("(")
    parts = [r"\s*+".join(map(re.escape, part)) for part in (name, mark + remark)]
    return parts[0] + (rf"(?:\s*+{parts[1].replace('。', '。?')})?" if mark else "")
