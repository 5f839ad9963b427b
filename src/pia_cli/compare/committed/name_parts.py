"""Names of offices and of companies of which a cell has a part alone.

福祉課 of 健康福祉部福祉課 is one; 課長 of 生活福祉課長 and サービス株式会社 are cut out of a word.
"""

from __future__ import annotations

from pia_cli.cells.done import unmarked
from pia_cli.cells.loosely import as_copied, unquoted
from pia_cli.cells.omission import kept_pieces
from pia_cli.core.pattern import KANJI, Pattern
from pia_cli.core.text import fold
from pia_cli.rules.item_ids import CONTRACTOR, DEPARTMENT, DEPARTMENT_HEAD

NAMED_ITEMS = frozenset((CONTRACTOR, DEPARTMENT, DEPARTMENT_HEAD))
"""Items that are answered by one name."""
_COMPANY = "(?:株式|有限|合同|合資|合名)会社|(?:一般|公益|特定非営利)?(?:社団|財団|活動)?法人"
_WORD = Pattern(
    rf"{_COMPANY}|兼|[ァ-ヺー\-]+|[ぁ-ゖ]+|[A-Za-z0-9]+"
    rf"|(?:(?!{_COMPANY}|兼){KANJI})+?(?:[部局課室係所庁署都道府県市区町村郡長]|(?={_COMPANY}|兼)|(?!{KANJI}))"
    r"|[\s\S]"
)
"""A word of a name, of an office one of its units."""


def is_cut(cell: str, name: str) -> bool:
    """Whether a cell is a part of a name that begins or ends within a word of it."""
    text = unquoted(unmarked(cell))
    if "\n" in name.strip() or len(kept_pieces(text)) > 1:
        return False
    part, whole = fold(as_copied(text)), fold(as_copied(name))
    at = whole.find(part) if part else -1
    if at < 0 or part == whole:
        return False
    ends = {0, *(word.end() for word in _WORD.finditer(whole))}
    while at >= 0:
        if at in ends and at + len(part) in ends:
            return False
        at = whole.find(part, at + 1)
    return True
