"""The cell 項目 as a text: brought into the order of the form, and cut into names."""

from __future__ import annotations

from collections.abc import Iterator

from pia_cli.cells.entry_words import ENTRIES, ENTRY
from pia_cli.core.pattern import Pattern
from pia_cli.core.text import narrow
from pia_cli.forms.numbered import Listed, spread
from pia_cli.forms.tree import CIRCLES

MOST_PIECES = 12
"""Names of one cell that are told apart."""
_HEAD = 30  # letters in which a name begins

AND = Pattern(r"\s{0,9}(?:[、，,;；/／\n・&＆]|及び|並びに|又は)\s{0,9}")
_BEFORE_PART = Pattern(r"(?:\s{1,9}|と\s{0,9})(?=(?:I{1,3}|IV|V)\s{0,9}[.\-]?\s{0,9}[0-9])")
"""Between two names from the numeral on; YAML makes a blank of a line break in a plain cell."""
_OF_NUMBER = Pattern("[0-9]-$")
BEFORE_CIRCLE = Pattern(rf"(?=[{CIRCLES}])")
JOINT = Pattern(rf"[\s\-.>:・()、「」【】]+|(?=[{CIRCLES}])|(?<=[{CIRCLES}])")
_LEFT, _RIGHT = Pattern("[(（【「]"), Pattern("[)）】」]")
NUMBER = Pattern("[0-9]+")
WITH_NUMERAL = Pattern(
    r"\s{0,9}[(【]?\s{0,9}(?:I{1,3}|IV|V)(?![A-Za-z])|\s{0,9}[(【]?\s{0,9}(?:別[添紙]|表紙)"
)
_RANGE = Pattern(
    rf"([{CIRCLES}])([^{CIRCLES}~]{{0,60}})(~|(?<=[{CIRCLES}])-|から)\s{{0,9}}([{CIRCLES}])",
    needs=("~", "-", "から"),
)
"""④~⑥, ④-⑥, ④から⑥(まで), ④再委託の有無~⑥再委託事項."""
_ENTRY = rf"{ENTRY}\s{{0,9}}[0-9]{{1,2}}"
_OF_ENTRY = Pattern(_ENTRY, needs=ENTRIES)
_ENTRY_BEHIND = Pattern(
    rf"([{CIRCLES}](?:[^{CIRCLES}0-9()、]{{0,40}}[\s(])?)\s{{0,9}}({_ENTRY})\)?\s{{0,9}}$",
    needs=ENTRIES,
)
"""The entry behind the number and label of its item: Ⅱ-4-③委託事項1, ③委託先名(委託事項1)."""
_NEW_NUMBER = Pattern(
    rf"({ENTRY})\s{{0,9}}[0-9]{{1,2}}\s{{0,9}}"
    r"(?:\(\s{0,9}(?:(?:変更|改正|修正|移動)後|新|現)(?:は|の|:)?\s{0,9}(?:\1)?\s{0,9}([0-9]{1,2})\s{0,9}\)"
    r"|[→⇒]\s{0,9}(?:\1)?\s{0,9}([0-9]{1,2}))",
    needs=("後", "新", "現", "→", "⇒"),
)
"""An entry by its old number with the new one behind it: 委託事項3(変更後:委託事項2), 3→2."""


def whole_names(text: str) -> list[str]:
    """The names of a cell that each begin with a part of the form, as written: Ⅰ-6-①、Ⅱ-2-⑥.

    Not those of 表紙, 別添 and 別紙, which people write in words of their own. None where there is
    one name alone, or where a cut would lie in brackets.
    """
    breaks = [match.span() for match in AND.finditer(text)]
    found = [(at, end) for at, end in breaks if WITH_NUMERAL.match(narrow(text[end : end + _HEAD]))]
    starts, ends = [0, *(end for _, end in found)], [*(at for at, _ in found), len(text)]
    names = [text[start:end].strip() for start, end in zip(starts, ends, strict=True)]
    is_cut_well = all(len(_LEFT.findall(name)) == len(_RIGHT.findall(name)) for name in names)
    if not is_cut_well or not 1 < len(names) <= MOST_PIECES:
        return []
    return [name for name in names if narrow(name).lstrip(" (【")[:1] in ("I", "V")]


def plain_order(text: str) -> str:
    """A cell in half width, each number of a range named, the entry in front of its items, by its
    number of today.
    """
    text = narrow(text)
    if _NEW_NUMBER.may_match(text):
        text = _NEW_NUMBER.sub(lambda found: f"{found[1]}{found[2] or found[3]}", text)
    return _in_order(_listed(text))


def _listed(text: str) -> str:
    """A text with each number of a range: ④~⑥ as ④、⑤、⑥."""
    if _RANGE.may_match(text) and (ends := _RANGE.search(text)):
        first, last = CIRCLES.index(ends[1]), CIRCLES.index(ends[4])
        others = "、".join((*CIRCLES[first + 1 : last], ends[4]))
        rest = text[ends.end() :]
        if ends[3] == "から":
            rest = rest.removesuffix("まで")
        return f"{text[: ends.start()]}{ends[1]}{ends[2]}、{others}{rest}"
    return text


def _in_order(text: str) -> str:
    """A text with the entry in front of the number of its item: 委託事項1 ③."""
    behind = _ENTRY_BEHIND.search(text) if _ENTRY_BEHIND.may_match(text) else None
    if behind is None or _OF_ENTRY.is_in(text[: behind.start()]):
        return text
    return f"{text[: behind.start()]} {behind[2]} {behind[1].rstrip(' (')}"


def cuts(text: str) -> list[tuple[int, int]]:
    """Where one of several names may end and the next begin: at 、, and before ② after ①.

    Not before the ① of Ⅰ-6-①, where no name ends.
    """
    found = {match.span() for each in (AND, _BEFORE_PART) for match in each.finditer(text)}
    ends = {end for _, end in found}
    circles = [match.start() for match in BEFORE_CIRCLE.finditer(text)][1:]
    inner = (at for at in circles if not _OF_NUMBER.search(text[:at][-2:]))
    found |= {(at, at) for at in inner if at not in ends}
    return sorted(span for span in found if span[0] > 0 and span[1] < len(text))[:MOST_PIECES]


def beginnings(before: str, piece: str) -> Iterator[str]:
    """What of the name before a piece may go in front of it, the longest first."""
    if not before or WITH_NUMERAL.match(piece):
        yield ""
        return
    ends = {match.end() for match in JOINT.finditer(before)}
    ends |= {match.start() for match in NUMBER.finditer(before)}
    ends |= {match.start() for match in _OF_ENTRY.finditer(before)}
    yield from (before[:end] for end in sorted(ends, reverse=True) if 0 < end < len(before))
    if not WITH_NUMERAL.match(before):
        yield ""


def numbers(text: str) -> Iterator[int]:
    """The numbers of a list, those of a range (2~5) one by one."""
    found = [Listed(int(match[0]), *match.span()) for match in NUMBER.finditer(text)]
    return (one.number for one in spread(text, found))
