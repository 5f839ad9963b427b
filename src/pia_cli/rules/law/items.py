"""L003, L004, L008: item numbers of 番号法別表 and of the 第2条の表."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import islice

from pia_cli.core.diagnostic import Severity
from pia_cli.core.pattern import Pattern
from pia_cli.core.text import short
from pia_cli.rules.facts import MAX_PLACES, Answer, Facts
from pia_cli.rules.item_ids import AFFAIR_NAME, AFFAIR_TEXT, NETWORK_BASIS, TITLE
from pia_cli.rules.law.numbers import Style
from pia_cli.rules.law.reading import (
    NUMBER_USE,
    REIWA_6,
    Citation,
    citations,
    citing_texts,
    holds_since,
)
from pia_cli.rules.rule import Check, Finding, Rule
from pia_cli.rules.spots import spot

_TABLES = (
    "番号法別表（令和7年9月24日現在）、"
    "令和6年デジタル庁・総務省令第9号第2条の表（令和8年2月8日現在）"
)

RULES = (
    Rule(
        "L003",
        "no-such-item",
        "表にない項番",
        Severity.WARNING,
        why=(
            "番号法別表と主務省令第2条の表にある項番だけを引くことができます。"
            "改正の前の項番のまま残ったか、書き誤りと考えられます。"
            "表は改正されるため、示した日より後にできた項は知りません。"
        ),
        basis=_TABLES,
        bad="個人番号の利用:\n  法令上の根拠: 番号法第9条第1項 別表144の項",
        good="個人番号の利用:\n  法令上の根拠: 番号法第9条第1項 別表44の項",
    ),
    Rule(
        "L004",
        "item-of-another-statute",
        "項番の根拠法が、評価書の事務と違う",
        Severity.INFO,
        why=(
            "事務の名称にある法律の項がどれも引かれず、事務の名称にも内容にも出てこない法律の項が"
            "引かれています。項番の書き誤りでないことを確かめる必要があります。"
            "事務の名称に法律の名か、後期高齢者医療、学校保健、地方税の税目があるときだけ見ます。"
            "障害者福祉のように幾つもの法律による事務と、住民税非課税世帯への給付金のように"
            "税の名が別のことを指す事務は見ません。"
        ),
        basis=_TABLES,
        bad="個人番号の利用:\n  法令上の根拠: 番号法第9条第1項 別表100の項",
        good="個人番号の利用:\n  法令上の根拠: 番号法第9条第1項 別表44の項",
        reads=(NUMBER_USE, NETWORK_BASIS),
    ),
    Rule(
        "L008",
        "list-style",
        "項番の並べ方が揃っていない",
        Severity.INFO,
        why=(
            "「2、3」「131,132」「93.94」のような並べ方が混ざると、一つの数に読めることがあります。"
        ),
        basis="公用文の慣例",
        bad="個人番号の利用:\n  法令上の根拠: 番号法第9条第1項 別表44.45の項",
        good="個人番号の利用:\n  法令上の根拠: 番号法第9条第1項 別表44、45の項",
    ),
)

_PROVIDING = Pattern(r"[<＜〈《【\[［(（]情報提供(?!者)", needs=("情報提供",))
_TAX_LAW = "地方税法"
_AFFAIRS = {
    "高齢者の医療の確保に関する法律": ("後期高齢者医療",),
    _TAX_LAW: (
        *("固定資産税", "都市計画税", "軽自動車税", "住民税"),
        *(f"{body}民税" for body in "市町村区県"),
    ),
    "学校保健安全法": ("学校保健",),
}
"""What the affairs of a statute are called, where it is not after the statute."""
_NO_TAX = Pattern("税.{0,3}(?:均等割|所得割|非課税|課税世帯|情報)|給付金")
"""Who is paid a benefit, and what an affair looks up: 住民税非課税世帯, 住民税情報."""
_TOO_GENERAL = 3
"""A name of fewer characters (船員, 医師) is found in too many words."""


def no_such_item(facts: Facts) -> Iterator[Finding]:
    """L003, at each number."""
    if holds_since(facts, REIWA_6):
        yield from islice(_missing(facts), MAX_PLACES)


def _missing(facts: Facts) -> Iterator[Finding]:
    for answer in citing_texts(facts):
        for cited in citations(answer.raw):
            for number in cited.numbers.items:
                table = cited.table
                if table.has(number.text):
                    continue
                gone = number.text in table.repealed
                yield Finding(
                    "L003",
                    answer.path,
                    f"{table.name}の{number.text}の項は"
                    f"{'削除されています' if gone else 'ありません'}（{table.day}）",
                    f"項番を確かめてください。表の項は{table.range}と、一部の枝番です",
                    span=spot(facts, answer, number.start, number.end),
                )


def other_statute(facts: Facts) -> Iterator[Finding]:
    """L004 for Ⅰ-4, and for what Ⅰ-5-② inquires for."""
    if not holds_since(facts, REIWA_6):
        return
    for id_ in (NUMBER_USE, NETWORK_BASIS):
        basis = facts.answer(id_)
        if basis is None:
            continue
        text = basis.raw if id_ == NUMBER_USE else _inquired(basis.raw)
        yield from _other_statute(facts, basis, citations(text))


def _inquired(text: str) -> str:
    """The part of Ⅰ-5-② before its heading of 情報提供; nothing where there is no such heading."""
    heading = _PROVIDING.search(text) if "情報照会" in text else None
    return text[: heading.start()] if heading and "情報照会" in text[: heading.start()] else ""


def _other_statute(facts: Facts, basis: Answer, cited: tuple[Citation, ...]) -> Iterator[Finding]:
    name = facts.text(TITLE) + facts.text(AFFAIR_NAME)
    written = name + facts.text(AFFAIR_TEXT)
    numbers = [(one.table, number) for one in cited for number in one.numbers.items]
    statutes = [table.statutes.get(number.text, "") for table, number in numbers]
    if not numbers or any(_is_about(written, statute) for statute in statutes):
        return
    table, first = numbers[0]
    expected = max(filter(None, table.statutes.values()), key=lambda one: _weight(one, name))
    if not _weight(expected, name):
        return
    items = "、".join(number for number, one in table.statutes.items() if one == expected)
    yield Finding(
        "L004",
        basis.path,
        f"{table.name}の{first.text}の項は{short(statutes[0])}の事務ですが、"
        f"この評価書の事務は{short(expected)}によると読めます（{table.day}）",
        f"項番を確かめてください。{short(expected)}の項は{items}です",
        span=spot(facts, basis, first.start, first.end),
    )


def _weight(statute: str, name: str) -> int:
    """How much of the name of a 事務 a statute explains: 国民健康保険法 more than 健康保険法."""
    if statute == _TAX_LAW and _NO_TAX.is_in(name):
        return 0
    named = (len(one) for one in _names(statute) if one in name)
    return max((length for length in named if length >= _TOO_GENERAL), default=0)


def _names(statute: str) -> tuple[str, ...]:
    """国民健康保険 of 国民健康保険法, and what else its affairs are called."""
    stem = statute.removesuffix("に関する法律").removesuffix("法")
    return (stem, *_AFFAIRS.get(statute, ()))


def _is_about(written: str, statute: str) -> bool:
    """Whether what the assessment says of its 事務 has to do with a statute, or that is unknown.

    The first characters of its name are enough; 地方税法 goes with every tax.
    """
    if not statute or (statute == _TAX_LAW and "税" in written):
        return True
    stem, *affairs = _names(statute)
    return stem[:4] in written or any(affair in written for affair in affairs)


def list_style(facts: Facts) -> Iterator[Finding]:
    """L008, once in a text: the first list that differs from the others, or a list with points."""
    if not holds_since(facts, REIWA_6):
        return
    for answer in citing_texts(facts):
        lists = [cited.numbers for cited in citations(answer.raw)]
        styles = Counter(mark for one in lists for mark in one.marks)
        usual = max(styles, key=lambda style: (styles[style], style is Style.READING), default=None)
        for one in lists:
            odd = [mark for mark in one.marks if mark != usual]
            odd = odd or [mark for mark in one.marks if mark is Style.POINT]
            if not odd:
                continue
            others = f"ほかの項番は「{usual}」です" if usual not in odd else "小数にも読めます"
            yield Finding(
                "L008",
                answer.path,
                f"項番が「{odd[0]}」で区切られていますが、{others}",
                "「2、3、6」のように「、」で揃えてください",
                span=spot(facts, answer, one.start, one.end),
            )
            break


CHECKS = (
    Check("L003", no_such_item),
    Check("L004", other_statute),
    Check("L008", list_style),
)
