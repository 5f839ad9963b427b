"""What must never be published: numbers that may be a 個人番号, and secrets of a system."""

from __future__ import annotations

from collections.abc import Iterator
from heapq import merge
from itertools import chain, islice
from typing import NamedTuple

from pia_cli.core.my_numbers import Number, my_numbers, plain
from pia_cli.core.passwords import WIDE_NAMES, Secret, password_below, passwords
from pia_cli.core.pattern import Pattern

_PRIVATE_KEY = "秘密鍵"
_SHAPES = (
    (
        _PRIVATE_KEY,
        Pattern(
            "-----BEGIN [A-Z0-9 ]{0,30}PRIVATE KEY[A-Z ]{0,10}-----",
            needs=("PRIVATE KEY",),
        ),
    ),
    (
        "AWS のアクセスキー",
        Pattern(
            "(?<![0-9A-Za-z])(?:AKIA|ASIA)[0-9A-Z]{16}(?![0-9A-Za-z])",
            needs=("AKIA", "ASIA"),
        ),
    ),
    (
        "GitHub のトークン",
        Pattern(
            "(?<![0-9A-Za-z])(?:gh[pousr]|github_pat)_[0-9A-Za-z_]{22,255}",
            needs=("ghp_", "gho_", "ghu_", "ghs_", "ghr_", "github_pat_"),
        ),
    ),
    (
        "Google の API キー",
        Pattern(
            "(?<![0-9A-Za-z])AIza[0-9A-Za-z_-]{35}(?![0-9A-Za-z])",
            needs=("AIza",),
        ),
    ),
    (
        "Slack のトークン",
        Pattern(
            "(?<![0-9A-Za-z])xox[abprs]-[0-9A-Za-z-]{10,255}",
            needs=("xoxa-", "xoxb-", "xoxp-", "xoxr-", "xoxs-"),
        ),
    ),
    (
        "URL の中のパスワード",
        Pattern(
            "://(?P<value>[^\\s/:@「」]{1,64}:[^\\s/:@「」]{3,64})@",
            needs=("://",),
        ),
    ),
)
_BETWEEN = r"(?:[\s#]|\\[nr]){0,40}"
_TOLD = rf"{_BETWEEN}[A-Z][A-Za-z-]{{3,20}}: (?:(?![0-9A-Za-z+/]{{16}})[^\r\n\\]){{1,80}}"
_BODY = Pattern(
    rf"(?:(?=(?P<told>{_TOLD}))(?P=told)){{0,3}}"  # looked for once, as a possessive {}+ would be
    rf"(?:{_BETWEEN}[0-9A-Za-z+/]{{16,4096}}={{0,2}}){{1,400}}"
    rf"(?:{_BETWEEN}[0-9A-Za-z+/]{{1,15}}={{0,2}}(?={_BETWEEN}-----END))?"
)
"""What follows the head of a private key; in a folded or quoted text the lines are none."""
_POSSIBLE = Pattern("[!-~](?:[!-~]{5}|(?<=:)//)")
"""Without it a line holds no secret but one of a wide name; most lines of prose have none."""


def secrets(text: str) -> Iterator[Secret]:
    """Passwords after their name (password=…) and keys by their shape, in order."""
    told = 0
    for start, end in _possible_lines(text):
        for secret in sorted(_secrets(text, start, end), key=lambda one: (one.start, -one.end)):
            if secret.start >= told:
                yield secret
                told = secret.end


def _possible_lines(text: str) -> Iterator[tuple[int, int]]:
    """The lines that may hold a secret, by their start and end; none starts in two."""
    named = [_places(text, name) for name in WIDE_NAMES if name in text]
    runs = _POSSIBLE.finditer(text)
    first = next(runs, None)
    if not first and not named:
        return  # nearly always, of a short one
    end = -1
    for at in merge((run.start() for run in chain([first], runs) if run), *named):
        if at > end:
            start = text.rfind("\n", 0, at) + 1
            end = text.find("\n", at)
            end = len(text) if end < 0 else end
            yield start, end


