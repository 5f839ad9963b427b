"""Japanese text made safe to show, quoted in messages and compared with tolerance."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence

from pia_cli.core.pattern import Pattern
from pia_cli.core.sensitive import masked
from pia_cli.core.unseen import INVISIBLE, ODD_SPACES, SELECTORS, UNSEEN

ELLIPSIS = "…"

_UNSAFE = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp"})
_SURROGATE = Pattern("[\ud800-\udfff]")


def _escaped(char: str) -> str:
    return f"\\u{{{ord(char):02X}}}"


def _visible_char(char: str) -> str:
    if char == "\t":
        return " "
    return (
        _escaped(char) if unicodedata.category(char) in _UNSAFE or INVISIBLE.match(char) else char
    )


def code_point(char: str) -> str:
    """U+202E."""
    return f"U+{ord(char):04X}"


def without_halves(text: str) -> str:
    r"""The text as a program can write it: half characters become visible, as ``\u{DC95}``.

    JSON and YAML may hold such halves, and Python names a file by them that is not UTF-8.
    """
    return _SURROGATE.sub(lambda half: _escaped(half[0]), text)


def visible(text: str) -> str:
    r"""The text as it is safe to show on one line of a terminal.

    Control and format characters (ESC, bidi controls, zero-width characters, BOM), line
    and paragraph separators, fillers that show nothing and lone surrogates become visible
    text such as ``\u{202E}``; a tab becomes one space.
    """
    if text.isprintable() and not INVISIBLE.search(text):
        return text
    return "".join(map(_visible_char, text))


_WIDE = Pattern("[^①-⑳゛゜]+")  # NFKC writes ゛ with a blank before it, and would part the word
_DASHES = dict.fromkeys(map(ord, "‐‑‒–—―−"), "-") | {ord("〜"): "~", ord(","): "、"}


def narrow(text: str) -> str:
    """A short text in half width, ① as it is, with one spelling of -, ~ and 、."""
    return _WIDE.sub(lambda run: unicodedata.normalize("NFKC", run[0]), text).translate(_DASHES)


_WIDE_DIGITS = str.maketrans("０１２３４５６７８９", "0123456789")


def half_width_digits(text: str) -> str:
    """The text with its digits in half width, all else as it is; as long as before."""
    return text.translate(_WIDE_DIGITS)


_FORMATS = UNSEEN + SELECTORS
_INVISIBLE = f"\\s{_FORMATS}"
_DROPPED = Pattern(f"[{_INVISIBLE}]+")
_DROPPED_IN_LINE = Pattern(
    f"[ \t\r\v\f\x1c-\x1f\x85\u1680\u2028\u2029\u3000{ODD_SPACES}{_FORMATS}]"
)
_SHORT_TEXT = 64
_LONG_SENTENCE = 500
_INERT = "\n -~ぁ-ゖァ-ヺー一-龠。、・「」"
"""Characters that NFKC leaves as they are, and that never combine with the one before them."""
_PIECE = Pattern(f"[{_INERT}]?[^{_INERT}]{{1,64}}")
"""What NFKC may change, with the character that it may combine with."""

_CONFUSABLE = (
    dict.fromkeys("·•‧⋅∙", "・")
    | dict.fromkeys("〜∼˜∿", "~")
    | dict.fromkeys("‐‑‒–—―−─━ー", "-")
    | dict.fromkeys("‘’′`", "'")
    | dict.fromkeys("“”″〝〟", '"')
    | {",": "、", ".": "。", "〈": "<", "〉": ">"}
)
_TOUCHED = Pattern(f"[{''.join(_CONFUSABLE)}{_INVISIBLE}]")
"""What `fold` replaces or drops: few texts of a form have any."""


def fold(text: str) -> str:
    """The key under which texts that differ only in notation are equal.

    NFKC (full and half width, ① and 1), no white space or invisible characters, one
    spelling for the middle dots, wave dashes, hyphens (with the 長音), quotes, 、 and 。.
    Letter case stays. The result is for comparing, not for showing.
    """
    if len(text) <= _SHORT_TEXT:
        normal = unicodedata.normalize("NFKC", text)
        if not _TOUCHED.search(normal):
            return normal
        if not _DROPPED.search(normal):
            return _distinct(normal)
    text = _nfkc(_DROPPED.sub("", text))
    if _DROPPED.search(text):  # NFKC writes ゛ as space + mark: gone the space, か゛ becomes が
        text = _DROPPED.sub("", _nfkc(_DROPPED.sub("", text)))
    return _distinct(text)


def fold_each(texts: Sequence[str]) -> list[str]:
    """`fold` of many short texts, such as names: all at once costs a fifth of one by one."""
    if max(map(len, texts), default=0) <= _SHORT_TEXT:
        normal = unicodedata.normalize("NFKC", "\n".join(texts))  # no run of marks is long
        if not _DROPPED_IN_LINE.search(normal) and normal.count("\n") + 1 == len(texts):
            return _distinct(normal).split("\n")
    return [fold(text) for text in texts]


def is_subsequence(short: str, long: str) -> bool:
    """Whether a text has the letters of another in their order, whatever stands between them."""
    letters = iter(long)
    return all(letter in letters for letter in short)


def _distinct(text: str) -> str:
    """The text in one spelling of the marks that look alike; few of these are in a text."""
    for char, usual in _CONFUSABLE.items():
        if char in text:  # ``translate`` looks at each letter, for thirty times as long
            text = text.replace(char, usual)
    return text


def _nfkc(text: str) -> str:
    """NFKC in linear time: ``normalize`` is quadratic in a run of mixed combining marks.

    Of a long sentence only the pieces that may change are given to it.
    """
    return "。".join(
        [
            unicodedata.normalize("NFKC", sentence)
            if len(sentence) <= _LONG_SENTENCE
            else _PIECE.sub(lambda piece: unicodedata.normalize("NFKC", piece[0]), sentence)
            for sentence in text.split("。")  # which combines with nothing
        ]
    )


_QUOTED = 40
"""Characters of a text that a message quotes."""

BLANK = "（空欄）"
"""What a person sees where there is no text."""


def short(text: str, limit: int = _QUOTED) -> str:
    """The start of a text on one line, to be quoted in a message.

    It is masked first: what must not be published is not known by its shape once it is cut.
    """
    line = " ".join(masked(text[: 4 * limit]).split())
    return line if len(line) <= limit else f"{line[:limit]}…"


def short_pair(one: str, other: str) -> tuple[str, str]:
    """Two texts as `short` quotes them, from a few characters before the first difference."""
    left, right = (" ".join(text.split()) for text in (one, other))
    same = next(
        (at for at, (a, b) in enumerate(zip(left, right, strict=False)) if a != b),
        min(len(left), len(right)),
    )
    start, is_whole = same - _QUOTED // 4, max(len(left), len(right)) <= _QUOTED
    left, right = (" ".join(masked(text).split()) for text in (one, other))  # as long as before
    if start <= 0 or is_whole:
        return short(left), short(right)
    return f"…{short(left[start:])}", f"…{short(right[start:])}"


def is_it(near: str | None) -> str:
    """``。「…」のことですか？`` to end a message with, or nothing where nothing is near."""
    return f"。「{near}」のことですか？" if near else ""


def did_you_mean(word: str, candidates: Iterable[str]) -> str:
    """`is_it` of the candidate that is nearest to a word."""
    return is_it(nearest(word, candidates))


_LONGEST_COMPARED = 80
_SHORTEST_CONTAINED = 3


def nearest(word: str, candidates: Iterable[str]) -> str | None:
    """The candidate that was probably meant, or None when nothing is near.

    A candidate equal after ``fold`` wins, then the most similar one, then one that
    contains the word or is contained in it.
    """
    by_key: dict[str, str] = {}
    for candidate in candidates:
        by_key.setdefault(fold(candidate), candidate)
    key = fold(word)
    if key in by_key:
        return by_key[key]
    key = key[:_LONGEST_COMPARED]
    short = {other[:_LONGEST_COMPARED]: candidate for other, candidate in by_key.items() if other}
    import difflib  # only a slip needs it

    close = difflib.get_close_matches(key, short, n=1)
    if close:
        return short[close[0]]
    around = [
        other
        for other in short
        if (other in key or key in other) and min(len(other), len(key)) >= _SHORTEST_CONTAINED
    ]
    if not around:
        return None
    return short[min(around, key=lambda other: (abs(len(other) - len(key)), other))]
