"""N009: sums that a text gives with their parts: 北部3か所、南部4か所、計7か所."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import accumulate, islice
from typing import NamedTuple

from pia_cli.core.diagnostic import Severity
from pia_cli.core.pattern import NO_LETTERS, Pattern
from pia_cli.rules.facts import MAX_PLACES, Facts
from pia_cli.rules.rule import Check, Finding, Rule
from pia_cli.rules.spots import spot

RULES = (
    Rule(
        "N009",
        "sum-in-prose",
        "文中の合計が内訳と合わない",
        Severity.INFO,
        why=(
            "「34施設と4か所の計38か所」「北部3か所、南部4か所、計7か所」「計7か所（北部3か所、南部4か所）」"
            "「34施設+4か所=38か所」のような記載で、内訳を足しても計になりません。"
            "内訳の数だけを並べた記載を見ます。「うち」「約」「など」のあるものと、重複を除いた計は見ません。"
        ),
        basis="計算",
        bad="使用方法: 本庁3か所と支所4か所の計8か所の窓口で使用する。",
        good="使用方法: 本庁3か所と支所4か所の計7か所の窓口で使用する。",
    ),
)

_AMOUNT = (
    "([0-9０-９]{1,9})"
    "(施設|[かカヶケヵ箇]所|か国|件|人|名|台|部署|課|社|団体|校|園|通|枚|項目|世帯)"
)
_TOTAL = Pattern(
    f"(?:計で?|[=＝][ \u3000]?(?:[合総]?計)?){_AMOUNT}"
    "(?!以[上下内]|未満|程度|前後|を?超|余|ずつ|目)",
    needs=("計", "=", "＝"),
)
_PART = Pattern(_AMOUNT)
_WHOLE_PART = Pattern(f"[^0-9０-９+＋=＝×*÷/／−－（）()「」\n]{{0,60}}{_AMOUNT}")
_NO_PART = Pattern(
    "うち|各|毎|ごと|当たり|あたり|約|延べ|除|減|閉|廃止|平均|最大|又は|または|若しくは|もしくは"
)
"""Words that make a number another thing than one part of a sum."""
_COUNTED_ONCE = Pattern(
    "[^。\n]{0,8}(?:重複|実人数|実数|延べ)|分[^。\n]{0,8}うち|[（(][^（）()\n]{0,30}(?:除|含|ほか)"
)
"""Words after a total that is not just its parts."""
_SENTENCE = Pattern("[。\n（(「]")
_BEFORE_LISTED = Pattern("(?:[の、][ \u3000]?|[ \u3000])[合総]?$")
_SEPARATORS = Pattern("(、|と|及び|並びに)")
_PLUS = Pattern("[ \u3000]?[+＋][ \u3000]?")
_BRACKETS = Pattern("[（(]([^（）()\n]{1,120})[）)]")
_IN_A_WORD = Pattern(f"[^{NO_LETTERS}ぁ-ゖ合総]計")
"""会計8人（…）, 小計, 統計."""
_WINDOW = 120


class _Amount(NamedTuple):
    number: int
    unit: str


def sum_in_prose(facts: Facts) -> Iterator[Finding]:
    """N009: where every part has its unit and nothing but parts stands between."""
    for text in facts.document.sentences.holding(_TOTAL):
        for match in islice(_TOTAL.finditer(text.raw), MAX_PLACES):
            total = _amount(match)
            parts = _parts(text.raw, match, total.unit)
            if not parts or _adds_up(parts, total.number):
                continue
            written = "+".join(map(str, parts))
            yield Finding(
                "N009",
                text.path,
                f"内訳を足すと{written}={sum(parts)}ですが、「{match[0]}」と書かれています",
                "内訳か合計を確かめて直してください",
                span=spot(facts, text, match.start(), match.end()),
            )


def _amount(match: re.Match[str]) -> _Amount:
    """The number, with its unit as one of those that mean the same: か所, 箇所, カ所."""
    unit = "か所" if match[2].endswith("所") else match[2]
    return _Amount(int(match[1]), "人" if unit == "名" else unit)


def _adds_up(parts: Sequence[int], total: int) -> bool:
    """Whether the parts, or some at the start or the end of their list, make the total."""
    sums = (*accumulate(parts), *accumulate(reversed(parts)))
    return total in sums


def _parts(text: str, total: re.Match[str], unit: str) -> list[int]:
    """The parts of a total, none where they are not certain."""
    if _COUNTED_ONCE.match(text, total.end()):
        return []
    before = text[max(0, total.start() - _WINDOW) : total.start()]
    sentence = _SENTENCE.split(before)[-1]
    if len(sentence) == _WINDOW:
        sentence = f"={sentence}"  # what is cut off is no part
    if total[0][0] in "=＝":
        return _added(sentence.strip(), unit)
    return _listed(sentence, unit) or _in_brackets(text, total, unit)


def _added(sentence: str, unit: str) -> list[int]:
    """34施設+4か所 before 「=38か所」."""
    first, *others = _PLUS.split(sentence)
    amounts = _amounts([first.rpartition("、")[2].strip(), *others])
    return _numbers(amounts) if unit in {each.unit for each in amounts} else []


def _listed(sentence: str, unit: str) -> list[int]:
    """北部3か所、南部4か所 before 「、計」 or 「の計」.

    What と alone joins may have several units. A number before the list may be a part, too.
    """
    body = _BEFORE_LISTED.sub("", sentence)
    if body == sentence or any(bracket in body for bracket in "）)」"):
        return []
    words = _SEPARATORS.split(body)
    pieces, separators = words[::2], words[1::2]
    first = len(pieces)
    while first and _WHOLE_PART.fullmatch(pieces[first - 1]):
        first -= 1
    amounts = _amounts(pieces[first:])
    units = {each.unit for each in amounts}
    if any(map(_PART.search, pieces[:first])) or unit not in units:
        return []
    return _numbers(amounts) if len(units) == 1 or "、" not in separators[first:] else []


def _in_brackets(text: str, total: re.Match[str], unit: str) -> list[int]:
    """北部3か所、南部4か所 of 「計7か所（北部3か所、南部4か所）」."""
    inside = _BRACKETS.match(text, total.end())
    if not inside or _IN_A_WORD.match(text, max(0, total.start() - 1)):
        return []
    amounts = _amounts(_SEPARATORS.split(inside[1])[::2])
    return _numbers(amounts) if {each.unit for each in amounts} == {unit} else []


def _amounts(pieces: Sequence[str]) -> list[_Amount]:
    """The amounts of the parts, none where a piece is anything else."""
    found = [_WHOLE_PART.fullmatch(piece) for piece in pieces]
    if any(map(_NO_PART.search, pieces)):
        return []
    amounts = [_amount(match) for match in found if match]
    return amounts if len(amounts) == len(pieces) else []


def _numbers(amounts: Sequence[_Amount]) -> list[int]:
    """One number alone is no sum."""
    return [each.number for each in amounts] if len(amounts) > 1 else []


CHECKS = (Check("N009", sum_in_prose),)
