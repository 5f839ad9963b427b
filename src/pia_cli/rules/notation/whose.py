"""Whether a text says itself that a department is one of the past, or another body's."""

from __future__ import annotations

from pia_cli.core.pattern import KANJI, NO_LETTERS, Pattern
from pia_cli.rules.notation.departments import Names

_WINDOW = 60
_WORDS = Pattern(
    f"(?:[^{NO_LETTERS}〆はがをにでとへの]|[ \u3000０-９]"
    "|(?<=[0-9０-９])[-－−‐](?=[0-9０-９])){0,40}$"
)
"""What stands before a name without a particle between: 三河県健康福祉部, 港町1-2-3."""
_BODY = Pattern(
    "県(?![民税土])|(?<=[^本当都])市(?![民街場立政税])|(?<=[^本当])町(?![民内])"
    "|(?<=[^本当農山漁])村(?!民)|(?<=[^本当地])区(?![民画政])"
    "|北海道|東京都|(?:大阪|京都)府|自治体|(?:^|他)国$|(?:転[出入][先元]|(?:住所?|本籍|転[出入])地)$"
)
"""The end of the name of a body, and not 市民部, 都市整備部 or the 市 that is this one."""
_LONGER_NAME = Pattern(
    f"(?![都道府県郡市区町村所場舎]){KANJI}(?<![担該]当)(?<![付絡託当出送宛]先)(?<![所主]管)$"
)
"""What makes another name of what follows it: 大しおかぜ市, and not 担当しおかぜ市."""
_ADDRESS_END = Pattern("[0-9０-９号地][ \u3000]")
_HIRAGANA_BODIES = ("うきは市",)
"""Bodies whose name ends in a particle: what follows it would be read alone."""
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
    above = _words(before, agency)
    if _OLD.search(above) or _is_another(above, agency):
        return True
    before = before[: len(before) - len(above)]
    if _PAST.search(before):
        return True
    owner = _words(before.removesuffix("の"), agency) if before.endswith("の") else ""
    return bool(_OLD.search(owner)) or _is_another(owner, agency)


def _words(before: str, agency: Names) -> str:
    """The words at the end of a text without a particle but in the name of a body: みなと市."""
    masked = before
    for name in (*agency, *_HIRAGANA_BODIES):
        masked = masked.replace(name, "名" * len(name))
    found = _WORDS.search(masked)
    return before[found.start() :] if found else ""


def _is_another(words: str, agency: Names) -> bool:
    """Whether words name a body that is not the agency: 三河県, 他市; not みなと市, 本市.

    Behind an address that names none they are whose the address is.
    """
    ours = [_body(name) for name in agency]
    *addresses, last = _ADDRESS_END.split(words)
    bodies = _bodies(last)[-1:] or [body for each in addresses for body in _of_address(each)]
    return bool(bodies) and not any(_is_same(body, name) for body in bodies for name in ours)


def _is_same(body: str, ours: str) -> bool:
    """Whether one is the other with more before it: 三河県みなと市, and not 津市 with 大津市."""
    if not ours or not body.endswith(ours):
        return ours.endswith(body)
    return not _LONGER_NAME.search(body.removesuffix(ours))


def _bodies(words: str) -> list[str]:
    """三河県 and 三河県みなみ野市 of 三河県みなみ野市市民部."""
    return [words[: match.end()].strip() for match in _BODY.finditer(words)]


def _of_address(words: str) -> list[str]:
    """The bodies of an address; its first name may be cut at a と: 市中央 of みなと市中央."""
    return _bodies(f"某{words}" if words.startswith(("市", "区", "町", "村")) else words)


def _body(name: str) -> str:
    """The body that an agency is, "" where its name has none."""
    return _bodies(name)[-1] if _BODY.search(name) else ""
