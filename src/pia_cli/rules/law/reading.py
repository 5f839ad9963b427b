"""What a text cites of 番号法, and the day by which it is to be judged."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import lru_cache
from itertools import islice
from typing import NamedTuple

from pia_cli.core.pattern import Pattern
from pia_cli.core.text import short
from pia_cli.core.wareki import day_of, to_wareki
from pia_cli.rules.facts import MAX_PLACES, Answer, Facts
from pia_cli.rules.item_ids import PUBLISHED
from pia_cli.rules.law.numbers import Numbers, read_numbers
from pia_cli.rules.law.tables import Table, article2, beppyo
from pia_cli.rules.rule import UndecidedError
from pia_cli.rules.spots import sentence

NUMBER_USE = "basics.number_use.basis"

REIWA_3 = date(2021, 9, 1)
"""番号法第19条 renumbered (令和3年法律第37号)."""
REIWA_5 = date(2023, 4, 1)
"""個人情報の保護に関する法律 applies to 地方公共団体."""
REIWA_6 = date(2024, 5, 27)
"""番号法別表第一 became 別表, 別表第二 gave way to 主務省令第2条の表 (令和5年法律第48号)."""

_WINDOW = 80
_LAWS = ("番号法", "番号利用法", "マイナンバー法", "番号の利用等に関する法律")
_ORDINANCES = ("条例", "規則", "規程", "要綱", "要領", "告示", "政令", "省令", "命令")
_OTHER_LAW = Pattern(
    f"{'|'.join(_ORDINANCES)}|法(?!律第?[0-9])|旧|改正前|従前|当時",
    needs=(*_ORDINANCES, "法", "旧", "改正前", "従前", "当時"),
)
_OLD = ("旧", "改正前", "改正前の", "従前の", "当時の")
_SAYS_OLD = Pattern(
    "旧(?:番号|法|別表|第|条)|改正(?:前|後|により|され)|従前の|当時|施行(?:日の?)?前"
    "|廃止(?:前|後|され|[）)])|繰り?[上下]|[年月日](?:より前|以前|前|まで)(?:は|の|に)"
)
_NAMES_NEW = Pattern(
    "(?:現(?:行|在)?(?:の|は|では)?|以降は?|以後は?|後は|[→⇒])[、 　]?"
    "(?:番号法|同法|同条)?(?:第?(?:19|１９|十九)条)?"
    "(?:第?(?:[8８八]|17|１７|十七)号|別表|(?:主務省令)?第[2２二]条の表|主務省令)"
    "|(?:から|より|を)、?第?(?:[8８八]|17|１７|十七)号"
)
_SENTENCE_END = Pattern("。(?![)）])", needs=("。",))
NO_TENS = "(?![十百])"
"""Behind the 二 of 別表第二: in 別表第二十の項 it begins the number of an item."""
_TABLE = Pattern(
    f"別表(?!第?(?:[一1-4１-４]|[二三四]{NO_TENS})(?![0-9０-９]|の?項))|(?<!条例)(?<!規則)第[2２二]条の表",
    needs=("別表", "条の表"),
)
_KANJI = "一二三四五六七八九十百"
_WORDS = f"[^0-9０-９。表法例則条欄{_KANJI}第]"
_COLUMN = f"第?[一二三四五1-5１-５]欄{_WORDS}{{0,60}}"
_LEAD = Pattern(
    f"{_WORDS}{{0,30}}(?:{_COLUMN}){{0,3}}第?(?=[0-9０-９])"
    f"|[ \t\u3000の:：（()）項番号]{{0,8}}(?=第?[{_KANJI}])"
)
"""What may stand between the table and its first item; before 二十三 less than before 23.

The usual way to cite names columns: 第四欄に「医療保険給付関係情報」が含まれる項（2、3の項）.
"""
_MORE = Pattern(f"{_WORDS}{{0,60}}(?:{_COLUMN}){{1,3}}第?(?=[0-9０-９])")
"""Between a list and the next of the same table, which another column begins."""
_MOST_LISTS = 20


class Citation(NamedTuple):
    """The items of a table that a text lists."""

    table: Table
    numbers: Numbers


def citing_texts(facts: Facts) -> Iterator[Answer]:
    """The texts of today that may cite one of the tables."""
    return facts.document.current.holding(_TABLE)


def judged_on(facts: Facts) -> date | None:
    """公表日, the day as of which an assessment speaks; the day of the check where it is blank.

    Raises UndecidedError where no day is written there, but something else.
    """
    published = facts.answer(PUBLISHED)
    if published is None or published.is_blank:
        return facts.today
    day = day_of(published.text)
    if day is None:
        raise UndecidedError
    return day


def holds_since(facts: Facts, day: date) -> bool:
    """Whether the assessment speaks of a time from ``day`` on."""
    judged = judged_on(facts)
    return judged is not None and judged >= day


def since(day: date) -> str:
    """「令和6年5月27日から」, for a message."""
    return f"{to_wareki(day)}から"


def law_before(text: str, at: int) -> bool:
    """Whether what stands at ``at`` (別表…, 第19条…) is of 番号法 as it is in force."""
    window = text[max(0, at - _WINDOW) : at]
    if _SENTENCE_END.is_in(window):
        window = _SENTENCE_END.split(window)[-1]
    start, law = max((window.rfind(law), law) for law in _LAWS)
    if start < 0:
        return False
    before, after = window[:start].removesuffix("\n"), window[start + len(law) :]
    return not before.endswith(_OLD) and not _OTHER_LAW.is_in(after)


def other_law_before(text: str, at: int) -> bool:
    """Whether another law, an ordinance or 「旧」 stands before ``at`` on its line."""
    return _OTHER_LAW.is_in(text[max(0, at - _WINDOW) : at].rpartition("\n")[2])


def is_known_as_old(text: str, start: int, end: int) -> bool:
    """Whether the sentence itself says that it cites the law as it was: 「第7号（現第8号）」."""
    before, after = sentence(text, start, end)
    return any(map(_SAYS_OLD.search, (before, after))) or _NAMES_NEW.search(after) is not None


@lru_cache(maxsize=32)  # three rules ask for those of the few texts that have any
def citations(text: str) -> tuple[Citation, ...]:
    """What a text cites of 番号法別表 and of 主務省令第2条の表."""
    return tuple(_citations(text))


def _citations(text: str) -> Iterator[Citation]:
    for match in islice(_TABLE.finditer(text), MAX_PLACES):
        is_article2 = match[0].startswith("第")
        if not is_article2 and not law_before(text, match.start()):
            continue
        table = article2() if is_article2 else beppyo()
        for numbers in islice(_lists(text, match.end()), _MOST_LISTS):
            yield Citation(table, numbers)


def _lists(text: str, at: int) -> Iterator[Numbers]:
    """The lists of items behind the name of a table."""
    lead = _LEAD.match(text, at)
    while lead:
        at = lead.end() - lead[0].endswith("第")
        numbers = read_numbers(text, at, named="項番" in lead[0])
        if not numbers:
            return
        yield numbers
        lead = _MORE.match(text, numbers.end)


def quote(text: str) -> str:
    """The start of a text in 「」, for a message."""
    return f"「{short(text)}」"
