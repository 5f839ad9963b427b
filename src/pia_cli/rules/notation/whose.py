"""Whether a text says itself that a department is one of the past, or another body's."""

from __future__ import annotations

from pia_cli.core.pattern import KANJI, NO_LETTERS, Pattern
from pia_cli.rules.notation.departments import Names

_WINDOW = 60
_WORDS = Pattern(f"(?:[^{NO_LETTERS}〆はがをにでとへの]|[ \u3000]){{0,40}}$")
"""What stands before a name without a particle between: 三河県健康福祉部."""
_BODY = Pattern(
    "県(?![民税土])|(?<=[^本当都])市(?![民街場立政税])|(?<=[^本当])町(?![民内])"
    "|(?<=[^本当農山漁])村(?!民)|(?<=[^本当地])区(?![民画政])"
    "|北海道|東京都|(?:大阪|京都)府|自治体|(?:^|他)国$|(?:転[出入][先元]|(?:住所?|本籍|転[出入])地)$"
)
"""The end of the name of a body, and not 市民部, 都市整備部 or the 市 that is this one."""
_LONGER_NAME = Pattern(f"(?![都道府県郡市区町村所場舎]){KANJI}$")
"""What makes another name of what follows it."""
_ADDRESS_END = Pattern("[0-9０-９号地][ \u3000]")
_OLD = Pattern("(?<![復新])旧")
_PAST = Pattern(
    "(?:(?:改組|改編|再編|改革|統合|廃止|改称|変更|以|従)前|当時|かつて)(?:の|に?は、?)$"
    "|(?<![復新])旧(?:名?称)?[）)：:・「 \u3000]{0,2}$"
)
"""Words before a department that is no more."""
_CHANGED = "改称|改組|改編|再編|名称[をの]?変更"
_GONE = Pattern(
    "長?[」 \u3000]?"
    "(?:[（(](?:現(?:在|[は：:・、 \u3000])|当時|旧(?:名?称)?[）)]|(?:改組|改編|再編|統合)前)"
    "|[（(][^（）()\n]{0,20}[年月日度末]まで[）)]"
    f"|(?:から|を|[はがを][^。\n]{{0,30}}[にへと])(?:{_CHANGED}))"
)
"""Words after it."""
_IN_BRACKETS = Pattern("長?[」 \u3000]?[（(]([^（）()\n]{1,40})")


def is_told_apart(text: str, start: int, end: int, new: str, agency: Names) -> bool:
    """旧健康推進課, 健康推進課（現：健康づくり課）, 県の健康推進課: no slip of an agency.

    ``new`` is the name of today of the department at ``text[start:end]``.
    """
    if _GONE.match(text, end):
        return True
    beside = _IN_BRACKETS.match(text, end)
    if beside and new in beside[1]:
        return True
    return _is_led(text[max(0, start - _WINDOW) : start], agency)


def _is_led(before: str, agency: Names) -> bool:
    """Whether the words before a name make it an old one or another body's."""
    above = _words(before)
    if _OLD.search(above) or _is_another(above, agency):
        return True
    before = before[: len(before) - len(above)]
    if _PAST.search(before):
        return True
    owner = _words(before.removesuffix("の")) if before.endswith("の") else ""
    return bool(_OLD.search(owner)) or _is_another(owner, agency)


def _words(before: str) -> str:
    found = _WORDS.search(before)
    return found[0] if found else ""


def _is_another(words: str, agency: Names) -> bool:
    """Whether words name a body that is not the agency: 三河県, 他市; not みなと市, 本市."""
    body = _body(words)
    return bool(body) and not any(_is_same(body, _body(name)) for name in agency)


def _is_same(body: str, ours: str) -> bool:
    """Whether one is the other with more before it: 三河県みなと市, and not 津市 with 大津市."""
    if not ours or not body.endswith(ours):
        return ours.endswith(body)
    return not _LONGER_NAME.search(body.removesuffix(ours))


def _body(words: str) -> str:
    """三河県みなみ野市 of 三河県みなみ野市市民部, "" where no body is named; not of an address."""
    words = _ADDRESS_END.split(words)[-1]
    ends = [match.end() for match in _BODY.finditer(words)]
    return words[: ends[-1]].strip() if ends else ""
