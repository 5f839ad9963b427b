"""L001, L002, L005: provisions of 番号法 that have moved or are gone (変更箇所 may cite them)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pia_cli.core.diagnostic import Path, Severity
from pia_cli.core.pattern import Pattern
from pia_cli.forms.answers import NETWORK
from pia_cli.rules.facts import Answer, Facts
from pia_cli.rules.item_ids import NETWORK_BASIS, RECIPIENT_METHODS
from pia_cli.rules.law.reading import (
    NO_TENS,
    NUMBER_USE,
    REIWA_3,
    REIWA_6,
    holds_since,
    is_known_as_old,
    law_before,
    other_law_before,
    quote,
    since,
)
from pia_cli.rules.law.tables import beppyo
from pia_cli.rules.rule import Check, Finding, Rule
from pia_cli.rules.spots import sentence, spot

RECIPIENT_BASIS = "files.disclosure.recipients.basis"

RULES = (
    Rule(
        "L001",
        "article-19-item-7",
        "情報連携の根拠が、番号法第19条第7号のままになっている",
        Severity.WARNING,
        why=(
            "情報提供ネットワークシステムによる提供は、令和3年9月1日から番号法第19条第8号です。"
            "第7号は別の提供の根拠になりました。公表日がその日より前の評価書と、"
            "「第7号（現第8号）」のように前の番号と断っている記載は見ません。"
        ),
        basis="番号法第19条第8号（令和3年法律第37号附則、令和3年9月1日施行）",
        bad=(
            "情報提供ネットワークシステムによる情報連携:\n"
            "  法令上の根拠: 番号法第19条第7号に基づく主務省令第2条の表 69の項"
        ),
        good=(
            "情報提供ネットワークシステムによる情報連携:\n"
            "  法令上の根拠: 番号法第19条第8号に基づく主務省令第2条の表 69の項"
        ),
    ),
    Rule(
        "L002",
        "old-tables",
        "番号法の別表第一又は別表第二を引いている",
        Severity.WARNING,
        why=(
            "令和6年5月27日に、番号法の別表第一は別表に改められ、別表第二は無くなりました。"
            "情報連携の事務は主務省令第2条の表に移り、項番も変わっています。"
            "Ⅰ-4、Ⅰ-5-②と、情報提供ネットワークシステムで提供する提供先では、法律の名のない別表第二なども番号法のものとみます。"
            "公表日がその日より前の評価書、条例などの別表、廃止された表と断っている記載は見ません。"
        ),
        basis="番号法別表、令和6年デジタル庁・総務省令第9号第2条（令和5年法律第48号）",
        bad="個人番号の利用:\n  法令上の根拠: 番号法第9条第1項 別表第一 30の項",
        good="個人番号の利用:\n  法令上の根拠: 番号法第9条第1項 別表44の項",
        verified=False,
    ),
    Rule(
        "L005",
        "article-19-item-14",
        "照会リストの根拠が、番号法第19条第14号のままになっている",
        Severity.WARNING,
        why=(
            "番号法第19条第14号は、条文が加わったために別の提供の根拠になりました。"
            "「個人情報保護委員会規則で定めるとき」は第17号です。"
        ),
        basis="番号法第19条（令和7年9月24日現在）",
        bad="備考: 照会リストは、番号法第19条第14号に基づき情報照会者を一覧にしたものである。",
        good="備考: 照会リストは、番号法第19条第17号に基づき情報照会者を一覧にしたものである。",
    ),
)

_ARTICLE_19 = "第?(?:19|１９|十九)条(?:[（(][^（）()旧前現改\n]{0,30}[）)])?[ \u3000]?"
"""Its heading may stand behind its number: 第19条（特定個人情報の提供の制限）第7号."""
_ITEM_7 = Pattern(
    f"{_ARTICLE_19}(?:第?[1１一]項[ \u3000]?)?第?[7７七]号"
    "(?!(?:及び|、|・|又は|並びに)第?[8８八]号)",
    needs=("19条", "１９条", "十九条"),
)
_OF_NETWORK = Pattern(
    "情報提供ネットワーク|情報照会|情報提供の根拠|別表第[2２二]|第[2２二]条の表|特定個人情報の提供の制限"
)
_INQUIRY = Pattern("照会|情報連携")
_OF_REGISTER = Pattern("住民基本台帳法|住基法")
_OF_REGISTER_NETWORK = Pattern("住民基本台帳|住基|本人確認情報|地方公共団体情報システム機構")
_ENDS = "(?![0-9０-９])"
_OLD_TABLE = Pattern(
    f"別表(?:第(?:[12１２]{_ENDS}|一|二{NO_TENS})|[12１２]{_ENDS}"
    "(?![ 　]?(?:[、,，.．・／/とや～〜~－-]|及び|並びに|又は|から)[ 　]?第?[0-9０-９]))"
    "(?!(?:[ 　]?の)?項|の?(?:廃止|削除|改正))",
    needs=("別表",),
)
"""別表１の１０の項 and 別表第一30の項 are of 別表第一 as well, but 別表1、2の項, 別表1の項 and
別表第10の項 are items of 別表."""
_IN_TABLE = Pattern("の?(?:第[一二三四]欄|[0-9０-９]{1,3}(?:の[0-9０-９]{1,2})?の?項)")
_OF_DOCUMENT = Pattern("評価書|別紙|別添|末尾|次の|下記")
"""What tables of the document itself stand in."""
_BRANCH = Pattern("の([0-9０-９]{1,2})(?![0-9０-９])")
_ITEM_14 = Pattern(f"{_ARTICLE_19}第?(?:14|１４|十四)号", needs=("14号", "１４号", "十四号"))
_OF_LIST = Pattern("リスト|個人情報保護委員会規則")


def item_7(facts: Facts) -> Iterator[Finding]:
    """L001, once in a text."""
    if not holds_since(facts, REIWA_3):
        return
    answers = [*facts.document.current.holding(_ITEM_7)]
    networked = _networked(facts) if answers else set()
    for answer in answers:
        text = answer.raw
        match = _first(_ITEM_7, text)
        if match is None or _OF_REGISTER.search(text):
            continue
        is_asked = _is_basis(answer, networked) or answer.field.id == NETWORK_BASIS
        if is_asked or _OF_NETWORK.search(text) or _is_inquiry(text, match):
            yield Finding(
                "L001",
                answer.path,
                f"情報連携の根拠が{quote(match[0])}となっていますが、"
                f"{since(REIWA_3)}番号法第19条第8号です",
                "「第19条第8号」に改めてください。同じ条のほかの号も、繰り下がりを確かめてください",
                span=spot(facts, answer, match.start(), match.end()),
            )


def _is_inquiry(text: str, match: re.Match[str]) -> bool:
    """Whether the sentence is of an inquiry, and not of one to 住民基本台帳ネットワーク."""
    around = "".join(sentence(text, match.start(), match.end()))
    return bool(_INQUIRY.search(around)) and not _OF_REGISTER_NETWORK.search(text)


def _networked(facts: Facts) -> set[Path]:
    """The 提供先 that receive through the network, which is by 番号法 alone."""
    return {
        methods.path[:-1]
        for methods in facts.answers(RECIPIENT_METHODS)
        if NETWORK in methods.marks
    }


def _is_basis(answer: Answer, entries: set[Path]) -> bool:
    """Whether it is the legal ground of one of some 提供先."""
    return answer.field.id == RECIPIENT_BASIS and answer.path[:-1] in entries


def _first(pattern: Pattern, text: str) -> re.Match[str] | None:
    """The first match that 番号法 stands before, and that is not known to be old."""
    found = (one for one in pattern.finditer(text) if law_before(text, one.start()))
    return next((one for one in found if not is_known_as_old(text, *one.span())), None)


def old_table(facts: Facts) -> Iterator[Finding]:
    """L002, once in a text for each of the two tables."""
    if not holds_since(facts, REIWA_6):
        return
    answers = [*facts.document.current.holding(_OLD_TABLE)]
    networked = _networked(facts) if answers else set()
    for answer in answers:
        seen: set[bool] = set()
        for match in _OLD_TABLE.finditer(answer.raw):
            is_first = match[0][-1] in "1１一"
            if is_first in seen or not _is_of_number_law(answer, match, networked):
                continue
            if _is_item_of_today(answer.raw, match):
                continue
            if is_known_as_old(answer.raw, *match.span()):
                continue
            seen.add(is_first)
            told, hint = _FIRST if is_first else _SECOND
            yield Finding(
                "L002",
                answer.path,
                f"番号法の{quote(match[0])}を引いていますが、{since(REIWA_6)}{told}",
                hint,
                span=spot(facts, answer, match.start(), match.end()),
            )


def _is_item_of_today(text: str, match: re.Match[str]) -> bool:
    """Whether 別表2の2 is an item of 別表 with its branch."""
    branch = None if "第" in match[0] else _BRANCH.match(text, match.end())
    return branch is not None and f"{int(match[0][-1])}の{int(branch[1])}" in beppyo().statutes


_FIRST = (
    "「別表」です",
    "「別表」に改め、項番も今の別表で確かめてください",
)
_SECOND = (
    "ありません",
    "「番号法第19条第8号に基づく主務省令第2条の表」に改め、項番も今の表で確かめてください",
)


def _is_of_number_law(answer: Answer, table: re.Match[str], networked: set[Path]) -> bool:
    """別表第二 of 番号法 by its name, or alone where nothing else can be meant.

    That is where 番号法 is asked for, and what a 提供先 on the network is given by.
    """
    if law_before(answer.raw, table.start()):
        return True
    if other_law_before(answer.raw, table.start()) or "条例" in answer.raw:
        return False
    if answer.field.id in (NUMBER_USE, NETWORK_BASIS):
        return True
    if answer.path[:-1] not in networked or "第" not in table[0]:
        return False
    is_told = answer.field.id == RECIPIENT_BASIS or _IN_TABLE.match(answer.raw, table.end())
    return bool(is_told) and not _OF_DOCUMENT.is_in(sentence(answer.raw, *table.span())[0])


def item_14(facts: Facts) -> Iterator[Finding]:
    """L005: 第19条第14号 in a sentence on the list of what may be inquired for."""
    if not holds_since(facts, REIWA_6):
        return
    for answer in facts.document.current.holding(_ITEM_14):
        text = answer.raw
        match = _first(_ITEM_14, text)
        if match is None:
            continue
        before, after = sentence(text, *match.span())
        if not _OF_LIST.search(f"{before}{match[0]}{after}"):
            continue
        yield Finding(
            "L005",
            answer.path,
            f"{quote(match[0])}は、今の番号法では別の事項の号です（{beppyo().day}）",
            "「個人情報保護委員会規則で定めるとき」を指すなら、第17号に改めてください",
            span=spot(facts, answer, match.start(), match.end()),
        )


CHECKS = (Check("L001", item_7), Check("L002", old_table), Check("L005", item_14))