def _places(text: str, word: str) -> Iterator[int]:
    """The first place of a word on each line that has it, and the start of the line below."""
    at = text.find(word)
    while at >= 0:
        yield at
        end = text.find("\n", at)
        if end < 0:
            return
        yield end + 1
        at = text.find(word, end + 1)


def _secrets(text: str, start: int, end: int) -> Iterator[Secret]:
    line = text[start:end]
    yield from passwords(line, start)
    yield from password_below(text, start, end)
    for kind, shape in _SHAPES:
        if shape.may_match(line):
            for match in shape.finditer(text, start, end):
                body = _BODY.match(text, match.end()) if kind == _PRIVATE_KEY else None
                first, last = match.span(match.lastgroup or 0)
                yield Secret(kind, first, body.end() if body else last)


def masked(text: str) -> str:
    """The text with an asterisk for each digit of such a number and each character of a secret."""
    chars: list[str] = []
    for start, end, _ in my_numbers(text):
        chars = chars or list(text)
        chars[start:end] = [_hidden(char) if char.isdecimal() else char for char in text[start:end]]
    for secret in secrets(text):
        chars = chars or list(text)
        chars[secret.start : secret.end] = map(_hidden, text[secret.start : secret.end])
    return "".join(chars) if chars else text


class Sensitive(NamedTuple):
    """Where a text has what must not be published; of each kind no more than `MOST`."""

    text: str
    numbers: tuple[Number, ...]
    secrets: tuple[Secret, ...]

    @property
    def is_any(self) -> bool:
        """Whether there is any."""
        return bool(self.numbers or self.secrets)


MOST = 10_000
"""Places of a kind that are kept for one text; a hostile one may have 300,000."""

PART = 6
"""Characters that tell something of a number or a secret.

Only a 暗証番号 and what an address has before its @ may be shorter.
"""

MOST_PARTS = 1_000_000
"""Parts that a mask knows; the bodies of hostile keys may have four times as many."""


def sensitive(text: str) -> Sensitive:
    """What of a text must not be published."""
    return Sensitive(
        text, tuple(islice(my_numbers(text), MOST)), tuple(islice(secrets(text), MOST))
    )


class Mask:
    """Hides in what is said of some texts what must not be published of them.

    A message quotes a piece of a text: cut short, or without the name before it, a secret is
    not known by its shape. So the ``parts`` of those in the texts themselves are hidden, too.
    """

    def __init__(self, parts: frozenset[str] = frozenset()) -> None:
        self.parts = parts

    def __call__(self, text: str) -> str:
        """What is said, as it may be shown."""
        text = masked(text)
        if not self.parts:
            return text
        plain_text, chars = plain(text), list(text)
        for at in range(len(plain_text) - PART + 1):
            if plain_text[at : at + PART] in self.parts:
                chars[at : at + PART] = map(_hidden, text[at : at + PART])
        return "".join(chars)

    def steps(self, path: tuple[str | int, ...]) -> tuple[str | int, ...]:
        """A path with each of its keys hidden so, as it may be written into a file."""
        return tuple(self(step) if isinstance(step, str) else step for step in path)


def masked_steps(path: tuple[str | int, ...]) -> tuple[str | int, ...]:
    """A path with each of its keys `masked`."""
    return Mask().steps(path)


def mask_of(*known: Sensitive) -> Mask:
    """The mask for what is said of texts."""
    return Mask(frozenset(islice((part for one in known for part in _parts(one)), MOST_PARTS)))


def _parts(known: Sensitive) -> Iterator[str]:
    spans = [(one.start, one.end) for one in known.numbers]
    spans += [(one.start, one.end) for one in known.secrets]
    for start, end in spans:
        first, *body = known.text[start:end].splitlines()
        for line in (first, *(one.lstrip(" \t#") for one in body)):
            whole = plain(line)
            yield from (whole[at : at + PART] for at in range(len(whole) - PART + 1))


def _hidden(char: str) -> str:
    """Of the same width on a terminal; blanks and line ends stay."""
    if char.isspace():
        return char
    return "*" if char.isascii() else "＊"
