"""Words for what was done, in a cell that copies no text or beside one that it copies."""

from __future__ import annotations

import re
from functools import lru_cache

from pia_cli.cells.loosely import MOVED_UP, NUMBERS_MOVED
from pia_cli.core.pattern import Pattern
from pia_cli.core.text import fold
from pia_cli.forms.kinds import BLANK_MARKS

CAME, GONE, REDONE = "追加|新設|新規|追記", "削除|廃止|削る", "変更|修正|訂正|改正"
"""Words for what came, for what is gone, and for what was written otherwise."""
_ENDED = r"(?<![^(（])(?:委託|契約|提供|移転|利用|運用)(?:の|を)?終了"
ADDING, STRIKING = "加え(?:る|た|ました)?", "削(?:る|った|り(?:ました)?)"
"""The same in the words of a statute."""
_ADDED = r"(?<=を)加え(?:た|ました)|(?<=[」①-⑳項号条表目載言句文]を)加える?"
"""修正を加える may end a sentence of a text as well."""
_STRUCK = rf"(?<=を){STRIKING}"
_DONE = rf"(?:(?P<came>{CAME}|{_ADDED})|(?P<gone>{GONE}|{_ENDED}|{_STRUCK})|{REDONE}|全部改正)"
_WORDS = ("終了", "を加え", "を削", *f"{CAME}|{GONE}|{REDONE}".split("|"))
_NAME = r"「([^「」\n]{1,200})」"
_ARROW = r"(?:を|から)?[ \t　]?[→⇒➡⇨][ \t　]?"

NARRATIVE = Pattern(
    rf"(?:{_DONE}(?:し(?:た|ました))?|」に改め(?:る|た|ました)|」{_ARROW}「[^「」\n]{{1,200}}」)"
    rf"。?(?:[)）\]］」】]?し?(?:{MOVED_UP}|{NUMBERS_MOVED}))?\s*+[)）\]］」】]?+\s*$",
    needs=(*_WORDS, "」に改め", *"→⇒➡⇨"),
)
"""Words for what was done, at the end of a cell that copies no text."""

_REPLACED = Pattern(
    rf"{_NAME}(?:{_ARROW}{_NAME}|(?:を|から)、?{_NAME}(?:に|へ|と)?、?(?:改め|{REDONE}|読み?替え))",
    needs=("」を", "」から", *"→⇒➡⇨"),
)


def replaced(text: str) -> list[tuple[str, str]]:
    """What a cell names as put in the stead of what: 「A」を「B」に改める, 「A」→「B」."""
    found = _REPLACED.finditer(text) if _REPLACED.may_match(text) else ()
    return [(one[1], one[2] or one[3]) for one in found]


_SIDE = f"(?:{REDONE}|改訂|見直し)[前後]|[新旧]"
_OF_ENTRY = "(?:の[^()（）0-9\n]{1,10}[0-9]{1,4})?"
_MARKER = Pattern(
    r"^[ \t　]*+(?:"
    rf"[(（\[［【〔<＜《](?:(?:{_SIDE}){_OF_ENTRY}|(?:新規)?{_DONE}(?:箇所|部分|分)?)[)）\]］】〕>＞》][:：]?"
    rf"|(?:{_SIDE}|{CAME}|{GONE}|{REDONE})[:：]"
    rf"|(?:次|以下|下記)(?:のとおり|のように|の(?:内容|記載|項目|文))?を?、?"
    rf"(?:{CAME}|{GONE}|{REDONE})(?:する|し(?:た|ました))?。?(?:[:：]|[ \t　]*+$)"
    r")\s*+",
    re.MULTILINE,
    needs=(*_WORDS, "改訂", "見直し", "新", "旧"),
)
"""The same in front of a text that a cell copies: （追加）…, 追加：…, 次のとおり追加⏎…."""

DONE_BEHIND = Pattern(
    rf"[(（](?:新規)?(?:{CAME}|{GONE}|{REDONE})[)）][ \t　]{{0,9}}$", re.MULTILINE, needs=_WORDS
)
"""The same behind a line of a list: 12.駐車場区画番号（追加）."""

BEFORE_DONE = Pattern(r"(?:の|を|[ \t　]{0,9}[(（［\[【])?(?:新規|新たに)?$")
"""What stands between a name and a word for what was done."""

_NONE = frozenset({"無", "(無)", "無。"})


def is_none(text: str) -> bool:
    """Whether a cell stands for 空欄: one may say 「無」, which as an answer is a word."""
    return bool(BLANK_MARKS.fullmatch(text)) or ("無" in text and fold(text) in _NONE)


def is_copy(text: str) -> bool:
    """Whether a cell copies a text: neither 空欄 nor words for what was done."""
    return not is_none(text) and not NARRATIVE.is_in(text)


def is_done(text: str) -> bool:
    """Whether a cell is nothing but a word for what was done: （削除）."""
    return NARRATIVE.fullmatch(text.lstrip("(（[［「【 　")) is not None


@lru_cache(maxsize=4096)
def unmarked(text: str) -> str:
    """A cell without the marks in front of what it copies; as it is where nothing else is in it."""
    bare = _MARKER.sub("", text) if _MARKER.may_match(text) else text
    return bare if bare.strip() else text


def marked(text: str) -> re.Match[str] | None:
    """The first mark in front of what a cell copies, ``came`` or ``gone`` as in `NARRATIVE`."""
    if unmarked(text) == text:
        return None
    return _MARKER.search(text)


def says_what_was_done(line: str) -> bool:
    """Whether a line ends in words for what was done: 委託事項2（削除）."""
    return NARRATIVE.is_in(unmarked(line))
